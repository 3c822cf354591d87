package org.unfurl.train.architecture;

import java.util.List;
import java.util.Optional;
import org.unfurl.train.layer.Activation;
import org.unfurl.train.layer.Convolution;
import org.unfurl.train.layer.Layer;
import org.unfurl.train.layer.Margin;
import org.unfurl.train.layer.Signal;
import org.unfurl.train.layer.Spectral;
import org.unfurl.train.layer.Stack;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.TrialSystem;
import org.unfurl.train.setting.Values;

/**
 * The Fourier neural operator (Li et al., arXiv 2010.08895) as APEBench has it: a pointwise
 * convolution from the inputs to {@code width} channels; {@code depth} blocks x ← φ({@link
 * Spectral}(x) + pointwise(x)), φ after the last of them too; a pointwise convolution to the
 * outputs. No grid channels, no normalisation.
 *
 * <p>Bounded axes are made longer by {@code padding} of their length at both ends, {@link Margin},
 * between the first and the last convolution.
 *
 * <p>Parameters for i inputs, o outputs, width C, depth L, M modes, in d dimensions: iC + C + L(2C²
 * · 2^(d-1) M^d + C² + C) + Co + o.
 */
final class Fno implements LayeredArchitecture {

  static final Setting<Integer> MODES =
      Setting.wholeNumber("network.modes", 1, 1_024)
          .preset(12)
          .meaning("Fourier modes kept along every axis, the constant one included");

  static final Setting<Double> PADDING =
      Setting.realFrom("network.padding", 0, 1)
          .preset(0.125)
          .meaning("part of a bounded axis that is added at both its ends before the transform");

  static final Setting<Activation> ACTIVATION = Activation.SETTING.preset(Activation.GELU);

  @Override
  public String name() {
    return "fno";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        Size.WIDTH,
        Size.DEPTH,
        MODES.matters(Size::hasBlocks),
        PADDING.matters(Fno::hasMargin),
        ACTIVATION.matters(Size::hasBlocks));
  }

  /** Whether points are added where something is transformed. */
  private static boolean hasMargin(Values others) {
    return Size.hasBlocks(others) && TrialSystem.hasGrid(Grid::isBounded).test(others);
  }

  @Override
  public Optional<String> problem(Values values, NetworkShape shape) {
    if (!Size.hasBlocks(values)) {
      return Optional.empty();
    }
    int modes = values.of(MODES);
    Signal transformed =
        Stack.on(shape.input()).then("", Margin.added(values.of(PADDING))).signal();
    int most = Spectral.mostModes(transformed);
    return modes <= most
        ? Optional.empty()
        : Optional.of(
            "network.modes ("
                + modes
                + ") must be at most "
                + most
                + " on "
                + Grid.text(transformed)
                + "; set modes: "
                + most
                + " or refine the grid");
  }

  @Override
  public Layer layers(Values values, NetworkShape shape) {
    int width = values.of(Size.WIDTH);
    Activation phi = values.of(ACTIVATION);
    Stack stack = Stack.on(shape.input()).then("lift", Convolution.pointwise(width));
    Signal before = stack.signal();
    stack.then("", Margin.added(values.of(PADDING)));
    for (int block = 0; block < values.of(Size.DEPTH); block++) {
      stack.within(
          "blocks." + block,
          part ->
              part.sum(
                      inner -> inner.then("spectral", Spectral.to(width, values.of(MODES))),
                      inner -> inner.then("pointwise", Convolution.pointwise(width)))
                  .then(phi));
    }
    return stack
        .then("", Margin.takenOff(before))
        .then("projection", Convolution.pointwise(shape.outputs()))
        .layer();
  }
}

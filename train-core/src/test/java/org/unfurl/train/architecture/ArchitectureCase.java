package org.unfurl.train.architecture;

import java.util.List;
import java.util.function.ToLongFunction;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.train.layer.Activation;
import org.unfurl.train.script.SavedModules;
import org.unfurl.train.setting.Values;

/**
 * What the contract test takes of an architecture: a small network, and what is known of it.
 *
 * @param name of the architecture
 * @param values of the small network
 * @param count the parameters by a formula
 * @param shift points by which a periodic input may be shifted so that the output is shifted alike;
 *     0 where there is no such number
 * @param local whether no point beyond its reach tells a point anything
 */
record ArchitectureCase(
    String name, Values values, ToLongFunction<NetworkShape> count, int shift, boolean local) {

  private ArchitectureCase(String name, Values values, Formula count, int shift, boolean local) {
    this(
        name,
        values,
        (NetworkShape shape) ->
            count.of(shape.inputs(), shape.outputs(), shape.states().isPlane() ? 9 : 3),
        shift,
        local);
  }

  /** Parameters of a network that do not depend on the number of points. */
  @FunctionalInterface
  interface Formula {

    /**
     * The count.
     *
     * @param i input channels
     * @param o output channels
     * @param k points that a convolution of three points along every axis reads
     */
    long of(long i, long o, long k);
  }

  /** One or more for every entry of the registry. */
  static List<ArchitectureCase> all() {
    return List.of(
        new ArchitectureCase(
            "conv",
            sized(5, 3).with(Activation.SETTING, Activation.GELU),
            (i, o, k) -> k * i * 5 + 5 + 2 * (k * 25 + 5) + k * 5 * o + o,
            1,
            true),
        new ArchitectureCase(
            "conv-resnet",
            sized(5, 2),
            (i, o, k) -> k * i * 5 + 5 + 4 * (k * 25 + 5) + k * 5 * o + o,
            1,
            true),
        new ArchitectureCase(
            "conv-resnet",
            Values.none().with(ConvResNet.WIDTHS, List.of(4, 6)),
            (i, o, k) -> block(i, 4, k) + block(4, 6, k) + k * 6 * o + o,
            1,
            true),
        new ArchitectureCase(
            "resnet",
            sized(5, 2).with(Activation.SETTING, Activation.GELU),
            (i, o, k) -> i * 5 + 5 + 4 * (k * 25 + 5) + 5 * o + o,
            1,
            true),
        new ArchitectureCase(
            "dilated-resnet",
            sized(4, 2)
                .with(DilatedResNet.DILATIONS, List.of(1, 3, 1))
                .with(Activation.SETTING, Activation.GELU),
            (i, o, k) -> i * 4 + 4 + 2 * 3 * (k * 16 + 3 * 4) + 4 * o + o,
            1,
            false),
        new ArchitectureCase(
            "unet",
            Values.none()
                .with(Size.WIDTH, 3)
                .with(UNet.LEVELS, 2)
                .with(Activation.SETTING, Activation.GELU),
            (i, o, k) -> two(i, 3, k) + level(3, k) + level(6, k) + 3 * o + o,
            4,
            false),
        new ArchitectureCase(
            "torchscript",
            Values.none().with(TorchScript.FILE, SavedModules.file("any-shape.pt").sha256()),
            (i, o, k) -> 6,
            1,
            false),
        new ArchitectureCase(
            "attention-unet",
            sized(3, 1).with(AttentionUNet.MULTIPLIERS, List.of(2, 1)),
            (i, o, k) -> k * i * 3 + 3 + attentionUNet(3, k) + 2 * 3 + k * 3 * o + o,
            2,
            false),
        new ArchitectureCase(
            "fno",
            sized(4, 2).with(Fno.MODES, 3),
            shape -> fno(shape.inputs(), shape.outputs(), shape.states().isPlane() ? 18 : 3),
            1,
            false),
        new ArchitectureCase(
            "transformer",
            sized(4, 1).with(SliceTransformer.HEADS, 2).with(SliceTransformer.SLICES, 3),
            ArchitectureCase::transformer,
            0,
            false),
        new ArchitectureCase("graph", sized(5, 2), shape -> graph(shape, 5, 2), 1, true),
        new ArchitectureCase(
            "graph",
            sized(4, 1)
                .with(GridGraph.DIRECTION, GridGraph.Direction.INDEX)
                .with(GridGraph.NEIGHBOURS, GridGraph.Neighbours.CORNERS),
            shape -> graph(shape, 4, 1),
            0,
            true),
        new ArchitectureCase(
            "mlp",
            sized(7, 2).with(Activation.SETTING, Activation.GELU),
            shape -> mlp(shape.inputs(), shape.outputs(), shape.states().points()),
            0,
            false));
  }

  /**
   * Two levels of 2c channels: block, halving, block; middle; block, block, doubling, two blocks.
   */
  private static long attentionUNet(long c, long k) {
    long wide = 2 * c;
    return block(c, wide, k)
        + 2 * c
        + 2 * wide
        + (k * wide * wide + wide)
        + same(wide, k)
        + (2 * same(wide, k) + 3 * (wide * wide + wide) + wide * wide + wide)
        + 2 * (block(2 * wide, wide, k) + 2 * 2 * wide + 2 * wide)
        + (k * wide * wide + wide)
        + (block(2 * wide, wide, k) + 2 * 2 * wide + 2 * wide)
        + (block(wide + c, c, k) + 2 * (wide + c) + 2 * c);
  }

  /** A block with norms and without a change of channels. */
  private static long same(long c, long k) {
    return 2 * (2 * c + k * c * c + c);
  }

  private static long fno(long i, long o, long modes) {
    return i * 4 + 4 + 2 * (2 * 16 * modes + 16 + 4) + 4 * o + o;
  }

  private static long transformer(NetworkShape shape) {
    StateShape states = shape.states();
    long taps = states.isPlane() ? 9 : 3;
    long positions =
        (states.periodicX() ? 2 : 1) + (!states.isPlane() ? 0 : states.periodicY() ? 2 : 1);
    long lift = (shape.inputs() + positions) * 8 + 8 + 8 * 4 + 4;
    long attention = 8 + (taps * 4 * 8 + 8) + (3 * 2 + 3) + 2 + 3 * 2 * 2 + (4 * 4 + 4);
    long change = 8 + 2 * (4 * 4 + 4);
    return lift + attention + change + 8 + 4 * shape.outputs() + shape.outputs();
  }

  private static long graph(NetworkShape shape, long c, long depth) {
    long e = shape.states().isPlane() ? 8 : 4;
    return (2 * shape.inputs() + e) * c
        + c
        + 2 * depth * ((2 * c + e) * c + c)
        + (2 * c + e) * shape.outputs()
        + shape.outputs();
  }

  private static long mlp(long i, long o, long points) {
    return i * points * 7 + 7 + 7 * 7 + 7 + 7 * o * points + o * points;
  }

  private static Values sized(int width, int depth) {
    return Values.none().with(Size.WIDTH, width).with(Size.DEPTH, depth);
  }

  /** A residual block with a linear map as skip. */
  private static long block(long i, long w, long k) {
    return k * i * w + w + k * w * w + w + i * w + w;
  }

  /** Two convolutions, each with norm. */
  private static long two(long i, long w, long k) {
    return k * i * w + 3 * w + k * w * w + 3 * w;
  }

  /** Of a level of the U-Net: halving, two, doubling, two. */
  private static long level(long c, long k) {
    return k * c * c + c + two(c, 2 * c, k) + k * 2 * c * c + c + two(2 * c, c, k);
  }

  @Override
  public String toString() {
    return name + " " + values;
  }
}

package org.unfurl.train.script;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.unfurl.train.layer.Description;
import org.unfurl.train.layer.Signal;
import org.unfurl.train.network.Network;
import org.unfurl.train.parameter.Draw;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.parameter.Tensor;

/** Networks of TorchScript files. */
public final class ScriptedNetworks {

  private static final String WEIGHT = "weight";
  private static final String BIAS = "bias";

  private ScriptedNetworks() {}

  /**
   * What the network of a file is.
   *
   * @param file without a {@link Inspection#problem} for these signals
   * @param drawn whether weights are drawn anew: tensors of two or more axes uniform in ±1/√(fan
   *     in), and so the bias that stands beside such a weight, as PyTorch does; others keep the
   *     file's values, as those of a norm. Otherwise all do.
   */
  public static Description description(
      ScriptFile file, Signal input, Signal output, boolean drawn) {
    Inspection inspection = file.inspected(input, output);
    Map<String, Inspection.Parameter> byName = new HashMap<>();
    inspection.parameters().forEach(parameter -> byName.put(parameter.name(), parameter));
    List<Tensor> tensors =
        inspection.parameters().stream()
            .map(
                parameter ->
                    Tensor.of(
                        parameter.name(),
                        drawn ? draw(parameter, byName) : kept(parameter),
                        parameter.shape().toArray(Integer[]::new)))
            .toList();
    return new ScriptDescription(input, output, tensors, inspection.reach());
  }

  /** A network that computes with the file's module and the vector's parameters. */
  public static Network network(
      ScriptFile file, Description description, ParameterVector parameters) {
    return ScriptComputation.network(file, description, parameters);
  }

  private static Draw draw(
      Inspection.Parameter parameter, Map<String, Inspection.Parameter> byName) {
    if (parameter.shape().size() > 1) {
      return Draw.fanIn(parameter.fanIn());
    }
    if (parameter.name().endsWith(BIAS)) {
      String stem = parameter.name().substring(0, parameter.name().length() - BIAS.length());
      Inspection.Parameter weight = byName.get(stem + WEIGHT);
      if (weight != null && weight.shape().size() > 1) {
        return Draw.fanIn(weight.fanIn());
      }
    }
    return kept(parameter);
  }

  private static Draw kept(Inspection.Parameter parameter) {
    return (values, from, to, random) ->
        System.arraycopy(parameter.saved(), 0, values, from, to - from);
  }
}

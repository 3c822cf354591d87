package org.unfurl.train.architecture;

import java.util.List;
import java.util.Optional;
import org.unfurl.train.layer.Description;
import org.unfurl.train.layer.Signal;
import org.unfurl.train.network.Network;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.script.ScriptFile;
import org.unfurl.train.script.ScriptFiles;
import org.unfurl.train.script.ScriptedNetworks;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * A network of the user's own: a module that PyTorch saved as TorchScript, which reads (batch,
 * channels and features, …points) and makes (batch, channels, …points). Its size is its file's.
 */
public final class TorchScript implements Architecture {

  /** In sweep files. */
  public static final String NAME = "torchscript";

  /** The module, by the digest of its content; what its file is called does not count. */
  public static final Setting<String> FILE =
      Setting.file(
              "network.file",
              (name, content) -> ScriptFiles.add(name, content).sha256(),
              digest -> ScriptFiles.find(digest).map(ScriptFile::name).orElse(digest),
              digest -> ScriptFiles.find(digest).map(ScriptFile::label).orElse(digest))
          .example("residual.pt")
          .column("network_file")
          .meaning("a module saved by torch.jit.script or torch.jit.trace");

  private static final String DRAWN = "drawn";

  /** Whether its weights are drawn anew. */
  static final Setting<String> WEIGHTS =
      Setting.word("network.weights", List.of(DRAWN, "kept"))
          .preset(DRAWN)
          .column("network_weights")
          .meaning("first weights: drawn from the trial's seed, or kept as the file has them");

  TorchScript() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(FILE, WEIGHTS);
  }

  @Override
  public Optional<String> problem(Values values, NetworkShape shape) {
    Optional<ScriptFile> file = values.find(FILE).flatMap(ScriptFiles::find);
    if (file.isEmpty()) {
      return Optional.of(
          "network.file ("
              + values.find(FILE).orElse("missing")
              + ") must name a module saved by torch.jit.script or torch.jit.trace");
    }
    return Optional.of(file.get().inspected(shape.input(), output(shape)).problem())
        .filter(problem -> !problem.isEmpty());
  }

  @Override
  public Description description(Values values, NetworkShape shape) {
    return ScriptedNetworks.description(
        file(values), shape.input(), output(shape), values.of(WEIGHTS).equals(DRAWN));
  }

  @Override
  public Network network(Values values, NetworkShape shape, ParameterVector parameters) {
    return ScriptedNetworks.network(file(values), description(values, shape), parameters);
  }

  @Override
  public Optional<Setting<Integer>> size() {
    return Optional.empty();
  }

  private static ScriptFile file(Values values) {
    return ScriptFiles.find(values.of(FILE)).orElseThrow();
  }

  private static Signal output(NetworkShape shape) {
    return shape.input().withChannels(shape.outputs());
  }
}

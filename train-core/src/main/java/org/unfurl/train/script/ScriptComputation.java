package org.unfurl.train.script;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.engine.ScriptedModule;
import org.unfurl.train.layer.Computation;
import org.unfurl.train.layer.Description;
import org.unfurl.train.layer.Signal;
import org.unfurl.train.network.Network;
import org.unfurl.train.network.TapedNetwork;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.ParameterLayout;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.parameter.Tensor;

/**
 * A module as the function of a network. Its parameters are copies of the flat vector's, made anew
 * after every change of that; the leaves of a recording are the module's own.
 */
final class ScriptComputation implements Computation {

  private final Description description;
  private final ParameterVector parameters;
  private final ScriptedModule module;
  private int copied = -1;

  private ScriptComputation(
      Description description, ParameterVector parameters, ScriptedModule module) {
    this.description = description;
    this.parameters = parameters;
    this.module = module;
  }

  /** The network; what it loads belongs to the session of the parameters. */
  static Network network(ScriptFile file, Description description, ParameterVector parameters) {
    EngineSession session = parameters.session();
    byte[] archive = file.bytes();
    if (session.precision() == Precision.FLOAT64) {
      archive = ScriptArchive.widened(archive);
    }
    ScriptedModule module = session.module(archive);
    Map<String, NDArray> leaves = new LinkedHashMap<>();
    module.parameters().forEach(parameter -> leaves.put(parameter.getName(), parameter));
    return new TapedNetwork(
        description,
        new ScriptComputation(description, parameters, module),
        parameters,
        Leaves.of(parameters.session(), leaves));
  }

  @Override
  public NDArray apply(Leaves leaves, NDArray x) {
    if (copied != parameters.changes()) {
      copy();
      copied = parameters.changes();
    }
    long batch = x.getShape().get(0);
    NDArray states = Operations.reshaped(x, Examination.shape(description.input(), batch));
    NDArray result = module.forward(states);
    Signal made = description.output();
    return Operations.reshaped(result, batch, made.channels(), made.rows(), made.columns());
  }

  private void copy() {
    ParameterLayout layout = parameters.layout();
    List<Tensor> tensors = description.tensors();
    for (int i = 0; i < tensors.size(); i++) {
      Tensor tensor = tensors.get(i);
      module.write(
          i, Operations.slice(parameters.values(), 0, layout.offset(tensor), layout.end(tensor)));
    }
  }
}

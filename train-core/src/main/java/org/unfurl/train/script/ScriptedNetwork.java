package org.unfurl.train.script;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.engine.ScriptedModule;
import org.unfurl.train.layer.Cost;
import org.unfurl.train.layer.Layer;
import org.unfurl.train.layer.Reach;
import org.unfurl.train.layer.Signal;
import org.unfurl.train.network.Network;
import org.unfurl.train.network.TapedNetwork;
import org.unfurl.train.parameter.Leaves;
import org.unfurl.train.parameter.ParameterLayout;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.parameter.Tensor;

/**
 * A module as a layer of a network. Its parameters are copies of the flat vector's, made anew after
 * every change of that; the leaves of a recording are the module's own.
 */
final class ScriptedNetwork implements Layer {

  private final Layer layer;
  private final ParameterVector parameters;
  private final ScriptedModule module;
  private int copied = -1;

  private ScriptedNetwork(Layer layer, ParameterVector parameters, ScriptedModule module) {
    this.layer = layer;
    this.parameters = parameters;
    this.module = module;
  }

  /** The network; what it loads belongs to the session of the parameters. */
  static Network of(ScriptFile file, Layer layer, ParameterVector parameters) {
    EngineSession session = parameters.session();
    byte[] archive = file.bytes();
    if (session.precision() == Precision.FLOAT64) {
      archive = ScriptArchive.widened(archive);
    }
    ScriptedModule module = session.module(archive);
    Map<String, NDArray> leaves = new LinkedHashMap<>();
    module.parameters().forEach(parameter -> leaves.put(parameter.getName(), parameter));
    return new TapedNetwork(
        new ScriptedNetwork(layer, parameters, module),
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
    NDArray states = Operations.reshaped(x, Examination.shape(input(), batch));
    NDArray result = module.forward(states);
    Signal made = output();
    return Operations.reshaped(result, batch, made.channels(), made.rows(), made.columns());
  }

  private void copy() {
    ParameterLayout layout = parameters.layout();
    for (int i = 0; i < tensors().size(); i++) {
      Tensor tensor = tensors().get(i);
      module.write(
          i, Operations.slice(parameters.values(), 0, layout.offset(tensor), layout.end(tensor)));
    }
  }

  @Override
  public Signal input() {
    return layer.input();
  }

  @Override
  public Signal output() {
    return layer.output();
  }

  @Override
  public List<Tensor> tensors() {
    return layer.tensors();
  }

  @Override
  public Cost cost() {
    return layer.cost();
  }

  @Override
  public Reach reach() {
    return layer.reach();
  }
}

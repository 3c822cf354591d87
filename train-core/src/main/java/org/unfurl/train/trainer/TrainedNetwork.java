package org.unfurl.train.trainer;

import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.train.network.Network;
import org.unfurl.train.parameter.Safetensors;
import org.unfurl.train.task.FrameModel;
import org.unfurl.train.task.Task;

/** A trained network with all it needs to make frames. */
final class TrainedNetwork implements TrainedModel {

  private final Task task;
  private final PhysicalSystem system;
  private final String scheme;
  private final Network network;

  TrainedNetwork(Task task, PhysicalSystem system, String scheme, Network network) {
    this.task = task;
    this.system = system;
    this.scheme = scheme;
    this.network = network;
  }

  @Override
  public long parameterCount() {
    return network.parameters().size();
  }

  @Override
  public Stepper stepper(double parameter) {
    return new FrameStepper(new FrameModel(task, system, scheme, parameter, network));
  }

  @Override
  public byte[] safetensors() {
    return Safetensors.encode(network.parameters());
  }

  @Override
  public void close() {
    network.parameters().session().close();
  }

  private record FrameStepper(FrameModel model) implements Stepper {

    @Override
    public int stateSize() {
      return model.stateSize();
    }

    @Override
    public void step(double[] state, double[] next) {
      if (next.length != state.length) {
        throw new IllegalArgumentException(
            "next (length "
                + next.length
                + ") must be as long as state ("
                + state.length
                + "), pass arrays of one batch");
      }
      try (FrameModel.Frame frame = model.advance(state, false)) {
        System.arraycopy(frame.next(), 0, next, 0, next.length);
      }
    }

    @Override
    public void close() {
      model.close();
    }
  }
}

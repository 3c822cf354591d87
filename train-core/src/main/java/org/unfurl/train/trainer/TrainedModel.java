package org.unfurl.train.trainer;

import org.unfurl.sim.stepper.Stepper;

/** A trained network with its task: a stepper to roll out, and bytes to keep. */
public interface TrainedModel extends AutoCloseable {

  /** Trainable numbers. */
  long parameterCount();

  /**
   * One frame u' = G(u) at a parameter of the system; valid until {@link #close()}; to be closed
   * too.
   */
  Stepper stepper(double parameter);

  /**
   * The weights as a safetensors file ({@code safetensors.numpy.load_file} reads it); tensors are
   * named and shaped as PyTorch's Conv1d does, on a plane as its Conv2d.
   */
  byte[] safetensors();

  /** Frees the native memory. */
  @Override
  void close();
}

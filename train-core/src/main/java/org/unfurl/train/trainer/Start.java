package org.unfurl.train.trainer;

/** What a training begins from. */
public sealed interface Start {

  /** The initial weights of the replicate's seed. */
  record Fresh() implements Start {}

  /**
   * The weights of another training; all else begins anew.
   *
   * @param safetensors as {@link TrainedModel#safetensors} makes it, of a network with the same
   *     tensors
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record FromWeights(byte[] safetensors) implements Start {}

  /**
   * The state of a training of the same configuration, which goes on to the bits that it would have
   * ended with.
   *
   * @param state as {@link Checkpoints#save} was given it
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Resumed(byte[] state) implements Start {}
}

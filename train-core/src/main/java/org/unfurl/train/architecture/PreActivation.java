package org.unfurl.train.architecture;

import org.unfurl.train.layer.Activation;
import org.unfurl.train.layer.Attention;
import org.unfurl.train.layer.Convolution;
import org.unfurl.train.layer.Normalisation;
import org.unfurl.train.layer.Stack;

/** Residual blocks that norm before they convolve; see {@link AttentionUNet}. */
final class PreActivation {

  static final Activation PHI = Activation.GELU;

  private PreActivation() {}

  /** Block, x ← x + pointwise(attention(pointwise(x))), block; as many channels as there are. */
  static Stack middle(Stack part) {
    int channels = part.signal().channels();
    return part.within("block1", inner -> block(inner, channels))
        .sum(
            inner ->
                inner
                    .then("attention.in", Convolution.pointwise(3 * channels))
                    .then("", Attention.overPoints())
                    .then("attention.out", Convolution.pointwise(channels)),
            Stack.SAME)
        .within("block2", inner -> block(inner, channels));
  }

  /** x ← shortcut(x) + conv2(φ(norm2(conv1(φ(norm1(x)))))). */
  static Stack block(Stack part, int channels) {
    boolean changes = part.signal().channels() != channels;
    return part.sum(
        inner ->
            inner
                .then("norm1", Normalisation.overAll())
                .then(PHI)
                .then("conv1", Convolution.to(channels))
                .then("norm2", Normalisation.overAll())
                .then(PHI)
                .then("conv2", Convolution.to(channels)),
        inner -> changes ? inner.then("shortcut", Convolution.pointwise(channels)) : inner);
  }
}

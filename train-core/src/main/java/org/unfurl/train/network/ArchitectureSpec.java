package org.unfurl.train.network;

import java.io.Serializable;
import org.unfurl.train.setting.Values;

/**
 * A network's architecture and explicit size.
 *
 * @param name kebab-case, one of {@link Architectures#names()}
 * @param width features per point in the hidden layers, at least 1
 * @param depth residual blocks, at least 0
 */
public record ArchitectureSpec(String name, int width, int depth) implements Serializable {

  /** The network of a trial. */
  public static ArchitectureSpec of(Values settings) {
    return new ArchitectureSpec(
        settings.of(Architectures.ARCHITECTURE),
        settings.of(Architectures.WIDTH),
        settings.of(Architectures.DEPTH));
  }

  /** What {@link #of} makes this of. */
  public Values values() {
    return Values.none()
        .with(Architectures.ARCHITECTURE, name)
        .with(Architectures.WIDTH, width)
        .with(Architectures.DEPTH, depth);
  }

  /** Checks the ranges. */
  public ArchitectureSpec {
    if (!Architectures.names().contains(name)) {
      throw new IllegalArgumentException(
          "architecture (" + name + ") must be one of " + String.join(", ", Architectures.names()));
    }
    if (width < 1) {
      throw new IllegalArgumentException(
          "width (" + width + ") must be at least 1, the study's small network has 26");
    }
    if (depth < 0) {
      throw new IllegalArgumentException(
          "depth (" + depth + ") must not be negative, the study's small network has 8");
    }
  }
}

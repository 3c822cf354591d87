package org.unfurl.train.architecture;

import java.io.Serializable;
import org.unfurl.train.setting.Values;

/**
 * A network's architecture and what its settings are.
 *
 * @param name kebab-case, one of {@link Architectures#names()} where a network is built of it
 * @param values of the architecture's settings
 */
public record ArchitectureSpec(String name, Values values) implements Serializable {

  /** One whose size is a width and a depth. */
  public static ArchitectureSpec sized(String name, int width, int depth) {
    return new ArchitectureSpec(
        name, Values.none().with(Size.WIDTH, width).with(Size.DEPTH, depth));
  }
}

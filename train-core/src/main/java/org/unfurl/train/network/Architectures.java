package org.unfurl.train.network;

import java.util.List;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.engine.EngineSession;

/**
 * The registry: every architecture that a sweep file can name. Only {@link #create} needs the
 * engine.
 */
public final class Architectures {

  private static final List<Architecture> ALL = List.of(new ConvResNet());

  private Architectures() {}

  /** The names, in the order in which documentation lists them. */
  public static List<String> names() {
    return ALL.stream().map(Architecture::name).toList();
  }

  /**
   * Trainable numbers of a network.
   *
   * @param states what the network makes, and reads besides the features
   * @param features constant channels that the network reads after those of the state
   */
  public static long parameterCount(ArchitectureSpec spec, StateShape states, int features) {
    return named(spec.name()).layout(spec, states, features).size();
  }

  /**
   * A network with freshly drawn weights; the caller closes the session after its last use.
   *
   * @param states what the network makes, (channel, y, x), and reads besides the features
   * @param features constant channels that the network reads after those of the state
   * @param seed of the weights: equal seeds and sizes give equal weights, see {@link
   *     ParameterLayout#draw}
   */
  public static Network create(
      EngineSession session, ArchitectureSpec spec, StateShape states, int features, Seed seed) {
    Architecture architecture = named(spec.name());
    ParameterLayout layout = architecture.layout(spec, states, features);
    ParameterVector parameters = new ParameterVector(session, layout, layout.draw(seed));
    return architecture.network(spec, states, features, parameters);
  }

  private static Architecture named(String name) {
    return ALL.stream()
        .filter(architecture -> architecture.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "architecture (" + name + ") must be one of " + String.join(", ", names())));
  }
}

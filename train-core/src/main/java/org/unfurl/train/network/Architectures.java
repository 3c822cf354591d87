package org.unfurl.train.network;

import java.util.List;
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
   * @param inputChannels state channels plus parameter features
   * @param outputChannels state channels
   */
  public static long parameterCount(ArchitectureSpec spec, int inputChannels, int outputChannels) {
    return named(spec.name()).layout(spec, inputChannels, outputChannels).size();
  }

  /**
   * A network with freshly drawn weights; the caller closes the session after its last use.
   *
   * @param seed of the weights: equal seeds and sizes give equal weights, see {@link
   *     ParameterLayout#draw}
   */
  public static Network create(
      EngineSession session,
      ArchitectureSpec spec,
      int inputChannels,
      int outputChannels,
      Seed seed) {
    Architecture architecture = named(spec.name());
    ParameterLayout layout = architecture.layout(spec, inputChannels, outputChannels);
    ParameterVector parameters = new ParameterVector(session, layout, layout.draw(seed));
    return architecture.network(spec, inputChannels, outputChannels, parameters);
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

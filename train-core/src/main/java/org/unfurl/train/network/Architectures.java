package org.unfurl.train.network;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.setting.Setting;

/**
 * The registry: every architecture that a sweep file can name. Only {@link #create} needs the
 * engine.
 */
public final class Architectures {

  private static final List<Architecture> ALL = List.of(new ConvResNet());

  /** The kind of network. */
  public static final Setting<String> ARCHITECTURE =
      Setting.word("network.architecture", Architectures::names)
          .example("conv-resnet")
          .meaning("the kind of network");

  /** Features per point, of every architecture that has them. */
  public static final Setting<Integer> WIDTH =
      Setting.wholeNumber("network.width", 1, 1_024)
          .example(26)
          .meaning("features per point in the hidden layers");

  /** Blocks, of every architecture that has them. */
  public static final Setting<Integer> DEPTH =
      Setting.wholeNumber("network.depth", 0, 256).example(8).meaning("residual blocks");

  private Architectures() {}

  /** The names, in the order in which documentation lists them. */
  public static List<String> names() {
    return ALL.stream().map(Architecture::name).toList();
  }

  /**
   * The settings of all architectures, that of the kind first; each matters where the architecture
   * of a point has it.
   */
  public static List<Setting<?>> settings() {
    Set<Setting<?>> all = new LinkedHashSet<>();
    all.add(ARCHITECTURE);
    for (Architecture architecture : ALL) {
      architecture.settings().forEach(setting -> all.add(ofArchitectures(setting)));
    }
    return List.copyOf(all);
  }

  private static <T> Setting<T> ofArchitectures(Setting<T> setting) {
    return setting.matters(
        others ->
            setting.matters(others)
                && others.find(ARCHITECTURE).map(name -> has(name, setting)).orElse(true));
  }

  private static boolean has(String architecture, Setting<?> setting) {
    return named(architecture).settings().contains(setting);
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

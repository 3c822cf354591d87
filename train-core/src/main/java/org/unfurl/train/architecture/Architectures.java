package org.unfurl.train.architecture;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.layer.Description;
import org.unfurl.train.network.Network;
import org.unfurl.train.parameter.ParameterLayout;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * The registry: every architecture that a sweep file can name. Besides the built-in ones these are
 * the architectures that {@link ServiceLoader} finds on the class path: a jar with an
 * implementation of {@link Architecture} (public, with a public constructor without arguments)
 * whose class is named in its {@code META-INF/services/org.unfurl.train.architecture.Architecture}.
 * Only {@link #create} needs the engine.
 */
public final class Architectures {

  private static final List<Architecture> BUILT_IN =
      List.of(
          new ConvResNet(),
          new Conv(),
          new ResNet(),
          new DilatedResNet(),
          new UNet(),
          new AttentionUNet(),
          new Fno(),
          new SliceTransformer(),
          new GridGraph(),
          new Mlp(),
          new TorchScript());

  /** The kind of network. */
  public static final Setting<String> ARCHITECTURE =
      Setting.word("network.architecture", Architectures::names)
          .example("conv-resnet")
          .meaning("the kind of network");

  private Architectures() {}

  /** Looked for once, when first asked for. */
  private static final class Found {

    private static final Registry REGISTRY =
        Registry.load(Thread.currentThread().getContextClassLoader());
  }

  /**
   * What was found, or why that cannot be used.
   *
   * @param problem empty if there is none
   */
  private record Registry(List<Architecture> architectures, String problem) {

    static Registry load(ClassLoader loader) {
      try {
        return new Registry(
            withFound(loader == null ? Architectures.class.getClassLoader() : loader), "");
      } catch (UnusableArchitectureException e) {
        return new Registry(List.of(), e.getMessage());
      }
    }
  }

  /**
   * All architectures: the built-in ones in the order in which documentation lists them, then those
   * found.
   *
   * @throws UnusableArchitectureException if one that was found cannot be loaded or has the name of
   *     another
   */
  public static List<Architecture> all() {
    Registry registry = Found.REGISTRY;
    if (!registry.problem().isEmpty()) {
      throw new UnusableArchitectureException(registry.problem());
    }
    return registry.architectures();
  }

  /** The architectures that this software brings along. */
  public static List<Architecture> builtIn() {
    return BUILT_IN;
  }

  /** The names of {@link #all()}. */
  public static List<String> names() {
    return all().stream().map(Architecture::name).toList();
  }

  /**
   * The architecture of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Architecture named(String name) {
    return all().stream()
        .filter(architecture -> architecture.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "architecture (" + name + ") must be one of " + String.join(", ", names())));
  }

  /**
   * The settings of all architectures, that of the kind first; each matters where the architecture
   * of a point has it.
   */
  public static List<Setting<?>> settings() {
    Set<Setting<?>> all = new LinkedHashSet<>();
    all.add(ARCHITECTURE);
    all.add(Size.PARAMETERS.matters(Architectures::isWish));
    for (Architecture architecture : all()) {
      architecture.settings().forEach(setting -> all.add(whereOneHasIt(setting)));
    }
    return List.copyOf(all);
  }

  private static <T> Setting<T> whereOneHasIt(Setting<T> setting) {
    return setting.matters(
        others ->
            others
                .find(ARCHITECTURE)
                .map(name -> matters(named(name), setting, others))
                .orElse(true));
  }

  /** Several architectures may declare one key, each for itself; a wish replaces the size. */
  private static boolean matters(Architecture architecture, Setting<?> key, Values others) {
    boolean replaced = others.find(Size.PARAMETERS).filter(wish -> wish > 0).isPresent();
    return !(replaced && architecture.size().filter(key::equals).isPresent())
        && declares(architecture, key, others);
  }

  private static boolean declares(Architecture architecture, Setting<?> key, Values others) {
    return architecture.settings().stream()
        .anyMatch(setting -> setting.equals(key) && setting.matters(others));
  }

  /** Whether a number of parameters can be asked for, and is if it is known. */
  private static boolean isWish(Values others) {
    return others.find(Size.PARAMETERS).filter(wish -> wish == 0).isEmpty()
        && others.find(ARCHITECTURE).map(name -> isSizeable(named(name), others)).orElse(true);
  }

  private static boolean isSizeable(Architecture architecture, Values others) {
    return architecture.size().filter(size -> declares(architecture, size, others)).isPresent();
  }

  /**
   * A setting as the architecture of a point declares it, whose preset may be another than that of
   * others with the same key; as given where the architecture is absent or has none of that key.
   */
  public static Setting<?> own(Values others, Setting<?> key) {
    return others.find(ARCHITECTURE).stream()
        .<Setting<?>>flatMap(name -> named(name).settings().stream())
        .filter(key::equals)
        .findFirst()
        .orElse(key);
  }

  /**
   * The network that a trial's settings name, with those of them that its architecture has.
   *
   * @throws IllegalArgumentException if they name none
   */
  public static ArchitectureSpec of(Values settings) {
    String name = settings.of(ARCHITECTURE);
    return new ArchitectureSpec(name, settings.of(named(name).settings()));
  }

  /**
   * What a network is: its tensors, its cost and its reach without the engine.
   *
   * @throws IllegalArgumentException if there is no such network
   */
  public static Description description(ArchitectureSpec spec, NetworkShape shape) {
    Architecture architecture = named(spec.name());
    architecture
        .problem(spec.values(), shape)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    Description description = architecture.description(spec.values(), shape);
    if (!description.output().equals(shape.input().withChannels(shape.outputs()))) {
      throw new IllegalArgumentException(
          "architecture ("
              + spec.name()
              + ") must make "
              + shape.input().withChannels(shape.outputs())
              + " and makes "
              + description.output()
              + "; mend its layers");
    }
    return description;
  }

  /** Whether a network trains on hand-written kernels. */
  public static boolean onKernels(ArchitectureSpec spec, NetworkShape shape) {
    return named(spec.name()).onKernels(spec.values(), shape);
  }

  /**
   * Trainable numbers of a network.
   *
   * @throws IllegalArgumentException if there is no such network, or if it has more than an array
   *     holds
   */
  public static long parameterCount(ArchitectureSpec spec, NetworkShape shape) {
    return parameterCount(description(spec, shape));
  }

  /**
   * Trainable numbers of a network that has been described already.
   *
   * @throws IllegalArgumentException if it has more than an array holds
   */
  public static long parameterCount(Description description) {
    return new ParameterLayout(description.tensors()).size();
  }

  /**
   * A network with freshly drawn weights; the caller closes the session after its last use.
   *
   * @param seed of the weights: equal seeds and sizes give equal weights, see {@link
   *     ParameterLayout#draw}
   * @throws IllegalArgumentException if there is no such network
   */
  public static Network create(
      EngineSession session, ArchitectureSpec spec, NetworkShape shape, Seed seed) {
    ParameterLayout layout = new ParameterLayout(description(spec, shape).tensors());
    ParameterVector parameters = new ParameterVector(session, layout, layout.draw(seed));
    return named(spec.name()).network(spec.values(), shape, parameters);
  }

  /** The built-in architectures and those that a class loader finds. */
  static List<Architecture> withFound(ClassLoader loader) {
    List<Architecture> all = new ArrayList<>(BUILT_IN);
    try {
      for (Architecture found : ServiceLoader.load(Architecture.class, loader)) {
        for (Architecture known : all) {
          requireOtherName(found, known);
        }
        all.add(found);
      }
    } catch (ServiceConfigurationError e) {
      throw new UnusableArchitectureException(
          "an architecture on the class path cannot be loaded: "
              + e.getMessage()
              + (e.getCause() == null ? "" : " (" + e.getCause() + ")")
              + "; mend it or take its jar away",
          e);
    }
    return List.copyOf(all);
  }

  private static void requireOtherName(Architecture found, Architecture known) {
    if (found.name().equals(known.name())) {
      throw new UnusableArchitectureException(
          "architecture ("
              + found.name()
              + ") of "
              + found.getClass().getName()
              + " must have another name than that of "
              + known.getClass().getName()
              + "; rename it or take its jar away");
    }
  }
}

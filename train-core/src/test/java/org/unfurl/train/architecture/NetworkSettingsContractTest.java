package org.unfurl.train.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.network.Network;
import org.unfurl.train.setting.Kind;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.TrialSystem;
import org.unfurl.train.setting.Values;

/**
 * What every setting of every architecture claims to matter to, on every kind of grid, with hidden
 * blocks and without.
 */
class NetworkSettingsContractTest {

  @ParameterizedTest
  @MethodSource("networksOnSystems")
  void aSettingMattersWhereAnotherValueMakesAnotherNetworkAndNowhereElse(
      String name, Values network, PhysicalSystem system) {
    Architecture architecture = Architectures.named(name);
    NetworkShape shape = new NetworkShape(system.shape(), 1);
    Values point =
        network.with(Architectures.ARCHITECTURE, name).with(TrialSystem.SETTING, system.name());
    for (Setting<?> setting : architecture.settings()) {
      if (setting.kind() instanceof Kind.File) {
        continue; // two files are two networks, whatever they hold
      }
      Values given = network.withPlain(setting, value(setting, network));
      Values changed =
          others(setting, value(setting, network)).stream()
              .map(other -> network.withPlain(setting, other))
              .filter(other -> architecture.problem(other, shape).isEmpty())
              .findFirst()
              .orElseThrow();
      assertEquals(
          made(architecture, given, shape).equals(made(architecture, changed, shape)),
          !setting.matters(point),
          setting + " from " + given + " to " + changed);
    }
  }

  static Stream<Arguments> networksOnSystems() {
    List<Arguments> all = new ArrayList<>();
    for (ArchitectureCase tested : ArchitectureCase.all()) {
      for (Values network : List.of(tested.values(), tested.values().with(Size.DEPTH, 0))) {
        Architecture architecture = Architectures.named(tested.name());
        for (PhysicalSystem system : systems()) {
          NetworkShape shape = new NetworkShape(system.shape(), 1);
          if (architecture.problem(network, shape).isEmpty()) {
            all.add(Arguments.of(tested.name(), network, system));
          }
        }
      }
    }
    return all.stream();
  }

  /** The smallest for each kind of grid. */
  private static List<PhysicalSystem> systems() {
    Map<List<Boolean>, PhysicalSystem> smallest = new HashMap<>();
    for (PhysicalSystem system : PhysicalSystems.builtIn()) {
      StateShape states = system.shape();
      smallest.merge(
          List.of(states.isPlane(), states.periodicY(), states.periodicX()),
          system,
          (one, other) -> one.shape().points() <= other.shape().points() ? one : other);
    }
    return List.copyOf(smallest.values());
  }

  private static <T> Object value(Setting<T> setting, Values network) {
    T value = network.find(setting).or(setting::preset).orElseGet(() -> setting.examples().get(0));
    return setting.kind().plain(value);
  }

  private static List<?> others(Setting<?> setting, Object plain) {
    Kind<?> kind = setting.kind();
    if (plain instanceof Integer number) {
      return List.of(number + 1, 2 * number, number - 1);
    }
    if (plain instanceof Double number) {
      return List.of(number + 0.25);
    }
    if (plain instanceof String word) {
      return ((Kind.Word<?>) kind).words().stream().filter(other -> !other.equals(word)).toList();
    }
    List<Object> longer = new ArrayList<>((List<?>) plain);
    longer.add(1);
    return List.of(longer, List.of(1));
  }

  /** All that a trial has of a network: its tensors, their first values and what it computes. */
  private static List<Object> made(Architecture architecture, Values values, NetworkShape shape) {
    ArchitectureSpec spec = new ArchitectureSpec(architecture.name(), values);
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      Network network = Architectures.create(session, spec, shape, new Seed(1));
      double[] state = new SplittableRandom(2).doubles(shape.input().size(), -1, 1).toArray();
      try (Network.Evaluation evaluation = network.evaluate(state, 1, false)) {
        return List.of(
            Arrays.hashCode(network.parameters().read()),
            network.parameters().layout().size(),
            Arrays.hashCode(evaluation.output()));
      }
    }
  }
}

package org.unfurl.sweep.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.NetworkShape;
import org.unfurl.train.architecture.Size;
import org.unfurl.train.architecture.Sizing;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/**
 * The networks of a grid's points, each looked at once for each system: the size that follows from
 * a wished number of parameters, and why a network cannot be built.
 */
public final class SizedNetworks {

  private final List<Setting<?>> ofNetworks;
  private final Map<Question, Answer> answers = new HashMap<>();
  private final Map<Values, Values> completions = new HashMap<>();

  /**
   * One network in one system.
   *
   * @param network only its settings
   */
  private record Question(String system, Values network) {}

  /**
   * What came of it.
   *
   * @param network with its size in place of the wish
   * @param problem why it cannot be built; empty if it can
   */
  private record Answer(Values network, Optional<String> problem) {}

  /** None looked at yet. */
  public SizedNetworks(TrialSettings settings) {
    ofNetworks = settings.in(TrialSettings.NETWORK);
  }

  /** The settings of a point's network; none where it could not be read. */
  public Values network(Values point) {
    return point.of(ofNetworks);
  }

  /**
   * A network with every preset, and without what makes no difference or does nothing.
   *
   * @param network which may lack what has no preset; beside its system, if that is known
   */
  public static Values completed(Values network, List<Setting<?>> ofNetworks) {
    Values completed = network.relevant(ofNetworks);
    for (Setting<?> setting : ofNetworks) {
      if (setting.matters(completed) && !completed.has(setting)) {
        completed = withPreset(completed, Architectures.own(completed, setting));
      }
    }
    completed = completed.relevant(ofNetworks);
    for (Setting<?> setting : ofNetworks) {
      if (completed.has(setting) && setting.isNeutral(completed.plain(setting))) {
        completed = completed.without(setting);
      }
    }
    return completed;
  }

  private static <T> Values withPreset(Values network, Setting<T> setting) {
    return setting.preset().map(value -> network.with(setting, value)).orElse(network);
  }

  /** The point with its network completed, where variants and draws have put it together. */
  Values completed(Values point) {
    Values network = network(point);
    if (!network.has(Architectures.ARCHITECTURE)) {
      return point;
    }
    Values placed = network.and(point.of(List.of(TrialSettings.SYSTEM)));
    Values completed = completions.computeIfAbsent(placed, one -> completed(one, ofNetworks));
    return point.without(ofNetworks).and(completed);
  }

  /** The network that a system's trials have for one of the file's. */
  public Values placed(Values network, String system) {
    Values point = network.with(TrialSettings.SYSTEM, system);
    return network(sized(point.relevant(ofNetworks)));
  }

  /** The point with a size in place of a wish; itself if there is no wish or no such size. */
  Values sized(Values point) {
    if (!point.has(Size.PARAMETERS)) {
      return point;
    }
    Optional<Answer> answer = answer(point);
    if (answer.isEmpty() || answer.get().problem().isPresent()) {
      return point;
    }
    Values sized = answer.get().network();
    answers.putIfAbsent(new Question(point.of(TrialSettings.SYSTEM), sized), answer.get());
    return point.without(Size.PARAMETERS).and(sized);
  }

  /** Why a point's network cannot be built; empty if it can, or could not be read. */
  public Optional<String> problem(Values point) {
    return answer(point).flatMap(Answer::problem);
  }

  private Optional<Answer> answer(Values point) {
    Optional<String> system = point.find(TrialSettings.SYSTEM);
    Values network = network(point);
    return system.isEmpty() || !network.has(Architectures.ARCHITECTURE)
        ? Optional.empty()
        : Optional.of(
            answers.computeIfAbsent(
                new Question(system.get(), network),
                question -> answer(PhysicalSystems.named(question.system()), network)));
  }

  private static Answer answer(PhysicalSystem system, Values network) {
    ArchitectureSpec spec = Architectures.of(network);
    NetworkShape shape = CostModel.shape(system);
    Optional<Integer> wish = network.find(Size.PARAMETERS);
    if (wish.isEmpty()) {
      return new Answer(network, Architectures.named(spec.name()).problem(spec.values(), shape));
    }
    try {
      Sizing.Sized sized = Sizing.nearest(spec.name(), spec.values(), shape, wish.get());
      return new Answer(
          network.without(Size.PARAMETERS).and(sized.spec().values()), Optional.empty());
    } catch (IllegalArgumentException e) {
      return new Answer(network, Optional.of(e.getMessage()));
    }
  }
}

package org.unfurl.train.architecture;

import java.util.Optional;
import java.util.OptionalInt;
import org.unfurl.train.parameter.Tensor;
import org.unfurl.train.setting.Kind;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/** Finds the size of an architecture that has about so many parameters. */
public final class Sizing {

  /** How far a count may be from what was asked for, as a part of it. */
  private static final double TOLERANCE = 0.1;

  private final Architecture architecture;
  private final Values values;
  private final NetworkShape shape;
  private final Setting<Integer> size;
  private final Kind.Whole<Integer> range;

  private Sizing(
      Architecture architecture, Values values, NetworkShape shape, Setting<Integer> size) {
    this.architecture = architecture;
    this.values = values;
    this.shape = shape;
    this.size = size;
    this.range = (Kind.Whole<Integer>) size.kind();
  }

  /**
   * A network of about the size asked for.
   *
   * @param spec with the size filled in
   * @param parameters that it has
   */
  public record Sized(ArchitectureSpec spec, long parameters) {}

  /**
   * The network whose parameter count is nearest to {@code target}; of two that are as near, the
   * smaller.
   *
   * @param name of the architecture
   * @param values of its settings besides its size; what the size is there is ignored
   * @param target parameters, at least 1
   * @throws IllegalArgumentException if the architecture has no size, if the other settings allow
   *     no network, or if the nearest count is more than a tenth off
   */
  public static Sized nearest(String name, Values values, NetworkShape shape, long target) {
    Architecture architecture = Architectures.named(name);
    Setting<Integer> size =
        architecture
            .size()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "network.parameters ("
                            + target
                            + ") must be left out for "
                            + name
                            + ", whose size its other settings decide"));
    return new Sizing(architecture, values, shape, size).nearest(target);
  }

  private Sized nearest(long target) {
    int low = (int) range.minimum();
    int high = (int) range.maximum() + 1;
    while (low < high) {
      int middle = low + (high - low) / 2;
      OptionalInt possible = possibleFrom(middle, 1);
      if (possible.isEmpty() || count(possible.getAsInt()) >= target) {
        high = middle;
      } else {
        low = possible.getAsInt() + 1;
      }
    }
    OptionalInt above = possibleFrom(low, 1);
    OptionalInt below = possibleFrom(low - 1, -1);
    if (above.isEmpty() && below.isEmpty()) {
      throw new IllegalArgumentException(problem((int) range.maximum()).orElseThrow());
    }
    int nearest =
        above.isEmpty() || (below.isPresent() && nearer(below.getAsInt(), above.getAsInt(), target))
            ? below.getAsInt()
            : above.getAsInt();
    long count = count(nearest);
    if (Math.abs(count - target) > TOLERANCE * target) {
      throw new IllegalArgumentException(refusal(target, below, above));
    }
    return new Sized(new ArchitectureSpec(architecture.name(), with(nearest)), count);
  }

  private boolean nearer(int below, int above, long target) {
    return target - count(below) <= count(above) - target;
  }

  private String refusal(long target, OptionalInt below, OptionalInt above) {
    StringBuilder text =
        new StringBuilder("network.parameters (")
            .append(target)
            .append(") must be within a tenth of what ")
            .append(architecture.name())
            .append(" can have here, choose ");
    below.ifPresent(value -> text.append(described(value)));
    if (below.isPresent() && above.isPresent()) {
      text.append(" or ");
    }
    above.ifPresent(value -> text.append(described(value)));
    return text.toString();
  }

  private String described(int value) {
    return count(value) + " (" + size.name() + " " + value + ")";
  }

  /** The first size from there on, up or down, of which there is a network. */
  private OptionalInt possibleFrom(int start, int step) {
    for (int value = start; range.minimum() <= value && value <= range.maximum(); value += step) {
      if (problem(value).isEmpty()) {
        return OptionalInt.of(value);
      }
    }
    return OptionalInt.empty();
  }

  private Optional<String> problem(int value) {
    return architecture.problem(with(value), shape);
  }

  /** More than an array holds is a count like any other here. */
  private long count(int value) {
    return architecture.description(with(value), shape).tensors().stream()
        .mapToLong(Tensor::size)
        .sum();
  }

  private Values with(int value) {
    return values.with(size, value);
  }
}

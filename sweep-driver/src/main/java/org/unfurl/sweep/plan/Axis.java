package org.unfurl.sweep.plan;

import java.util.List;
import java.util.function.Function;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.architecture.Size;
import org.unfurl.train.task.Task;
import org.unfurl.train.unroll.Modality;

/**
 * One dimension of the grid, typed by its values.
 *
 * @param <T> type of the values
 */
public final class Axis<T> {

  /** Physical system, by name. */
  public static final Axis<String> SYSTEM = new Axis<>("system", String.class, value -> value);

  /** How solver and network combine. */
  public static final Axis<Task> TASK = new Axis<>("task", Task.class, Task::word);

  /** The cheap solver's scheme; matters to tasks with a solver only. */
  public static final Axis<String> SCHEME = new Axis<>("scheme", String.class, value -> value);

  /** Architecture and size. */
  public static final Axis<ArchitectureSpec> NETWORK =
      new Axis<>("network", ArchitectureSpec.class, Axis::networkWord);

  /** Training modality. */
  public static final Axis<Modality> MODALITY =
      new Axis<>("modality", Modality.class, Modality::word);

  /** Frames per training window. */
  public static final Axis<Integer> UNROLL_LENGTH =
      new Axis<>("unroll-length", Integer.class, value -> "m" + value);

  /** First frames of the window without loss and links; ONE has none. */
  public static final Axis<Integer> WARM_UP =
      new Axis<>("warm-up", Integer.class, value -> "warm" + value);

  /** Every k-th link is cut; WIG only. */
  public static final Axis<Integer> TRUNCATION =
      new Axis<>("truncation", Integer.class, value -> "cut" + value);

  /** Index of the replicate. */
  public static final Axis<Long> SEED = new Axis<>("seed", Long.class, value -> "s" + value);

  private static final List<Axis<?>> ALL =
      List.of(SYSTEM, TASK, SCHEME, NETWORK, MODALITY, UNROLL_LENGTH, WARM_UP, TRUNCATION, SEED);

  private final String key;
  private final Class<T> type;
  private final Function<T, String> word;

  private Axis(String key, Class<T> type, Function<T, String> word) {
    this.key = key;
    this.type = type;
    this.word = word;
  }

  /** Every axis, in the order in which labels name them: the last varies fastest. */
  public static List<Axis<?>> all() {
    return ALL;
  }

  /** The key in sweep files. */
  public String key() {
    return key;
  }

  /** A value as labels and listings write it, such as {@code m3} or {@code conv-resnet-26x8}. */
  public String word(Object value) {
    return word.apply(cast(value));
  }

  /**
   * The value, typed.
   *
   * @throws ClassCastException if it is no value of this axis
   */
  T cast(Object value) {
    return type.cast(value);
  }

  @Override
  public String toString() {
    return key;
  }

  private static String networkWord(ArchitectureSpec network) {
    return network.name()
        + "-"
        + network.values().of(Size.WIDTH)
        + "x"
        + network.values().of(Size.DEPTH);
  }
}

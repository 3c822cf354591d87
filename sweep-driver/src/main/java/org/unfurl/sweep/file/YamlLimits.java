package org.unfurl.sweep.file;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;

/**
 * What a text must keep to before a tree is made of it: deep nesting would exhaust the composer's
 * stack, a map that is merged into itself would keep it busy for ever, and a few lines of aliases
 * can stand for billions of values.
 */
final class YamlLimits {

  /** A sweep file needs five levels. */
  private static final int DEEPEST_NESTING = 50;

  /** Each alias counted as what it stands for. Merging as many takes the composer a second. */
  private static final long MOST_VALUES = 1_000_000;

  /**
   * A value that has an anchor.
   *
   * @param before values of the file before it
   * @param size values in it, itself included; 0 while it has not ended
   */
  private record Anchored(long before, long size) {}

  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private final Deque<Optional<Anchor>> open = new ArrayDeque<>();
  private long values;

  private YamlLimits() {}

  /** The first thing that goes beyond the limits. Reads no further. */
  static Optional<Problem> problem(Iterable<Event> events) {
    YamlLimits limits = new YamlLimits();
    for (Event event : events) {
      Optional<String> fault = limits.take(event);
      if (fault.isPresent()) {
        int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        return Optional.of(new Problem(line, fault.get()));
      }
    }
    return Optional.empty();
  }

  private Optional<String> take(Event event) {
    if (event instanceof CollectionEndEvent) {
      open.pop().ifPresent(this::end);
    } else if (event instanceof AliasEvent alias) {
      Anchored named = anchors.get(alias.getAlias());
      if (named != null && named.size() == 0) {
        String name = alias.getAlias().getValue();
        return Optional.of(
            "alias (*" + name + ") must not stand inside the value that &" + name + " names");
      }
      values += named == null ? 1 : named.size();
    } else if (event instanceof NodeEvent node) {
      node.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(values, 0)));
      values++;
      if (event instanceof CollectionStartEvent) {
        open.push(node.getAnchor());
      } else {
        node.getAnchor().ifPresent(this::end);
      }
    }
    if (open.size() > DEEPEST_NESTING) {
      return Optional.of(
          "file (deeply nested) must have at most " + DEEPEST_NESTING + " levels of nesting");
    }
    return values <= MOST_VALUES
        ? Optional.empty()
        : Optional.of(
            "file (too many values) must have at most "
                + MOST_VALUES
                + ", each alias (*name) counted as all that it stands for; shorten what the aliases"
                + " name");
  }

  private void end(Anchor anchor) {
    anchors.computeIfPresent(
        anchor, (name, begun) -> new Anchored(begun.before(), values - begun.before()));
  }
}

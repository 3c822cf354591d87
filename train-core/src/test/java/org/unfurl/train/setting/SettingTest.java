package org.unfurl.train.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class SettingTest {

  private enum Colour {
    RED,
    GREEN
  }

  private static final Setting<Integer> WIDTH =
      Setting.wholeNumber("network.width", 1, 1024).example(26);
  private static final Setting<Colour> COLOUR =
      Setting.choice("colour", Colour.class, colour -> colour == Colour.RED ? "red" : "green");
  private static final Setting<Double> DECAY =
      Setting.realFrom("training.weight-decay", 0, 1)
          .preset(0.0)
          .neutral(0.0)
          .matters(others -> others.find(COLOUR).map(Colour.RED::equals).orElse(true));
  private static final Setting<List<Integer>> WIDTHS =
      Setting.wholeNumbers("network.widths", 1, 100);
  private static final Setting<Integer> CUT =
      Setting.wholeNumber("cut", 0, 100)
          .counts(
              (cut, others) ->
                  others.find(WIDTH).filter(width -> cut >= width).isPresent() ? 0 : cut);

  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  @Test
  void valuesOutsideTheRangeAreRefused() {
    assertRefused(
        "network.width (0) must be at least 1, such as 26", () -> Values.none().with(WIDTH, 0));
    assertRefused(
        "training.weight-decay (1.5) must be from 0 to 1, such as 0",
        () -> Values.none().with(DECAY, 1.5));
    assertRefused(
        "training.weight-decay (NaN) must be from 0 to 1, such as 0",
        () -> Values.none().with(DECAY, Double.NaN));
    assertRefused(
        "network.widths ([8, 0]) must be at least 1",
        () -> Values.none().with(WIDTHS, List.of(8, 0)));
    assertRefused(
        "key (Width) must be words of a-z, 0-9 and hyphens joined by dots",
        () -> Setting.text("Width"));
  }

  @Test
  void aMissingValueIsThePreset() {
    assertEquals(0.0, Values.none().of(DECAY));
    assertEquals(Optional.empty(), Values.none().find(DECAY));
    assertThrows(NoSuchElementException.class, () -> Values.none().of(WIDTH));
  }

  @Test
  void whatMakesNoDifferenceIsLeftOut() {
    List<Setting<?>> all = List.of(WIDTH, COLOUR, DECAY, CUT);
    Values point = Values.none().with(DECAY, 0.5).with(WIDTH, 8).with(CUT, 9);
    assertEquals(point.with(CUT, 0), point.relevant(all));
    assertTrue(point.with(COLOUR, Colour.RED).relevant(all).has(DECAY));
    assertFalse(point.with(COLOUR, Colour.GREEN).relevant(all).has(DECAY));
  }

  @Test
  void labelsAndFilesHaveAWordForEachValue() {
    assertEquals("width26", WIDTH.label(26));
    assertEquals("green", COLOUR.label("green"));
    assertEquals("weight-decay0.0001", DECAY.label(1e-4));
    assertEquals("[8, 20, 8]", WIDTHS.text(List.of(8, 20, 8)));
    assertEquals(Optional.of(Colour.RED), COLOUR.kind().of("red"));
    assertEquals("word: `red`, `green`", COLOUR.kind().range());
    assertEquals("whole number, 1 to 1,024", WIDTH.kind().range());
    assertEquals("number from 0 to 1", DECAY.kind().range());
  }

  @Test
  void aListOfMapsIsOneValue() throws IOException, ClassNotFoundException {
    Setting<List<Values>> stages = Setting.maps("stages", List.of(WIDTH, DECAY, COLOUR));
    List<Values> two =
        List.of(
            Values.none().with(WIDTH, 1).with(DECAY, 0.5),
            Values.none().with(WIDTH, 2).with(DECAY, 0.5).with(COLOUR, Colour.RED));
    Values values = Values.none().with(stages, two);
    assertEquals(two, values.of(stages));
    assertEquals(
        "[{ network.width: 1, training.weight-decay: 0.5 }, { network.width: 2,"
            + " training.weight-decay: 0.5, colour: red }]",
        stages.text(two));
    Object plain = values.plain(stages);
    assertEquals("width1-2", stages.label(plain));
    assertEquals("width1-2-weight-decay0.5-0.5-colour-red", stages.wholeLabel(plain));
    assertEquals("no-stages", stages.label(List.of()));
    assertEquals(
        "list of maps of `network.width`, `training.weight-decay`, `colour`",
        stages.kind().range());
    assertEquals(values, sent(values));
    assertRefused(
        "stages ([{  }]) must hold maps of network.width, training.weight-decay, colour",
        () -> values.with(stages, List.of(Values.none().with(CUT, 1))));
  }

  @Test
  void valuesTravelByKey() throws IOException, ClassNotFoundException {
    Values values = Values.none().with(WIDTH, 8).with(COLOUR, Colour.RED).with(WIDTHS, List.of(1));
    assertEquals(values, sent(values));
    assertEquals(
        List.of("colour", "network.width", "network.widths"), List.copyOf(values.asMap().keySet()));
  }

  @Test
  void ofTwoValuesTheLaterHolds() {
    Values first = Values.none().with(WIDTH, 8).with(DECAY, 0.5);
    Values both = first.and(Values.none().with(COLOUR, Colour.RED).with(WIDTH, 16));
    assertEquals(Values.none().with(DECAY, 0.5).with(WIDTH, 16).with(COLOUR, Colour.RED), both);
    assertEquals(Values.none().with(DECAY, 0.5), both.without(List.of(WIDTH, COLOUR)));
    assertEquals(both.without(WIDTH), both.of(List.of(DECAY, COLOUR)));
  }

  @Test
  void valuesThatShareTheirKeysStayAsTheyAre() {
    Map<List<String>, Values> shapes = new HashMap<>();
    for (int width = 1; width <= 3; width++) {
      Values values = Values.none().with(WIDTH, width).with(COLOUR, Colour.RED);
      assertEquals(values, values.sharing(shapes));
    }
    assertEquals(1, shapes.size());
  }

  private static Object sent(Values values) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(values);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}

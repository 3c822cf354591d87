package org.unfurl.sweep.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

class SampleTest {

  private static final Seed SEED = new Seed(0);
  private static final Setting<Double> RATE = Setting.real("training.rate", 0, 10);
  private static final Setting<Integer> WIDTH = Setting.wholeNumber("network.width", 1, 1024);
  private static final Setting<String> WORD = Setting.word("word", List.of("one", "wig"));
  private static final Range RATES = new Range.LogUniform(1e-5, 1e-2);
  private static final Range WIDTHS = new Range.Integers(8, 64);

  @Test
  void theFirstDrawsAreTheSameWhateverTheCount() {
    Map<Setting<?>, Range> ranges = Map.of(RATE, RATES, WIDTH, WIDTHS);
    List<Values> few = new Sample(20, ranges).draws(SEED);
    List<Values> many = new Sample(1000, ranges).draws(SEED);
    assertEquals(20, few.size());
    assertEquals(few, many.subList(0, 20));
  }

  @Test
  void aFurtherSettingLeavesTheDrawsOfTheOthers() {
    List<Values> alone = new Sample(50, Map.of(RATE, RATES)).draws(SEED);
    List<Values> both = new Sample(50, Map.of(RATE, RATES, WIDTH, WIDTHS)).draws(SEED);
    assertEquals(alone, both.stream().map(draw -> draw.of(List.of(RATE))).toList());
  }

  @Test
  void theOrderOfTheSettingsDoesNotMatter() {
    Map<Setting<?>, Range> one = new LinkedHashMap<>();
    one.put(RATE, RATES);
    one.put(WIDTH, WIDTHS);
    Map<Setting<?>, Range> other = new LinkedHashMap<>();
    other.put(WIDTH, WIDTHS);
    other.put(RATE, RATES);
    assertEquals(new Sample(30, other).draws(SEED), new Sample(30, one).draws(SEED));
  }

  @Test
  void equalDrawsAreOne() {
    Map<Setting<?>, Range> ranges = Map.of(WORD, new Range.Choices(List.of("one", "wig")));
    assertEquals(2, new Sample(40, ranges).draws(SEED).size());
  }

  @Test
  void theSeedOfTheSweepDecides() {
    Sample sample = new Sample(8, Map.of(RATE, RATES));
    assertNotEquals(sample.draws(new Seed(2)), sample.draws(new Seed(1)));
  }

  /** Draws that changed would orphan the rows of every sampled sweep. */
  @Test
  void theDrawsOfASeedStayAsTheyAre() {
    List<Values> draws = new Sample(4, Map.of(RATE, RATES, WIDTH, WIDTHS)).draws(SEED);
    assertEquals(
        List.of(2.216e-5, 3.565e-4, 1.093e-4, 0.009778),
        draws.stream().map(draw -> draw.of(RATE)).toList());
    assertEquals(List.of(46, 30, 20, 53), draws.stream().map(draw -> draw.of(WIDTH)).toList());
  }

  @Test
  void aValueThatTheSettingCannotHaveIsRefused() {
    Sample sample = new Sample(1, Map.of(WORD, new Range.Integers(1, 1)));
    assertEquals(
        "word (1) must be drawn from values that it can have",
        assertThrows(IllegalArgumentException.class, () -> sample.draws(SEED)).getMessage());
  }
}

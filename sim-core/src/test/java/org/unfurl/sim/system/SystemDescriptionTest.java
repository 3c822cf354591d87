package org.unfurl.sim.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.sim.stepper.Persistence;
import org.unfurl.sim.stepper.Stepper;

/** What a system of a user is told if it says something impossible of itself. */
class SystemDescriptionTest {

  @Test
  void goodOnesPass() {
    PhysicalSystems.builtIn().forEach(SystemDescription::require);
    SystemDescription.require(new Still());
  }

  @Test
  void namesAreKebabCase() {
    assertRefused("name (My System!) must be kebab-case", still -> still.name = "My System!");
    assertRefused("name (null) must be kebab-case", still -> still.name = null);
    String rule = "must be names in kebab-case, at least one, each once";
    assertRefused("schemes() ([]) " + rule, still -> still.schemes = List.of());
    assertRefused("schemes() (null) " + rule, still -> still.schemes = null);
    assertRefused("schemes() ([a, a]) " + rule, still -> still.schemes = List.of("a", "a"));
  }

  @Test
  void parametersAreFiniteAndDistinct() {
    String rule = "must be finite numbers, at least one, each once";
    assertRefused("parameters(TRAIN) ([]) " + rule, still -> still.parameters = List.of());
    assertRefused("parameters(TRAIN) (null) " + rule, still -> still.parameters = null);
    assertRefused(
        "parameters(TRAIN) ([1.0, NaN]) " + rule,
        still -> still.parameters = List.of(1.0, Double.NaN));
    assertRefused(
        "parameters(TRAIN) ([1.0, null]) " + rule,
        still -> still.parameters = Arrays.asList(1.0, null));
    assertRefused(
        "parameters(TRAIN) ([2.0, 2.0]) " + rule, still -> still.parameters = List.of(2.0, 2.0));
  }

  @Test
  void featuresAreFiniteAndAsManyForEveryParameter() {
    assertRefused(
        "parameterFeatures(1.0) (NaN) must be finite",
        still -> still.features = new double[][] {{Double.NaN}});
    assertRefused(
        "parameterFeatures(2.0) (2 values) must be as many as of other parameters",
        still -> still.features = new double[][] {{1}, {1, 2}});
    assertRefused(
        "parameterFeatures(1.0) (null) must be given",
        still -> still.features = new double[][] {null, {1}});
  }

  @Test
  void numbersAreInTheirRanges() {
    assertRefused(
        "frameTime (NaN) must be positive and finite", still -> still.frameTime = Double.NaN);
    assertRefused("frameTime (0.0) must be positive and finite", still -> still.frameTime = 0);
    assertRefused("correctionScale (-1.0) must be positive and finite", still -> still.scale = -1);
    assertRefused("shape (null) must be given", still -> still.shape = null);
    assertRefused("warmUpFrames(TRAIN) (-3) must be at least 0", still -> still.warmUp = -3);
  }

  @Test
  void whatItThrowsIsNamed() {
    String message = message(still -> still.features = new double[0][]);
    assertTrue(
        message.contains(" cannot be described: java.lang.ArrayIndexOutOfBoundsException: "),
        message);
    assertTrue(message.endsWith("; mend it or take its jar away"), message);
  }

  private interface Mistake {
    void in(Still still);
  }

  private static String message(Mistake mistake) {
    Still still = new Still();
    mistake.in(still);
    return assertThrows(UnusableSystemException.class, () -> SystemDescription.require(still))
        .getMessage();
  }

  private static void assertRefused(String what, Mistake mistake) {
    assertEquals(
        "system (" + Still.class.getName() + "): its " + what + "; mend it or take its jar away",
        message(mistake));
  }

  /** Whose states stay as they are. */
  private static final class Still implements PhysicalSystem {

    private String name = "still";
    private StateShape shape = StateShape.periodicLine(1, 4);
    private List<String> schemes = List.of("a", "b");
    private List<Double> parameters = List.of(1.0, 2.0);
    private double[][] features = {{1}, {2}};
    private double frameTime = 0.1;
    private double scale = 1;
    private int warmUp;

    @Override
    public String name() {
      return name;
    }

    @Override
    public String parameterMeaning() {
      return "none";
    }

    @Override
    public List<Double> parameters(Split split) {
      return parameters;
    }

    @Override
    public StateShape shape() {
      return shape;
    }

    @Override
    public double frameTime() {
      return frameTime;
    }

    @Override
    public Stepper reference(double parameter) {
      return new Persistence(4);
    }

    @Override
    public List<String> schemes() {
      return schemes;
    }

    @Override
    public Stepper solver(String scheme, double parameter) {
      return new Persistence(4);
    }

    @Override
    public double correctionScale() {
      return scale;
    }

    @Override
    public double[] parameterFeatures(double parameter) {
      return features[(int) parameter - 1];
    }

    @Override
    public int availableTrajectories(Split split) {
      return Integer.MAX_VALUE;
    }

    @Override
    public double[] initialStates(Split split, double parameter, int count, Seed seed) {
      return new double[count * 4];
    }

    @Override
    public int warmUpFrames(Split split) {
      return warmUp;
    }

    @Override
    public Thresholds thresholds() {
      return new Thresholds(0.5, 1, 1);
    }
  }
}

package org.unfurl.sim.system;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a system of a user must say of itself, checked once where it is found: later a mistake would
 * show as an error that names neither the system nor the method.
 */
final class SystemDescription {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private final String shownName;

  private SystemDescription(String shownName) {
    this.shownName = shownName;
  }

  /**
   * Checks it. Makes no stepper and asks for no initial states, which may need programs and files.
   *
   * @throws UnusableSystemException if something is wrong
   */
  static void require(PhysicalSystem system) {
    String shownName = system.getClass().getName();
    try {
      new SystemDescription(shownName).check(system);
    } catch (UnusableSystemException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) { // its code, or that of another version of ours
      throw new UnusableSystemException(
          "system (" + shownName + ") cannot be described: " + e + "; mend it or take its jar away",
          e);
    }
  }

  private void check(PhysicalSystem system) {
    String name = system.name();
    require(name != null && NAME.matcher(name).matches(), "name", name, "kebab-case");
    require(system.shape() != null, "shape", null, "given");
    requirePositive("frameTime", system.frameTime());
    requirePositive("correctionScale", system.correctionScale());
    require(system.thresholds() != null, "thresholds", null, "given");
    checkSchemes(system);
    int features = -1;
    for (Split split : Split.values()) {
      int warmUp = system.warmUpFrames(split);
      require(warmUp >= 0, "warmUpFrames(" + split + ")", warmUp, "at least 0");
      List<Double> parameters = system.parameters(split);
      require(
          isSet(parameters) && parameters.stream().allMatch(Double::isFinite),
          "parameters(" + split + ")",
          parameters,
          "finite numbers, at least one, each once");
      for (double parameter : parameters) {
        double[] seen = system.parameterFeatures(parameter);
        String what = "parameterFeatures(" + parameter + ")";
        require(seen != null, what, null, "given");
        require(
            features < 0 || seen.length == features,
            what,
            seen.length + " values",
            "as many as of other parameters");
        features = seen.length;
        for (double value : seen) {
          require(Double.isFinite(value), what, value, "finite");
        }
      }
    }
  }

  private void checkSchemes(PhysicalSystem system) {
    List<String> schemes = system.schemes();
    require(
        isSet(schemes) && schemes.stream().allMatch(scheme -> NAME.matcher(scheme).matches()),
        "schemes()",
        schemes,
        "names in kebab-case, at least one, each once");
    schemes.forEach(system::differentiable); // known without making one, or thrown
  }

  private static boolean isSet(List<?> values) {
    return values != null
        && !values.isEmpty()
        && values.stream().allMatch(Objects::nonNull)
        && new HashSet<>(values).size() == values.size();
  }

  private void requirePositive(String what, double value) {
    require(value > 0 && Double.isFinite(value), what, value, "positive and finite");
  }

  private void require(boolean holds, String what, Object value, String rule) {
    if (!holds) {
      throw new UnusableSystemException(
          "system ("
              + shownName
              + "): its "
              + what
              + " ("
              + value
              + ") must be "
              + rule
              + "; mend it or take its jar away");
    }
  }
}

package org.unfurl.sim.spectral;

import static org.unfurl.sim.spectral.ComplexFourierTransform.ELEMENT;

/**
 * The first pass of a {@link ComplexFourierTransform}: a few transforms of r complex values each.
 * The inputs of one lie apart, its results side by side, and those of the next follow.
 */
abstract class FirstPass {

  private final int radix;
  private final int count;
  private final int step;
  private final int apart;

  /**
   * Describes where the values lie.
   *
   * @param radix r
   * @param count transforms
   * @param step complex values from the first input of a transform to that of the next
   * @param apart complex values from one input of a transform to the next
   */
  FirstPass(int radix, int count, int step, int apart) {
    this.radix = radix;
    this.count = count;
    this.step = step * ELEMENT;
    this.apart = apart * ELEMENT;
  }

  static FirstPass of(int radix, int count, int step, int apart) {
    return switch (radix) {
      case 4 -> new FirstPassOfFour(count, step, apart);
      case 8 -> new FirstPassOfEight(count, step, apart);
      default -> new FirstPassOfAny(radix, count, step, apart);
    };
  }

  /**
   * Runs the pass.
   *
   * @param x inputs. Not modified.
   * @param xFrom index of the first
   * @param y takes the results. Modified.
   * @param yFrom index of the first
   * @param re offset of the real parts in a complex value, 0 or the number of lanes
   */
  abstract void run(double[] x, int xFrom, double[] y, int yFrom, int re);

  final int radix() {
    return radix;
  }

  final int count() {
    return count;
  }

  /** Doubles from the first input of a transform to that of the next. */
  final int step() {
    return step;
  }

  /** Doubles from one input of a transform to the next. */
  final int apart() {
    return apart;
  }
}

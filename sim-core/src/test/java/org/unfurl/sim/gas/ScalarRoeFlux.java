package org.unfurl.sim.gas;

/**
 * Roe's flux between two gases (1981, doi 10.1016/0021-9991(81)90128-5) as the paper has it: one
 * face, wave by wave, with the smooth |λ| that {@link RoeFlux} documents. Every number carries its
 * derivative along one direction of the states, so that the transposed derivative can be summed up
 * without a formula of its own.
 */
final class ScalarRoeFlux {

  private static final double ACOUSTIC = 0.1;
  private static final double CONVECTED = 0.02;

  private final double heatRatio;

  ScalarRoeFlux(double heatRatio) {
    this.heatRatio = heatRatio;
  }

  /** A number and its derivative. */
  record Dual(double value, double slope) {
    static Dual of(double value) {
      return new Dual(value, 0);
    }

    Dual plus(Dual other) {
      return new Dual(value + other.value, slope + other.slope);
    }

    Dual minus(Dual other) {
      return plus(other.times(-1));
    }

    Dual times(double factor) {
      return new Dual(value * factor, slope * factor);
    }

    Dual times(Dual other) {
      return new Dual(value * other.value, slope * other.value + value * other.slope);
    }

    Dual over(Dual other) {
      double quotient = value / other.value;
      return new Dual(quotient, (slope - quotient * other.slope) / other.value);
    }

    Dual root() {
      double root = Math.sqrt(value);
      return new Dual(root, slope / (2 * root));
    }
  }

  /** The flux of (ρ, ρq, ρt, ρE) between two states (ρ, q, t, p). */
  Dual[] between(Dual[] left, Dual[] right) {
    Dual leftRoot = left[0].root();
    Dual rightRoot = right[0].root();
    Dual q = average(leftRoot, left[1], rightRoot, right[1]);
    Dual t = average(leftRoot, left[2], rightRoot, right[2]);
    Dual h = average(leftRoot, enthalpy(left), rightRoot, enthalpy(right));
    Dual k = halfSquare(q, t);
    Dual cc = h.minus(k).times(heatRatio - 1);
    Dual c = cc.root();
    Dual rho = leftRoot.times(rightRoot);
    Dual dRho = right[0].minus(left[0]);
    Dual dq = right[1].minus(left[1]);
    Dual dt = right[2].minus(left[2]);
    Dual dp = right[3].minus(left[3]);
    Dual rcdq = rho.times(c).times(dq);
    Dual one = Dual.of(1);
    Dual none = Dual.of(0);

    Dual[] sum = plus(ownFlux(left), ownFlux(right));
    sum =
        withoutWave(
            sum,
            size(q.minus(c), ACOUSTIC, cc),
            dp.minus(rcdq).over(cc.times(2)),
            new Dual[] {one, q.minus(c), t, h.minus(q.times(c))});
    sum =
        withoutWave(
            sum, size(q, CONVECTED, cc), dRho.minus(dp.over(cc)), new Dual[] {one, q, t, k});
    sum = withoutWave(sum, size(q, CONVECTED, cc), rho.times(dt), new Dual[] {none, none, one, t});
    sum =
        withoutWave(
            sum,
            size(q.plus(c), ACOUSTIC, cc),
            dp.plus(rcdq).over(cc.times(2)),
            new Dual[] {one, q.plus(c), t, h.plus(q.times(c))});
    for (int i = 0; i < sum.length; i++) {
      sum[i] = sum[i].times(0.5);
    }
    return sum;
  }

  private static Dual average(Dual leftRoot, Dual left, Dual rightRoot, Dual right) {
    return leftRoot.times(left).plus(rightRoot.times(right)).over(leftRoot.plus(rightRoot));
  }

  private static Dual halfSquare(Dual q, Dual t) {
    return q.times(q).plus(t.times(t)).times(0.5);
  }

  /** Of a unit of mass: (ρE + p) / ρ. */
  private Dual enthalpy(Dual[] state) {
    return energy(state).plus(state[3]).over(state[0]);
  }

  /** Of a unit of volume: ρE. */
  private Dual energy(Dual[] state) {
    return state[3].times(1 / (heatRatio - 1)).plus(state[0].times(halfSquare(state[1], state[2])));
  }

  private Dual[] ownFlux(Dual[] state) {
    Dual mass = state[0].times(state[1]);
    return new Dual[] {
      mass,
      mass.times(state[1]).plus(state[3]),
      mass.times(state[2]),
      state[1].times(energy(state).plus(state[3]))
    };
  }

  private static Dual size(Dual speed, double delta, Dual cc) {
    return speed.times(speed).plus(cc.times(delta * delta)).root();
  }

  private static Dual[] plus(Dual[] first, Dual[] second) {
    Dual[] sum = new Dual[first.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = first[i].plus(second[i]);
    }
    return sum;
  }

  private static Dual[] withoutWave(Dual[] sum, Dual size, Dual strength, Dual[] shape) {
    Dual[] rest = new Dual[sum.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = sum[i].minus(size.times(strength).times(shape[i]));
    }
    return rest;
  }
}

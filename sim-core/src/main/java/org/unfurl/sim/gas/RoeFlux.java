package org.unfurl.sim.gas;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The flux between two gases by Roe's approximate Riemann solver (1981, doi
 * 10.1016/0021-9991(81)90128-5), and its transposed derivative.
 *
 * <p>With the jumps Δ = right − left and Roe's averages (weights √ρ; q normal, t tangential
 * velocity, H total enthalpy), the flux is the mean of both fluxes less half of the sum of |λ| α r
 * over the waves:
 *
 * <ul>
 *   <li>λ = q ∓ c, α = (Δp ∓ ρ c Δq) / (2 c²), r = (1, q ∓ c, t, H ∓ q c);
 *   <li>λ = q, α = Δρ − Δp / c², r = (1, q, t, (q² + t²) / 2);
 *   <li>λ = q, α = ρ Δt, r = (0, 0, 1, t).
 * </ul>
 *
 * <p>|λ| is √(λ² + δ² c²): smooth, and never zero, which keeps expansion shocks out (the purpose of
 * Harten's fix, 1983, doi 10.1016/0021-9991(83)90136-5). δ is small on the last two waves, so that
 * it adds little to the friction in boundary layers.
 *
 * <p>States are (ρ, q, t, p), fluxes those of (ρ, ρq, ρt, ρE), per unit length of face. A density
 * or a mean square of the speed of sound that is negative gives NaN.
 *
 * <p>Works on vectors of faces, in the order of the formulas and without fusing, so that the
 * numbers do not depend on the vectors' length. Plain loops would be half as long, but Java 17
 * leaves loops of this size scalar (decision 019). A method ends where the compiler would begin to
 * keep its vectors as objects, and what the next one needs stands in arrays.
 */
final class RoeFlux {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  /** δ² of the acoustic waves. */
  private static final double ACOUSTIC = 0.1 * 0.1;

  /** δ² of the entropy wave and the shear wave. */
  private static final double CONVECTED = 0.02 * 0.02;

  /** γ − 1. */
  private final double energyRatio;

  /** γ / (γ − 1). */
  private final double enthalpyRatio;

  // Averages of the two sides of each face.
  private final double[] q;
  private final double[] t;
  private final double[] h;
  private final double[] cc;

  // Speeds and amplitudes of the waves.
  private final double[] a1;
  private final double[] a2;
  private final double[] a3;
  private final double[] alpha1;
  private final double[] alpha2;
  private final double[] alpha3;

  // Cotangents of the waves, of the averages and of the jumps.
  private final double[] e1Bar;
  private final double[] e2Bar;
  private final double[] e3Bar;
  private final double[] sBar;
  private final double[] cBar;
  private final double[] ccBar;
  private final double[] kBar;
  private final double[] qBar;
  private final double[] tBar;
  private final double[] hBar;
  private final double[] rhoBar;
  private final double[] drBar;
  private final double[] dqBar;
  private final double[] dtBar;
  private final double[] dpBar;

  private final OneSide ofLeft;
  private final OneSide ofRight;

  /** What one side of each face brings to the averages. */
  private static final class OneSide {

    /** Of the density. */
    final double[] root;

    final double[] rootBar;
    final double[] enthalpy;
    final double[] enthalpyBar;
    final double[] massBar;

    /** Weight in the averages; both sides together have 1. */
    final double[] weight;

    OneSide(int length) {
      this.root = new double[length];
      this.rootBar = new double[length];
      this.enthalpy = new double[length];
      this.enthalpyBar = new double[length];
      this.massBar = new double[length];
      this.weight = new double[length];
    }
  }

  /**
   * A flux.
   *
   * @param faces the most that are asked for at once
   */
  RoeFlux(double heatRatio, int faces) {
    this.energyRatio = heatRatio - 1;
    this.enthalpyRatio = heatRatio / (heatRatio - 1);
    int length = paddedLength(faces);
    this.q = new double[length];
    this.t = new double[length];
    this.h = new double[length];
    this.cc = new double[length];
    this.a1 = new double[length];
    this.a2 = new double[length];
    this.a3 = new double[length];
    this.alpha1 = new double[length];
    this.alpha2 = new double[length];
    this.alpha3 = new double[length];
    this.e1Bar = new double[length];
    this.e2Bar = new double[length];
    this.e3Bar = new double[length];
    this.sBar = new double[length];
    this.cBar = new double[length];
    this.ccBar = new double[length];
    this.kBar = new double[length];
    this.qBar = new double[length];
    this.tBar = new double[length];
    this.hBar = new double[length];
    this.rhoBar = new double[length];
    this.drBar = new double[length];
    this.dqBar = new double[length];
    this.dtBar = new double[length];
    this.dpBar = new double[length];
    this.ofLeft = new OneSide(length);
    this.ofRight = new OneSide(length);
  }

  /** What arrays of so many faces must have, because the last vector may reach beyond them. */
  static int paddedLength(int faces) {
    return faces + SPECIES.length() - 1;
  }

  private static DoubleVector at(double[] values, int face) {
    return DoubleVector.fromArray(SPECIES, values, face);
  }

  /**
   * Fluxes through the faces from {@code start} up to {@code end}. Behind them, up to a vector's
   * length, everything is overwritten with what means nothing.
   *
   * @param left (4, padded faces)
   * @param right (4, padded faces)
   * @param flux (4, padded faces). Modified.
   */
  void apply(double[][] left, double[][] right, double[][] flux, int start, int end) {
    average(left, right, start, end);
    applyWaves(left, right, flux, start, end);
  }

  private void average(double[][] left, double[][] right, int start, int end) {
    setEnthalpy(ofLeft, left, start, end);
    setEnthalpy(ofRight, right, start, end);
    for (int f = start; f < end; f += SPECIES.length()) {
      DoubleVector w = at(ofLeft.root, f).div(at(ofLeft.root, f).add(at(ofRight.root, f)));
      DoubleVector qr = at(right[1], f);
      DoubleVector tr = at(right[2], f);
      DoubleVector hr = at(ofRight.enthalpy, f);
      DoubleVector q = qr.add(w.mul(at(left[1], f).sub(qr)));
      DoubleVector t = tr.add(w.mul(at(left[2], f).sub(tr)));
      DoubleVector h = hr.add(w.mul(at(ofLeft.enthalpy, f).sub(hr)));
      DoubleVector k = q.mul(q).add(t.mul(t)).mul(0.5);
      w.intoArray(ofLeft.weight, f);
      w.neg().add(1).intoArray(ofRight.weight, f);
      q.intoArray(this.q, f);
      t.intoArray(this.t, f);
      h.intoArray(this.h, f);
      h.sub(k).mul(energyRatio).intoArray(cc, f);
    }
  }

  private void setEnthalpy(OneSide averaged, double[][] side, int start, int end) {
    for (int f = start; f < end; f += SPECIES.length()) {
      DoubleVector density = at(side[0], f);
      DoubleVector q = at(side[1], f);
      DoubleVector t = at(side[2], f);
      density.sqrt().intoArray(averaged.root, f);
      at(side[3], f)
          .mul(enthalpyRatio)
          .div(density)
          .add(q.mul(q).add(t.mul(t)).mul(0.5))
          .intoArray(averaged.enthalpy, f);
    }
  }

  private void applyWaves(double[][] left, double[][] right, double[][] flux, int start, int end) {
    for (int f = start; f < end; f += SPECIES.length()) {
      DoubleVector rl = at(left[0], f);
      DoubleVector ql = at(left[1], f);
      DoubleVector tl = at(left[2], f);
      DoubleVector pl = at(left[3], f);
      DoubleVector rr = at(right[0], f);
      DoubleVector qr = at(right[1], f);
      DoubleVector tr = at(right[2], f);
      DoubleVector pr = at(right[3], f);
      DoubleVector q = at(this.q, f);
      DoubleVector t = at(this.t, f);
      DoubleVector cc = at(this.cc, f);
      DoubleVector c = cc.sqrt();
      DoubleVector rho = at(ofLeft.root, f).mul(at(ofRight.root, f));
      DoubleVector dp = pr.sub(pl);
      DoubleVector inverse = DoubleVector.broadcast(SPECIES, 0.5).div(cc);
      DoubleVector y = rho.mul(c).mul(qr.sub(ql));
      DoubleVector acoustic = cc.mul(ACOUSTIC);
      DoubleVector slow = q.sub(c);
      DoubleVector fast = q.add(c);
      DoubleVector e1 = slow.mul(slow).add(acoustic).sqrt().mul(dp.sub(y)).mul(inverse);
      DoubleVector e3 = fast.mul(fast).add(acoustic).sqrt().mul(dp.add(y)).mul(inverse);
      DoubleVector a2 = q.mul(q).add(cc.mul(CONVECTED)).sqrt();
      DoubleVector e2 = a2.mul(rr.sub(rl).sub(dp.mul(2).mul(inverse)));
      DoubleVector s = a2.mul(rho).mul(tr.sub(tl));
      DoubleVector m = e1.add(e3);
      DoubleVector g = e3.sub(e1).mul(c);
      DoubleVector d = m.add(e2);
      DoubleVector ml = rl.mul(ql);
      DoubleVector mr = rr.mul(qr);

      ml.add(mr).sub(d).mul(0.5).intoArray(flux[0], f);
      ml.mul(ql)
          .add(pl)
          .add(mr.mul(qr))
          .add(pr)
          .sub(d.mul(q))
          .sub(g)
          .mul(0.5)
          .intoArray(flux[1], f);
      ml.mul(tl).add(mr.mul(tr)).sub(d.mul(t)).sub(s).mul(0.5).intoArray(flux[2], f);
      DoubleVector k = q.mul(q).add(t.mul(t)).mul(0.5);
      ml.mul(at(ofLeft.enthalpy, f))
          .add(mr.mul(at(ofRight.enthalpy, f)))
          .sub(m.mul(at(h, f)))
          .sub(g.mul(q))
          .sub(e2.mul(k))
          .sub(s.mul(t))
          .mul(0.5)
          .intoArray(flux[3], f);
    }
  }

  /**
   * The transpose of the derivative of {@link #apply}: the same quantities in reverse order, the
   * cotangent of x named xBar.
   *
   * @param fluxBar (4, padded faces)
   * @param leftBar (4, padded faces). Overwritten from {@code start} on, as the flux is.
   * @param rightBar likewise
   */
  void vjp(
      double[][] left,
      double[][] right,
      double[][] fluxBar,
      double[][] leftBar,
      double[][] rightBar,
      int start,
      int end) {
    average(left, right, start, end);
    setWaves(left, right, start, end);
    setWavesBar(left, right, fluxBar, start, end);
    setJumpsBar(left, right, start, end);
    setSpeedsBar(left, right, start, end);
    setAveragesBar(start, end);
    setRootsBar(left, right, start, end);
    setOwnFluxBar(ofLeft, left, fluxBar, start, end);
    setOwnFluxBar(ofRight, right, fluxBar, start, end);
    setGasBar(ofLeft, left, fluxBar, leftBar, -1, start, end);
    setGasBar(ofRight, right, fluxBar, rightBar, 1, start, end);
    setVelocityBar(ofLeft, left, fluxBar, leftBar, -1, start, end);
    setVelocityBar(ofRight, right, fluxBar, rightBar, 1, start, end);
  }

  /** Leaves the waves' speeds |λ| and amplitudes α. */
  private void setWaves(double[][] left, double[][] right, int start, int end) {
    for (int f = start; f < end; f += SPECIES.length()) {
      DoubleVector q = at(this.q, f);
      DoubleVector cc = at(this.cc, f);
      DoubleVector c = cc.sqrt();
      DoubleVector slow = q.sub(c);
      DoubleVector fast = q.add(c);
      DoubleVector acoustic = cc.mul(ACOUSTIC);
      slow.mul(slow).add(acoustic).sqrt().intoArray(a1, f);
      q.mul(q).add(cc.mul(CONVECTED)).sqrt().intoArray(a2, f);
      fast.mul(fast).add(acoustic).sqrt().intoArray(a3, f);

      DoubleVector rho = at(ofLeft.root, f).mul(at(ofRight.root, f));
      DoubleVector dp = at(right[3], f).sub(at(left[3], f));
      DoubleVector inverse = DoubleVector.broadcast(SPECIES, 0.5).div(cc);
      DoubleVector y = rho.mul(c).mul(at(right[1], f).sub(at(left[1], f)));
      dp.sub(y).mul(inverse).intoArray(alpha1, f);
      at(right[0], f).sub(at(left[0], f)).sub(dp.mul(2).mul(inverse)).intoArray(alpha2, f);
      dp.add(y).mul(inverse).intoArray(alpha3, f);
    }
  }

  /** Leaves the cotangents of the waves, λ α times the flux's, and what averages have by r. */
  private void setWavesBar(
      double[][] left, double[][] right, double[][] fluxBar, int start, int end) {
    for (int f = start; f < end; f += SPECIES.length()) {
      DoubleVector q = at(this.q, f);
      DoubleVector t = at(this.t, f);
      DoubleVector c = at(this.cc, f).sqrt();
      DoubleVector e1 = at(a1, f).mul(at(alpha1, f));
      DoubleVector e2 = at(a2, f).mul(at(alpha2, f));
      DoubleVector e3 = at(a3, f).mul(at(alpha3, f));
      DoubleVector dt = at(right[2], f).sub(at(left[2], f));
      DoubleVector shear = at(a2, f).mul(at(ofLeft.root, f)).mul(at(ofRight.root, f)).mul(dt);
      DoubleVector m = e1.add(e3);
      DoubleVector d = m.add(e2);
      DoubleVector difference = e3.sub(e1);

      DoubleVector normalBar = at(fluxBar[1], f).mul(0.5);
      DoubleVector tangentialBar = at(fluxBar[2], f).mul(0.5);
      DoubleVector energyBar = at(fluxBar[3], f).mul(0.5);
      DoubleVector dBar =
          at(fluxBar[0], f).mul(-0.5).sub(normalBar.mul(q)).sub(tangentialBar.mul(t));
      DoubleVector gBar = normalBar.neg().sub(energyBar.mul(q));
      DoubleVector mBar = dBar.sub(energyBar.mul(at(h, f)));
      DoubleVector k = q.mul(q).add(t.mul(t)).mul(0.5);
      mBar.sub(gBar.mul(c)).intoArray(e1Bar, f);
      dBar.sub(energyBar.mul(k)).intoArray(e2Bar, f);
      mBar.add(gBar.mul(c)).intoArray(e3Bar, f);
      tangentialBar.neg().sub(energyBar.mul(t)).intoArray(sBar, f);
      normalBar.mul(d).add(energyBar.mul(difference).mul(c)).neg().intoArray(qBar, f);
      tangentialBar.mul(d).add(energyBar.mul(shear)).neg().intoArray(tBar, f);
      energyBar.mul(m).neg().intoArray(hBar, f);
      energyBar.mul(e2).neg().intoArray(kBar, f);
      gBar.mul(difference).intoArray(cBar, f);
    }
  }

  /** From the waves to the jumps, by the amplitudes. */
  private void setJumpsBar(double[][] left, double[][] right, int start, int end) {
    for (int f = start; f < end; f += SPECIES.length()) {
      DoubleVector cc = at(this.cc, f);
      DoubleVector c = cc.sqrt();
      DoubleVector inverse = DoubleVector.broadcast(SPECIES, 0.5).div(cc);
      DoubleVector rho = at(ofLeft.root, f).mul(at(ofRight.root, f));
      DoubleVector dq = at(right[1], f).sub(at(left[1], f));
      DoubleVector dp = at(right[3], f).sub(at(left[3], f));
      DoubleVector alpha1Bar = at(e1Bar, f).mul(at(a1, f));
      DoubleVector alpha2Bar = at(e2Bar, f).mul(at(a2, f));
      DoubleVector alpha3Bar = at(e3Bar, f).mul(at(a3, f));
      DoubleVector yBar = alpha3Bar.sub(alpha1Bar).mul(inverse);
      alpha2Bar.intoArray(drBar, f);
      yBar.mul(rho).mul(c).intoArray(dqBar, f);
      alpha1Bar.add(alpha3Bar).sub(alpha2Bar.mul(2)).mul(inverse).intoArray(dpBar, f);
      yBar.mul(c).mul(dq).intoArray(rhoBar, f);
      at(cBar, f).add(yBar.mul(rho).mul(dq)).intoArray(cBar, f);
      alpha2Bar
          .mul(dp)
          .mul(2)
          .mul(inverse)
          .sub(alpha1Bar.mul(at(alpha1, f)))
          .sub(alpha3Bar.mul(at(alpha3, f)))
          .mul(2)
          .mul(inverse)
          .intoArray(ccBar, f);
    }
  }

  /** From the waves to the averages, by the speeds; and the shear wave's jump. */
  private void setSpeedsBar(double[][] left, double[][] right, int start, int end) {
    for (int f = start; f < end; f += SPECIES.length()) {
      DoubleVector q = at(this.q, f);
      DoubleVector c = at(this.cc, f).sqrt();
      DoubleVector rho = at(ofLeft.root, f).mul(at(ofRight.root, f));
      DoubleVector dt = at(right[2], f).sub(at(left[2], f));
      DoubleVector shearBar = at(sBar, f).mul(at(a2, f));
      shearBar.mul(rho).intoArray(dtBar, f);
      at(rhoBar, f).add(shearBar.mul(dt)).intoArray(rhoBar, f);
      DoubleVector slope1 = at(e1Bar, f).mul(at(alpha1, f)).div(at(a1, f));
      DoubleVector slope2 =
          at(e2Bar, f).mul(at(alpha2, f)).add(at(sBar, f).mul(rho).mul(dt)).div(at(a2, f));
      DoubleVector slope3 = at(e3Bar, f).mul(at(alpha3, f)).div(at(a3, f));
      DoubleVector slow = slope1.mul(q.sub(c));
      DoubleVector fast = slope3.mul(q.add(c));
      at(qBar, f).add(slow).add(slope2.mul(q)).add(fast).intoArray(qBar, f);
      at(ccBar, f)
          .add(slope1.add(slope3).mul(0.5 * ACOUSTIC))
          .add(slope2.mul(0.5 * CONVECTED))
          .add(at(cBar, f).add(fast).sub(slow).mul(0.5).div(c))
          .intoArray(ccBar, f);
    }
  }

  /** From the mean square of the speed of sound to enthalpy and velocities. */
  private void setAveragesBar(int start, int end) {
    for (int f = start; f < end; f += SPECIES.length()) {
      DoubleVector enthalpyBar = at(ccBar, f).mul(energyRatio);
      DoubleVector kineticBar = at(kBar, f).sub(enthalpyBar);
      at(hBar, f).add(enthalpyBar).intoArray(hBar, f);
      at(qBar, f).add(kineticBar.mul(at(q, f))).intoArray(qBar, f);
      at(tBar, f).add(kineticBar.mul(at(t, f))).intoArray(tBar, f);
    }
  }

  /** Leaves the cotangents of the roots of both densities. */
  private void setRootsBar(double[][] left, double[][] right, int start, int end) {
    for (int f = start; f < end; f += SPECIES.length()) {
      DoubleVector rootL = at(ofLeft.root, f);
      DoubleVector rootR = at(ofRight.root, f);
      DoubleVector wBar =
          at(qBar, f)
              .mul(at(left[1], f).sub(at(right[1], f)))
              .add(at(tBar, f).mul(at(left[2], f).sub(at(right[2], f))))
              .add(at(hBar, f).mul(at(ofLeft.enthalpy, f).sub(at(ofRight.enthalpy, f))));
      DoubleVector sum = rootL.add(rootR);
      DoubleVector slope = wBar.div(sum.mul(sum));
      at(rhoBar, f).add(slope).mul(rootR).intoArray(ofLeft.rootBar, f);
      at(rhoBar, f).sub(slope).mul(rootL).intoArray(ofRight.rootBar, f);
    }
  }

  /** One side: the cotangents of its mass flux and of its enthalpy. */
  private void setOwnFluxBar(
      OneSide averaged, double[][] side, double[][] fluxBar, int start, int end) {
    for (int f = start; f < end; f += SPECIES.length()) {
      DoubleVector normal = at(side[1], f);
      DoubleVector energyBar = at(fluxBar[3], f).mul(0.5);
      DoubleVector mass = at(side[0], f).mul(normal);
      at(fluxBar[0], f)
          .mul(0.5)
          .add(at(fluxBar[1], f).mul(0.5).mul(normal))
          .add(at(fluxBar[2], f).mul(0.5).mul(at(side[2], f)))
          .add(energyBar.mul(at(averaged.enthalpy, f)))
          .intoArray(averaged.massBar, f);
      energyBar
          .mul(mass)
          .add(at(averaged.weight, f).mul(at(hBar, f)))
          .intoArray(averaged.enthalpyBar, f);
    }
  }

  /**
   * One side, after {@link #setOwnFluxBar}: density and pressure.
   *
   * @param sign of the side in the jumps
   */
  private void setGasBar(
      OneSide averaged,
      double[][] side,
      double[][] fluxBar,
      double[][] sideBar,
      double sign,
      int start,
      int end) {
    for (int f = start; f < end; f += SPECIES.length()) {
      DoubleVector density = at(side[0], f);
      DoubleVector perDensity = at(averaged.enthalpyBar, f).mul(enthalpyRatio).div(density);
      at(averaged.massBar, f)
          .mul(at(side[1], f))
          .sub(perDensity.mul(at(side[3], f)).div(density))
          .add(at(averaged.rootBar, f).mul(0.5).div(at(averaged.root, f)))
          .add(at(drBar, f).mul(sign))
          .intoArray(sideBar[0], f);
      at(fluxBar[1], f)
          .mul(0.5)
          .add(perDensity)
          .add(at(dpBar, f).mul(sign))
          .intoArray(sideBar[3], f);
    }
  }

  /** One side, after {@link #setOwnFluxBar}: both velocities. */
  private void setVelocityBar(
      OneSide averaged,
      double[][] side,
      double[][] fluxBar,
      double[][] sideBar,
      double sign,
      int start,
      int end) {
    for (int f = start; f < end; f += SPECIES.length()) {
      DoubleVector normal = at(side[1], f);
      DoubleVector mass = at(side[0], f).mul(normal);
      DoubleVector enthalpyBar = at(averaged.enthalpyBar, f);
      at(averaged.massBar, f)
          .mul(at(side[0], f))
          .add(at(fluxBar[1], f).mul(0.5).mul(mass))
          .add(enthalpyBar.mul(normal))
          .add(at(averaged.weight, f).mul(at(qBar, f)))
          .add(at(dqBar, f).mul(sign))
          .intoArray(sideBar[1], f);
      at(fluxBar[2], f)
          .mul(0.5)
          .mul(mass)
          .add(enthalpyBar.mul(at(side[2], f)))
          .add(at(averaged.weight, f).mul(at(tBar, f)))
          .add(at(dtBar, f).mul(sign))
          .intoArray(sideBar[2], f);
    }
  }
}

package org.unfurl.sim.verification;

import java.util.List;
import org.unfurl.sim.equation.AdvectionDiffusion;
import org.unfurl.sim.equation.AllenCahn;
import org.unfurl.sim.equation.FisherKpp;
import org.unfurl.sim.equation.GrayScott;
import org.unfurl.sim.equation.Hyperdiffusion;
import org.unfurl.sim.equation.KuramotoSivashinskyPlane;
import org.unfurl.sim.equation.PlaneEquation;
import org.unfurl.sim.equation.SwiftHohenberg;
import org.unfurl.sim.equation.Vorticity;

/** One of every equation on the plane, for what must hold for all of them. */
public final class PlaneEquations {

  private PlaneEquations() {}

  /** With coefficients of order 1 to 0.01, for waves of order one on a square of side 2π or 4π. */
  public static List<PlaneEquation> examples() {
    return List.of(
        Vorticity.unforced(0.01),
        new Vorticity(0.02, 1, 2),
        new KuramotoSivashinskyPlane(1),
        new GrayScott(0.02, 0.01, 0.04, 0.06),
        new AllenCahn(0.3),
        new FisherKpp(0.1, 1),
        new SwiftHohenberg(0.3),
        new Hyperdiffusion(0.02),
        new AdvectionDiffusion(1, -0.5, 0.05));
  }
}

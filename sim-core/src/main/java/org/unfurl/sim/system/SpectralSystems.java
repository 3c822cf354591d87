package org.unfurl.sim.system;

import java.util.List;
import org.unfurl.sim.equation.AdvectionDiffusion;
import org.unfurl.sim.equation.AllenCahn;
import org.unfurl.sim.equation.Burgers;
import org.unfurl.sim.equation.FisherKpp;
import org.unfurl.sim.equation.GrayScott;
import org.unfurl.sim.equation.Hyperdiffusion;
import org.unfurl.sim.equation.KdvBurgers;
import org.unfurl.sim.equation.KortewegDeVries;
import org.unfurl.sim.equation.KuramotoSivashinskyPlane;
import org.unfurl.sim.equation.SwiftHohenberg;
import org.unfurl.sim.equation.Vorticity;
import org.unfurl.sim.system.SpectralSystem.Description;
import org.unfurl.sim.system.SpectralSystem.Domain;
import org.unfurl.sim.system.SpectralSystem.Splits;
import org.unfurl.sim.system.SpectralSystem.Times;
import org.unfurl.sim.system.SpectralSystem.Waves;

/** The systems of the spectral family. A new one is an equation and an entry here. */
final class SpectralSystems {

  private static final double CIRCLE = 2 * Math.PI;

  private SpectralSystems() {}

  static List<PhysicalSystem> all() {
    return List.of(
        SpectralSystem.line(
            new Description(
                "advection-diffusion",
                new Splits(
                    "diffusivity D (speed 1, length 2π)",
                    List.of(0.02, 0.03, 0.05, 0.07),
                    List.of(0.04),
                    List.of(0.01, 0.1)),
                new Domain(1, 64, CIRCLE),
                new Times(0.1, 1, 1, 0),
                new Waves(List.of(0.0), 1, 6),
                0.01,
                50),
            diffusivity -> new AdvectionDiffusion(1, 0, diffusivity)),
        SpectralSystem.line(
            new Description(
                "hyperdiffusion",
                new Splits(
                    "diffusivity D (length 2π)",
                    List.of(0.0005, 0.001, 0.002, 0.003),
                    List.of(0.0015),
                    List.of(0.0002, 0.005)),
                new Domain(1, 64, CIRCLE),
                new Times(0.1, 1, 1, 0),
                new Waves(List.of(0.0), 1, 6),
                0.01,
                50),
            Hyperdiffusion::new),
        SpectralSystem.line(
            new Description(
                "burgers",
                new Splits(
                    "viscosity ν (length 2π)",
                    List.of(0.05, 0.07, 0.1, 0.15),
                    List.of(0.085),
                    List.of(0.04, 0.2)),
                new Domain(1, 128, CIRCLE),
                new Times(0.1, 20, 1, 0),
                new Waves(List.of(0.0), 1, 4),
                0.005,
                50),
            Burgers::new),
        SpectralSystem.line(
            new Description(
                "korteweg-de-vries",
                new Splits(
                    "dispersion δ (length 20)",
                    List.of(0.6, 0.7, 0.8, 1.0, 1.15, 1.3),
                    List.of(0.9),
                    List.of(0.5, 1.5)),
                new Domain(1, 64, 20),
                new Times(0.2, 40, 2, 0),
                new Waves(List.of(0.0), 0.8, 3),
                0.001,
                50),
            KortewegDeVries::new),
        SpectralSystem.line(
            new Description(
                "kdv-burgers",
                new Splits(
                    "dispersion δ (viscosity 0.2, length 20)",
                    List.of(0.6, 0.7, 0.8, 1.0, 1.15, 1.3),
                    List.of(0.9),
                    List.of(0.5, 1.5)),
                new Domain(1, 64, 20),
                new Times(0.2, 40, 1, 0),
                new Waves(List.of(0.0), 1, 3),
                0.002,
                50),
            dispersion -> new KdvBurgers(0.2, dispersion)),
        SpectralSystem.line(
            new Description(
                "fisher-kpp",
                new Splits(
                    "growth r (diffusivity 0.02, length 2π)",
                    List.of(0.6, 0.8, 1.0, 1.4),
                    List.of(0.9),
                    List.of(0.5, 1.6)),
                new Domain(1, 64, CIRCLE),
                new Times(0.5, 20, 1, 0),
                new Waves(List.of(0.25), 0.1, 3),
                0.01,
                50),
            growth -> new FisherKpp(0.02, growth)),
        SpectralSystem.line(
            new Description(
                "allen-cahn",
                new Splits(
                    "wall width ε (length 2π)",
                    List.of(0.1, 0.12, 0.16, 0.2),
                    List.of(0.14),
                    List.of(0.09, 0.23)),
                new Domain(1, 128, CIRCLE),
                new Times(0.5, 20, 1, 0),
                new Waves(List.of(0.0), 0.5, 6),
                0.02,
                50),
            AllenCahn::new),
        SpectralSystem.line(
            new Description(
                "swift-hohenberg",
                new Splits(
                    "drive r (length 16π)",
                    List.of(0.3, 0.4, 0.6, 0.8),
                    List.of(0.5),
                    List.of(0.2, 1.0)),
                new Domain(1, 128, 16 * Math.PI),
                new Times(1, 40, 1, 0),
                new Waves(List.of(0.0), 0.5, 12),
                0.05,
                50),
            SwiftHohenberg::new),
        SpectralSystem.plane(
            new Description(
                "gray-scott",
                new Splits(
                    "feed F (kill F/4 + 0.05, diffusivities 2e-5 and 1e-5, length 0.5)",
                    List.of(0.03, 0.035, 0.045, 0.05),
                    List.of(0.04),
                    List.of(0.0275, 0.0525)),
                new Domain(2, 48, 0.5),
                new Times(4, 8, 1, 100),
                new Waves(List.of(0.6, 0.25), 0.2, 4),
                0.001,
                50),
            feed -> new GrayScott(2e-5, 1e-5, feed, feed / 4 + 0.05)),
        SpectralSystem.plane(
            new Description(
                "kuramoto-sivashinsky-2d",
                new Splits(
                    "hyperdiffusivity μ (length 20)",
                    List.of(0.8, 0.9, 1.1, 1.2),
                    List.of(1.0),
                    List.of(0.7, 1.3)),
                new Domain(1, 32, 20),
                new Times(0.2, 4, 1, 250),
                new Waves(List.of(0.0), 0.5, 3),
                0.02,
                500),
            KuramotoSivashinskyPlane::new),
        SpectralSystem.plane(
            new Description(
                "navier-stokes-vorticity",
                new Splits(
                    "Reynolds number 1/ν (decaying, length 2π)",
                    List.of(200.0, 300.0, 400.0, 600.0),
                    List.of(500.0),
                    List.of(100.0, 800.0)),
                new Domain(1, 64, CIRCLE),
                new Times(0.02, 4, 1, 20),
                new Waves(List.of(0.0), 2, 4),
                0.006,
                500),
            reynolds -> Vorticity.unforced(1 / reynolds)),
        SpectralSystem.plane(
            new Description(
                "kolmogorov-vorticity",
                new Splits(
                    "Reynolds number 1/ν (force sin 4y, length 2π)",
                    List.of(100.0, 150.0, 200.0, 300.0),
                    List.of(250.0),
                    List.of(80.0, 400.0)),
                new Domain(1, 64, CIRCLE),
                new Times(0.02, 4, 2, 500),
                new Waves(List.of(0.0), 2, 4),
                0.006,
                500),
            reynolds -> new Vorticity(1 / reynolds, 1, 4)));
  }
}

"""Coefficients and states of the Kuramoto-Sivashinsky equation, for the peers (NumPy, float64)."""

import numpy

TIME_STEP = 0.5


class Coefficients:
    """Of exponential time differencing (Cox and Matthews 2002), for real transforms."""

    def __init__(self, points, length):
        wavenumber = 2 * numpy.pi * numpy.arange(points // 2 + 1) / length
        symbol = wavenumber**2 - wavenumber**4
        # phi functions as means over a circle (Kassam and Trefethen 2005).
        circle = numpy.exp(2j * numpy.pi * (numpy.arange(64) + 0.5) / 64)
        z = TIME_STEP * symbol[:, None] + circle
        self.exponential = numpy.exp(TIME_STEP * symbol)
        self.predictor = TIME_STEP * ((numpy.exp(z) - 1) / z).mean(axis=1).real
        self.corrector = TIME_STEP * ((numpy.exp(z) - 1 - z) / z**2).mean(axis=1).real
        self.derivative = -0.5j * wavenumber


def trajectories(points, length, count, frames):
    """Developed states one time unit apart, (frame, trajectory, point), by ETDRK2."""
    c = Coefficients(points, length)
    x = 2 * numpy.pi * numpy.arange(points) / points
    shift = numpy.arange(count)[:, None]
    u = numpy.cos(3 * x + shift) + 0.1 * numpy.sin(x - shift)
    recorded = []
    for step in range(2 * (200 + frames)):
        at_state = c.derivative * numpy.fft.rfft(u * u)
        stage = c.exponential * numpy.fft.rfft(u) + c.predictor * at_state
        field = numpy.fft.irfft(stage, n=points)
        at_stage = c.derivative * numpy.fft.rfft(field * field)
        u = numpy.fft.irfft(stage + c.corrector * (at_stage - at_state), n=points)
        if step >= 400 and step % 2 == 0:
            recorded.append(u)
    return numpy.stack(recorded)

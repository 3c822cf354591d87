"""Kolmogorov flow in vorticity form on a square, stepped by ETDRK2 (Cox and Matthews 2002).

The same step as ours: vorticity in physical space to the next one, velocity from the streamfunction,
advection from u v and u^2 - v^2 (Basdevant 1983), two-thirds dealiasing, real transforms.
"""

import jax
import jax.numpy as jnp
import numpy

VISCOSITY = 1e-3
FORCE, FORCED_MODE = 1.0, 6
TIME_STEP = 0.005
POINT_STEPS_PER_LAP = 160_000


def etdrk2(points):
    """The jitted function that takes many steps, their number, and a state."""
    kx = numpy.fft.rfftfreq(points, 1 / points)[None, :]
    ky = numpy.fft.fftfreq(points, 1 / points)[:, None]
    square = kx**2 + ky**2
    passes = (3 * abs(kx) < points) & (3 * abs(ky) < points)
    inverse = numpy.where(square > 0, 1 / numpy.maximum(square, 1), 0) * passes
    to_u, to_v = jnp.asarray(1j * ky * inverse), jnp.asarray(-1j * kx * inverse)
    from_product = jnp.asarray((kx**2 - ky**2) * passes)
    from_difference = jnp.asarray(-kx * ky * passes)
    y = 2 * numpy.pi * numpy.arange(points)[:, None] / points
    x = 2 * numpy.pi * numpy.arange(points)[None, :] / points
    source = jnp.fft.rfft2(-FORCE * FORCED_MODE * numpy.cos(FORCED_MODE * y) + 0 * x)
    z = -VISCOSITY * square * TIME_STEP
    small = numpy.where(z == 0, 1, z)
    phi1 = numpy.where(z == 0, 1, numpy.expm1(small) / small)
    phi2 = numpy.where(abs(z) < 1e-2, 1 / 2 + z / 6 + z**2 / 24 + z**3 / 120, (phi1 - 1) / small)
    exponential = jnp.asarray(numpy.exp(z))
    predictor, corrector = jnp.asarray(TIME_STEP * phi1), jnp.asarray(TIME_STEP * phi2)
    shape = (points, points)

    def nonlinear(w):
        u, v = jnp.fft.irfft2(to_u * w, s=shape), jnp.fft.irfft2(to_v * w, s=shape)
        return (
            from_product * jnp.fft.rfft2(u * v)
            + from_difference * jnp.fft.rfft2(u * u - v * v)
            + source
        )

    def step(w):
        w = jnp.fft.rfft2(w)
        at_state = nonlinear(w)
        stage = exponential * w + predictor * at_state
        return jnp.fft.irfft2(stage + corrector * (nonlinear(stage) - at_state), s=shape)

    steps = max(1, POINT_STEPS_PER_LAP // points**2)
    advance = jax.jit(lambda w: jax.lax.scan(lambda w, _: (step(w), None), w, None, length=steps)[0])
    state = 3 * numpy.sin(3 * x + y) + 2 * numpy.cos(4 * y - x) + numpy.sin(x)
    return advance, steps, jnp.asarray(state)

"""ETDRK2 steps in JAX: jit, float64, one thread. Here the Kuramoto-Sivashinsky equation; vorticity.py
has the flow on a plane.

    echo ks-etdrk2-48 | python jax_solver.py 2 5

The same step as ours: a batch of 16 states in physical space to the next one, real transforms,
precomputed coefficients (Cox and Matthews 2002), no de-aliasing; many steps in one lax.scan.
"""

import math
import re

import single_thread  # first

import jax
import jax.numpy as jnp
import numpy

import vorticity
from kuramoto_sivashinsky import Coefficients, trajectories
from sampling import answer_requests

BATCH = 16
SPACING = 16 * math.pi / 48
POINT_STEPS_PER_LAP = 48_000


def stepping(points, parts):
    """One step of a batch, given the coefficients of each state's domain."""
    exponential, predictor, corrector, derivative = (
        jnp.asarray(numpy.array([getattr(part, name) for part in parts]))
        for name in ("exponential", "predictor", "corrector", "derivative")
    )

    def nonlinear(u):
        return derivative * jnp.fft.rfft(u * u)

    def step(u):
        at_state = nonlinear(u)
        stage = exponential * jnp.fft.rfft(u) + predictor * at_state
        at_stage = nonlinear(jnp.fft.irfft(stage, n=points))
        return jnp.fft.irfft(stage + corrector * (at_stage - at_state), n=points)

    return step


def etdrk2(points):
    """The jitted function that takes many steps, and their number."""
    # Coefficients of one domain are broadcast over the batch.
    step = stepping(points, [Coefficients(points, points * SPACING)])
    steps = POINT_STEPS_PER_LAP // points
    advance = jax.jit(lambda u: jax.lax.scan(lambda u, _: (step(u), None), u, None, length=steps)[0])
    return advance, steps


def references():
    """The jitted function that makes the study's training set, and its initial states."""
    parameters = (0.90, 0.95, 1.00, 1.10, 1.20, 1.30)
    step = stepping(48, [Coefficients(48, 16 * math.pi * s) for s in parameters for _ in range(6)])

    def generate(u):
        u = jax.lax.scan(lambda u, _: (step(step(u)), None), u, None, length=200)[0]
        return jax.lax.scan(lambda u, _: (step(step(u)), u), u, None, length=5_200)[1]

    x = 2 * numpy.pi * numpy.arange(48) / 48
    u = numpy.cos(3 * x + numpy.arange(36)[:, None]) + 0.1 * numpy.sin(x)
    return jax.jit(generate), jnp.asarray(u)


def measure(name, sampling):
    if name == "ks-references":
        generate, u = references()
        while not sampling.finished():
            frames = generate(u).block_until_ready()
            sampling.lap()
        assert bool(jnp.isfinite(frames).all())
        return sampling.json(name, 1, "s")
    on_plane = re.fullmatch(r"vorticity-etdrk2-(\d+)", name)
    if on_plane:
        advance, steps, start = vorticity.etdrk2(int(on_plane.group(1)))
        while not sampling.finished():
            # Always from the same state: the force feeds the flow until the step is too long for it.
            w = advance(start).block_until_ready()
            sampling.lap()
        assert bool(jnp.isfinite(w).all())
        return sampling.json(name, 1e6 / steps, "us")
    points = int(re.fullmatch(r"ks-etdrk2-(\d+)", name).group(1))
    advance, steps = etdrk2(points)
    u = jnp.asarray(trajectories(points, points * SPACING, count=BATCH, frames=1)[0])
    while not sampling.finished():
        u = advance(u).block_until_ready()
        sampling.lap()
    assert bool(jnp.isfinite(u).all())
    return sampling.json(name, 1e6 / (steps * BATCH), "us")


if __name__ == "__main__":
    jax.config.update("jax_enable_x64", True)
    answer_requests(measure)

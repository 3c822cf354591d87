"""ETDRK2 steps of the Kuramoto-Sivashinsky equation in JAX: jit, float64, one thread.

    echo ks-etdrk2-48 | python jax_solver.py 2 5

The same step as ours: a batch of 16 states in physical space to the next one, real transforms,
precomputed coefficients (Cox and Matthews 2002), no de-aliasing; many steps in one lax.scan.
"""

import math
import os
import re

# Before JAX starts its thread pools.
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["NPROC"] = "1"

import jax
import jax.numpy as jnp

from kuramoto_sivashinsky import Coefficients, trajectories
from sampling import answer_requests

BATCH = 16
SPACING = 16 * math.pi / 48
POINT_STEPS_PER_LAP = 48_000


def etdrk2(points):
    """The jitted function that takes many steps, and their number."""
    c = Coefficients(points, points * SPACING)
    exponential, predictor, corrector, derivative = (
        jnp.asarray(a) for a in (c.exponential, c.predictor, c.corrector, c.derivative)
    )

    def nonlinear(u):
        return derivative * jnp.fft.rfft(u * u)

    def step(u, _):
        at_state = nonlinear(u)
        stage = exponential * jnp.fft.rfft(u) + predictor * at_state
        at_stage = nonlinear(jnp.fft.irfft(stage, n=points))
        return jnp.fft.irfft(stage + corrector * (at_stage - at_state), n=points), None

    steps = POINT_STEPS_PER_LAP // points
    return jax.jit(lambda u: jax.lax.scan(step, u, None, length=steps)[0]), steps


def measure(name, sampling):
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

"""Kolmogorov flow at Re 600 in JAX-CFD: jit, float64, one thread.

    echo kolmogorov-piso-32 | python jax_cfd_kolmogorov.py 2 5

The same flow on the same faces with the same time step as ours, by JAX-CFD's own step with its own
settings: van Leer's limited advection, explicit Euler, one exact pressure solve. That is not PISO,
which solves for the velocity implicitly and for the pressure twice: ours does more work in a step.
"""

import functools
import re

import single_thread  # first

import jax
import jax.numpy as jnp
import numpy
from jax_cfd.base import boundaries, equations, forcings, grids

from sampling import answer_requests

LENGTH = 2 * numpy.pi
POINT_STEPS_PER_LAP = 80_000


def time_step(points):
    return 0.02 * 32 / points


def start(grid):
    """A few waves without divergence."""
    x, y = grid.mesh((0, 0))
    stream = jnp.cos(x) + jnp.sin(2 * y) / 2 + jnp.cos(2 * x + y) / 2
    spacing = grid.step[0]
    u = (jnp.roll(stream, -1, axis=1) - stream) / spacing
    v = (stream - jnp.roll(stream, -1, axis=0)) / spacing
    around = boundaries.periodic_boundary_conditions(2)
    # A face of JAX-CFD is the right one of its cell, one of ours the left one.
    shifted = (jnp.roll(u, -1, axis=0), jnp.roll(v, -1, axis=1))
    return tuple(
        grids.GridVariable(grids.GridArray(data, offset, grid), around)
        for data, offset in zip(shifted, grid.cell_faces)
    )


@functools.cache
def kolmogorov(points):
    """The jitted function that takes many steps, their number, and a state."""
    grid = grids.Grid((points, points), domain=((0, LENGTH), (0, LENGTH)))
    step = equations.semi_implicit_navier_stokes(
        density=1.0,
        viscosity=1 / 600,
        dt=time_step(points),
        grid=grid,
        forcing=forcings.kolmogorov_forcing(grid, k=6),
    )
    steps = max(1, POINT_STEPS_PER_LAP // points**2)
    advance = jax.jit(lambda v: jax.lax.scan(lambda v, _: (step(v), None), v, None, length=steps)[0])
    return advance, steps, start(grid)


def measure(name, sampling):
    points = int(re.fullmatch(r"kolmogorov-piso-(\d+)", name).group(1))
    advance, steps, velocity = kolmogorov(points)
    while not sampling.finished():
        after = jax.block_until_ready(advance(velocity))
        sampling.lap()
    assert all(bool(jnp.isfinite(component.data).all()) for component in after)
    assert after[0].data.dtype == jnp.float64
    return sampling.json(name, 1e6 / steps, "us")


if __name__ == "__main__":
    jax.config.update("jax_enable_x64", True)
    answer_requests(measure)

"""The wake of a cylinder at Re 781 in PhiFlow on JAX: jit, float64, one thread.

    echo wake-operator-splitting-64 | python phiflow_wake.py 2 5

The same step as ours on the same faces with the same boundaries, made of PhiFlow's own parts:
explicit diffusion, semi-Lagrangian advection, pressure projection around an obstacle.

PhiFlow solves for the pressure by conjugate gradients from the last step's pressure, here to 1e-5,
its tolerance in single precision (1e-12 in double). By itself it would make a sparse matrix of the
Laplacian; on the larger grid JAX is more than twice as fast with the function, and on the smaller
one ten times with its steps in one scan, not called from Python.
"""

import functools
import re

import single_thread  # first

import jax
import jax.numpy as jnp
from phi.jax.flow import (
    ZERO_GRADIENT,
    Box,
    CenteredGrid,
    Obstacle,
    Solve,
    Sphere,
    StaggeredGrid,
    advect,
    diffuse,
    dual,
    fluid,
    math,
    spatial,
    vec,
)

from sampling import answer_requests

DIAMETER = 20
VISCOSITY = DIAMETER / 781.3
TOLERANCE = 1e-5
LEAD = 50
POINT_STEPS_PER_LAP = 40_000

# The function, not its matrix.
fluid.masked_laplace = fluid.masked_laplace.f


def step(velocity, pressure, cylinder):
    velocity = diffuse.explicit(velocity, VISCOSITY, 1)
    velocity = advect.semi_lagrangian(velocity, velocity, 1)
    solve = Solve("CG", TOLERANCE, TOLERANCE, x0=pressure)
    return fluid.make_incompressible(velocity, cylinder, solve)


def arrays(velocity, pressure):
    """What a scan can carry."""
    components = (velocity.vector[name].values for name in "xy")
    return tuple(tensor.native("x,y") for tensor in (*components, pressure.values))


def tensor(array):
    return math.reshaped_tensor(array, [spatial(x=array.shape[0]), spatial(y=array.shape[1])])


@functools.cache
def wake(columns):
    """The jitted function that takes many steps, their number, and a developed state."""
    free_stream = vec(x=1, y=0)
    walls = {"x-": free_stream, "x+": ZERO_GRADIENT, "y": free_stream}
    channel = Box(x=200, y=100)
    cells = {"x": columns, "y": columns // 2}
    velocity = StaggeredGrid(free_stream, walls, channel, **cells)
    outflow = {"x-": ZERO_GRADIENT, "x+": 0, "y": ZERO_GRADIENT}
    pressure = CenteredGrid(0, outflow, channel, **cells)
    cylinder = Obstacle(Sphere(x=50, y=50, radius=DIAMETER / 2))

    def one(state, _):
        u, v, p = map(tensor, state)
        faces = math.stack({"x": u, "y": v}, dual("vector"))
        after = step(velocity.with_values(faces), pressure.with_values(p), cylinder)
        return arrays(*after), None

    def advancing(steps):
        return jax.jit(lambda state: jax.lax.scan(one, state, None, length=steps)[0])

    state = tuple(jnp.asarray(array, jnp.float64) for array in arrays(velocity, pressure))
    state = jax.block_until_ready(advancing(LEAD)(state))
    steps = max(1, POINT_STEPS_PER_LAP // (columns * columns // 2))
    return advancing(steps), steps, state


def measure(name, sampling):
    columns = int(re.fullmatch(r"wake-operator-splitting-(\d+)", name).group(1))
    advance, steps, state = wake(columns)
    while not sampling.finished():
        after = jax.block_until_ready(advance(state))
        sampling.lap()
    assert all(bool(jnp.isfinite(array).all()) for array in after)
    assert after[0].dtype == jnp.float64
    return sampling.json(name, 1e6 / steps, "us")


if __name__ == "__main__":
    math.set_global_precision(64)
    answer_requests(measure)

"""Writes docs/performance.md and docs/scaling.md."""

import os
import platform
import subprocess
from pathlib import Path

from measuring import FULL, GRID_HEAP, HOME, JAVA, JAVA_OPTIONS, MODULES, PYTHON, requirements

PAGE = HOME / "docs" / "performance.md"

TEXT = """\
# Performance

Written by `benchmarks/compare{option}` on {date}; every number on this page was measured by that run.{warning}

Ours and the peer do the same work on the same machine, in turn, never both at once, one thread each. A ratio is
peer over ours (2 = twice as fast), the median of the ratios of {rounds} rounds; in brackets its smallest and largest.

{table}

cores: how many were busy while it was measured, ours / peer; JIT compiler and garbage collector are included.
{skipped}
## How each number is measured

A round is, for each row, a turn of ours and a turn of the peer; who begins alternates. Both processes stay
alive for all rounds. A turn warms up for {warm_up} s, then repeats a piece of work for {seconds} s and takes the median
duration. `OMP_NUM_THREADS=1`; ours: one JVM with the options `{java_options}`.

| rows | ours | peer |
|---|---|---|
| `train-…` | one update of `Trainer.train`, between two calls of its `TrainingProgress`: drawing the batch, m frames forward, backward, gradient norm, Adam. Kuramoto-Sivashinsky, 48 points, float32 network, float64 solver, m = 3, batch 16 (ONE: 48 single frames) | `peers/pytorch_training.py`: the study's formulation (arXiv 2402.12971) in eager PyTorch, `torch.set_num_threads(1)`: circular Conv1d ResNet of that width and depth, LeakyReLU, ETD1 twice a frame through `torch.fft` in float32, Adam. Coefficients are precomputed and batches indexed, which is faster than the study's own code |
| `ks-etdrk2-<points>` | microseconds per step and trajectory; `ExponentialStepper.etdRk2`, `step`, batch 16, float64, 48,000 / points steps a lap, from the same developed states | `peers/jax_solver.py`: the same step, `jax.jit` of a `lax.scan` over as many, float64, real transforms, from physical space to physical space |
| `vorticity-etdrk2-<points>` | microseconds per step of one state on a square of so many points a side; `ExponentialPlaneStepper.etdRk2`, Kolmogorov flow at Re 1,000 in vorticity form, float64, two-thirds dealiasing, always from the same state | `peers/vorticity.py`: the same step in `jax.jit` of a `lax.scan`, `rfft2`, velocity and products as ours |
| `kolmogorov-piso-<points>` | microseconds per step of one state; `PisoStepper`, the study's flow at Re 600 on so many cells a side, Δt = 0.02 · 32 / points, float64: an implicit momentum equation, relaxed to 1e-14, and two pressure corrections, always from the same state, 50 steps after the initial one | `peers/jax_cfd_kolmogorov.py`: JAX-CFD (Google) with its own settings, the same flow, faces, Δt and float64, `jax.jit` of a `lax.scan`: van Leer's limited advection, explicit Euler, one pressure solve by FFT (`solve_fast_diag`). **Not the same algorithm:** it has no momentum equation to solve and half as many pressure equations, and is stable only up to the Courant number 1. So the row has no budget |
| `wake-operator-splitting-<columns>` | microseconds per step of one state; `OperatorSplittingStepper`, the wake of Solver-in-the-Loop at Re 781 on half as many rows, Δt = 1, float64, the pressure exact, always from the same state, 50 steps after the free stream | `peers/phiflow_wake.py`: the framework of Solver-in-the-Loop, PhiFlow, on JAX: explicit diffusion, semi-Lagrangian advection, projection on the same faces with the same boundaries, float64, from its own developed state. Pressure by conjugate gradients from the last one to 1e-5, its tolerance in single precision (1e-12 in double). The Laplacian as a function and many steps in one `lax.scan`, which is several times faster than PhiFlow's `jit_compile` of a step |
| `<system>-<scheme>-vjp-<points>`, `aerofoil-finite-volume-vjp` | the adjoint of a step, `vjp`; of the aerofoil that of a frame of the coarse solver at Mach 0.7 | our own forward step: an adjoint may cost 2.5 of them |
| `ks-references` | seconds for the study's training set: `ReferenceGenerator.generate` of 6 trajectories of 5,200 frames and the warm-up of 200, for each of the 6 training parameters | `peers/jax_solver.py`: as many steps of all 36 trajectories at once in one `lax.scan` that keeps every frame |
| `second-core` | seconds a trial of `./unfurl run --master local[2]`, from the end of the fourth trial to that of the last: {trainings} trainings of {training_updates} updates, correction, WIG, m = 3, (26,8). Median of {sweep_rounds} | the same with `local[1]` |
| `fleet-makespan` | hours until a study of 18,002 trials ends on 1,000 executors of a virtual clock: the launch order and packs of a run (`Schedule`), each trial as long as predicted times the error of the prediction for a trial drawn from a real sweep (`trial-seconds.csv`). Nothing is timed | what no order can beat: the mean load of an executor, or the longest trial |
| `sweep-no-op` | wall clock of `./unfurl run --master local[2]` from a cold start (JVM, Spark, references) to the summary, over {our_trials:,} trials: `updates: 0`, the smallest network, one frame to score, all tables. Median of {sweep_rounds} | `peers/ray_sweep.py`: `Tuner.fit()` of {ray_trials:,} trials that return at once, on 2 CPUs, reused actors, with its results table; starting Ray is not counted |

Budgets: at least so many times as fast as the peer, or at most so much. Not measured by this command: memory over
m and over 1,000 trials. Time and driver memory against the number of trials, to 100,000: [scaling](scaling.md).

## The machine

{machine}
"""


SCALING_PAGE = HOME / "docs" / "scaling.md"

SCALING = """\
# Time and memory against the number of trials

Written by `benchmarks/scaling` on {date}; every number on this page was measured by that run.{warning}

Each line is one `./unfurl run --master local[2]` of trials that do nothing (`updates: 0`, the smallest network, one frame to
score), all tables and weights included, from a cold start to the summary on the console. "between" is the time that a further
trial takes, from the line above to this one: without a quadratic step it does not grow.

| trials | seconds | ms a trial | between, ms | CPU seconds | resident, peak |
|---|---|---|---|---|---|
{times}

The driver of the largest sweep, whose executor lives in the same JVM, every 15 seconds. "in use" are the objects that survive a
full collection, which this look at them causes: the plan, and a key for every finished trial. "resident" is what the process
occupied just before; the collector lets garbage lie as long as `-Xmx2g` leaves room.

| trials finished | in use | resident |
|---|---|---|
{memory}

## Planning alone

A grid of seven axes that is planned and not run, with `JAVA_OPTS={heap}`, each line one cold start. `run` is of one trial of the
grid (`--trial`): it plans all, writes the table `plan`, and leaves out what has a row. `validate` and `plan` write nothing.

| points | verb | seconds | CPU seconds | resident, peak |
|---|---|---|---|---|
{planning}

## The machine

{machine}
"""


def write_scaling(sweeps, plannings, started, load_before):
    SCALING_PAGE.write_text(
        SCALING.format(
            date=started.strftime("%Y-%m-%d"),
            warning=warning(FULL, load_before),
            times="\n".join(times(sweeps)),
            memory="\n".join(
                f"| {memory.finished:,} | {memory.heap >> 20} MiB | {memory.resident >> 20} MiB |"
                for memory in sweeps[-1].memory
            ),
            planning="\n".join(
                f"| {planning.points:,} | `{planning.verb}` | {planning.seconds:.1f} |"
                f" {planning.cpu_seconds:.0f} | {planning.resident_peak >> 20} MiB |"
                for planning in plannings
            ),
            heap=GRID_HEAP,
            machine=machine(load_before),
        ),
        encoding="utf-8",
    )


def times(sweeps):
    before = None
    for sweep in sweeps:
        between = "–"
        if before:
            seconds = sweep.seconds - before.seconds
            between = f"{1e3 * seconds / (sweep.trials - before.trials):.2f}"
        yield (
            f"| {sweep.trials:,} | {sweep.seconds:.1f} | {1e3 * sweep.seconds / sweep.trials:.2f} |"
            f" {between} | {sweep.cpu_seconds:.0f} | {sweep.resident_peak >> 20} MiB |"
        )
        before = sweep


def write(comparisons, effort, skipped, started, load_before):
    PAGE.write_text(
        TEXT.format(
            option="" if effort == FULL else " --quick",
            date=started.strftime("%Y-%m-%d"),
            warning=warning(effort, load_before),
            rounds=effort.rounds,
            table=table(comparisons),
            skipped="".join(
                f"\n{peer}: skipped, it {reason}.\n" for peer, reason in skipped.items()
            ),
            warm_up=effort.warm_up_seconds,
            seconds=effort.seconds,
            java_options=" ".join(JAVA_OPTIONS),
            our_trials=effort.our_trials,
            ray_trials=effort.ray_trials,
            sweep_rounds=effort.sweep_rounds,
            trainings=effort.trainings,
            training_updates=effort.training_updates,
            machine=machine(load_before, peer_facts()),
        ),
        encoding="utf-8",
    )


def warning(effort, load_before):
    warnings = []
    if effort != FULL:
        warnings.append("A quick run: two short rounds, a first impression and no result.")
    if load_before > 0.5:
        warnings.append(
            f"The machine was not quiet (load {load_before:.1f} before the run): durations are too"
            " long and ratios uncertain."
        )
    return "".join(f"\n**{text}**" for text in warnings)


def table(comparisons):
    lines = ["| row | ours | peer | ratio | budget | | cores |", "|---|---|---|---|---|---|---|"]
    for comparison in comparisons:
        row = comparison.row
        peer = f"{row.peer} {comparison.peer:.4g} {row.unit}" if comparison.peer else row.peer
        ratio = "–"
        if comparison.ratio:
            low, high = comparison.ratios[0], comparison.ratios[-1]
            ratio = f"{comparison.ratio:.2f} [{low:.2f}, {high:.2f}]"
        lines.append(
            f"| `{row.name}` | {comparison.ours:.4g} {row.unit} | {peer} | {ratio} |"
            f" {row.budget.replace('>=', '≥ ').replace('<=', '≤ ')} | {comparison.verdict} |"
            f" {cores(comparison.rounds)} |"
        )
    return "\n".join(lines)


def cores(rounds):
    last = rounds[-1]
    if last.our_cores is None:
        return ""
    peer = "–" if last.peer_cores is None else f"{last.peer_cores:.2f}"
    return f"{last.our_cores:.2f} / {peer}"


def load():
    """Processes that ran or wanted to, mean of the last minute."""
    return os.getloadavg()[0]


def machine(load_before, peers=None):
    facts = {
        "CPU": cpu_model(),
        "cores": os.cpu_count(),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "OS": f"{platform.system()} {platform.release()} {platform.machine()}",
        "load before and after": f"{load_before:.2f}, {load():.2f}",
        "JVM": first_line([JAVA, "-version"]),
        "ours": first_line(["git", "-C", HOME, "describe", "--always", "--dirty"]),
        **(peers or {}),
    }
    lines = "".join(f"| {name} | {value} |\n" for name, value in facts.items())
    return "| | |\n|---|---|\n" + lines.rstrip()


def cpu_model():
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or "unknown"


def first_line(command):
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
    except OSError:
        return "unknown"
    return done.stdout.splitlines()[0] if done.stdout else "unknown"


def peer_facts():
    parts = requirements()
    versions = [parts[peer][0].replace("==", " ") for peer in MODULES if peer in parts]
    return {"Python": first_line([PYTHON, "--version"]), "peers": ", ".join(versions)}

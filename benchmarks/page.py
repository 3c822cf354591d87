"""Writes docs/performance.md."""

import os
import platform
import subprocess
from pathlib import Path

from measuring import FULL, HOME, JAVA, JAVA_OPTIONS, MODULES, PYTHON, requirements

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
| `ks-<scheme>-vjp-<points>` | the adjoint of a step, `vjp` | our own forward step: an adjoint may cost 2.5 of them |
| `ks-references` | seconds for the study's training set: `ReferenceGenerator.generate` of 6 trajectories of 5,200 frames and the warm-up of 200, for each of the 6 training parameters | `peers/jax_solver.py`: as many steps of all 36 trajectories at once in one `lax.scan` that keeps every frame |
| `sweep-no-op` | wall clock of `./unfurl run --master local[2]` from a cold start (JVM, Spark, references) to the summary, over {our_trials:,} trials: `updates: 0`, the smallest network, one frame to score, all tables. Median of {sweep_rounds} | `peers/ray_sweep.py`: `Tuner.fit()` of {ray_trials:,} trials that return at once, on 2 CPUs, reused actors, with its results table; starting Ray is not counted |

Budgets: at least so many times as fast as the peer, or at most so much. Not measured by this command: the second core's gain,
memory over m and over 1,000 trials, two-dimensional solvers.

## The machine

{machine}
"""


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
            machine=machine(load_before),
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


def machine(load_before):
    facts = {
        "CPU": cpu_model(),
        "cores": os.cpu_count(),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "OS": f"{platform.system()} {platform.release()} {platform.machine()}",
        "load before and after": f"{load_before:.2f}, {load():.2f}",
        "JVM": first_line([JAVA, "-version"]),
        "ours": first_line(["git", "-C", HOME, "describe", "--always", "--dirty"]),
        "Python": first_line([PYTHON, "--version"]),
        "peers": ", ".join(peer_versions()),
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


def peer_versions():
    parts = requirements()
    return [parts[peer][0].replace("==", " ") for peer in MODULES if peer in parts]

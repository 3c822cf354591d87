"""Builds ours, installs the peers, and runs them in turn, never two at once."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from rows import OWN

HERE = Path(__file__).resolve().parent
HOME = HERE.parent
PEERS = HERE / "peers"
PYTHON = HERE / ".venv" / "bin" / "python"
SCRIPTS = {
    "pytorch": "pytorch_training.py",
    "jax": "jax_solver.py",
    "jax-cfd": "jax_cfd_kolmogorov.py",
    "phiflow": "phiflow_wake.py",
    "ray": "ray_sweep.py",
}
MODULES = {
    "pytorch": "torch",
    "jax": "jax",
    "jax-cfd": "jax_cfd.base",
    "phiflow": "phi.jax.flow",
    "ray": "ray.tune",
}
# Peers that build on the part of another one.
BASES = {"jax-cfd": "jax", "phiflow": "jax"}
JAVA = str(Path(os.environ["JAVA_HOME"], "bin", "java")) if "JAVA_HOME" in os.environ else "java"
JCMD = str(Path(JAVA).with_name("jcmd"))
PROGRESS = re.compile(r"trials (\d+)/\d+ ")
JAVA_OPTIONS = ("--add-modules=jdk.incubator.vector", "-Xmx2g", "-XX:+UseSerialGC")
ENVIRONMENT = {
    **os.environ,
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OPT_OUT_TRACKING": "true",
}
NO_OP_SWEEP = """\
sweep: no-op
system: kuramoto-sivashinsky
task: prediction
modality: one
unroll-length: 1
network: {{ architecture: conv-resnet, width: 1, depth: 0 }}
training: {{ updates: 0, frames: 2, learning-rate: {{ initial: 1e-4 }} }}
evaluation: {{ tests: 1, error-horizon: 1, rollout-frames: 1 }}
baselines: []
seed: {seeds}
"""


TRAINING_SWEEP = """\
sweep: second-core
system: kuramoto-sivashinsky
task: correction
modality: wig
unroll-length: 3
network: {{ architecture: conv-resnet, width: 26, depth: 8 }}
training: {{ updates: {updates}, frames: 100, learning-rate: {{ initial: 1e-4 }} }}
evaluation: {{ tests: 2, error-horizon: 12, rollout-frames: 50 }}
baselines: []
seed: {seeds}
"""

# The first trials of a JVM wait for its compiler.
WARM_UP_TRIALS = 4


class Failed(Exception):
    """Nothing can be measured; the text says why."""


@dataclass(frozen=True)
class Effort:
    """How long to measure: rounds, seconds for each row and side, trials of a sweep."""

    rounds: int
    warm_up_seconds: float
    seconds: float
    sweep_rounds: int
    our_trials: int
    ray_trials: int
    trainings: int
    training_updates: int


FULL = Effort(3, 1, 2, 1, 10_000, 500, 44, 200)
QUICK = Effort(2, 1, 1, 1, 3_000, 100, 24, 100)


@dataclass(frozen=True)
class Round:
    """One turn of each; `peer` is None where it was skipped. `cores` are those kept busy."""

    ours: float
    peer: float
    our_cores: float = None
    peer_cores: float = None


def say(text):
    print(text, file=sys.stderr, flush=True)


def build_ours():
    say("building ours")
    modules = "benchmarks,sweep-driver"
    command = ["./mvnw", "-q", "-B", "-DskipTests", "-Dspotless.check.skip"]
    built = subprocess.run(
        [*command, "-pl", modules, "-am", "package"], cwd=HOME, stdout=sys.stderr, check=False
    )
    if built.returncode:
        raise Failed("the build failed; its output is above")


def requirements():
    """The parts of requirements.txt: name -> pinned packages."""
    parts = {}
    for line in (PEERS / "requirements.txt").read_text().splitlines():
        words = line.split()
        if len(words) == 2 and words[0] == "#":
            parts[words[1]] = packages = []
        elif words and words[0] != "#":
            packages.append(words[0])
    return parts


def install_peers(wanted):
    """Makes the virtual environment; returns the peers that cannot be had: name -> reason."""
    wanted = wanted - OWN
    if not wanted:
        return {}
    if not PYTHON.exists():
        say("making benchmarks/.venv")
        made = subprocess.run([sys.executable, "-m", "venv", HERE / ".venv"], check=False)
        if made.returncode:
            return {peer: "no virtual environment" for peer in wanted}
    parts = requirements()
    skipped = {}
    for peer in sorted(wanted):
        say(f"installing {peer}")
        packages = [*parts["shared"], *parts.get(BASES.get(peer), ()), *parts[peer]]
        installed = subprocess.run(
            [PYTHON, "-m", "pip", "install", "-q", "--no-deps", *packages],
            stdout=sys.stderr,
            check=False,
        )
        works = installed.returncode == 0 and not subprocess.run(
            [PYTHON, "-c", f"import {MODULES[peer]}"], stdout=sys.stderr, check=False
        ).returncode
        if not works:
            skipped[peer] = "could not be installed"
            say(f"{peer} is skipped: it {skipped[peer]}")
    return skipped


class Process:
    """A measuring process that stays warm: a name goes in, a line of JSON comes out."""

    def __init__(self, command):
        self.command = command
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT, text=True
        )

    def measure(self, name):
        try:
            self.process.stdin.write(name + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # the empty answer tells
        answer = self.process.stdout.readline()
        if not answer:
            raise Failed(f"{self.command[0]} ended before it had measured {name}; see above")
        return json.loads(answer)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def our_command(options, main, *arguments):
    """Starts a class of benchmarks/src."""
    libraries = (HERE / "target" / "benchmarks.classpath").read_text().strip()
    classpath = f"{HERE / 'target' / 'classes'}:{libraries}"
    return [JAVA, *options, "-cp", classpath, f"org.unfurl.benchmark.{main}", *map(str, arguments)]


def our_process(effort):
    return Process(our_command(JAVA_OPTIONS, "Measure", effort.warm_up_seconds, effort.seconds))


def peer_process(peer, effort):
    seconds = (str(effort.warm_up_seconds), str(effort.seconds))
    return Process([str(PYTHON), str(PEERS / SCRIPTS[peer]), *seconds])


def measure(rows, effort, skipped):
    """All rounds: name of the row -> its rounds."""
    rounds = {row.name: [] for row in rows}
    warm = [row for row in rows if row.name not in COLD]
    if warm:
        ours = our_process(effort)
        peers = {peer: peer_process(peer, effort) for peer in {row.peer for row in warm} - OWN
                 if peer not in skipped}
        peers.update(dict.fromkeys(OWN, ours))
        for number in range(effort.rounds):
            for row in warm:
                say(f"round {number + 1} of {effort.rounds}: {row.name}")
                rounds[row.name].append(turn(row, ours, peers.get(row.peer), number))
        for process in {*peers.values(), ours}:
            process.close()
    for row in rows:
        if row.name in COLD:
            for number in range(effort.sweep_rounds):
                say(f"round {number + 1} of {effort.sweep_rounds}: {row.name}")
                rounds[row.name].append(COLD[row.name](effort, row.peer in skipped))
    return rounds


def turn(row, ours, peer, number):
    """One turn of each; who begins changes from round to round."""
    theirs = None
    if peer and number % 2:
        theirs = peer.measure(row.reference or row.name)
    mine = ours.measure(row.name)
    if peer and not number % 2:
        theirs = peer.measure(row.reference or row.name)
    if not theirs:
        return Round(mine["median"], None, mine.get("cores"))
    return Round(mine["median"], theirs["median"], mine.get("cores"), theirs.get("cores"))


def no_op_turn(effort, without_peer):
    peer = None if without_peer else ray_sweep(effort.ray_trials)
    return Round(our_sweep(effort.our_trials), peer)


def second_core_turn(effort, _):
    one = training_sweep(effort.trainings, effort.training_updates, 1)
    return Round(training_sweep(effort.trainings, effort.training_updates, 2), one)


# Rows that start a process for every round: a whole sweep.
COLD = {"sweep-no-op": no_op_turn, "second-core": second_core_turn}


def ray_sweep(trials):
    """Milliseconds per trial."""
    done = subprocess.run(
        [PYTHON, PEERS / SCRIPTS["ray"], str(trials)],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Failed("the sweep of Ray Tune failed; its output is above")
    return json.loads(done.stdout.splitlines()[-1])["median"]


@contextlib.contextmanager
def running(sweep, slots=2):
    """The whole command, from a cold start to the table on the console."""
    folder = Path(tempfile.mkdtemp(prefix="unfurl-sweep-"))
    try:
        file = folder / "sweep.yaml"
        file.write_text(sweep)
        command = ["./unfurl", "run", file, "--results", folder / "results"]
        with subprocess.Popen(
            [*command, "--master", f"local[{slots}]"],
            cwd=HOME,
            env={**ENVIRONMENT, "UNFURL_SKIP_BUILD": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            yield process
    finally:
        shutil.rmtree(folder)


def no_op_sweep(trials):
    return running(NO_OP_SWEEP.format(seeds=list(range(trials))))


def require_all_ok(process, output, trials):
    if process.wait() or f"planned {trials} = ok {trials}" not in output:
        raise Failed(f"our sweep of {trials} trials failed:\n{output[-2000:]}")


def our_sweep(trials):
    """Milliseconds per trial."""
    start = time.perf_counter()
    with no_op_sweep(trials) as process:
        output = process.stdout.read()
        process.wait()
        seconds = time.perf_counter() - start
    require_all_ok(process, output, trials)
    return 1e3 * seconds / trials


def training_sweep(trials, updates, slots):
    """Seconds per trial, the start of the JVM and the first trials left out."""
    lines = []
    ends = []
    with running(TRAINING_SWEEP.format(updates=updates, seeds=list(range(trials))), slots) as process:
        for line in process.stdout:
            lines.append(line)
            if "] ok " in line:
                ends.append(time.perf_counter())
    require_all_ok(process, "".join(lines), trials)
    return (ends[-1] - ends[WARM_UP_TRIALS - 1]) / (trials - WARM_UP_TRIALS)


# A grid that is planned and not run: seven axes, and as many seeds as are needed.
GRID_SWEEP = """\
sweep: grid
system: kuramoto-sivashinsky
task: correction
modality: [nog, wig]
unroll-length: [2, 4, 6, 8, 10]
network: {{ architecture: conv-resnet, width: [4, 8], depth: 1 }}
training:
  updates: 10
  frames: 20
  batch-size: [8, 16]
  learning-rate: {{ initial: [1e-3, 1e-4, 1e-5, 1e-6, 1e-7], decay: [0.9, 1] }}
evaluation: {{ tests: 1, error-horizon: 1, rollout-frames: 1 }}
baselines: []
seed: {seeds}
"""
GRID_POINTS_A_SEED = 2 * 5 * 2 * 2 * 5 * 2
GRID_LABEL = "width4/nog/m2/batch8/rate0.001/rate-decay0.9/s0"
GRID_HEAP = "-Xmx4g"


@dataclass(frozen=True)
class Planning:
    """A verb over a grid of so many points, from a cold start."""

    verb: str
    points: int
    seconds: float
    cpu_seconds: float
    resident_peak: int

    def line(self):
        return (
            f"{self.verb} {self.points} points {self.seconds:.1f} s cpu={self.cpu_seconds:.1f} s"
            f" resident={self.resident_peak >> 20} MiB"
        )


# `run` of a single trial plans them all: keys, the table `plan`, what has a row already.
PLANNING_VERBS = {
    "validate": (),
    "plan": (),
    "run": ("--trial", GRID_LABEL, "--master", "local[2]"),
    "status": (),
}


def plannings(points):
    """Every verb in turn over the same grid and folder of results."""
    folder = Path(tempfile.mkdtemp(prefix="unfurl-grid-"))
    try:
        file = folder / "grid.yaml"
        file.write_text(GRID_SWEEP.format(seeds=list(range(points // GRID_POINTS_A_SEED))))
        for verb, options in PLANNING_VERBS.items():
            say(f"{verb} of {points} points")
            results = ("--results", folder / "results") if verb in ("run", "status") else ()
            start = time.perf_counter()
            with subprocess.Popen(
                ["./unfurl", verb, file, *options, *results],
                cwd=HOME,
                env={**ENVIRONMENT, "UNFURL_SKIP_BUILD": "1", "JAVA_OPTS": GRID_HEAP},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            ) as process:
                output = process.stdout.read()
                _, status, used = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                raise Failed(f"{verb} of {points} points failed:\n{output[-2000:]}")
            yield Planning(
                verb,
                points,
                time.perf_counter() - start,
                used.ru_utime + used.ru_stime,
                used.ru_maxrss << 10,
            )
    finally:
        shutil.rmtree(folder)


@dataclass(frozen=True)
class Memory:
    """Of the driver, in bytes: objects that are in use, and what the process occupies."""

    finished: int
    heap: int
    resident: int


@dataclass(frozen=True)
class WatchedSweep:
    """A no-op sweep and what its process did meanwhile; times include the start of the JVM."""

    trials: int
    seconds: float
    cpu_seconds: float
    resident_peak: int
    memory: tuple

    def line(self):
        return (
            f"{self.trials} trials {self.seconds:.1f} s {1e3 * self.seconds / self.trials:.2f} ms a"
            f" trial cpu={self.cpu_seconds:.1f} s resident={self.resident_peak >> 20} MiB heap="
            + ",".join(f"{memory.heap >> 20}@{memory.finished}" for memory in self.memory)
        )


def watched_sweep(trials):
    """Looks at the memory whenever the sweep reports how far it is, every 15 seconds."""
    say(f"a sweep of {trials} trials")
    memory = []
    lines = []
    start = time.perf_counter()
    with no_op_sweep(trials) as process:
        for line in process.stdout:
            lines.append(line)
            if progress := PROGRESS.search(line):
                memory.append(memory_of(process.pid, int(progress.group(1))))
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    require_all_ok(process, "".join(lines), trials)
    cpu_seconds = used.ru_utime + used.ru_stime
    return WatchedSweep(trials, seconds, cpu_seconds, used.ru_maxrss << 10, tuple(memory))


def memory_of(pid, finished):
    status = Path(f"/proc/{pid}/status").read_text()
    resident = int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) << 10
    # Counting the objects in use collects the others first.
    histogram = subprocess.run(
        [JCMD, str(pid), "GC.class_histogram"], stdout=subprocess.PIPE, text=True, check=False
    ).stdout
    total = re.search(r"^Total\s+\d+\s+(\d+)", histogram, re.MULTILINE)
    return Memory(finished, int(total.group(1)) if total else 0, resident)

"""Builds ours, installs the peers, and runs them in turn, never two at once."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from rows import OWN_STEP

HERE = Path(__file__).resolve().parent
HOME = HERE.parent
PEERS = HERE / "peers"
PYTHON = HERE / ".venv" / "bin" / "python"
SCRIPTS = {"pytorch": "pytorch_training.py", "jax": "jax_solver.py", "ray": "ray_sweep.py"}
MODULES = {"pytorch": "torch", "jax": "jax", "ray": "ray.tune"}
JAVA = str(Path(os.environ["JAVA_HOME"], "bin", "java")) if "JAVA_HOME" in os.environ else "java"
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


class Failed(Exception):
    """Nothing can be measured; the text says why."""


@dataclass(frozen=True)
class Effort:
    """How long to measure: rounds, seconds for each row and side, trials of a no-op sweep."""

    rounds: int
    warm_up_seconds: float
    seconds: float
    sweep_rounds: int
    our_trials: int
    ray_trials: int


FULL = Effort(7, 2, 3, 3, 10_000, 500)
QUICK = Effort(2, 1, 1, 1, 1_000, 100)


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
    if not PYTHON.exists():
        say("making benchmarks/.venv")
        made = subprocess.run([sys.executable, "-m", "venv", HERE / ".venv"], check=False)
        if made.returncode:
            return {peer: "no virtual environment" for peer in wanted - {OWN_STEP}}
    parts = requirements()
    skipped = {}
    for peer in sorted(wanted - {OWN_STEP}):
        say(f"installing {peer}")
        installed = subprocess.run(
            [PYTHON, "-m", "pip", "install", "-q", "--no-deps", *parts["shared"], *parts[peer]],
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


def our_process(effort):
    libraries = (HERE / "target" / "benchmarks.classpath").read_text().strip()
    classpath = f"{HERE / 'target' / 'classes'}:{libraries}"
    seconds = (str(effort.warm_up_seconds), str(effort.seconds))
    return Process(
        [JAVA, *JAVA_OPTIONS, "-cp", classpath, "org.unfurl.benchmark.Measure", *seconds]
    )


def peer_process(peer, effort):
    seconds = (str(effort.warm_up_seconds), str(effort.seconds))
    return Process([str(PYTHON), str(PEERS / SCRIPTS[peer]), *seconds])


def measure(rows, effort, skipped):
    """All rounds: name of the row -> its rounds."""
    rounds = {row.name: [] for row in rows}
    sweeps = [row for row in rows if row.peer == "ray"]
    warm = [row for row in rows if row.peer != "ray"]
    if warm:
        ours = our_process(effort)
        peers = {peer: peer_process(peer, effort) for peer in {row.peer for row in warm}
                 if peer != OWN_STEP and peer not in skipped}
        peers[OWN_STEP] = ours
        for number in range(effort.rounds):
            for row in warm:
                say(f"round {number + 1} of {effort.rounds}: {row.name}")
                rounds[row.name].append(turn(row, ours, peers.get(row.peer), number))
        for process in {*peers.values(), ours}:
            process.close()
    for row in sweeps:
        for number in range(effort.sweep_rounds):
            say(f"round {number + 1} of {effort.sweep_rounds}: {row.name}")
            peer = None if row.peer in skipped else ray_sweep(effort.ray_trials)
            rounds[row.name].append(Round(our_sweep(effort.our_trials), peer))
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
        return Round(mine["median"], None, mine["cores"])
    return Round(mine["median"], theirs["median"], mine["cores"], theirs["cores"])


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


def our_sweep(trials):
    """Milliseconds per trial of the whole command, from a cold start to the table on the console."""
    folder = Path(tempfile.mkdtemp(prefix="unfurl-no-op-"))
    try:
        sweep = folder / "no-op.yaml"
        sweep.write_text(NO_OP_SWEEP.format(seeds=list(range(trials))))
        start = time.perf_counter()
        done = subprocess.run(
            ["./unfurl", "run", sweep, "--results", folder / "results", "--master", "local[2]"],
            cwd=HOME,
            env={**ENVIRONMENT, "UNFURL_SKIP_BUILD": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        seconds = time.perf_counter() - start
    finally:
        shutil.rmtree(folder)
    if done.returncode or f"planned {trials} = ok {trials}" not in done.stdout:
        raise Failed(f"our sweep of {trials} trials failed:\n{done.stdout[-2000:]}")
    return 1e3 * seconds / trials

"""What is compared: the rows, their budgets, and what the rounds of a row amount to."""

import statistics
from dataclasses import dataclass

OWN_STEP = "own step"
ONE_CORE = "one core"
LOWER_BOUND = "lower bound"

# Peers that are ours.
OWN = {OWN_STEP, ONE_CORE, LOWER_BOUND}


@dataclass(frozen=True)
class Row:
    """One question.

    `at_least` is the smallest ratio peer / ours, `at_most` the largest value of ours; a row has one
    of the two, or none where the peer computes by another algorithm. `reference` is what the peer measures, where its name differs from the row's.
    """

    name: str
    peer: str
    unit: str
    at_least: float = None
    at_most: float = None
    reference: str = None

    @property
    def budget(self):
        if self.at_least:
            return f">={self.at_least:g}x"
        return f"<={self.at_most:g}{self.unit}" if self.at_most else "none"


def training_rows():
    for size, at_least in (("26x8", 2.5), ("52x12", 1.7)):
        for task in ("correction", "prediction"):
            for modality in ("wig", "nog", "one"):
                yield Row(f"train-{task}-{modality}-{size}", "pytorch", "ms", at_least)


def adjoint_rows():
    # An adjoint may cost 2.5 forward steps.
    for system, points in (("ks", 48), ("ks", 1024), ("vorticity", 128)):
        for scheme in ("etd1", "etdrk2", "etdrk4"):
            step = f"{system}-{scheme}-{points}"
            yield Row(f"{system}-{scheme}-vjp-{points}", OWN_STEP, "us", 1 / 2.5, reference=step)
    for solver, size in (
        ("kolmogorov-piso", "-32"),
        ("kolmogorov-piso", "-128"),
        ("wake-operator-splitting", "-64"),
        ("wake-operator-splitting", "-256"),
        ("aerofoil-finite-volume", ""),
    ):
        yield Row(f"{solver}-vjp{size}", OWN_STEP, "us", 1 / 2.5, reference=solver + size)


ROWS = (
    *training_rows(),
    Row("ks-etdrk2-48", "jax", "us", 1.0),
    Row("ks-etdrk2-1024", "jax", "us", 1.0),
    Row("vorticity-etdrk2-128", "jax", "us", 1.0),
    # An explicit step, with half as many pressure equations: to be seen, not to be beaten.
    Row("kolmogorov-piso-32", "jax-cfd", "us"),
    Row("kolmogorov-piso-128", "jax-cfd", "us"),
    Row("wake-operator-splitting-64", "phiflow", "us", 1.0),
    Row("wake-operator-splitting-256", "phiflow", "us", 1.0),
    *adjoint_rows(),
    Row("ks-references", "jax", "s", at_most=5),
    Row("sweep-no-op", "ray", "ms", at_most=5),
    Row("second-core", ONE_CORE, "s", 1.8),
    # The makespan may be 1.05 times the bound.
    Row("fleet-makespan", LOWER_BOUND, "h", 1 / 1.05, reference="fleet-lower-bound"),
)


class Comparison:
    """The rounds of a row: medians of ours, of the peer, and of the ratios within a round."""

    def __init__(self, row, rounds):
        self.row = row
        self.rounds = rounds
        self.ours = statistics.median(round_.ours for round_ in rounds)
        paired = [round_ for round_ in rounds if round_.peer is not None]
        self.peer = statistics.median(round_.peer for round_ in paired) if paired else None
        self.ratios = sorted(round_.peer / round_.ours for round_ in paired)
        self.ratio = statistics.median(self.ratios) if paired else None
        if row.at_most:
            self.met = self.ours <= row.at_most
        else:
            self.met = self.ratio is not None and self.ratio >= (row.at_least or 0)

    @property
    def verdict(self):
        if self.met:
            return "met" if self.row.at_most or self.row.at_least else "another algorithm"
        if self.row.at_most:
            return f"missed: {self.ours / self.row.at_most:.2f} times the budget"
        if self.ratio is None:
            return "not compared"
        return f"missed: {self.ratio / self.row.at_least:.0%} of the budget"

    def line(self):
        peer = f"{self.peer:.4g}{self.row.unit}" if self.peer else "skipped"
        ratio = f"{self.ratio:.2f}" if self.ratio else "-"
        return (
            f"{self.row.name} ours={self.ours:.4g}{self.row.unit} peer={peer} ratio={ratio}"
            f" budget={self.row.budget} {self.verdict}"
        )

"""Collects durations as our Sampling.java does, and answers requests as our Measure.java does."""

import json
import statistics
import sys
import time

FEWEST = 3


class Sampling:
    """None while the code warms up, then for a fixed time, at least three."""

    def __init__(self, warm_up_seconds, seconds):
        self.warm_up_seconds = warm_up_seconds
        self.seconds = seconds
        self.samples = []
        self.created = self.last = time.perf_counter()
        self.first = None
        self.first_cpu = None

    def lap(self):
        """Ends the piece of work that began with the last call."""
        now = time.perf_counter()
        if self.first is not None:
            self.samples.append(now - self.last)
        elif now - self.created >= self.warm_up_seconds:
            self.first = now
            self.first_cpu = time.process_time()
        self.last = now

    def finished(self):
        return len(self.samples) >= FEWEST and self.last - self.first >= self.seconds

    def json(self, name, factor, unit):
        """One line: the median, and how many cores were busy meanwhile."""
        cores = (time.process_time() - self.first_cpu) / (time.perf_counter() - self.first)
        return json.dumps({
            "name": name,
            "median": statistics.median(self.samples) * factor,
            "unit": unit,
            "samples": len(self.samples),
            "cores": round(cores, 2),
        })


def answer_requests(measure):
    """Reads names from standard input, one a line; measure(name, sampling) gives the answer.

    The arguments of the process are the seconds to warm up and the seconds to measure.
    """
    warm_up_seconds, seconds = (float(argument) for argument in sys.argv[1:3])
    for line in sys.stdin:
        print(measure(line.strip(), Sampling(warm_up_seconds, seconds)), flush=True)

"""Trials that do nothing, in Ray Tune on two CPUs.

    python ray_sweep.py 500

Milliseconds per trial of Tuner.fit() with its results table; starting Ray is not counted.
"""

import json
import os
import sys
import tempfile
import time

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
os.environ["RAY_AIR_NEW_OUTPUT"] = "0"

import ray
from ray import tune

CPUS = 2


def trial(config):
    return {"seed": config["seed"]}


if __name__ == "__main__":
    trials = int(sys.argv[1])
    ray.init(num_cpus=CPUS, include_dashboard=False, log_to_driver=False, logging_level="error")
    with tempfile.TemporaryDirectory() as folder:
        tuner = tune.Tuner(
            trial,
            param_space={"seed": tune.grid_search(list(range(trials)))},
            # Otherwise every trial starts a Python process of its own: about a second.
            tune_config=tune.TuneConfig(reuse_actors=True),
            run_config=tune.RunConfig(storage_path=folder, name="no-op", verbose=0),
        )
        start = time.perf_counter()
        rows = len(tuner.fit().get_dataframe())
        seconds = time.perf_counter() - start
    assert rows == trials, rows
    ray.shutdown()
    print(json.dumps({"name": "sweep-no-op", "median": 1e3 * seconds / trials, "unit": "ms",
                      "samples": trials}))

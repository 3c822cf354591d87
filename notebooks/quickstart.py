"""Reads the tables of a sweep and draws them, for quickstart.ipynb and draw_quickstart.py."""

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

# Okabe and Ito's colours, which colour-blind readers can tell apart; shape and dash say it again.
MODALITIES = {
    "one": ("#E69F00", "o", (0, (1, 1))),
    "nog": ("#0072B2", "s", (0, (4, 1.5))),
    "wig": ("#009E73", "^", "solid"),
}
BASELINES = {"solver": ("#555555", (0, (5, 2))), "persistence": ("#999999", (0, (1, 2)))}
BASELINE_NAMES = {"solver": "bare solver", "persistence": "persistence"}


def read(results, table):
    """One table of the sweep in the folder `results`, whole numbers kept whole where null."""
    return pd.read_parquet(f"{results}/{table}", dtype_backend="numpy_nullable")


def errors_over_frames(trials, rollouts):
    """One row per task, modality or baseline, and frame: quartiles of the error over all tests and
    seeds. A rollout that has ended counts as infinitely wrong, so that survivors do not flatter.
    """
    error = rollouts.pivot(
        index=["trial_key", "split", "parameter", "test"], columns="frame", values="error"
    ).astype(float)
    error = error.reindex(columns=range(1, trials["rollout_frames"].max() + 1)).fillna(np.inf)
    long = error.stack().rename("error").reset_index()
    names = trials.set_index("trial_key")[["task", "modality", "baseline"]]
    long = long.join(names, on="trial_key").fillna({"modality": "", "baseline": ""})
    # "higher" takes a value that occurs: nothing lies between a number and infinity.
    grouped = long.groupby(["task", "modality", "baseline", "frame"])["error"]
    quartiles = {
        name: grouped.quantile(q, interpolation="higher")
        for name, q in [("low", 0.25), ("median", 0.5), ("high", 0.75)]
    }
    return pd.DataFrame(quartiles).reset_index()


def tasks(trials):
    """The trained tasks, in the order of the sweep's words."""
    return sorted(trials.loc[trials["task"] != "baseline", "task"].unique(), reverse=True)


def draw_error_over_frames(axes, trials, rollouts, task, last_frame):
    """The error of one task's modalities over the frames: median line, quartile band."""
    curves = errors_over_frames(trials, rollouts)
    curves = curves[curves["frame"] <= last_frame]
    for modality, (colour, _, dash) in MODALITIES.items():
        curve = curves[(curves["task"] == task) & (curves["modality"] == modality)]
        axes.fill_between(
            curve["frame"], curve["low"], curve["high"], color=colour, alpha=0.14, lw=0
        )
        axes.plot(curve["frame"], curve["median"], color=colour, ls=dash, lw=1.8)
    for baseline, (colour, dash) in BASELINES.items():
        curve = curves[curves["baseline"] == baseline]
        axes.plot(curve["frame"], curve["median"], color=colour, ls=dash, lw=1.3)
    axes.set(yscale="log", ylim=(1e-5, 3), xlim=(1, last_frame), xlabel="frame")
    axes.set_title(f"{task}: median error")


def draw_final_errors(axes, trials):
    """The relative error of every seed by task and modality, with the baselines as lines."""
    groups = tasks(trials)
    for place, task in enumerate(groups):
        for offset, (modality, (colour, marker, _)) in enumerate(MODALITIES.items()):
            chosen = trials[(trials["task"] == task) & (trials["modality"] == modality)]
            errors = chosen.sort_values("seed")["relative_error"].dropna().astype(float)
            x = place + 0.28 * (offset - 1) + np.linspace(-0.07, 0.07, len(errors))
            axes.plot(x, errors, marker, color=colour, ms=7, mec="white", mew=0.6, clip_on=False)
    for baseline, (colour, dash) in BASELINES.items():
        for error in trials.loc[trials["baseline"] == baseline, "relative_error"].dropna():
            axes.axhline(error, color=colour, ls=dash, lw=1.3)
    axes.set(yscale="log", xlim=(-0.5, len(groups) - 0.5), xticks=range(len(groups)))
    axes.set_xticklabels(groups)
    axes.set_title(f"each seed: mean of {trials['error_horizon'].max()} frames")


def draw_losses(axes, trials, losses, task):
    """The training loss of every seed."""
    for modality, (colour, _, dash) in MODALITIES.items():
        chosen = trials[(trials["task"] == task) & (trials["modality"] == modality)]
        for key in chosen["trial_key"]:
            curve = losses[losses["trial_key"] == key].sort_values("update")
            axes.plot(curve["update"], curve["loss"], color=colour, ls=dash, lw=1, alpha=0.8)
    axes.set(yscale="log", xlabel="update", title=f"{task}: training loss")


def legend_entries():
    """What the colours, shapes and dashes mean."""
    trained = [
        Line2D([], [], color=colour, ls=dash, marker=marker, lw=1.8, ms=5, label=modality.upper())
        for modality, (colour, marker, dash) in MODALITIES.items()
    ]
    bare = [
        Line2D([], [], color=colour, ls=dash, lw=1.3, label=BASELINE_NAMES[baseline])
        for baseline, (colour, dash) in BASELINES.items()
    ]
    return trained + bare

"""Draws the picture of the README: python draw_quickstart.py results/quickstart quickstart.png"""

import sys

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt

import quickstart


def main(results, picture):
    trials = quickstart.read(results, "trials")
    rollouts = quickstart.read(results, "rollouts")
    plt.rcParams.update({"font.size": 10, "axes.titlesize": 10.5})
    plt.rcParams.update({"axes.spines.top": False, "axes.spines.right": False})
    tasks = quickstart.tasks(trials)
    figure, panels = plt.subplots(1, len(tasks) + 1, figsize=(9, 3.8), layout="constrained")
    for axes, task in zip(panels, tasks):
        quickstart.draw_error_over_frames(axes, trials, rollouts, task, last_frame=60)
    for axes in panels[1:-1]:
        axes.tick_params(labelleft=False)
    quickstart.draw_final_errors(panels[-1], trials)
    panels[0].set_ylabel("relative error (lower is better)")
    figure.legend(
        handles=quickstart.legend_entries(), loc="outside lower center", ncols=5, frameon=False
    )
    figure.savefig(picture, dpi=200)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])

"""Draws what the reference data of a results folder look like, one picture for each system:
python draw_systems.py results systems.png

Lines over time, upwards; planes and flows at their last frame. Data of every system are left by
./unfurl run sweeps/gallery.yaml
"""

import json
import math
import pathlib
import sys

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np

PANELS_IN_A_ROW = 4
HEAT_CAPACITY_RATIO = 1.4


def vorticity(fields, x, y):
    """Of velocities on the faces of square cells, as if they stood at the centres."""
    u, v = fields
    h = x[0, 1] - x[0, 0]
    return np.gradient(v, h, axis=1) - np.gradient(u, h, axis=0)


def mach_number(fields, x, y):
    """Of density, momentum and energy of a gas."""
    density, momentum_x, momentum_y, energy = fields
    square = (momentum_x**2 + momentum_y**2) / density
    pressure = (HEAT_CAPACITY_RATIO - 1) * (energy - square / 2)
    return np.sqrt(square / (HEAT_CAPACITY_RATIO * pressure))


# What to draw of a state with several channels. Of others there is only one.
FLOWS = {
    "kolmogorov": ("vorticity", vorticity),
    "wake": ("vorticity", vorticity),
    "aerofoil": ("Mach number", mach_number),
}
OTHERS = {"gray-scott": ("v", lambda fields, x, y: fields[1])}
ONLY_CHANNEL = ("", lambda fields, x, y: fields[0])
AROUND_THE_AEROFOIL = {"xlim": (-0.5, 2.5), "ylim": (-1.1, 1.1), "aspect": "equal"}


def references(folder):
    """The card of one training trajectory of each system, at the middle one of its parameters."""
    cards = {}
    for path in sorted(pathlib.Path(folder, "reference-data").glob("*.json")):
        card = json.loads(path.read_text())
        if card["split"] == "train" and not card["divergence"]:
            cards.setdefault(card["system"], {})[card["parameter"]] = dict(card, key=path.stem)
    middle = {}
    for system, of_parameter in cards.items():
        parameters = sorted(of_parameter)
        middle[system] = of_parameter[parameters[len(parameters) // 2]]
    # The full system stands for its quick preset where both are there.
    shown = [
        card
        for system, card in middle.items()
        if not system.endswith("-quick") or system.removesuffix("-quick") not in middle
    ]
    return sorted(shown, key=place)


def kind(card):
    return card["system"].removesuffix("-quick")


def place(card):
    """Flows first, then planes, then lines."""
    return kind(card) not in FLOWS, card["rows"] == 1, card["system"]


def draw(axes, folder, card):
    """Draws the last frame of a plane, or all frames of a line."""
    data = pathlib.Path(folder, "reference-data")
    states = np.load(data / f"{card['key']}.npy")[0]
    x, y = np.load(data / "coordinates" / f"{card['key']}.npy")
    fields = states.reshape(len(states), card["channels"], card["rows"], card["columns"])
    name, quantity = (FLOWS | OTHERS).get(kind(card), ONLY_CHANNEL)
    values = fields[:, 0, 0] if card["rows"] == 1 else quantity(fields[-1], x, y)
    low, high = values.min(), values.max()
    colours = {"vmin": low, "vmax": high, "cmap": "viridis"}
    if low < 0 < high:
        bound = np.quantile(np.abs(values), 0.995)
        colours = {"vmin": -bound, "vmax": bound, "cmap": "RdBu_r"}
    if kind(card) == "aerofoil":
        # The ring of cells around the profile is closed by its first ones.
        closed = (np.column_stack([a, a[:, :1]]) for a in (x, y, values))
        axes.pcolormesh(*closed, shading="gouraud", **colours)
        axes.set(**AROUND_THE_AEROFOIL)
    else:
        axes.imshow(
            values, origin="lower", interpolation="bicubic",
            aspect="auto" if card["rows"] == 1 else "equal", **colours,
        )
    axes.set(xticks=[], yticks=[])
    below = f"{name}, " if name else ""
    axes.set_title(card["system"], fontsize=9)
    axes.set_xlabel(f"{below}parameter {card['parameter']:g}", fontsize=7.5)


def main(folder, picture):
    cards = references(folder)
    if not cards:
        sys.exit(f"{folder} holds no reference data; run ./unfurl run sweeps/gallery.yaml first")
    rows = math.ceil(len(cards) / PANELS_IN_A_ROW)
    figure, panels = plt.subplots(
        rows, PANELS_IN_A_ROW, figsize=(9, 2.35 * rows), layout="constrained", squeeze=False
    )
    for axes in panels.flat[len(cards):]:
        axes.set_axis_off()
    for axes, card in zip(panels.flat, cards):
        draw(axes, folder, card)
    figure.savefig(picture, dpi=120)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])

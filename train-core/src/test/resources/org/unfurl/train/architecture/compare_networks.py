"""Rolls the networks of a folder out in PyTorch and prints how far that is from what Unfurl made of them."""

import json
import sys
from pathlib import Path

import torch
import unfurl_networks

torch.set_num_threads(1)
for case in sorted(Path(sys.argv[1]).iterdir()):
    card = json.loads((case / "card.json").read_text())
    shape = unfurl_networks.Shape(card["network"])
    try:
        network = unfurl_networks.load(case / "card.json")
        ours = torch.frombuffer(bytearray((case / "rollout").read_bytes()), dtype=torch.float32)
        ours = ours.reshape(card["frames"] + 1, -1, shape.channels, *shape.points)
        theirs = unfurl_networks.rollout(network, ours[0], card["frames"], card["features"])
        print(case.name, float((theirs - ours).abs().max() / ours.abs().max()), sep="\t")
    except Exception as failure:
        print(case.name, " ".join(str(failure).split()), sep="\t")

"""Rebuilds trained networks in plain PyTorch, from what a run keeps of each: its card and its weights.

    import unfurl_networks
    network = unfurl_networks.load("results/quickstart/models/<trial_key>.json")
    frames = unfurl_networks.rollout(network, states, 100)

A network reads (batch, channels and then features, x), on a plane (…, y, x), and makes (batch, channels, x). It is the
network alone: in a prediction task the next state is what it makes, in a correction task the solver's step comes first.
Features are the numbers that tell a network its system's parameter, constant over the domain.

Needs torch, of any version from 1.13, and nothing else.
"""

import json
import struct
import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

ACTIVATIONS = {
    "relu": functional.relu,
    "leaky-relu": lambda x: functional.leaky_relu(x, 0.01),
    "gelu": functional.gelu,
}


class Shape:
    """What a network reads and makes, of the card's `network`."""

    def __init__(self, card):
        self.channels = card["channels"]
        self.inputs = card["channels"] + card["features"]
        self.plane = card["plane"]
        self.points = [card["rows"], card["columns"]] if self.plane else [card["columns"]]
        self.periodic = [card["periodic-y"], card["periodic-x"]] if self.plane else [card["periodic-x"]]

    @property
    def axes(self):
        return len(self.points)


def extended(x, shape, before, after):
    """More points at the ends: around a periodic axis, the last point again beyond a bounded one."""
    for axis, periodic in enumerate(shape.periodic, start=2):
        length = x.shape[axis]
        index = torch.arange(-before, length + after, device=x.device)
        index = index.remainder(length) if periodic else index.clamp(0, length - 1)
        x = x.index_select(axis, index)
    return x


def convolution(shape, inputs, outputs, taps=3, stride=1, dilation=1):
    kind = PlaneConvolution if shape.plane else LineConvolution
    module = kind(inputs, outputs, taps, stride=stride, dilation=dilation)
    module.shape = shape
    return module


class LineConvolution(nn.Conv1d):
    def forward(self, x):
        margin = self.dilation[0] * (self.kernel_size[0] - 1) // 2
        return super().forward(extended(x, self.shape, margin, margin))


class PlaneConvolution(nn.Conv2d):
    def forward(self, x):
        margin = self.dilation[0] * (self.kernel_size[0] - 1) // 2
        return super().forward(extended(x, self.shape, margin, margin))


def doubling(shape, inputs, outputs):
    """A transposed convolution of stride 2: the convolution of the points with a zero after each."""
    kind = PlaneDoubling if shape.plane else LineDoubling
    module = kind(inputs, outputs, 3)
    module.shape = shape
    return module


def spread(x, shape):
    x = extended(x, shape, 0, 1)
    for axis in range(2, 2 + shape.axes):
        x = torch.stack([torch.zeros_like(x), x], axis + 1).flatten(axis, axis + 1)
    return x


class LineDoubling(nn.Conv1d):
    def forward(self, x):
        return super().forward(spread(x, self.shape))


class PlaneDoubling(nn.Conv2d):
    def forward(self, x):
        return super().forward(spread(x, self.shape))


class ConvResNet(nn.Module):
    """The study's network: blocks φ(x + conv(φ(conv(x))))."""

    def __init__(self, shape, settings):
        super().__init__()
        width, self.depth = settings["width"], settings["depth"]
        self.add_module("in", convolution(shape, shape.inputs, width))
        self.blocks = nn.ModuleList(
            nn.ModuleDict(
                {"conv1": convolution(shape, width, width), "conv2": convolution(shape, width, width)}
            )
            for _ in range(self.depth)
        )
        self.out = convolution(shape, width, shape.channels)

    def forward(self, x):
        phi = ACTIVATIONS["leaky-relu"]
        x = getattr(self, "in")(x)
        if self.depth == 0:
            x = phi(x)
        for block in self.blocks:
            x = phi(x + block["conv2"](phi(block["conv1"](x))))
        return self.out(x)


NETWORKS = {
    "conv-resnet": ConvResNet,
}


def build(card):
    """A network with PyTorch's own random weights.

    card: the `network` of a model's card, already read
    """
    if card["architecture"] not in NETWORKS:
        raise ValueError(f"architecture ({card['architecture']}) must be one of {', '.join(NETWORKS)}")
    settings = {key.removeprefix("network."): value for key, value in card["settings"].items()}
    return NETWORKS[card["architecture"]](Shape(card), settings)


def load(path):
    """The trained network of a card, results/<sweep>/models/<trial_key>.json."""
    path = Path(path)
    card = json.loads(path.read_text())
    if card["network"]["architecture"] == "torchscript":
        network = torch.jit.load(str(path.parent / card["network"]["file"]))
        with torch.no_grad():
            weights = read_safetensors(path.parent / card["weights"])
            for name, parameter in network.named_parameters():
                parameter.copy_(weights[name])
        return network
    network = build(card["network"])
    network.load_state_dict(read_safetensors(path.parent / card["weights"]))
    return network.eval()


def read_safetensors(path):
    """Tensors by name; the format is a JSON header and float32 numbers."""
    content = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    header.pop("__metadata__", None)
    numbers = torch.frombuffer(bytearray(content[8 + length :]), dtype=torch.float32)
    tensors = {}
    for name, entry in header.items():
        start, end = (offset // 4 for offset in entry["data_offsets"])
        tensors[name] = numbers[start:end].reshape(entry["shape"]).clone()
    return tensors


@torch.no_grad()
def rollout(network, states, frames, features=()):
    """The states (batch, channels, …points) and what the network makes of them, again and again, without a solver.

    Returns (frames + 1, batch, channels, …points).
    """
    constant = [torch.full_like(states[:, :1], value) for value in features]
    result = [states]
    for _ in range(frames):
        result.append(network(torch.cat([result[-1], *constant], 1)))
    return torch.stack(result)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python unfurl_networks.py results/<sweep>/models/<trial_key>.json")
    print(load(sys.argv[1]))

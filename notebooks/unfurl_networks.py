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
import math
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

        self.axes = len(self.points)
        self.count = math.prod(self.points)


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


class Conv(nn.Module):
    """Convolutions one after the other."""

    def __init__(self, shape, settings):
        super().__init__()
        self.phi = ACTIVATIONS[settings["activation"]]
        channels = [shape.inputs] + settings["depth"] * [settings["width"]]
        self.hidden = nn.ModuleList(convolution(shape, i, o) for i, o in zip(channels, channels[1:]))
        self.out = convolution(shape, channels[-1], shape.channels)

    def forward(self, x):
        for layer in self.hidden:
            x = self.phi(layer(x))
        return self.out(x)


class Residual(nn.Module):
    """φ(skip(x) + conv(φ(conv(x)))), with or without a linear map of the channels as skip."""

    def __init__(self, shape, inputs, outputs, phi, linear_skip=False):
        super().__init__()
        self.phi = phi
        self.conv1 = convolution(shape, inputs, outputs)
        self.conv2 = convolution(shape, outputs, outputs)
        self.skip = convolution(shape, inputs, outputs, taps=1) if linear_skip else None

    def forward(self, x):
        change = self.conv2(self.phi(self.conv1(x)))
        return self.phi(change + (x if self.skip is None else self.skip(x)))


class ConvResNet(nn.Module):
    """The study's networks: of its lines, and with `widths` of its planes."""

    def __init__(self, shape, settings):
        super().__init__()
        phi = ACTIVATIONS["leaky-relu"]
        if settings.get("widths"):
            channels = [shape.inputs, *settings["widths"]]
            pairs = zip(channels, channels[1:])
            self.blocks = nn.ModuleList(Residual(shape, i, o, phi, True) for i, o in pairs)
        else:
            channels = [settings["width"]]
            self.add_module("in", convolution(shape, shape.inputs, channels[0]))
            self.blocks = nn.ModuleList(
                Residual(shape, channels[0], channels[0], phi) for _ in range(settings["depth"])
            )
        self.phi = phi
        self.out = convolution(shape, channels[-1], shape.channels)

    def forward(self, x):
        if hasattr(self, "in"):
            x = getattr(self, "in")(x)
        if not self.blocks:
            x = self.phi(x)
        for block in self.blocks:
            x = block(x)
        return self.out(x)


class ResNet(nn.Module):
    """APEBench's residual network, without norms."""

    def __init__(self, shape, settings):
        super().__init__()
        width, phi = settings["width"], ACTIVATIONS[settings["activation"]]
        self.lift = convolution(shape, shape.inputs, width, taps=1)
        self.blocks = nn.ModuleList(Residual(shape, width, width, phi) for _ in range(settings["depth"]))
        self.project = convolution(shape, width, shape.channels, taps=1)

    def forward(self, x):
        x = self.lift(x)
        for block in self.blocks:
            x = block(x)
        return self.project(x)


class DilatedResNet(nn.Module):
    """Blocks x + (norm, dilated convolution, φ, for every dilation)."""

    def __init__(self, shape, settings):
        super().__init__()
        width, self.phi = settings["width"], ACTIVATIONS[settings["activation"]]
        self.lift = convolution(shape, shape.inputs, width, taps=1)
        self.blocks = nn.ModuleList()
        for _ in range(settings["depth"]):
            block = nn.ModuleDict()
            for number, dilation in enumerate(settings["dilations"], start=1):
                block[f"norm{number}"] = nn.GroupNorm(1, width)
                block[f"conv{number}"] = convolution(shape, width, width, dilation=dilation)
            self.blocks.append(block)
        self.project = convolution(shape, width, shape.channels, taps=1)

    def forward(self, x):
        x = self.lift(x)
        for block in self.blocks:
            change = x
            for number in range(1, 1 + len(block) // 2):
                change = self.phi(block[f"conv{number}"](block[f"norm{number}"](change)))
            x = x + change
        return self.project(x)


class UNet(nn.Module):
    """APEBench's U-Net."""

    def __init__(self, shape, settings):
        super().__init__()
        width, phi = settings["width"], ACTIVATIONS[settings["activation"]]
        self.lift = Two(shape, shape.inputs, width, phi)
        self.down, self.up = nn.ModuleList(), nn.ModuleList()
        for _ in range(settings["levels"]):
            down = Two(shape, width, 2 * width, phi)
            down.halving = convolution(shape, width, width, stride=2)
            up = Two(shape, 2 * width, width, phi)
            up.doubling = doubling(shape, 2 * width, width)
            self.down.append(down)
            self.up.append(up)
            width *= 2
        self.project = convolution(shape, settings["width"], shape.channels, taps=1)

    def forward(self, x):
        x, above = self.lift(x), []
        for down in self.down:
            above.append(x)
            x = down(down.halving(x))
        for up in reversed(self.up):
            x = up(torch.cat([above.pop(), up.doubling(x)], 1))
        return self.project(x)


class Two(nn.Module):
    """Twice convolution, norm, φ."""

    def __init__(self, shape, inputs, outputs, phi):
        super().__init__()
        self.phi = phi
        self.conv1 = convolution(shape, inputs, outputs)
        self.norm1 = nn.GroupNorm(1, outputs)
        self.conv2 = convolution(shape, outputs, outputs)
        self.norm2 = nn.GroupNorm(1, outputs)

    def forward(self, x):
        x = self.phi(self.norm1(self.conv1(x)))
        return self.phi(self.norm2(self.conv2(x)))


class Mlp(nn.Module):
    """Linear layers over the whole state in one row, channel after channel."""

    def __init__(self, shape, settings):
        super().__init__()
        self.shape, self.phi = shape, ACTIVATIONS[settings["activation"]]
        sizes = [shape.inputs * shape.count] + settings["depth"] * [settings["width"]]
        self.hidden = nn.ModuleList(nn.Linear(i, o) for i, o in zip(sizes, sizes[1:]))
        self.out = nn.Linear(sizes[-1], shape.channels * shape.count)

    def forward(self, x):
        x = x.flatten(1)
        for layer in self.hidden:
            x = self.phi(layer(x))
        return self.out(x).unflatten(1, [self.shape.channels, *self.shape.points])


class Graph(nn.Module):
    """The study's graph network: linear layers on means over edges."""

    def __init__(self, shape, settings):
        super().__init__()
        width, self.depth = settings["width"], settings["depth"]
        diagonal = settings["neighbours"] == "sides-and-corners"
        self.edges = Edges(shape, diagonal, settings["direction"] == "index")

        def edge(inputs, outputs):
            return convolution(shape, 2 * inputs + 4 * shape.axes, outputs, taps=1)

        self.add_module("in", edge(shape.inputs, width))
        self.blocks = nn.ModuleList(
            nn.ModuleDict({"edge1": edge(width, width), "edge2": edge(width, width)})
            for _ in range(self.depth)
        )
        self.out = edge(width, shape.channels)

    def forward(self, x):
        phi, edges = ACTIVATIONS["leaky-relu"], self.edges
        x = getattr(self, "in")(edges(x))
        if self.depth == 0:
            x = phi(x)
        for block in self.blocks:
            x = phi(x + block["edge2"](edges(phi(block["edge1"](edges(x))))))
        return self.out(edges(x))


class Edges(nn.Module):
    """Of every point: its channels, the mean over its edges of how far its neighbours' exceed them, directions."""

    def __init__(self, shape, diagonal, by_index):
        super().__init__()
        self.shape, self.by_index = shape, by_index
        steps = (-1, 0, 1)
        self.steps = [(x,) for x in steps]
        if shape.plane:
            self.steps = [(y, x) for y in steps for x in steps if diagonal or y == 0 or x == 0]

    def forward(self, x):
        edges, excess, signs = 0, 0, [0] * self.shape.axes
        for step in self.steps:
            neighbour, exists = x, torch.ones_like(x[:, :1])
            edge_signs = []
            for axis, (by, periodic) in enumerate(zip(step, self.shape.periodic)):
                length = self.shape.points[axis]
                here = torch.arange(length)
                there = here + by
                inside = torch.ones(length) if periodic else ((there >= 0) & (there < length)).float()
                there = there.remainder(length)
                along = [1] * x.dim()
                along[axis + 2] = length
                exists = exists * inside.to(x).reshape(along)
                neighbour = neighbour.index_select(axis + 2, there)
                sign = torch.sign(there - here).to(x) if self.by_index else torch.full([length], by).to(x)
                edge_signs.append(sign.reshape(along))
            edges = edges + exists
            excess = excess + exists * (neighbour - x)
            signs = [total + exists * sign for total, sign in zip(signs, edge_signs)]
        directions = [sign / edges for sign in reversed(signs)]  # along x first
        return torch.cat([x, excess / edges, *(d for d in directions for _ in range(4))], 1)


class Fno(nn.Module):
    """The Fourier neural operator as APEBench has it."""

    def __init__(self, shape, settings):
        super().__init__()
        width, self.phi = settings["width"], ACTIVATIONS[settings["activation"]]
        self.margins = [
            0 if periodic else math.ceil(settings["padding"] * length)
            for length, periodic in zip(shape.points, shape.periodic)
        ]
        self.lift = convolution(shape, shape.inputs, width, taps=1)
        self.blocks = nn.ModuleList(
            nn.ModuleDict(
                {
                    "spectral": Spectral(shape, width, settings["modes"]),
                    "pointwise": convolution(shape, width, width, taps=1),
                }
            )
            for _ in range(settings["depth"])
        )
        self.projection = convolution(shape, width, shape.channels, taps=1)

    def forward(self, x):
        x = self.lift(x)
        for axis, margin in enumerate(self.margins, start=2):
            index = torch.arange(-margin, x.shape[axis] + margin).clamp(0, x.shape[axis] - 1)
            x = x.index_select(axis, index)
        for block in self.blocks:
            x = self.phi(block["spectral"](x) + block["pointwise"](x))
        for axis, margin in enumerate(self.margins, start=2):
            x = x.narrow(axis, margin, x.shape[axis] - 2 * margin)
        return self.projection(x)


class Spectral(nn.Module):
    """Each of the lowest Fourier modes times a complex matrix of its own."""

    def __init__(self, shape, width, modes):
        super().__init__()
        self.plane, self.modes = shape.plane, modes
        size = [2, width, width, modes, modes] if shape.plane else [width, width, modes]
        self.real = nn.Parameter(torch.randn(size) / width**2)
        self.imaginary = nn.Parameter(torch.randn(size) / width**2)

    def forward(self, x):
        weight, m = torch.complex(self.real, self.imaginary), self.modes
        if not self.plane:
            modes = torch.fft.rfft(x)
            kept = torch.zeros_like(modes)
            kept[:, :, :m] = torch.einsum("bim,iom->bom", modes[:, :, :m], weight)
            return torch.fft.irfft(kept, n=x.shape[-1])
        modes = torch.fft.rfft2(x)
        kept = torch.zeros_like(modes)
        for half, rows in enumerate([slice(0, m), slice(-m, None)]):
            kept[:, :, rows, :m] = torch.einsum("bimn,iomn->bomn", modes[:, :, rows, :m], weight[half])
        return torch.fft.irfft2(kept, s=x.shape[-2:])


class Transformer(nn.Module):
    """Transolver's attention among slices of the points."""

    def __init__(self, shape, settings):
        super().__init__()
        width, self.shape = settings["width"], shape
        positions = sum(2 if periodic else 1 for periodic in shape.periodic)
        self.lift1 = convolution(shape, shape.inputs + positions, 2 * width, taps=1)
        self.lift2 = convolution(shape, 2 * width, width, taps=1)
        self.blocks = nn.ModuleList(
            nn.ModuleDict(
                {
                    "norm1": PointNorm(width),
                    "in": convolution(shape, width, 2 * width),
                    "attention": SliceAttention(width, settings["heads"], settings["slices"]),
                    "out": convolution(shape, width, width, taps=1),
                    "norm2": PointNorm(width),
                    "change1": convolution(shape, width, width, taps=1),
                    "change2": convolution(shape, width, width, taps=1),
                }
            )
            for _ in range(settings["depth"])
        )
        self.norm = PointNorm(width)
        self.projection = convolution(shape, width, shape.channels, taps=1)

    def forward(self, x):
        x = self.lift2(functional.gelu(self.lift1(torch.cat([x, self.positions(x)], 1))))
        for block in self.blocks:
            x = x + block["out"](block["attention"](block["in"](block["norm1"](x))))
            x = x + block["change2"](functional.gelu(block["change1"](block["norm2"](x))))
        return self.projection(self.norm(x))

    def positions(self, x):
        """Along x and then along y: sine and cosine on a periodic axis, the middle of the cell on a bounded one."""
        channels = []
        for axis in reversed(range(self.shape.axes)):
            length = self.shape.points[axis]
            index = torch.arange(length, dtype=torch.float64)
            angle = 2 * math.pi * index / length
            periodic = self.shape.periodic[axis]
            for values in [angle.sin(), angle.cos()] if periodic else [(index + 0.5) / length]:
                along = [1] * x.dim()
                along[axis + 2] = length
                channels.append(values.to(x).reshape(along).expand_as(x[:, :1]))
        return torch.cat(channels, 1)


class PointNorm(nn.LayerNorm):
    def forward(self, x):
        return super().forward(x.movedim(1, -1)).movedim(-1, 1)


class SliceAttention(nn.Module):
    def __init__(self, width, heads, slices):
        super().__init__()
        self.heads, length = heads, width // heads
        self.slice = nn.Linear(length, slices)
        self.temperature = nn.Parameter(torch.full([1, heads, 1, 1], 0.5))
        self.query = nn.Linear(length, length, bias=False)
        self.key = nn.Linear(length, length, bias=False)
        self.value = nn.Linear(length, length, bias=False)

    def forward(self, x):
        place, content = x.flatten(2).unflatten(1, [2, self.heads, -1]).transpose(-1, -2).unbind(1)
        heat = self.temperature.clamp(0.1, 5)
        weights = (self.slice(place) / heat).softmax(-1)  # (batch, head, point, slice)
        tokens = weights.transpose(-1, -2) @ content / (weights.sum(2)[..., None] + 1e-5)
        query, key, value = self.query(tokens), self.key(tokens), self.value(tokens)
        alike = query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1])
        points = weights @ (alike.softmax(-1) @ value)
        return points.transpose(-1, -2).flatten(1, 2).unflatten(2, x.shape[2:])


class AttentionUNet(nn.Module):
    """PDEArena's U-Net with attention at its bottom, the softmax over the keys."""

    def __init__(self, shape, settings):
        super().__init__()
        channels = settings["width"]
        self.add_module("in", convolution(shape, shape.inputs, channels))
        self.down, self.up, self.doubling = nn.ModuleDict(), nn.ModuleDict(), nn.ModuleDict()
        self.halved, made = [False], [channels]
        for level, multiplier in enumerate(settings["multipliers"]):
            steps = settings["depth"] * [False]
            for halving in steps if level == 0 else [True, *steps]:
                before = made[-1]
                outputs = before if halving else channels * multiplier
                step = (
                    nn.ModuleDict({"halving": convolution(shape, before, before, stride=2)})
                    if halving
                    else PreActivation(shape, before, outputs)
                )
                self.down[str(len(self.down))] = step
                self.halved.append(halving)
                made.append(outputs)
            channels *= multiplier
        self.middle = nn.ModuleDict(
            {
                "block1": PreActivation(shape, channels, channels),
                "attention": nn.ModuleDict(
                    {
                        "in": convolution(shape, channels, 3 * channels, taps=1),
                        "out": convolution(shape, channels, channels, taps=1),
                    }
                ),
                "block2": PreActivation(shape, channels, channels),
            }
        )
        above = channels
        for step in reversed(range(len(made))):
            self.up[str(step)] = PreActivation(shape, above + made[step], made[step])
            above = made[step]
            if self.halved[step]:
                self.doubling[str(step)] = doubling(shape, above, above)
        self.norm = nn.GroupNorm(1, made[0])
        self.out = convolution(shape, made[0], shape.channels)

    def forward(self, x):
        made = [getattr(self, "in")(x)]
        for step in self.down.values():
            made.append(step["halving"](made[-1]) if isinstance(step, nn.ModuleDict) else step(made[-1]))
        x = self.middle["block1"](made[-1])
        x = x + self.middle["attention"]["out"](attention(self.middle["attention"]["in"](x)))
        x = self.middle["block2"](x)
        for step in reversed(range(len(made))):
            x = self.up[str(step)](torch.cat([x, made[step]], 1))
            if self.halved[step]:
                x = self.doubling[str(step)](x)
        return self.out(functional.gelu(self.norm(x)))


def attention(x):
    query, key, value = x.flatten(2).transpose(1, 2).chunk(3, -1)
    alike = query @ key.transpose(1, 2) / math.sqrt(query.shape[-1])
    return (alike.softmax(-1) @ value).transpose(1, 2).unflatten(2, x.shape[2:])


class PreActivation(nn.Module):
    def __init__(self, shape, inputs, outputs):
        super().__init__()
        self.norm1 = nn.GroupNorm(1, inputs)
        self.conv1 = convolution(shape, inputs, outputs)
        self.norm2 = nn.GroupNorm(1, outputs)
        self.conv2 = convolution(shape, outputs, outputs)
        self.shortcut = convolution(shape, inputs, outputs, taps=1) if inputs != outputs else None

    def forward(self, x):
        change = self.conv1(functional.gelu(self.norm1(x)))
        change = self.conv2(functional.gelu(self.norm2(change)))
        return change + (x if self.shortcut is None else self.shortcut(x))


NETWORKS = {
    "conv": Conv,
    "conv-resnet": ConvResNet,
    "resnet": ResNet,
    "dilated-resnet": DilatedResNet,
    "unet": UNet,
    "graph": Graph,
    "attention-unet": AttentionUNet,
    "fno": Fno,
    "transformer": Transformer,
    "mlp": Mlp,
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
    weights = read_safetensors(path.parent / card["weights"])
    if card["network"]["architecture"] == "torchscript":
        digest = card["network"]["settings"]["network.file"]
        network = torch.jit.load(str(path.parent / f"{digest}.pt"))
        with torch.no_grad():
            for name, parameter in network.named_parameters():
                parameter.copy_(weights[name])
        return network  # in the mode in which it was saved, as in training
    network = build(card["network"])
    network.load_state_dict(weights)
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

"""Writes the TorchScript files that ScriptedModuleTest and its neighbours read; any PyTorch from 1.13 will do."""

import zipfile
from pathlib import Path

import torch
from torch import nn

torch.manual_seed(1)


class Line(nn.Module):
    """A residual network on lines: convolutions and a norm that has parameters of its own."""

    def __init__(self, inputs, outputs, width=6):
        super().__init__()
        self.lift = nn.Conv1d(inputs, width, 3, padding=1, padding_mode="circular")
        self.norm = nn.GroupNorm(1, width)
        self.project = nn.Conv1d(width, outputs, 1)

    def forward(self, x):
        y = self.lift(x)
        return self.project(y + torch.nn.functional.gelu(self.norm(y)))


class Plane(nn.Module):
    def __init__(self, inputs, outputs, width=4):
        super().__init__()
        self.lift = nn.Conv2d(inputs, width, 3, padding=1, padding_mode="circular")
        self.project = nn.Conv2d(width, outputs, 1)

    def forward(self, x):
        return self.project(torch.tanh(self.lift(x)))


class AnyShape(nn.Module):
    """Of any number of channels on lines and planes, behind which there is one feature."""

    def __init__(self):
        super().__init__()
        self.taps = nn.Parameter(torch.ones(3, 2))

    def forward(self, x):
        states, feature = x[:, :-1], x[:, -1:]
        before, behind = torch.roll(states, [1], [-1]), torch.roll(states, [-1], [-1])
        inner = torch.tanh(self.taps[0, 0] * before + self.taps[0, 1] * feature + self.taps[1, 0])
        return 0.1 * (inner + self.taps[1, 1] * states + self.taps[2, 0] * behind + self.taps[2, 1])


class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv1d(1, 1, 3, padding=1)
        self.second = nn.Conv1d(1, 1, 3, padding=1)
        self.second.weight = self.first.weight

    def forward(self, x):
        return self.second(self.first(x))


class Pair(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Conv1d(1, 1, 3, padding=1)

    def forward(self, x):
        return self.layer(x), x


class Nothing(nn.Module):
    def forward(self, x):
        return x * 2


class Unused(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Conv1d(1, 1, 3, padding=1)
        self.head = nn.Parameter(torch.ones(3))

    def forward(self, x):
        return self.layer(x)


class Half(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Conv1d(1, 1, 3, padding=1)

    def forward(self, x):
        return self.layer(x).to(torch.float64)


def save(name, module):
    """Without what PyTorch keeps for its own error messages: where on this machine the code was."""
    scripted = module if isinstance(module, torch.jit.ScriptModule) else torch.jit.script(module)
    scripted.save("whole.pt")
    with zipfile.ZipFile("whole.pt") as whole, zipfile.ZipFile(name + ".pt", "w") as file:
        for entry in whole.namelist():
            if not entry.endswith(".debug_pkl"):
                content = whole.read(entry)
                entry = name + entry[entry.index("/"):]
                file.writestr(zipfile.ZipInfo(entry, (1980, 1, 1, 0, 0, 0)), content)
    Path("whole.pt").unlink()


def convolutions(*between):
    return nn.Sequential(nn.Conv1d(1, 4, 3, padding=1), *between, nn.Conv1d(4, 1, 3, padding=1))


save("line", Line(1, 1))
save("line-two-channels", Line(3, 2))
save("plane", Plane(2, 2))
save("any-shape", AnyShape())
save("traced", torch.jit.trace(Line(1, 1), torch.zeros(2, 1, 16)))
save("shorter", nn.Conv1d(1, 1, 3))
save("too-many-channels", nn.Conv1d(1, 3, 3, padding=1))
save("batch-norm", convolutions(nn.BatchNorm1d(4)))
save("batch-norm-eval", convolutions(nn.BatchNorm1d(4)).eval())
save("dropout", convolutions(nn.Dropout(0.5)))
save("double", convolutions().double())
save("tied", Tied())
save("pair", Pair())
save("nothing", Nothing())
save("unused", Unused())
save("makes-double", Half())
frozen = convolutions()
frozen[0].weight.requires_grad = False
save("frozen", frozen)
detached = convolutions(nn.Tanh())
torch.save(detached, "python-only.pt")
torch.save(detached.state_dict(), "state-dict.pt")

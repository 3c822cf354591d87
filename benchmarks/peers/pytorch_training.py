"""A training update of the study (arXiv 2402.12971) in eager PyTorch on one thread.

    echo train-correction-wig-26x8 | python pytorch_training.py 2 5

Formulation: states (batch, 1, 48) and the domain size as a second channel; circular Conv1d ResNet
with LeakyReLU of slope 0.01; correction u' = ETD1(ETD1(u)) + 0.5 N(u) with ETD1 through torch.fft
in float32, real transforms and precomputed coefficients; prediction u' = N(u); mean squared error over batch, frames
and points; Adam. ONE takes a batch of 16 m single frames, NOG detaches every frame, WIG none.
"""

import math
import re

import torch
from torch import nn

from kuramoto_sivashinsky import TIME_STEP, Coefficients, trajectories
from sampling import answer_requests

BATCH = 16
UNROLL_LENGTH = 3
POINTS = 48
SCALES = (0.90, 0.95, 1.00, 1.10, 1.20, 1.30)
PARAMETERS = {(26, 8): 33_125, (52, 12): 196_457}


class ConvResNet(nn.Module):
    def __init__(self, width, depth):
        super().__init__()

        def convolution(inputs, outputs):
            return nn.Conv1d(inputs, outputs, 3, padding=1, padding_mode="circular")

        self.first = convolution(2, width)
        self.blocks = nn.ModuleList(
            nn.ModuleList((convolution(width, width), convolution(width, width)))
            for _ in range(depth)
        )
        self.last = convolution(width, 1)
        self.activation = nn.LeakyReLU(0.01)

    def forward(self, x):
        x = self.first(x)
        for inner, outer in self.blocks:
            x = self.activation(x + outer(self.activation(inner(x))))
        return self.last(x)


class Etd1:
    """Two ETD1 steps of the Kuramoto-Sivashinsky equation: one frame."""

    def __init__(self, length):
        c = Coefficients(POINTS, length)
        self.exponential = torch.tensor(c.exponential, dtype=torch.float32)
        self.nonlinear = torch.tensor(c.derivative * c.predictor, dtype=torch.complex64)

    def __call__(self, u):
        for _ in range(2):
            spectrum = self.exponential * torch.fft.rfft(u)
            spectrum = spectrum + self.nonlinear * torch.fft.rfft(u * u)
            u = torch.fft.irfft(spectrum, n=POINTS)
        return u


def states(length):
    """(frame, trajectory, 1, point)."""
    data = trajectories(POINTS, length, count=6, frames=200)
    return torch.tensor(data, dtype=torch.float32).unsqueeze(2)


class Training:
    def __init__(self, task, modality, width, depth):
        torch.manual_seed(0)
        self.correction = task == "correction"
        self.modality = modality
        self.frames = 1 if modality == "one" else UNROLL_LENGTH
        self.batch = BATCH * UNROLL_LENGTH if modality == "one" else BATCH
        self.network = ConvResNet(width, depth)
        count = sum(parameter.numel() for parameter in self.network.parameters())
        assert count == PARAMETERS[width, depth], count
        self.optimiser = torch.optim.Adam(self.network.parameters(), lr=1e-4)
        lengths = [16 * math.pi * scale for scale in SCALES]
        self.solvers = [Etd1(length) for length in lengths]
        self.data = [states(length) for length in lengths]
        self.updates = 0

    def window(self, data):
        """m + 1 states (batch, 1, point) of consecutive frames."""
        start = torch.randint(data.shape[0] - self.frames, (self.batch,))
        trajectory = torch.randint(data.shape[1], (self.batch,))
        return [data[start + frame, trajectory] for frame in range(self.frames + 1)]

    def update(self):
        size = self.updates % len(SCALES)
        self.updates += 1
        window = self.window(self.data[size])
        u = window[0]
        feature = torch.full_like(u, SCALES[size])
        self.optimiser.zero_grad()
        predicted = []
        for _ in range(self.frames):
            if self.modality == "nog":
                u = u.detach()
            output = self.network(torch.cat((u, feature), dim=1))
            u = self.solvers[size](u) + TIME_STEP * output if self.correction else output
            predicted.append(u)
        loss = nn.functional.mse_loss(torch.stack(predicted), torch.stack(window[1:]))
        loss.backward()
        self.optimiser.step()
        return loss.item()


def measure(name, sampling):
    match = re.fullmatch(r"train-(correction|prediction)-(one|nog|wig)-(\d+)x(\d+)", name)
    task, modality, width, depth = match.groups()
    training = Training(task, modality, int(width), int(depth))
    while not sampling.finished():
        loss = training.update()
        sampling.lap()
    assert math.isfinite(loss), loss
    return sampling.json(name, 1e3, "ms")


if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    answer_requests(measure)

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times a training step (forward, backward, SGD with momentum 0.9) of the lab's networks in PyTorch, as a rival to measure against.

usage: pytorch_step.py MODEL BATCH [--threads N] [--bf16]     MODEL: easgd-cnn | lenet5

Both memory layouts are tried; the faster one counts. The best of seven rounds of ten steps is printed as one JSON line:
seconds a step, pictures a second. The pictures are already in memory as floats: PyTorch is spared gathering them.
"""
import argparse
import json
import time

import torch
from torch import nn
from torch.nn import functional

ROUNDS = 7
STEPS = 10
LAYOUTS = {"contiguous": torch.contiguous_format, "channels_last": torch.channels_last}


def easgd_cnn():
    """Zhang et al., arXiv 1412.6651, section 5; input 3 x 28 x 28."""
    return (3, 28, 28), nn.Sequential(
        nn.Conv2d(3, 64, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(64, 128, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(128, 64, 3), nn.ReLU(),
        nn.Flatten(), nn.Linear(256, 256), nn.ReLU(), nn.Dropout(0.5), nn.Linear(256, 10))


def lenet5():
    return (1, 28, 28), nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


MODELS = {"easgd-cnn": easgd_cnn, "lenet5": lenet5}


def best_step(model, batch, layout, bf16):
    """Least seconds a step."""
    shape, net = MODELS[model]()
    net = net.to(memory_format=layout)
    pictures = torch.randn(batch, *shape).to(memory_format=layout)
    labels = torch.randint(0, 10, (batch,))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)

    def step():
        optimizer.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
            loss = functional.cross_entropy(net(pictures), labels)
        loss.backward()
        optimizer.step()

    best = float("inf")
    for turn in range(ROUNDS + 1):   # the first one warms up
        start = time.perf_counter()
        for _ in range(STEPS):
            step()
        if turn > 0:
            best = min(best, (time.perf_counter() - start) / STEPS)
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", choices=MODELS)
    parser.add_argument("batch", type=int)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--bf16", action="store_true")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    times = {name: best_step(arguments.model, arguments.batch, layout, arguments.bf16) for name, layout in LAYOUTS.items()}
    layout = min(times, key=times.get)
    print(json.dumps({"peer": "PyTorch " + torch.__version__, "model": arguments.model, "batch": arguments.batch, "threads": arguments.threads,
                      "precision": "bf16" if arguments.bf16 else "f32", "layout": layout, "step_s": times[layout],
                      "pictures_per_second": arguments.batch / times[layout]}))


main()

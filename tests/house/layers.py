"""The list of layers, cmake/layers.txt, as the house tests read it."""

from pathlib import Path


def read_layers(text):
    """Returns {layer: height}; layers on one line have the same height."""
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {layer: height for height, line in enumerate(lines) for layer in line}


def root_folder():
    return Path(__file__).resolve().parents[2]

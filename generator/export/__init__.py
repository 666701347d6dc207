"""Exports: pure functions from trajectories to what trainers read."""

from collections.abc import Callable

from client.records import Trajectory
from generator.export import openai

FORMATS: dict[str, Callable[[Trajectory], dict[str, object]]] = {"openai": openai.row}
"""Name of a format → the function that makes one JSON object of one trajectory."""

"""Planned, spoken and executed dialogues of the farm's fixtures, and the worlds they happen in."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
import yaml

from client.records import VerifySpec
from client.session import Loaded, Session, load
from generator.dialogues.planning import Planner
from generator.dialogues.plans import Coverage, DialogueKind, Plan
from generator.dialogues.script import Line, Unspeakable, script
from generator.dialogues.spec import verify_spec
from generator.dialogues.stage import Performed
from generator.emit import render, write
from generator.seed import start_state, with_seed_rules
from servers.farm.interpreter import Interpreter
from servers.farm.model import Environment, from_data
from servers.farm.state import difference

DATA = Path(__file__).parents[2] / "servers" / "farm" / "data"
KINDS: tuple[DialogueKind, ...] = ("plain", "error_recovery", "missing_parameter", "impossible")
SEEDS = 8


@dataclass(frozen=True)
class Told:
    """One dialogue: its plan, its lines, what the server did, what must hold at the end."""

    plan: Plan
    lines: list[Line]
    performed: list[Performed]
    spec: VerifySpec
    loaded: Loaded


def perform(loaded: Loaded, plan: Plan) -> list[Performed]:
    """The plan's calls in a fresh world in this process."""
    done = []
    with Session.on(loaded) as session:
        for call in plan.context.calls:
            before = session.snapshot()
            result = session.call(call.tool, call.arguments)
            changes = tuple(session.difference(before))
            done.append(Performed(call.tool, call.arguments, result.text, result.is_error, changes, session.digest()))  # type: ignore[arg-type]
    return done


def environment(name: str) -> Environment:
    """A fixture of the farm, ready to be emitted."""
    return with_seed_rules(from_data(yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))))


@pytest.fixture(scope="session")
def bikes() -> Environment:
    """The bike hire."""
    return environment("bikes")


@pytest.fixture(scope="session")
def desk() -> Environment:
    """A login, keys that people know, things within things."""
    return environment("desk")


@pytest.fixture(scope="session")
def worlds(bikes: Environment, desk: Environment, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Loaded]:
    """Both, emitted and imported."""
    root = tmp_path_factory.mktemp("emitted")
    return {item.name: load(write(render(item), root / item.name)) for item in (bikes, desk)}


def tell(loaded: Loaded, kinds: Sequence[DialogueKind] = KINDS, seeds: int = SEEDS) -> list[Told]:
    """Every dialogue that comes of these draws."""
    chosen = loaded.environment
    start = start_state(chosen)
    planner = Planner(Interpreter(chosen), start_state(chosen, chosen.seed + 1000))
    coverage, found = Coverage(), []
    for seed in range(seeds):
        for kind in kinds:
            random = Random(f"{kind} {seed}")
            plan = planner.plan(start, kind, coverage, random)
            if plan is None:
                continue
            coverage.add([call.tool for call in plan.context.calls])
            try:
                lines = script(plan, random)
            except Unspeakable:
                continue
            net = difference(chosen, plan.start, plan.context.state)
            spec = verify_spec(chosen, net, [check for line in lines for check in line.checks])
            found.append(Told(plan, lines, perform(loaded, plan), spec, loaded))
    return found


@pytest.fixture(scope="session")
def told(worlds: dict[str, Loaded]) -> list[Told]:
    """Many dialogues of both fixtures."""
    return [item for loaded in worlds.values() for item in tell(loaded)]

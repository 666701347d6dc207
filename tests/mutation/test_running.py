import ast
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from client.errors import ClientError
from client.mutation import Count, mutate, running, summary
from client.mutation.result import Told
from client.mutation.running import Judge
from generator.emit.service import service
from servers.farm.model import Environment

from .conftest import SMALL, Benches, emitted, environment

READ = "list_stations"


@dataclass(frozen=True)
class Edited:
    """A service whose text was edited by hand."""

    old: str
    new: str
    operator: str = "by_hand"
    tool: str = ""
    where: str = "somewhere"
    proven: str = ""

    def trees(self) -> Mapping[str, ast.Module]:
        text = service(environment("bikes"))
        assert self.old in text
        return {"service.py": ast.parse(text.replace(self.old, self.new, 1))}

    def proof(self) -> tuple[Told, str]:
        if self.proven == "endless":
            while True:
                pass
        return "equivalent" if self.proven else "survived", self.proven


def body(line: str) -> Edited:
    """A tool whose first line is this."""
    text = service(environment("bikes"))
    start = text.index(f"def {READ}(")
    first = text.index('"""', text.index('"""', start) + 3) + 3
    return Edited(text[start:first], f"{text[start:first]}\n    {line}", tool=READ, where=line)


def test_a_mutant_that_does_not_end_is_killed(bench: Benches, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "CALL_SECONDS", 0.2)
    (found,) = Judge(bench("bikes"), jobs=1).first([body("while True: pass")], most=1)
    assert (found.fate, found.why) == ("killed", "it does not end within 0.2 s of CPU")


def test_a_mutant_that_sleeps_is_killed_by_the_clock_on_the_wall(
    bench: Benches, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "WALL_SECONDS", 0.5)
    (found,) = Judge(bench("bikes"), jobs=1).first([body("__import__('signal').pause()")], most=1)
    assert found.fate == "killed"
    assert "status -9" in found.why


def test_a_mutant_that_ends_its_process_is_killed_and_no_other_with_it(bench: Benches) -> None:
    bugs = [body("__import__('os')._exit(3)"), Edited('"""List', '"""list'), body("raise SystemExit(5)")]
    found = Judge(bench("bikes"), jobs=2).first(bugs, most=3)
    assert [one.fate for one in found] == ["killed", "killed"]
    assert "status 3" in found[0].why


def test_a_mutant_that_does_not_load_is_killed(bench: Benches) -> None:
    (found,) = Judge(bench("bikes"), jobs=1).first([Edited("SERVICE = Service(", "SERVICE = Servant(")], most=1)
    assert found.fate == "killed"
    assert "does not load: NameError" in found.why


@pytest.mark.parametrize(
    "edit", [("def ", "def  "), ('"""', '"""Also. '), ("INSTRUCTIONS = ", "INSTRUCTIONS = 'Be nice.' or ")]
)
def test_code_that_does_the_same_is_no_mutant(edit: tuple[str, str], bench: Benches) -> None:
    assert Judge(bench("bikes"), jobs=1).first([Edited(*edit)], most=1) == []


def test_what_cannot_be_rendered_is_no_mutant(bench: Benches) -> None:
    assert Judge(bench("bikes"), jobs=1).first([Edited("def ", "def def ")], most=1) == []


def test_a_verifier_without_cases_scores_nothing(bench: Benches) -> None:
    blind = replace(bench("bikes"), cases=())
    found = Judge(blind, jobs=2).first([body("raise ValueError"), body("return {}")], most=2)
    assert Count.of(found).score == 0


def test_what_is_proven_equivalent_does_not_count(bench: Benches) -> None:
    blind = replace(bench("bikes"), cases=())
    found = Judge(blind, jobs=1).first([replace(body("db = db"), proven="it does nothing"), body("return {}")], most=2)
    assert (Count.of(found), Count.of(found).score) == (Count(2, 0, 1), 0)
    assert [one.why for one in found] == ["it does nothing", ""]


def test_a_proof_that_does_not_end_leaves_a_survivor(bench: Benches, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PROOF_SECONDS", 0.2)
    blind = replace(bench("bikes"), cases=())
    (found,) = Judge(blind).first([replace(body("db = db"), proven="endless")], most=1)
    assert (found.fate, found.why) == ("survived", "not proved: it does not end within 0.2 s of CPU")


def test_mutants_that_are_none_make_room_for_others(bench: Benches) -> None:
    same, wrong = Edited("def ", "def  "), body("return {}")
    bugs = [same, replace(wrong, where="1"), same, replace(wrong, where="2"), replace(wrong, where="3")]
    for jobs in (1, 3):
        assert [one.where for one in Judge(bench("bikes"), jobs=jobs).first(bugs, most=2)] == ["1", "2"]


def test_what_was_judged_is_not_run_again(bench: Benches) -> None:
    judge = Judge(bench("bikes"))
    once = judge.first([body("return {}"), Edited("def ", "def  ")], most=2)
    assert once == judge.first([replace(body("return {}"), new="no code"), Edited("def ", "def  ")], most=2)
    assert len(once) == 1


def test_nothing_of_a_mutant_stays_in_this_process(bench: Benches) -> None:
    original = bench("bikes")
    before = set(sys.modules)
    Judge(original, jobs=2).first([body(f"return {number}") for number in range(3)], most=3)
    assert set(sys.modules) == before


def test_the_whole_way_is_the_same_with_one_job_and_with_three(tmp_path: Path) -> None:
    folder = emitted(SMALL, tmp_path)
    one, three = (mutate(folder, service, level="syntax", most=8, jobs=jobs) for jobs in (1, 3))
    assert one == three
    assert len(one) == 8
    assert summary(one)["score"] == Count.of(one).score > 0.5


def test_a_folder_that_fails_its_own_cases_is_no_original(tmp_path: Path) -> None:
    folder = emitted(SMALL, tmp_path)
    text = (folder / "service.py").read_text(encoding="utf-8")
    start = text.index("def list_books(")
    broken = text[start:].replace("return {", "return {} if True else {", 1)
    (folder / "service.py").write_text(text[:start] + broken, encoding="utf-8")
    with pytest.raises(ClientError, match="no original"):
        mutate(folder, service, most=1)


def test_what_is_rendered_is_the_mutant(tmp_path: Path) -> None:
    seen: list[Environment] = []

    def render(given: Environment) -> str:
        seen.append(given)
        return service(given)

    mutate(emitted(SMALL, tmp_path), render, most=1, jobs=1)
    assert seen == [environment(SMALL)]  # mutants are rendered in processes of their own

"""Whether what a tool says it wrote can be read back.

An alarm needs evidence: the tool succeeds, a read that plainly shows such rows is steady, shows all of them and shows
the same as before, and neither the id nor the values that were written stand in any answer.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from client.probe.arguments import is_ours
from client.probe.checks.base import Check, Probe
from client.probe.checks.reading import HINTS
from client.probe.findings import Call, Finding, cut
from client.probe.knowledge import normal
from client.probe.observing import Look, difference
from client.probe.session import Exchange
from client.probe.survey import by_verb
from client.probe.tools import Tool
from client.responses import leaves
from client.servers import Object

_MORE = re.compile(
    r"\"(?:next_?(?:cursor|page)|has_?more|(?:next_?)?page_?token|truncated|offset)\"\s*:\s*(?!null|false|\"\")",
    re.IGNORECASE,
)
"""What an answer has in it that does not show everything."""
_WORD = re.compile(r"[\w-]+")
_NAMING: Mapping[str, tuple[str, ...]] = {"update": ("id", "uuid", "key"), "delete": ("id", "uuid", "key", "name")}
"""How parameters end that say which row is meant."""


_WHOLE = frozenset({"all", "item", "entry", "record", "full", "every"})
"""Words in a read's name that narrow nothing."""


@dataclass(frozen=True)
class Written:
    """A write that succeeded, and the looks before and after it."""

    tool: Tool
    made: Exchange
    before: Look
    after: Look


class Writes(Check):
    """A tool that creates, updates or deletes, seen through the reads of the same thing; idempotentHint told true."""

    name = "writes"
    asks = "is what was written really written"

    def run(self, probe: Probe) -> Iterator[Finding]:
        """Creators first, so that there is something to update, then the others, deleting last."""
        if not probe.observers.calls:
            probe.survey.of_reads()
            probe.observers.settle(probe.survey.reads)
        for tool in by_verb(tool for tool in probe.tools if not tool.reads):
            written = self._write(probe, tool)
            if written is None:
                continue
            self.looked += 1
            judge = {"create": self._created, "update": self._updated, "delete": self._deleted}.get(tool.verb)
            found = judge(probe, written) if judge is not None else None
            found = found or self._idempotent(probe, written)
            if found is not None:
                yield found

    def _write(self, probe: Probe, tool: Tool) -> Written | None:
        """The first arguments that the tool takes, with the looks around them."""
        before = probe.observers.look()
        for arguments in probe.survey.maker.attempts(tool):
            made = probe.survey.call(tool, arguments)
            if made is None or made.lost is not None:
                return None
            if made.good:
                return Written(tool, made, before, probe.observers.look())
        return None

    def _created(self, probe: Probe, written: Written) -> Finding | None:
        texts = _texts(written.made.call.arguments)
        if not texts or _shows(written.after, texts) or not written.made.accepted:
            return None
        reads = self._plain(probe, written)
        if not reads or self._found_by_id(probe, written, texts):
            return None
        return self._told(written, reads, "says that it created something, and nothing shows it", texts)

    def _updated(self, probe: Probe, written: Written) -> Finding | None:
        texts = [value for value in _texts(written.made.call.arguments) if not self._was_there(written, value)]
        ids = self._ids(probe, written)
        reads = [call for call in self._plain(probe, written) if _has_value(written.before[str(call)], ids)]
        if not texts or not ids or not reads or _shows(written.after, texts) or not written.made.accepted:
            return None
        if self._found_by_id(probe, written, texts):
            return None
        return self._told(written, reads, "says that it changed something, and nothing shows the new value", texts)

    def _deleted(self, probe: Probe, written: Written) -> Finding | None:
        ids = self._ids(probe, written)
        reads = [call for call in self._plain(probe, written) if _has_value(written.after[str(call)], ids)]
        if not ids or not reads or not written.made.accepted:
            return None
        return self._told(written, reads, "says that it removed something that is still shown", ids)

    def _plain(self, probe: Probe, written: Written) -> list[Call]:
        """The reads of the same thing that show the same before and after, and all of it."""
        found = []
        for tool, call in probe.observers.calls:
            key = str(call)
            same = written.before.get(key) == written.after.get(key)
            if _is_of_the_same(tool, written.tool) and same and not _MORE.search(written.after.get(key, "")):
                found.append(call)
        return found

    def _found_by_id(self, probe: Probe, written: Written, texts: Sequence[str]) -> bool:
        """Whether a read that takes an id shows the values for the newest one, or for the one that was given."""
        for tool in probe.tools:
            if not (tool.reads and tool.required and tool.nouns & written.tool.nouns and probe.survey.callable(tool)):
                continue
            made = probe.survey.call(tool, probe.survey.maker.arguments(tool))
            if made is not None and made.good and _shows({"": made.text}, texts):
                return True
        return False

    def _ids(self, probe: Probe, written: Written) -> list[str]:
        """The arguments that say which row is meant, as far as answers have shown them."""
        tool, given = written.tool, written.made.call.arguments
        names = [name for name in given if normal(name).split("_")[-1] in _NAMING[tool.verb]]
        found = {name: {str(value) for value in probe.survey.knowledge.values(name, tool)} for name in names}
        return [str(value) for name in names for value in leaves(given[name]) if str(value) in found[name]]

    def _was_there(self, written: Written, text: str) -> bool:
        return _shows(written.before, [text])

    def _idempotent(self, probe: Probe, written: Written) -> Finding | None:
        """A tool that says idempotentHint, called once more with the same arguments."""
        if written.tool.hints.get("idempotentHint") is not True or written.tool.says_it_reads:
            return None
        before = probe.observers.look()
        again = probe.survey.call(written.tool, written.made.call.arguments)
        after = probe.observers.look()
        changed = [
            (tool, call)
            for tool, call in probe.observers.of(before, after)
            if difference(before[str(call)], after[str(call)]) - {"time"}  # when it was written may change
        ]
        if again is None or not again.good or not changed or written.tool.verb == "":
            return None
        calls = (written.made.call, changed[0][1], written.made.call, changed[0][1])
        what = f"says idempotentHint, and a second call with the same arguments changes what '{calls[1].tool}' shows"
        advice = "change nothing the second time, or set idempotentHint to false"
        return self.about(again, "warning", "idempotentHint", what, advice, spec=HINTS, calls=calls)

    def _told(self, written: Written, reads: Sequence[Call], what: str, values: Sequence[str]) -> Finding:
        advice = "write what the answer says, or answer with isError"
        shown = f"'{reads[0].tool}' shows the same as before: {cut(written.after[str(reads[0])], 150)}"
        got = f"{cut(written.made.text, 120)}; looked for {', '.join(cut(value, 40) for value in values[:3])}; {shown}"
        calls = (reads[0], written.made.call, reads[0])
        return self.about(written.made, "error", f"claimed {written.tool.verb}", what, advice, calls=calls, got=got)


def _is_of_the_same(read: Tool, write: Tool) -> bool:
    """Whether a read is about what a write is about, and about nothing narrower: `list_allowed_notes` is."""
    plain = read.nouns - _WHOLE
    return bool(plain) and plain <= write.nouns


def _texts(arguments: Object) -> list[str]:
    """The texts of ours that were written, outside of what names a row: nobody else has written them before."""
    kept = {name: value for name, value in arguments.items() if normal(name).split("_")[-1] not in ("id", "uuid")}
    return [value for value in leaves(kept) if isinstance(value, str) and is_ours(value)]


def _shows(look: Look, values: Sequence[str]) -> bool:
    """Whether any answer has any of the values, as it is or as JSON writes it."""
    forms = [form for value in values for form in (value, json.dumps(value)[1:-1])]
    return any(form in text for text in look.values() for form in forms)


def _has_value(text: str, values: Sequence[str]) -> bool:
    """Whether an answer has one of the values as a whole word."""
    return not set(values).isdisjoint(_WORD.findall(text))

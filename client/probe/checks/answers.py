"""What the calls of a probe have brought: results against their schema, errors that tell too much or too little."""

import json
import re
from collections.abc import Iterator
from functools import cache

from client.leaks import PATH, TRACEBACK, leak
from client.probe.checks.base import Check, Probe
from client.probe.checks.protocol import NO_TOOL, TOOLS
from client.probe.findings import Finding, Severity, cut
from client.probe.schemas import misfit
from client.probe.session import Exchange
from client.probe.tools import words
from client.servers import Json

RESULT = "MCP 2025-11-25, Tools, Tool Result"
STRUCTURED = "MCP 2025-11-25, Tools, Output Schema"
INTERNAL = -32603
_WORD = re.compile(r"[^\s'\"=,]+")
_ERROR = ("error:", "error ", "exception", "traceback")
"""How a text begins that tells an error."""
_EMPTY = frozenset(
    "a an error errors occurred has been in while executing execution calling call running tool the failed failure to "
    "execute internal server something went wrong exception unexpected".split()
)
"""Words that do not tell what was wrong."""
LARGE = 500_000
"""Characters of an answer that no model's context holds."""
_BLOCKS: dict[str, tuple[str, ...]] = {
    "text": ("text",),
    "image": ("data", "mimeType"),
    "audio": ("data", "mimeType"),
    "resource": ("resource",),
    "resource_link": ("uri", "name"),
}
"""What a block of each kind must have."""


class Results(Check):
    """Every result: its blocks, its structured content, its size."""

    name = "results"
    asks = "are results what the schemas say"
    passive = True

    def run(self, probe: Probe) -> Iterator[Finding]:
        """Each call that was answered with a result."""
        for made in probe.session.exchanges:
            if made.result is not None:
                self.looked += 1
                yield from self._content(made)
                yield from self._structured(probe, made)
                yield from self._size(made)

    def _size(self, made: Exchange) -> Iterator[Finding]:
        sent = len(json.dumps(made.call.arguments, ensure_ascii=False))
        if len(made.text) > LARGE + 3 * sent:
            what = f"gives an answer of {len(made.text):,} characters"
            yield self.about(made, "warning", "large", what, "page results; no model's context holds this")
        elif len(made.text) > LARGE and made.answer.is_error:
            what = f"repeats a huge argument in its error, which has {len(made.text):,} characters"
            yield self.about(made, "note", "echo", what, "abbreviate what you quote")

    def _content(self, made: Exchange) -> Iterator[Finding]:
        assert made.result is not None
        content = made.result.get("content")
        if not isinstance(content, list):
            what, advice = "gives a result without a list 'content'", "give it, empty if there is nothing to say"
            yield self.about(made, "error", "content", what, advice, spec=RESULT, got=cut(json.dumps(made.result)))
            return
        for block in content:
            if wrong := _wrong_block(block):
                yield self.about(
                    made, "error", "block", f"gives {wrong}", "see the schema of ContentBlock", spec=RESULT
                )

    def _structured(self, probe: Probe, made: Exchange) -> Iterator[Finding]:
        schema = probe.tool(made.call.tool).output
        assert made.result is not None
        if schema is None or made.answer.is_error:
            return
        if made.answer.structured is None:
            what, advice = "declares an outputSchema and gives no structuredContent", "give it, or declare no schema"
            yield self.about(made, "error", "unstructured", what, advice, spec=STRUCTURED)
        elif wrong := misfit(schema, made.answer.structured):
            what = f"gives structuredContent that its outputSchema refuses: {wrong}"
            yield self.about(made, "error", "misfit", what, "let results fit the schema", spec=STRUCTURED)


class Errors(Check):
    """Every refusal: no traceback, no path of the machine, no secret; marked as an error; in words."""

    name = "errors"
    asks = "do errors tell enough and not too much"
    passive = True

    def run(self, probe: Probe) -> Iterator[Finding]:
        """Each call that was refused, or whose answer reads like a refusal."""
        for made in probe.session.exchanges:
            if made.lost is not None:
                continue
            yield from self._secrets(probe, made)
            if made.answer.is_error:
                self.looked += 1
                yield from self._leaks(probe, made)
                yield from self._helpless(made)
            elif _tells_an_error(made):
                self.looked += 1
                yield from self._leaks(probe, made)
                advice = 'set "isError": true, or the host takes it for success'
                yield self.about(
                    made, "warning", "unmarked", "tells an error as if it were a result", advice, spec=TOOLS
                )

    def _leaks(self, probe: Probe, made: Exchange) -> Iterator[Finding]:
        sent = _sent(json.dumps(made.call.arguments, ensure_ascii=False), probe.session.target.known)
        if shown := leak(TRACEBACK, made.text):
            what = f"shows a traceback in an error: {cut(shown, 60)}"
            advice = "log it, and tell the caller in one sentence what to do"
            yield self.about(made, "error", "traceback", what, advice)
        elif (shown := _path(made.text)) and not _was_sent(shown, sent):
            what = f"shows a path of the machine in an error: {cut(shown, 60)}"
            yield self.about(made, "warning", "path", what, "leave it out; say what the caller can do")

    def _helpless(self, made: Exchange) -> Iterator[Finding]:
        if made.code == INTERNAL:
            what = "answers with an internal error"
            advice = "check arguments first, and tell what is wrong with isError and a sentence"
            yield self.about(made, "warning", "internal", what, advice, spec=TOOLS)
        elif set(words(made.text)) <= {*_EMPTY, *words(made.call.tool)}:
            what, advice = "refuses a call and does not say why", "say what was wrong and what to do"
            yield self.about(made, "warning", "silent", what, advice, spec=TOOLS)

    def _secrets(self, probe: Probe, made: Exchange) -> Iterator[Finding]:
        for name, value in probe.session.target.secrets.items():
            if value in made.text:
                what = f"shows the value of {name}"
                advice = "never answer with variables or headers: whatever steers the agent reads them too"
                severity: Severity = "error" if made.answer.is_error else "warning"
                yield self.about(made, severity, "secret", what, advice, got=f"… {name} …")


def _tells_an_error(made: Exchange) -> bool:
    """Whether a result begins like an error, of a tool that exists and was not asked for one."""
    asked = made.call.tool == NO_TOOL or "error" in json.dumps(made.call.arguments).lower()
    return not asked and made.text.lower().startswith(_ERROR)


@cache
def _sent(arguments: str, known: str) -> str:
    return f"{arguments} {known}"


def _path(text: str) -> str:
    """A path of the machine in a text, as far as it goes."""
    match = PATH.search(text)
    return text[match.start() :].split("'")[0].split('"')[0].split("\n")[0].split(" ")[0] if match else ""


def _was_sent(path: str, sent: str) -> bool:
    """Whether a path, a folder above it or its end stood in the arguments or the command."""
    plain = path.rstrip(".,:;)")
    words = [word for word in _WORD.findall(sent) if len(word) > 4]
    ends = [word.replace("../", "") for word in words if "/" in word]
    return any(plain.startswith(word) or plain in word for word in words) or any(
        map(plain.endswith, filter(None, ends))
    )


def _wrong_block(block: Json) -> str:
    if not isinstance(block, dict):
        return "a block of content that is no object"
    kind = str(block.get("type"))
    if kind not in _BLOCKS:
        return f"a block of content of the unknown type '{kind[:40]}'"
    missing = [name for name in _BLOCKS[kind] if name not in block]
    return f"a block of type '{kind}' without '{missing[0]}'" if missing else ""

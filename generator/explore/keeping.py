"""Which things an environment can keep rows of, and why the others are left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator.description import Parameter
from generator.explore.lexicon import plain_words
from generator.explore.shapes import snake
from generator.explore.things import Thing

_SIGNING_IN = frozenset("oauth oauth2 login logout token tokens session sessions auth authorize signin signup".split())
_COMPUTING = frozenset(
    "generate check validate estimate preview export download search lookup count counts calculate compute "
    "suggest suggestions autocomplete typeahead test ping health healthcheck status version resolve convert "
    "translate detect recommend recommendations availability eta quote quotes rate rates compare diff contains "
    "exists ids batch statistics stats metrics usage summary report reports feed analytics insights geocode "
    "distance search_all query random trend trends timeseries breakdown comparison histogram autofill suggested "
    "statistic extract guess aggregated aggregate totals chart graph widget leaderboard forecast prediction "
    "predictions validation verification".split()
)
_ASKED = frozenset("has is can should get list find check by".split())
"""First words of what answers a question."""


def why_not(thing: Thing) -> str:
    """The reason why a thing is not kept, "" if it is."""
    literals = [part for part in thing.places[0] if part != "{}"]
    if thing.single and set(literals) & _SIGNING_IN:
        return "about signing in, which is no part of the state"
    if _asked_two_ways(thing):
        return "computes an answer to what it is asked"
    if thing.single and not thing.having("change"):
        return _why_not_shown(thing)
    if thing.single or not {endpoint.role for endpoint in thing.endpoints} <= {"list", "search", "count"}:
        return ""
    if _asks_much(thing):
        return "computes an answer to what it is asked"
    return "computes an answer" if _is_computing(thing) else ""


def has_identity(thing: Thing) -> bool:
    """Whether one of it can be told from another, so that others can refer to it: by an id or a name, or in a path."""
    if not {endpoint.role for endpoint in thing.endpoints} <= {"list", "search"}:
        return True
    return any(snake(name) in _MARKS or snake(name).endswith(_MARK_ENDINGS) for name in thing.schema.properties)


_MARKS = frozenset("id gid uid uuid guid sid key name code arn href slug title number".split())
_MARK_ENDINGS = ("_id", "_name", "_key", "_arn", "_code", "_number")


def _is_computing(thing: Thing) -> bool:
    """Whether what stands at a place is worked out and not kept: "autocomplete", "usage-summary", "has_members"."""
    literals = [segment.name for segment in thing.endpoints[0].route.segments if not segment.variable]
    words = plain_words(literals[-1] if literals else "") or ("",)
    return words[0] in _COMPUTING | _ASKED or words[-1] in _COMPUTING


def _asks_much(thing: Thing) -> bool:
    """Whether every list of it needs something that is neither a fact of what it lists nor the id of something.

    A GET says what it needs; a POST that asks the same by its body often does not.
    """
    known = {snake(name) for name in thing.schema.properties}
    by_get = [endpoint for endpoint in thing.endpoints if endpoint.operation.method == "GET"]
    for endpoint in by_get or thing.endpoints:
        asked = [snake(item.name) for item in endpoint.inputs if item.required]
        if all(name in known or name.endswith(("_id", "_ids", "id")) for name in asked):
            return False
    return True


def _asked_two_ways(thing: Thing) -> bool:
    """Whether what is sent to it is all that reading it asks for too: one question, as a GET and as a POST."""
    if thing.having("update", "delete", "drop"):
        return False
    sent = [{item.name for item in endpoint.inputs} for endpoint in thing.having("change", "create")]
    reads = [endpoint.operation.parameters for endpoint in thing.having("show", "list")]
    return bool(sent) and all(any(_asks_with(names, given) for given in reads) for names in sent)


def _asks_with(names: Collection[str], given: Iterable[Parameter]) -> bool:
    """Whether a query can hold all these names, and must hold one of them."""
    beside = {item.name: item.required for item in given if item.location == "query"}
    return set(names) <= set(beside) and any(beside[name] for name in names)


def _why_not_shown(thing: Thing) -> str:
    """A single thing that is only read: kept if it is a fact about the account and not an answer to a question."""
    if any(item.required for endpoint in thing.having("show") for item in endpoint.inputs) or _asks(thing):
        return "computes an answer to what it is asked"
    if _is_computing(thing):
        return "computes an answer"
    if thing.parents:
        return "a part of an item that nothing writes"
    return ""


def _asks(thing: Thing) -> bool:
    """Whether showing it needs anything but a path."""
    shows = [endpoint.operation for endpoint in thing.having("show")]
    return any(item.required and item.location == "query" for show in shows for item in show.parameters)

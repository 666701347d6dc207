"""Which leaves hold the id of another thing: by schema, by noun (`project_id`), by role (`owner_id`), by `parent`."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from generator.description import OnDelete, Schema
from generator.english import singular
from generator.explore.leaves import Leaf
from generator.explore.shapes import snake
from servers.farm.model import Evidence


@dataclass(frozen=True, slots=True)
class Reference:
    """The thing whose id a leaf holds and the name that the column gets. `on_delete` is set where that is known."""

    target: str
    column: str
    because: str
    confidence: float
    on_delete: OnDelete | None = None

    def evidence(self, owner: str) -> Evidence:
        """The inferred fact with its reason."""
        fact = f"{owner}.{self.column} refers to {self.target}"
        return Evidence(fact=fact, because=self.because, confidence=self.confidence)


STOP = frozenset(
    "request_id external_id node_id tracking_id sequence_id tax_id vat_id gravatar_id client_id session_id "
    "trace_id correlation_id etag_id idempotency_id device_token_id legacy_id remote_id foreign_id "
    "transaction_hash_id third_party_id apple_id google_id facebook_id twitter_id ical_id color_id theme_id "
    "icon_id locale_id time_zone_id timezone_id currency_id country_id".split()
)
"""Ids of things outside the service, or of none."""

_ID_WORDS = frozenset("id ids uuid uuids gid gids sid sids guid uid arn arns key_id identifier identifiers".split())
PEOPLE = (
    "user",
    "member",
    "person",
    "team_member",
    "employee",
    "contact",
    "account_user",
    "collaborator",
    "agent",
    "profile",
    "staff_member",
)
ROLES = frozenset(
    "owner assignee author creator created_by updated_by modified_by assigned_to assigned_by reviewer approver "
    "requester reporter sender recipient manager lead responsible completed_by closed_by uploaded_by invited_by "
    "editor organizer host participant follower invitee actor submitter agent salesperson sales_rep "
    "customer_contact operator worker driver doctor supervisor".split()
)


def reference(leaf: Leaf, owner: str, names: Collection[str]) -> Reference | None:
    """What the leaf refers to, None for a plain value. `names` are all things, `owner` is the leaf's own."""
    if leaf.target:
        column = leaf.name if leaf.many or leaf.name.endswith("_id") else f"{leaf.name}_id"
        if (known := leaf.schema.refers) is not None:
            return Reference(leaf.target, _known_column(column, leaf, owner), known.told, 1.0, known.on_delete)
        return Reference(leaf.target, column, f"its schema is that of {leaf.target}", 0.95)
    if (
        leaf.schema.kind not in ("string", "integer", "any")
        or leaf.schema.enum
        or leaf.form
        or leaf.name in STOP | _ID_WORDS
    ):
        return None
    words = _bare(leaf.name)
    told = _says_id(leaf.schema) and leaf.name.split("_")[-1] not in _MARKS
    marked = words is not None or leaf.schema.format == "uuid" or told or _is_number_of(leaf, names)
    if not marked and not leaf.schema.variants:
        return None
    return _by_words(words or _unnamed(leaf), leaf, owner, names) or _by_variant(leaf, owner, names)


_MEASURES = frozenset(
    "rating score version level position rank priority value number count size limit total duration price balance "
    "quantity amount step year month day hour week age grade weight height width length progress percentage "
    "distance point credit vote view like follower reaction order type status category".split()
)


def _is_number_of(leaf: Leaf, names: Collection[str]) -> bool:
    """Whether a whole number is called like a thing, without measuring or counting it: "doctor" beside doctors."""
    words = leaf.name.split("_")
    counts = re.search(r"\b(number|count|amount|total|how many)\b", leaf.schema.description, re.I)
    return leaf.schema.kind == "integer" and leaf.name in names and words[-1] not in _MEASURES and not counts


def _known_column(column: str, leaf: Leaf, owner: str) -> str:
    """The name of a column that is known to refer; what a row lies under, of its own kind, is its parent."""
    return "parent_id" if leaf.target == owner and leaf.name.split("_")[0] == "parent" else column


def _bare(name: str) -> tuple[str, ...] | None:
    """The words of a name without the one that says "id", None if none does."""
    words = tuple(name.split("_"))
    if len(words) > 1 and words[-1] in _ID_WORDS:
        return (*words[:-2], singular(words[-2])) if words[-1].endswith("s") else words[:-1]
    if len(words) > 1 and words[0] in ("id", "ids"):
        return (*words[1:-1], singular(words[-1]))
    return None


def _by_variant(leaf: Leaf, owner: str, names: Collection[str]) -> Reference | None:
    """What the description says that a text stands for, where the name says less: "pull_number"."""
    target = next((snake(name) for name in leaf.schema.variants if snake(name) in names), "")
    if not target or target == owner:
        return None
    return Reference(target, f"{target}_{'ids' if leaf.many else 'id'}", f"{leaf.name} stands for a {target}", 0.85)


def _unnamed(leaf: Leaf) -> tuple[str, ...]:
    """The words of a name; of "group_name", which the description says to name a row, those of the group."""
    words = tuple(leaf.name.split("_"))
    return words[:-1] if leaf.schema.variants and len(words) > 1 and words[-1] == "name" else words


def _says_id(schema: Schema) -> bool:
    text = schema.description.lower()[:120]
    return any(hint in text for hint in ("identifier", "id of", "the id ", "unique id", "uuid", " ids of", "ids to"))


_MARKS = frozenset("identifier code number name key reference".split())
"""What a thing is marked by: a text that is called so is a mark itself, even beside things of that name."""
_RELATING = frozenset(
    "parent original previous next source linked related connected duplicate copied replaced replacement main root "
    "master base origin target destination child from to first last other in reply replied forwarded migrated "
    "superseded merged blocked blocking dependent depends ref cloned template followed quoted".split()
)
"""Words by which a thing speaks of another one of its kind; with other words it has a second id."""
_FOREIGN = frozenset("external foreign legacy remote third ext".split())


_PARENT = re.compile(r"\b(?:parent|containing|enclosing) ([a-z]+)", re.I)


def _said_parent(leaf: Leaf, owner: str, names: Collection[str]) -> str:
    """The thing of another kind that a description calls the parent ("the parent folder" of a file), "" if none."""
    told = [singular(word.lower()) for word in _PARENT.findall(leaf.schema.description)]
    return next((word for word in told if word in names), "") if owner not in told else ""


def _by_words(words: tuple[str, ...], leaf: Leaf, owner: str, names: Collection[str]) -> Reference | None:
    if words[0] in _FOREIGN:
        return None
    ending = "ids" if leaf.many else "id"
    noun = "_".join((*words[:-1], singular(words[-1])))
    if words == ("parent",) and (other := _said_parent(leaf, owner, names)):
        return Reference(other, f"parent_{other}_{ending}", f"{leaf.name} is said to be a {other}", 0.8)
    if words[0] == "parent" and (len(words) == 1 or noun.removeprefix("parent_") in (owner, owner.split("_")[-1])):
        return Reference(owner, f"parent_{ending}", f"{leaf.name} names the parent {owner}", 0.85)
    for start in range(len(words)):
        candidate = "_".join((*words[start:-1], singular(words[-1])))
        if candidate == owner and start and not set(words[:start]) & _RELATING:
            return None
        if start == 0 and f"{owner}_{candidate}" in names:
            longest = f"{owner}_{candidate}"
            return Reference(longest, f"{noun}_{ending}", f"{leaf.name} names the {candidate} of a {owner}", 0.8)
        if candidate in names:
            return Reference(
                candidate, f"{noun}_{ending}", f"{leaf.name} names the noun {candidate}", 0.9 - 0.1 * (start > 0)
            )
        longer = [name for name in sorted(names) if name.endswith(f"_{candidate}") and start == 0]
        if len(longer) == 1 and len(words) == 1:
            return Reference(longer[0], f"{noun}_{ending}", f"{leaf.name} ends the noun {longer[0]}", 0.7)
    if noun in ROLES or words[-1] in ROLES:
        person = next((name for name in PEOPLE if name in names), None)
        if person is not None:
            return Reference(person, f"{noun}_{ending}", f"{leaf.name} is a role that a {person} plays", 0.6)
    return None

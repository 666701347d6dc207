"""What a reader of a start state would laugh at, as checks of columns, rows and whole states.

Written apart from the rules that make the rows: a check knows names, kinds and values, and no rule.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from servers.farm.model import Column, EnumColumn, Environment, ListColumn, ReferenceColumn
from servers.farm.state import Row, State, Value


@dataclass(frozen=True)
class Seen:
    """One column of one entity with its values, in row order."""

    environment: Environment
    state: State
    entity: str
    name: str
    column: Column

    @cached_property
    def rows(self) -> list[Row]:
        return self.state.ordered(self.entity)

    @cached_property
    def values(self) -> list[Value]:
        return [row[self.name] for row in self.rows if row[self.name] is not None]

    @cached_property
    def texts(self) -> list[str]:
        return [str(value) for value in self.values]

    @property
    def clock(self) -> str:
        return self.state.clock

    @property
    def is_text(self) -> bool:
        return self.column.kind == "text"

    def named(self, pattern: str) -> bool:
        return re.search(pattern, self.name) is not None

    def noun(self, pattern: str) -> bool:
        return re.search(rf"(^|_)({pattern})$", self.entity) is not None


Check = Callable[[Seen], bool]
"""Whether a column has the defect."""

FILLERS = frozenset(
    (
        "standard compact extended light full summary primary secondary local remote seasonal weekly manual "
        "automatic regular internal external shared central mobile classic narrow wide early late short long "
        "single double upper lower front rear open closed mixed plain steady gradual direct partial complete "
        "simple detailed quarterly annual basic custom"
    ).split()
)
"""Every word with which the rules have ever filled a column that they did not understand."""
FILLING_CODE = re.compile(r"[A-F][1-9]\d?")
PLACEHOLDERS = re.compile(
    r"\b(lorem|ipsum|foo|string ?\d|asdf|todo text|sample text|placeholder|example text|test \d|value \d|None|null)\b|"
    r"\{\w+\}",
    re.I,
)
FORMS: tuple[tuple[str, str], ...] = (
    (r"(^|_)e_?mail(_address)?$", r"[^@\s]+@[^@\s]+"),
    (r"(^|_)(url|uri|href)$", r"\w[\w+.-]*:.*"),
    (r"(^|_)country_code$", r"[A-Za-z]{2,3}"),
    (r"(^|_)currency(_code)?$", r"[A-Za-z]{3}"),
    (r"_date$|^date$", r"\d{4}-\d\d-\d\d.*|\d{9,10}"),
    (r"(^|_)(zip|postal_code|postcode)$", r"[A-Z0-9][A-Z0-9 -]{2,9}"),
    (r"(^|_)(phone|mobile|fax)(_number)?$", r"\+\d[\d -]{6,}"),
    (r"_time$", r"\d.*"),
    (r"(^|_)(latitude|longitude|lat|lng)$", r"-?\d+(\.\d+)?"),
    (r"(^|_)(percent(age)?|pct)$", r"\d{1,3}(\.\d+)?"),
    (
        r"(^|_)(notes?|comments?|description|memo|remarks?|instructions)(_from_\w+|_to_\w+)?$",
        r".*\s.*|https?://.*|\d[\d.]*",
    ),
)
COMMENTS = re.compile(r"\b(screenshot|duplicate of|looks like|thanks|gentle reminder|agreed, let)\b", re.I)
_ENDS = r"(^|_)(end|ends|finish|until|check_?out|valid_to|due)(_|$)"
_OFF = re.compile(
    r"cancel|declin|fail|reject|delet|abandon|expir|void|refus|error|denied|suspend|revok|remov|disput|block"
)
_RECORDS = (
    "transaction|payment|expense|charge|refund|receipt|time_entry|time_sheet|timesheet|log|comment|position|reading|"
    "deposit|withdrawal|visit|measurement|history|statement|audit"
)


def never_varies(seen: Seen) -> bool:
    """All rows say the same, though they could say something else."""
    if isinstance(seen.column, ListColumn) or (isinstance(seen.column, EnumColumn) and len(seen.column.values) < 2):
        return False
    enough = len(seen.values) >= 6 and not seen.environment.entities[seen.entity].singleton
    return enough and len(set(seen.texts)) == 1 and not seen.named("currency|locale|timezone|version|(^|_)has_|^is_")


def says_nothing(seen: Seen) -> bool:
    """Filler words or codes: nobody knew what the column is about."""
    filled = all(text.partition("-")[0] in FILLERS or FILLING_CODE.fullmatch(text) for text in seen.texts)
    return seen.is_text and bool(seen.texts) and filled


def holds_a_place(seen: Seen) -> bool:
    """Placeholders."""
    return seen.is_text and any(PLACEHOLDERS.search(text) for text in seen.texts)


def has_another_form(seen: Seen) -> bool:
    """Values that are not what the column's name says."""
    form = next((form for pattern, form in FORMS if seen.named(pattern)), None) if seen.is_text else None
    return form is not None and any(not re.fullmatch(form, text, re.S) for text in seen.texts)


def is_cut(seen: Seen) -> bool:
    """Texts that were cut short in the middle of a word."""
    most = getattr(seen.column, "max_length", None)
    short = seen.is_text and most is not None and most <= 3 and len(seen.texts) >= 4
    return short and sum(text[:1].isupper() and text[1:].islower() and len(text) == most for text in seen.texts) > 2


def speaks_of_errors_as_people_do(seen: Seen) -> bool:
    """Error messages that read like comments."""
    return seen.is_text and seen.named("error|exception|failure") and any(COMMENTS.search(text) for text in seen.texts)


def comes_before_it_was_made(seen: Seen) -> bool:
    """A change before the creation, or in the future."""
    if seen.column.kind not in ("date", "datetime") or not seen.named("^(updated|modified|changed|last_modified)"):
        return False
    created = (
        next((name for name in seen.rows[0] if re.search("^(created|creation|added)(_(at|on|date|time))?$", name)), "")
        if seen.rows
        else ""
    )
    return any(
        str(row[seen.name]) > seen.clock
        or (bool(created) and row.get(created) and str(row[created]) > str(row[seen.name]))
        for row in seen.rows
        if row[seen.name] is not None
    )


def ends_before_it_starts(seen: Seen) -> bool:
    """An end before the start of its row."""
    if seen.column.kind not in ("date", "datetime") or not seen.named(_ENDS):
        return False
    start = seen.name.replace("end", "start").replace("until", "from").replace("out", "in")
    pairs = [(row.get(start), row[seen.name]) for row in seen.rows] if start != seen.name else []
    return any(early is not None and late is not None and str(early) > str(late) for early, late in pairs)


def is_mostly_gone(seen: Seen) -> bool:
    """Most rows deleted, cancelled or failed."""
    if seen.column.kind in ("date", "datetime") and seen.named(
        r"^(deleted|archived|cancell?ed|voided|revoked|trashed|purged)"
    ):
        return len(seen.rows) >= 6 and len(seen.values) * 2 > len(seen.rows)
    if not isinstance(seen.column, EnumColumn) or len(seen.values) < 6:
        return False
    off = [value for value in seen.column.values if _OFF.search(value.lower())]
    rest = len(seen.column.values) - len(off)
    return bool(off) and rest >= 2 and sum(text in off for text in seen.texts) * 2 > len(seen.texts)


def names_strangers(seen: Seen) -> bool:
    """Ids of rows that are not there, where the environment has such rows."""
    noun = re.sub(r"_ids?$|_keys?$", "", seen.name)
    target = seen.environment.entities.get(noun)
    if noun == seen.name or target is None or target.key is None or isinstance(seen.column, ReferenceColumn):
        return False
    known = {str(key[-1]) for key in seen.state.rows[noun]}
    found = [str(item) for value in seen.values for item in (value if isinstance(value, tuple) else (value,))]
    return noun != seen.entity and any(item not in known for item in found)


def echoes(seen: Seen) -> bool:
    """Another column of the row says the very same in every row."""
    if not seen.is_text or len(seen.values) < 6 or len(set(seen.texts)) < 3:
        return False
    others = list(seen.rows[0])[: list(seen.rows[0]).index(seen.name)]
    return any(
        isinstance(seen.environment.entities[seen.entity].columns.get(other), type(seen.column))
        and all(
            row[other] == row[seen.name] for row in seen.rows if row[seen.name] is not None and row[other] is not None
        )
        for other in others
        if sum(row[other] is not None and row[seen.name] is not None for row in seen.rows) >= 4
    ) and not seen.named(_ALIKE)


_ALIKE = r"(^|_)(display|full|real|login|user_?name|phone|mobile|email|currency|country|city|time_?zone|locale)"


def is_mostly_missing(seen: Seen) -> bool:
    """Hardly a value at all, in a column that is no exception."""
    exception = (
        r"delet|cancel|fail|error|archiv|void|reject|revok|reason|parent|suspend|remov|end|clos|complet|refund|paid|"
        r"_at$|^next|^prev|custom"
    )
    enough = len(seen.rows) >= 8 and not seen.named(exception) and not isinstance(seen.column, ReferenceColumn)
    return enough and len(seen.values) * 4 < len(seen.rows)


def happens_in_the_future(seen: Seen) -> bool:
    """Records of what has happened, dated after the clock."""
    planned = r"due|expir|next|sched|end|until|target|expected|estimated|valid|start|renew|planned"
    record = seen.column.kind in ("date", "datetime") and seen.noun(_RECORDS) and not seen.named(planned)
    return (
        record
        and not seen.noun(r"scheduled_\w+|planned_\w+|recurring_\w+")
        and any(text > seen.clock for text in seen.texts)
    )


def lists_tags(seen: Seen) -> bool:
    """Tags of all kinds in a list that is about something else."""
    usual = {"urgent", "home", "idea", "finance", "travel", "family", "later", "draft", "important", "quick", "waiting"}
    if not isinstance(seen.column, ListColumn) or seen.named("tag|label|keyword|categor|topic|interest"):
        return False
    return len({item for value in seen.values if isinstance(value, tuple) for item in value if item in usual}) >= 2


def is_beyond_belief(seen: Seen) -> bool:
    """Numbers that such a thing does not have."""
    numbers = [float(str(value)) for value in seen.values if seen.column.kind in ("integer", "number", "money")]
    return any(
        bool(numbers) and seen.named(pattern) and not all(low <= number <= high for number in numbers)
        for pattern, low, high in _BELIEVED
    )


_BELIEVED: tuple[tuple[str, float, float], ...] = (
    (r"(^|_)(vat|tax|gst)_(rate|percent(age)?)$|^(vat|tax)$", 0, 30),
    (r"(^|_)exchange_rate$", 0.05, 2.5),
    (r"(^|_)(salary|annual_\w*income|yearly_wage)$", 9_000, 400_000),
    (r"(^|_)(percent(age)?|pct)$", 0, 100),
    (r"(^|_)year$", 1900, 2032),
    (r"(^|_)(tip|tip_amount)$", 0, 200),
    (r"(^|_)hourly_rate$", 5, 400),
    (r"(^|_)(latitude|lat)$", -90, 90),
)


def does_not_add_up(seen: Seen) -> bool:
    """A part that is more than its whole."""
    if seen.column.kind not in ("money", "number", "integer"):
        return False
    whole = _WHOLES.get(re.sub(r"^(amount|total)_|_(amount|total|money)$", "", seen.name))
    found = (
        next((name for name in whole or () if name in seen.rows[0] and name != seen.name), None) if seen.rows else None
    )
    if found is None or seen.environment.entities[seen.entity].columns[found].kind != seen.column.kind:
        return False
    pairs = [(row[seen.name], row[found]) for row in seen.rows if row[seen.name] is not None and row[found] is not None]
    return any(float(str(part)) > float(str(full)) for part, full in pairs)


_TOTALS = ("total", "amount", "total_amount", "amount_total", "grand_total", "total_price", "amount_due", "total_money")
_PARTS = "subtotal sub tax vat tip refunded paid fee remaining due tax_total".split()
_WHOLES: dict[str, tuple[str, ...]] = dict.fromkeys(_PARTS, _TOTALS)
_WHOLES |= {"used": ("limit", "quota", "total", "capacity", "total_space"), "available": ("total", "capacity")}


def says_what_its_entity_does_not(seen: Seen) -> bool:
    """Names of another kind of thing than the noun of the entity."""
    form = next((form for nouns, form in _NAMES if seen.noun(nouns)), None)
    return (
        form is not None
        and seen.is_text
        and seen.name in ("name", "title")
        and not all(re.search(form, text) for text in seen.texts)
    )


_NAMES: tuple[tuple[str, str], ...] = (
    ("city|town", r"^(?!.*(Street|Hall|Hill|Green|Lakeside|Station|Market)).*$"),
    ("tax|tax_rate|tax_type|tax_category|vat", r"(?i)tax|vat|rate|reduced|zero|standard|exempt|gst|sales"),
    ("booking|reservation", r"^(?!.*(critique|Yoga|Standup|go/no-go|negotiation)).*$"),
    ("legal_entity|company|organization|organisation|vendor|supplier", r"^(?!\S+ed$).+$"),
    ("status|order_status|state", r"(?i)^\w[\w ]{2,24}$"),
)

COLUMN_CHECKS: tuple[Check, ...] = (
    never_varies, says_nothing, holds_a_place, has_another_form, is_cut, speaks_of_errors_as_people_do,
    comes_before_it_was_made, ends_before_it_starts, is_mostly_gone, names_strangers, echoes, is_mostly_missing,
    happens_in_the_future, lists_tags, is_beyond_belief, does_not_add_up, says_what_its_entity_does_not,
)  # fmt: skip


def columns(environment: Environment, state: State) -> Iterator[Seen]:
    """Every stored column of every entity."""
    for name, entity in environment.entities.items():
        for column_name, column in entity.columns.items():
            if column.kind != "computed":
                yield Seen(environment, state, name, column_name, column)


def shared_lists(seen: Sequence[Seen]) -> Iterator[tuple[Seen, str]]:
    """Text columns half of whose values stand in a column of another entity too."""
    lists = [item for item in seen if item.is_text and len(set(item.texts)) >= 6]
    for place, item in enumerate(lists):
        own = set(item.texts)
        if len(min(own, key=len)) < 4 or item.named(_SHARED_BY_NATURE):
            continue
        for other in lists[:place]:
            if other.entity != item.entity and len(own & set(other.texts)) * 2 > len(own) and not _is_copy(item, other):
                yield item, f"{other.entity}.{other.name}"
                break


_SHARED_BY_NATURE = "code|currency|country|city|zip|postal|zone|locale|lang|region|state|email|phone"


def _is_copy(item: Seen, other: Seen) -> bool:
    """Whether a column says by its name that it repeats what the other entity is called, or names the same people."""
    people = all(re.fullmatch(r"\S+ \S+|\S+@\S+|\w+_\w+", text) for text in item.texts)
    return other.entity in item.name or item.entity in other.name or people


def defects(environment: Environment, state: State) -> Counter[str]:
    """How many columns have each defect; a column counts once for each."""
    found: Counter[str] = Counter()
    seen = list(columns(environment, state))
    for item in seen:
        found.update(check.__name__ for check in COLUMN_CHECKS if check(item))
    found["shares_its_list"] += sum(1 for _ in shared_lists(seen))
    return found

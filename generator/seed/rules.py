"""Seed rules of an environment: which maker fills each column, chosen from names, kinds, enums and references."""

import re

from generator.seed.catalogues import fact_rule
from generator.seed.chance import chance
from generator.seed.derived import Children, children_of, created_above, currency_above, derived_rule
from generator.seed.families import PERSON, family_of, family_of_noun
from generator.seed.meanings import Options, meaning
from generator.seed.neighbours import neighbour_rule, with_neighbours
from generator.seed.order import MOMENTS, order_moment
from generator.seed.ties import flag_tie, leads_away, tie
from generator.seed.words import family
from servers.farm.model import (
    BooleanColumn,
    Column,
    ComputedColumn,
    Entity,
    EntitySeed,
    EnumColumn,
    Environment,
    MoneyColumn,
    PositionColumn,
    ReferenceColumn,
    SeedRule,
)

_CONTAINERS, _LEAVES = (10, 12, 16), (14, 20, 26)
"""Rows of an entity that has 0, 1, 2 or more levels of parents above it, with rows below it and without."""

_MORE_OR_LESS = (-2, 3)
"""No two tables of an account have the same number of rows on purpose."""

_MOSTLY_THERE = 0.85
"""The share of rows that were never deleted, cancelled or refused, where no status tells it."""

_REASON = re.compile(r"_(reason|note|by|comment|message)$")


def with_seed_rules(environment: Environment) -> Environment:
    """The environment with a seed rule for every column that a maker fills; rules that are there stay as they are."""
    depths = {name: _depth(environment, name, frozenset()) for name in environment.entities}
    children = children_of(environment)
    entities = {
        name: entity.model_copy(update={"seed": _entity_seed(environment, name, depths[name], children[name])})
        for name, entity in environment.entities.items()
    }
    return environment.model_copy(update={"entities": entities})


def _depth(environment: Environment, entity: str, seen: frozenset[str]) -> int:
    """How many levels of required or optional parents stand above an entity; cycles count once."""
    parents = {
        column.to for column in environment.entities[entity].columns.values() if isinstance(column, ReferenceColumn)
    }
    above = [_depth(environment, parent, seen | {entity}) for parent in sorted(parents - seen - {entity})]
    return 1 + max(above) if above else 0


def _entity_seed(environment: Environment, name: str, depth: int, children: Children) -> EntitySeed:
    entity = environment.entities[name]
    usual = (_CONTAINERS if any(child != name for child, _ in children) else _LEAVES)[min(depth, 2)]
    usual += chance(0, environment.name, name, "rows").randint(*_MORE_OR_LESS)
    rows = entity.seed.rows if "rows" in entity.seed.model_fields_set else usual
    chosen = dict(entity.seed.columns)
    if entity.key is not None and entity.key.sequence is None and entity.key.column not in chosen:
        chosen[entity.key.column] = _key_rule(name, entity)
    for column_name, column in entity.columns.items():
        if column_name not in chosen and not isinstance(column, ComputedColumn | PositionColumn | ReferenceColumn):
            chosen[column_name] = derived_rule(environment, name, column_name, column, children) or _rule(
                environment, name, column_name, column
            )
    order = [*([entity.key.column] if entity.key else []), *entity.columns]
    columns = {column: chosen[column] for column in order if column in chosen}
    return EntitySeed(rows=1 if entity.singleton else rows, columns=with_neighbours(_apart(columns, entity.label)))


def _key_rule(name: str, entity: Entity) -> SeedRule:
    key = entity.key
    if key is None or key.kind == "integer":
        return SeedRule(make="numbered")
    if (fact := fact_rule(name, key.column, "text")) is not None:
        return fact
    found = meaning("text", key.column)
    if found is None or found.make in ("hex", "phrase", "title"):
        return SeedRule(make="slug") if family_of(name) else SeedRule(make="code", options={"form": "AAAA0000"})
    return found


def _rule(environment: Environment, entity_name: str, name: str, column: Column) -> SeedRule:
    entity = environment.entities[entity_name]
    if not entity.singleton and (fact := fact_rule(entity_name, name, column.kind)) is not None:
        return fact
    if column.kind == "text" and _is_of_a_cloud(environment) and _is_cloud_place(entity_name, entity, name):
        return SeedRule(make="family_title", options={"family": "cloud_region"})
    beside = neighbour_rule(entity_name, entity, name, column)
    if beside is not None:
        return beside
    found = _by_noun(entity_name, entity, name, column) or meaning(column.kind, name)
    if found is None:
        return SeedRule(make="phrase")
    options: Options = dict(found.options)
    if found.make in ("title", "text"):
        _name_family(entity_name, name, found.make, options)
    if found.make == "title" and name == "display_name" and _has_mailbox(entity):
        return SeedRule(make="person_name", options={"null": 0.0})
    if found.make == "text" and "html" in name.split("_") and (plain := _plain_text(entity, name)):
        return SeedRule(make="html", options={"of": plain, "null": 0.0})
    if found.make in ("slug", "url", "mime_type", "file_extension") and (source := _titled(entity, name)):
        options["of"] = source
    if found.make == "place_part" and not options.get("role") and (home := _home(entity)):
        options["role"] = home
    if found.make in _LOCAL or options.get("part") == "timezone":
        _settle(environment, entity, found.make, options)
    if found.make in MOMENTS:
        order_moment(entity, name, column, options)
    if options.get("ascending") and (since := created_above(environment, entity, column)):
        options["since"] = since
    if found.make in MOMENTS or isinstance(column, EnumColumn | MoneyColumn) or _REASON.search(name):
        tie(entity, name, column, options)
        if "when" not in options and "null" not in options and leads_away(name):
            options["null"] = _MOSTLY_THERE
    if isinstance(column, BooleanColumn) and found.make == "flag":
        options.update(flag_tie(entity, name))
    if name == entity.label or (found.make == "text" and name == "body" and options.get("family") == "message"):
        options["null"] = 0.0
    return SeedRule(make=found.make, options=options)


_CLOUD_NOUNS = "region|zone|availability_zone|network_zone|data_?cent(er|re)|location"
_CLOUD_PLACE = re.compile(rf"(^|_)({_CLOUD_NOUNS})(_(name|slug|code|label))?$")
_CLOUD_ENTITY = re.compile(rf"(^|_)({_CLOUD_NOUNS})$")
_CALLED = ("name", "label", "title", "display_name", "slug", "code")


def _is_of_a_cloud(environment: Environment) -> bool:
    return environment.domain is not None and environment.domain.name == "cloud"


def _is_cloud_place(entity_name: str, entity: Entity, name: str) -> bool:
    """Whether a text says where a machine runs; what has a city beside it is a place on a map."""
    if any(other.split("_")[-1] in ("city", "street", "postcode", "zip") for other in entity.columns):
        return False
    called = next((item for item in _CALLED if item in entity.columns), "")
    return bool(_CLOUD_PLACE.search(name)) or (name == called and bool(_CLOUD_ENTITY.search(entity_name)))


def _settle(environment: Environment, entity: Entity, make: str, options: Options) -> None:
    """Telephone, language, time zone and currency of a row are those of its place; a currency also of its parent."""
    if make == "currency" and (above := currency_above(environment, entity)) is not None:
        options["path"] = above
    home = _home(entity)
    if home is not None:
        options["place"] = home


def _home(entity: Entity) -> str | None:
    """The role of the row's place (`billing` in `billing_city`); None if it has none."""
    for name, column in entity.columns.items():
        found = meaning(column.kind, name) if column.kind == "text" else None
        if (
            found is not None
            and found.make == "place_part"
            and found.options.get("part") in ("city", "country", "country_code")
        ):
            return str(found.options.get("role", ""))
    return None


def _by_noun(entity_name: str, entity: Entity, name: str, column: Column) -> SeedRule | None:
    """What a text column names, where its name is a noun: `project_name`, `branch`, the `state` of an address."""
    if column.kind != "text":
        return None
    known = meaning("text", name)
    if known is not None and known.make in _FEW and any(item.columns == (name,) for item in entity.unique):
        return SeedRule(make="slug")  # Every row needs another one.
    if name in _ENDS_OF_A_CALL and _CALLS.intersection(entity_name.split("_")):
        return SeedRule(make="phone", options={"role": name})
    if name.split("_")[-1] == "state" and any(_ADDRESS.search(other) for other in entity.columns):
        return SeedRule(make="place_part", options={"part": "region", **_role(name.removesuffix("state").strip("_"))})
    if name in ("type", "kind"):  # The type of a phone is what `phone_type` is elsewhere.
        return meaning("text", f"{entity_name}_type")
    if _SAID.intersection(name.split("_")):  # `notes_from_guest` are no guest.
        return None
    noun = re.sub("_?(name|title|display_name|label)$", "", name)
    if not noun or noun == entity_name or known is None or known.make not in ("title", "word"):
        return None
    if known.make == "title" and noun == name:  # The `email_subject` is no subject of a catalogue.
        return None
    found = family_of(noun) if known.make == "title" else family_of_noun(noun)
    if found == PERSON:
        return SeedRule(make="person_name", options=_role(noun))
    return SeedRule(make="family_title", options={"family": found}) if found and found not in _SPOKEN else None


def _role(name: str) -> Options:
    return {"role": name} if name else {}


_ADDRESS = re.compile("(^|_)(city|zip|postal_code|post_code|postcode|country)$")
_CALLS = frozenset("call calls sms fax voicemail ring".split())
_ENDS_OF_A_CALL = frozenset("to from sender recipient caller callee source destination".split())
_SAID = frozenset("note notes comment comments message remark remarks text instructions description body".split())
_LOCAL = frozenset(("phone", "locale", "currency"))
_FEW = frozenset(("pick", "pick_from", "locale", "unit", "currency", "kind", "word", "color"))
"""Makers that soon come back to the same value."""
_SPOKEN = frozenset("message comment question reason issue event key".split())
"""Families whose titles do not stand for a thing where a column is named by the noun alone."""


def _name_family(entity_name: str, name: str, make: str, options: Options) -> None:
    """Whose words a title or text uses: those of the entity's noun, else those that the column's name suggests."""
    known = family_of(entity_name)
    suggested = next((family_name for pattern, family_name in _BY_COLUMN if re.search(pattern, name)), "")
    if make == "title" and known != PERSON:
        options["family"] = known or suggested
    elif make == "text":
        speaks = bool(known) and known != PERSON and bool(family(known).texts)
        options["family"] = known if speaks else suggested or "remark"
    if not options.get("family", "x"):
        del options["family"]


_BY_COLUMN = (
    ("subject|body|reply|mail", "message"),
    ("headline", "article"),
    ("question", "question"),
    ("comment|message|feedback|review|answer", "comment"),
)


def _has_mailbox(entity: Entity) -> bool:
    """Whether rows have an email address of their own, as people and accounts do."""
    return any(re.search("(^|_)e?mail", name) and item.kind == "text" for name, item in entity.columns.items())


def _plain_text(entity: Entity, name: str) -> str | None:
    """The text column whose words an HTML column repeats: the one with the most words in common."""
    words = set(name.split("_")) - {"html"}
    others = {other: len(words & set(other.split("_"))) for other, item in entity.columns.items()
              if other != name and item.kind == "text" and "html" not in other.split("_")}  # fmt: skip
    best = max(others, key=lambda other: others[other], default="")
    return best if others.get(best) else None


def _titled(entity: Entity, name: str) -> str | None:
    """The column whose text a slug, link or type is made from."""
    wanted = ("file_name", "filename", "title", "name", "summary", "subject", "display_name")
    named = [item for item in entity.columns if re.search("file_?name", item)]
    names = [item for item in (*named, *wanted) if item in entity.columns and item != name]
    return next((item for item in names if entity.columns[item].kind == "text"), None)


def _apart(columns: dict[str, SeedRule], label: str | None) -> dict[str, SeedRule]:
    """Only the main text of an entity goes with its title; the others say something else, and so do other titles than
    those that repeat the first."""
    texts = [name for name, rule in columns.items() if rule.make == "text" and "length" not in rule.options]
    main = next((name for wanted in _MAIN_TEXTS for name in texts if name == wanted), texts[0] if texts else "")
    titles = [name for name, rule in columns.items() if rule.make == "title"]
    first = label if label in titles else next(iter(titles), "")
    extra = {
        name: SeedRule(make="text", options={**columns[name].options, "family": "remark", "apart": True})
        for name in texts
        if name != main and "apart" not in columns[name].options
    }
    others = {
        name: SeedRule(make="title", options={**columns[name].options, "apart": True})
        for name in titles
        if name != first and not _REPEATS.search(name)
    }
    return {**columns, **extra, **others}


_REPEATS = re.compile("(^|_)(name|display|online|seo|meta|page|full|long|short|pretty|public|local|default)(_|$)")
_MAIN_TEXTS = ("description", "notes", "body", "content", "text", "message", "note", "details")

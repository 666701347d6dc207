"""What deleting rows does to the rows that refer to them, in sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from servers.farm.effects import effects, referring
from servers.farm.faults import fault_uses
from servers.farm.model import Entity, Environment, ReferenceColumn
from servers.farm.phrases import IT, article, column_phrase, joined, pronoun, said

MOST_NAMED = 6
"""Of more kinds of rows that are deleted along, three are named."""


def is_link(entity: Entity, columns: Sequence[str]) -> bool:
    """Whether two columns, together unique, make the rows of an entity links between two others."""
    return len(columns) == 2 and all(isinstance(entity.columns.get(name), ReferenceColumn) for name in columns)


def deletions(environment: Environment) -> tuple[list[str], list[str]]:
    """Sentences on what forbids a deletion, and on what is deleted along."""
    faults = {use.code for name in environment.tools for use in fault_uses(environment, name) if use.kind == "refuse"}
    found = [_Deleted(environment, entity) for entity in _deleted(environment)]
    refused, lost = [item.refusal(faults) for item in found], [item.loss() for item in found]
    return list(filter(None, refused)), list(filter(None, lost))


def lost_references(environment: Environment) -> Iterator[str]:
    """Sentences on links that go, and on rows that stay without their reference."""
    for entity in _deleted(environment):
        deleted = _Deleted(environment, entity)
        if deleted.links and not deleted.losses:
            yield f"Deleting {deleted.owner} also removes {deleted.its} links to {joined(deleted.links)}."
        if deleted.kept:
            kept = f"the {joined(deleted.kept)} that refer to {deleted.it}"
            yield f"Deleting {deleted.owner} keeps {kept}; they lose the reference."


def _deleted(environment: Environment) -> Iterator[str]:
    """The entities that a tool deletes rows of, by a step or along with others."""
    declared = [item for name in environment.tools for item in effects(environment, name)]
    yield from dict.fromkeys(item.entity for item in declared if item.kind == "delete")


@dataclass(frozen=True)
class _Deleted:
    """One entity whose rows are deleted, and what refers to them."""

    environment: Environment
    entity: str

    @property
    def owner(self) -> str:
        return article(said(self.entity))

    @property
    def it(self) -> str:
        """The row named again; "them" would be anybody."""
        return "it" if pronoun(self.entity) == IT else f"the {said(self.entity)}"

    @property
    def its(self) -> str:
        return pronoun(self.entity).possessive

    @property
    def references(self) -> list[tuple[str, str, ReferenceColumn]]:
        session = self.environment.actor.session if self.environment.actor else None
        return [item for item in referring(self.environment, self.entity) if item[0] != session]

    @property
    def losses(self) -> list[str]:
        """The rows that go along: what is its own, and last, of its own kind, what it is the parent of."""
        own = [
            child for child, column, item in self._cascading if child != self.entity and not self._other(child, column)
        ]
        same = [column for child, column, _ in self._cascading if child == self.entity]
        plurals = [self._plural(child) for child in dict.fromkeys(own)]
        it = pronoun(self.entity)
        plural = self._plural(self.entity)
        below = [f"the {plural} whose {column_phrase(column)} {it.subject} {it.be}" for column in same]
        return [*([f"{self.its} {plurals[0]}", *plurals[1:]] if plurals else []), *below]

    @property
    def links(self) -> list[str]:
        """What rows that go along link it to."""
        ends = [self._other(child, column) for child, column, _ in self._cascading if child != self.entity]
        return [self._plural(end) for end in dict.fromkeys(ends) if end]

    @property
    def kept(self) -> list[str]:
        """The rows that stay, whichever of their references this is."""
        gone = {child for child, _, item in self.references if item.on_delete != "clear"}
        return list(dict.fromkeys(self._plural(child) for child, _, _ in self.references if child not in gone))

    def refusal(self, faults: set[str]) -> str | None:
        rows = dict.fromkeys(self._plural(child) for child, _, item in self.references if item.fault in faults)
        return f"Deleting {self.owner} is refused while {joined(rows, 'or')} refer to {self.it}." if rows else None

    def loss(self) -> str | None:
        losses, links = self.losses, self.links
        if not losses:
            return None
        if len(losses) > MOST_NAMED:
            some = joined([losses[0].removeprefix(f"{self.its} "), *losses[1:3]])
            return f"Deleting {self.owner} also deletes all that belongs to {self.it}, such as {self.its} {some}."
        removed = f", and removes {self.its} links to {joined(links)}" if links else ""
        return f"Deleting {self.owner} also deletes {joined(losses)}{removed}."

    @property
    def _cascading(self) -> list[tuple[str, str, ReferenceColumn]]:
        return [item for item in self.references if item[2].on_delete == "cascade"]

    def _other(self, child: str, column: str) -> str | None:
        """The entity at the other end, if the rows of a child are links."""
        entity = self.environment.entities[child]
        for unique in entity.unique:
            if is_link(entity, unique.columns) and column in unique.columns:
                other = entity.columns[next(name for name in unique.columns if name != column)]
                return other.to if isinstance(other, ReferenceColumn) else None
        return None

    def _plural(self, entity: str) -> str:
        return said(self.environment.entities[entity].plural)

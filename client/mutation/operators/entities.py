"""Bugs in what holds for all tools: unique sets, what a deletion takes along, positions."""

from collections.abc import Iterator
from typing import ClassVar

from client.mutation.mutant import Mutant
from client.mutation.operator import Operator, with_column, with_entity
from servers.farm.model import Environment, PositionColumn, ReferenceColumn


class DropUnique(Operator):
    """What must occur once may occur twice."""

    name = "drop_unique"

    def mutate(self, environment: Environment) -> Iterator[Mutant]:
        """Each entity without one of its unique sets."""
        for name, entity in environment.entities.items():
            for index, unique in enumerate(entity.unique):
                left = entity.unique[:index] + entity.unique[index + 1 :]
                changed = with_entity(environment, name, entity.model_copy(update={"unique": left}))
                yield Mutant(self.name, "", f"{name}: {', '.join(unique.columns)}", changed)


class OnDelete(Operator):
    """A deletion does something else with the rows that refer to the deleted one."""

    before: ClassVar[str]
    after: ClassVar[str]

    def mutate(self, environment: Environment) -> Iterator[Mutant]:
        """Each reference that is declared so, made to do the other."""
        for name, entity in environment.entities.items():
            for column_name, column in entity.columns.items():
                if isinstance(column, ReferenceColumn) and column.on_delete == self.before:
                    changes = {"on_delete": self.after, "fault": None}
                    yield Mutant(
                        self.name, "", f"{name}.{column_name}", with_column(environment, name, column_name, changes)
                    )


class ForgetRefusal(OnDelete):
    """Deleting a row takes rows with it that should have refused the deletion."""

    name = "forget_refusal"
    before, after = "refuse", "cascade"


class ForgetCascade(OnDelete):
    """Deleting a row leaves rows behind that should have gone with it."""

    name = "forget_cascade"
    before, after = "cascade", "clear"


class ForgetClearing(OnDelete):
    """Deleting a row takes rows with it that should have stayed."""

    name = "forget_clearing"
    before, after = "clear", "cascade"


class WrongPosition(Operator):
    """Positions are counted over all rows instead of those of a parent."""

    name = "wrong_position"

    def mutate(self, environment: Environment) -> Iterator[Mutant]:
        """Each position without what it is within."""
        for name, entity in environment.entities.items():
            for column_name, column in entity.columns.items():
                if isinstance(column, PositionColumn) and column.within is not None:
                    changed = with_column(environment, name, column_name, {"within": None})
                    yield Mutant(self.name, "", f"{name}.{column_name}", changed)

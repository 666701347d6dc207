"""The operators on emitted code: one class per kind of bug, and the table of them."""

from client.mutation.code.declarations import Deletion, Message, ReadOnly, Uniqueness
from client.mutation.code.expressions import (
    Comparison,
    Condition,
    Constant,
    Logic,
    SwappedArguments,
    SwappedFields,
    WrongColumn,
)
from client.mutation.code.frame import KeptWrites, LostEnd, LostTransaction, Page, Sequence
from client.mutation.code.operator import CodeMutant, CodeOperator, mutants, parsed
from client.mutation.code.queries import DroppedCondition, Limit, Order, Sql
from client.mutation.code.statements import DeletedStatement, DroppedKeyword, StaleResult

CODE_OPERATORS: tuple[CodeOperator, ...] = (
    Comparison(),
    Condition(),
    Logic(),
    Constant(),
    SwappedArguments(),
    SwappedFields(),
    WrongColumn(),
    DeletedStatement(),
    DroppedKeyword(),
    StaleResult(),
    Sql(),
    DroppedCondition(),
    Order(),
    Limit(),
    Deletion(),
    Uniqueness(),
    ReadOnly(),
    Message(),
    LostTransaction(),
    LostEnd(),
    KeptWrites(),
    Sequence(),
    Page(),
)

__all__ = ["CODE_OPERATORS", "CodeMutant", "CodeOperator", "mutants", "parsed"]

"""The operators on declared behaviour: a class or a rule per kind of bug, and the table of them."""

from client.mutation.operator import Operator
from client.mutation.operators.blocks import AlwaysThen, FirstOnly, NeverThen, SkipCollect, SkipLast, SwapBranches
from client.mutation.operators.entities import (
    DropUnique,
    ForgetCascade,
    ForgetClearing,
    ForgetRefusal,
    WrongPosition,
)
from client.mutation.operators.expressions import EXPRESSIONS
from client.mutation.operators.finds import AlwaysInsert, DropPredicate, MissAsNone, NeverInsert, TakeLast, WrongKey
from client.mutation.operators.mechanics_counters import ForgetFactor, Miscount
from client.mutation.operators.mechanics_groups import CountsItself
from client.mutation.operators.mechanics_limits import DROP_CONJUNCT
from client.mutation.operators.mechanics_money import FORGET_EARLIER, OverwriteSum
from client.mutation.operators.mechanics_names import CompareExactly
from client.mutation.operators.mechanics_places import GapStays, ShiftTooFar
from client.mutation.operators.mechanics_states import AllowState, ForgetStamp
from client.mutation.operators.mechanics_threads import OnlyReplies
from client.mutation.operators.mechanics_trees import OneLevelUp
from client.mutation.operators.mechanics_versions import KeepVersion
from client.mutation.operators.requires import DropRequire, NegateRequire, WrongFault
from client.mutation.operators.results import ConstantResult, StaleValue, SwapFields, SwapView
from client.mutation.operators.searches import FlipOrder, IgnoreActor, IgnoreFilter
from client.mutation.operators.writes import DropColumn, NullOverwrites, SkipWrite, WriteTwice, WrongColumn, WrongRow

OPERATORS: tuple[Operator, ...] = (
    DropRequire(),
    NegateRequire(),
    WrongFault(),
    *EXPRESSIONS,
    MissAsNone(),
    NeverInsert(),
    AlwaysInsert(),
    DropPredicate(),
    TakeLast(),
    WrongKey(),
    IgnoreFilter(),
    IgnoreActor(),
    FlipOrder(),
    SkipWrite(),
    DropColumn(),
    NullOverwrites(),
    WrongColumn(),
    WrongRow(),
    WriteTwice(),
    FirstOnly(),
    SkipLast(),
    AlwaysThen(),
    NeverThen(),
    SwapBranches(),
    SkipCollect(),
    ConstantResult(),
    SwapFields(),
    SwapView(),
    StaleValue(),
    DropUnique(),
    ForgetRefusal(),
    ForgetCascade(),
    ForgetClearing(),
    WrongPosition(),
    OneLevelUp(),
    CountsItself(),
    ShiftTooFar(),
    GapStays(),
    Miscount(),
    ForgetFactor(),
    OnlyReplies(),
    AllowState(),
    CompareExactly(),
    KeepVersion(),
    ForgetStamp(),
    DROP_CONJUNCT,
    FORGET_EARLIER,
    OverwriteSum(),
)

__all__ = ["OPERATORS"]

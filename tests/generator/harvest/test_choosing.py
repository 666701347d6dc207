"""Which documents come first, and which environments are taken."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generator.harvest.candidates import Candidate, Surveyed, likeness
from generator.harvest.choosing import (
    ALIKE,
    CLOUD_FULL,
    NEAR,
    NOT_NEEDED,
    VENDOR_FULL,
    Limits,
    Shares,
    choose,
    fair,
    in_order,
    limits,
)


def candidate(source: str, number: int = 0, **facts: object) -> Candidate:
    """An environment whose names nobody else has, unless `facts` say otherwise."""
    stem = f"{source}{number}".replace("/", "_").replace(".", "_")
    usual = {
        "name": stem,
        "title": "Things",
        "kind": "openapi",
        "vendor": source.partition("/")[0],
        "domain": "office",
        "tools": tuple(f"{verb}_{stem}" for verb in ("list", "get", "make", "change", "remove")),
        "entities": (stem,),
        "writes": 3,
        "faults": 3,
        "mechanics": 1,
    }
    return Candidate(source=source, number=number, **{**usual, **facts})  # type: ignore[arg-type]


candidates = st.lists(
    st.tuples(
        st.sampled_from("a.example b.example c.example d.example azure.com amazonaws.com".split()),
        st.sampled_from(["office", "finance", "travel"]),
        st.integers(0, 3),
        st.integers(1, 30),
    ),
    max_size=40,
).map(
    lambda rows: [
        candidate(f"{vendor}/{place}", domain=domain, mechanics=mechanics, tools=tuple(f"t{n}" for n in range(tools)))
        for place, (vendor, domain, mechanics, tools) in enumerate(rows)
    ]
)


@given(candidates, st.integers(1, 30), st.randoms(use_true_random=False))
def test_a_choice_keeps_its_limits_whatever_the_order(found: list[Candidate], count: int, chance: object) -> None:
    vendors = {one.vendor for one in found}
    allowed = limits(count, vendors, Shares())
    choice = choose(found, (), allowed)
    assert len(choice.taken) <= count
    assert {one.key for one in choice.taken} | choice.left.keys() == {one.key for one in found}
    assert max(Counter(one.vendor for one in choice.taken).values(), default=0) <= allowed.vendor
    assert sum(one.vendor in ("azure.com", "amazonaws.com") for one in choice.taken) <= allowed.cloud
    pairs = [(one, other) for one in choice.taken for other in choice.taken if one.key < other.key]
    assert all(likeness(one, other) <= ALIKE for one, other in pairs)
    mixed = list(found)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert choose(mixed, (), allowed).taken == choice.taken
    kept = fair(choice.taken, vendors, Shares(), count)
    assert max(Counter(one.vendor for one in kept).values(), default=0) <= limits(len(kept), vendors, Shares()).vendor


@given(candidates, st.integers(1, 30), st.data())
def test_what_is_kept_stays_in_the_choice(found: list[Candidate], count: int, data: st.DataObject) -> None:
    allowed = limits(count, {one.vendor for one in found}, Shares())
    first = choose(found, (), allowed).taken
    kept = first[: data.draw(st.integers(0, len(first)))]
    assert choose(found, kept, allowed).taken[: len(kept)] == kept


def test_the_richer_is_taken_and_domains_take_turns() -> None:
    rich = candidate("a.example/1", mechanics=3, faults=6)
    same = candidate("b.example/1", mechanics=2, faults=6)
    other = candidate("c.example/1", mechanics=2, faults=3, domain="travel")
    choice = choose([other, same, rich], (), Limits(2, 1, 1))
    assert choice.taken == [rich, other]
    assert choice.left == {same.key: NOT_NEEDED}


def test_each_reason_is_told() -> None:
    first = candidate("azure.com/1", mechanics=3)
    twin = replace(first, source="z.example/1", vendor="z.example", mechanics=0)
    second, aws = candidate("azure.com/2"), candidate("amazonaws.com/2", mechanics=0)
    choice = choose([first, twin, second, aws], (), Limits(9, 1, 1))
    assert choice.taken == [first]
    assert choice.left == {twin.key: NEAR, second.key: VENDOR_FULL, aws.key: CLOUD_FULL}


def test_near_means_more_than_four_fifths_of_the_names() -> None:
    names = tuple(f"t{number}" for number in range(9))
    one = candidate("a.example/1", tools=names, entities=("book",))
    exact = replace(one, source="b.example/1", vendor="b.example", tools=names[:7], entities=("book",))
    assert likeness(one, exact) == ALIKE
    assert len(choose([one, exact], (), Limits(2, 1, 0)).taken) == 2
    nearer = replace(exact, tools=names[:8])
    assert choose([one, nearer], (), Limits(2, 1, 0)).left == {nearer.key: NEAR}


def test_few_vendors_have_even_shares_and_clouds_alone_have_all() -> None:
    assert limits(10, {"a.example"}, Shares()) == Limits(10, 10, 5)
    assert limits(10, {"a.example", "b.example", "c.example"}, Shares()).vendor == 4
    assert limits(100, {f"v{number}.example" for number in range(60)}, Shares()) == Limits(100, 5, 50)
    assert limits(10, {"azure.com", "amazonaws.com"}, Shares()) == Limits(10, 5, 10)


def test_shares_of_a_farm_that_stayed_small_are_of_what_there_is() -> None:
    few = [candidate(f"v{number}.example/1") for number in range(30)]
    many = [candidate("big.example/1", number) for number in range(5)]
    vendors = {one.vendor for one in few} | {f"w{number}.example" for number in range(70)} | {"big.example"}
    kept = fair([*few, *many], vendors, Shares(), 100)
    assert sum(one.vendor == "big.example" for one in kept) == 1
    assert len(kept) == 31


def test_documents_come_by_vendor_then_by_domain_then_by_promise() -> None:
    def document(source: str, domain: str, calls: int) -> Surveyed:
        return Surveyed(source, "openapi", vendor=source[0], domain=domain, reads=calls, writes=calls)

    found = [
        document("a1", "office", 9),
        document("a2", "office", 12),
        document("b1", "office", 12),
        document("c1", "travel", 3),
        document("d1", "office", 40),
    ]
    assert [one.source for one in in_order(found)] == ["a2", "c1", "b1", "d1", "a1"]
    assert in_order(reversed(found)) == in_order(found)

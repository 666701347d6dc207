from itertools import permutations

from generator.dialogues.goals import Goal, goal
from generator.dialogues.titles import Thing, did, filled, stopped
from servers.farm.model import Environment

TASK = Thing("task_id", "task", 'the task "A"')
UNDER = Thing("parent_id", "task", 'the task "B"')
AFTER = Thing("previous_id", "task", 'the task "C" in the task list "Home"')


def titled(environment: Environment, title: str) -> Environment:
    """The desk with another title for one of its tools."""
    tool = environment.tools["complete_task"].model_copy(update={"title": title})
    return environment.model_copy(update={"tools": {**environment.tools, "complete_task": tool}})


def moving(environment: Environment) -> Goal:
    return Goal("complete_task", "act", "task", ("task_id",), ("parent_id", "previous_id"), (), ())


def test_the_target_takes_the_place_of_the_noun_whatever_the_order(desk: Environment) -> None:
    environment = titled(desk, "Move a task")
    for things in permutations((TASK, UNDER, AFTER)):
        phrase, rest = filled(environment, moving(environment), things)
        assert phrase == 'move the task "A"'
        assert set(rest) == {'under the task "B"', 'right after the task "C" in the task list "Home"'}


def test_a_noun_before_another_says_whose_it_is(desk: Environment) -> None:
    environment = titled(desk, "Transfer a task ownership")
    assert filled(environment, moving(environment), (TASK,)) == ('transfer the ownership of the task "A"', [])


def test_a_role_is_taken_by_who_is_meant(desk: Environment) -> None:
    environment = titled(desk, "Add a follower to a task")
    user = Thing("follower_id", "user", 'the user "Ana"')
    wanted = Goal("complete_task", "act", "task", ("task_id",), ("follower_id",), (), ())
    said = 'add the user "Ana" as a follower to the task "A"'
    assert filled(environment, wanted, (TASK, user)) == (said, [])
    assert did(environment, wanted, (TASK, user)) == said.replace("add ", "added ", 1)


def test_parameters_may_say_what_is_done_with_their_things(desk: Environment) -> None:
    wanted = Goal("complete_task", "act", "task", ("task_id",), ("add_label_ids", "remove_label_ids"), (), ())
    add = Thing("add_label_ids", "label", 'the labels "X" and "Y"')
    remove = Thing("remove_label_ids", "label", 'the label "Z"')
    said = 'add the labels "X" and "Y" to the task "A" and remove the label "Z" from it'
    assert filled(desk, wanted, (TASK, add, remove)) == (said, [])
    assert did(desk, wanted, (add, TASK)) == 'added the labels "X" and "Y" to the task "A"'


def test_every_title_of_the_fixtures_keeps_its_things(bikes: Environment, desk: Environment) -> None:
    for environment in (bikes, desk):
        for name in environment.tools:
            wanted = goal(environment, name)
            things = [Thing(item, wanted.subject, f'the thing "{item}"') for item in (*wanted.targets, *wanted.parents)]
            phrase, rest = filled(environment, wanted, things)
            assert all(thing.text in " ".join([phrase, *rest]) for thing in things)


def test_a_quotation_that_ends_a_sentence_ends_it() -> None:
    assert [stopped(text) for text in ("a", '"a"', '"a."', '"a?"')] == ["a.", '"a".', '"a."', '"a?"']

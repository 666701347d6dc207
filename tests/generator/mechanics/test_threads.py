"""Threads: replies stay, nothing is said where it is shut, and labels of the system stay as they are."""

import random

import pytest

from generator.description import Operation
from generator.mechanics import Subject
from generator.mechanics.lifecycle import Lifecycle
from generator.mechanics.messages import is_said, is_thread
from generator.mechanics.threads import Threads
from generator.mechanics.trash import Trash
from servers.farm.model import Environment
from tests.generator.mechanics.conftest import World
from tests.generator.mechanics.sound import environment, stands, used, with_all

FORUM = """
entities:
  topic:
    plural: topics
    key: {column: topic_id, sequence: "T{n}"}
    columns:
      subject: {kind: text}
      locked: {kind: boolean, default: "False"}
      last_post_at: {kind: datetime, nullable: true}
      pinned_post_id: {kind: reference, to: post, nullable: true, on_delete: clear}
    views: {full: [topic_id, subject, locked, last_post_at, pinned_post_id]}
  post:
    plural: posts
    key: {column: post_id, sequence: "P{n}"}
    columns:
      topic_id: {kind: reference, to: topic, on_delete: cascade}
      reply_to_id: {kind: reference, to: post, nullable: true, on_delete: clear}
      body: {kind: text}
    views: {full: [post_id, topic_id, reply_to_id, body]}
faults:
  topic_not_found: {message: "There is no topic {topic_id}."}
  reply_to_not_found: {message: "There is no post {reply_to_id}."}
  pinned_post_not_found: {message: "There is no post {pinned_post_id}."}
tools:
  list_topics:
    title: L
    description: L.
    steps: [{search: {entity: topic, as: topics, page: {size: 20}}}, {return: {topics: {rows: topics, view: full}}}]
  list_posts:
    title: L
    description: L.
    steps: [{search: {entity: post, as: posts, page: {size: 20}}}, {return: {posts: {rows: posts, view: full}}}]
  create_topic:
    title: C
    description: C.
    parameters: {subject: text}
    steps:
      - insert: {entity: topic, set: {subject: subject}}
      - return: {topic: {row: topic, view: full}}
  update_topic:
    title: U
    description: U.
    parameters:
      topic_id: {kind: text, column: topic.topic_id}
      locked: {kind: boolean, optional: true}
      pinned_post_id: {kind: text, column: post.post_id, optional: true}
    steps:
      - find: {entity: topic, key: topic_id, else: topic_not_found}
      - if:
          that: pinned_post_id is not None
          then: [{find: {entity: post, as: pinned_post, key: pinned_post_id, else: pinned_post_not_found}}]
      - update: {row: topic, given: [locked, pinned_post_id]}
      - return: {topic: {row: topic, view: full}}
  create_post:
    title: C
    description: C.
    parameters:
      topic_id: {kind: text, column: topic.topic_id}
      reply_to_id: {kind: text, column: post.post_id, optional: true}
      body: text
    steps:
      - find: {entity: topic, key: topic_id, else: topic_not_found}
      - if:
          that: reply_to_id is not None
          then: [{find: {entity: post, as: reply_to, key: reply_to_id, else: reply_to_not_found}}]
      - insert: {entity: post, set: {topic_id: topic_id, reply_to_id: reply_to_id, body: body}}
      - return: {post: {row: post, view: full}}
"""
DESK = """
entities:
  THREAD:
    plural: threads
    key: {column: THREAD_id, sequence: "T{n}"}
    columns:
      topic: {kind: text}
      status: {kind: enum, values: [open, CLOSED], default: "'open'"}
    views: {full: [THREAD_id, topic, status]}
  message:
    plural: messages
    key: {column: message_id, sequence: "M{n}"}
    columns: {THREAD_id: {kind: reference, to: THREAD, on_delete: cascade}, body: {kind: text}}
    views: {full: [message_id, THREAD_id, body, {labels: {of: message_label, by: message_id, view: full}}]}
  label:
    plural: labels
    key: {column: label_id, sequence: "L{n}"}
    columns: {name: {kind: text}, type: {kind: enum, values: [system, user], default: "'user'"}}
    views: {full: [label_id, name, type]}
  message_label:
    plural: message_labels
    key: {column: message_label_id, sequence: "ML{n}"}
    columns:
      message_id: {kind: reference, to: message, on_delete: cascade}
      label_id: {kind: reference, to: label, on_delete: cascade}
    views: {full: [label_id]}
faults:
  thread_not_found: {message: "There is no thread {THREAD_id}."}
  message_not_found: {message: "There is no message {message_id}."}
  label_not_found: {message: "There is no label {label_id}."}
tools:
  list_threads:
    title: L
    description: L.
    steps: [{search: {entity: THREAD, as: found, page: {size: 20}}}, {return: {threads: {rows: found, view: full}}}]
  list_messages:
    title: L
    description: L.
    steps: [{search: {entity: message, as: found, page: {size: 20}}}, {return: {messages: {rows: found, view: full}}}]
  list_labels:
    title: L
    description: L.
    steps: [{search: {entity: label, as: found, page: {size: 20}}}, {return: {labels: {rows: found, view: full}}}]
  send_message:
    title: S
    description: S.
    parameters: {THREAD_id: {kind: text, column: THREAD.THREAD_id}, body: text}
    steps:
      - find: {entity: THREAD, key: THREAD_id, else: thread_not_found}
      - insert: {entity: message, set: {THREAD_id: THREAD_id, body: body}}
      - return: {message: {row: message, view: full}}
  close_thread:
    title: C
    description: C.
    parameters: {THREAD_id: {kind: text, column: THREAD.THREAD_id}}
    steps:
      - find: {entity: THREAD, key: THREAD_id, else: thread_not_found}
      - update: {row: THREAD, set: {status: "'CLOSED'"}}
      - return: {thread: {row: THREAD, view: full}}
  create_label:
    title: C
    description: C.
    parameters: {name: text, type: {kind: enum, values: [system, user], optional: true}}
    steps:
      - insert: {entity: label, set: {name: name, type: "coalesce(type, 'user')"}}
      - return: {label: {row: label, view: full}}
  update_label:
    title: U
    description: U.
    parameters: {label_id: {kind: text, column: label.label_id}, name: text}
    steps:
      - find: {entity: label, key: label_id, else: label_not_found}
      - update: {row: label, set: {name: name}}
      - return: {label: {row: label, view: full}}
  delete_label:
    title: D
    description: D.
    parameters: {label_id: {kind: text, column: label.label_id}}
    steps:
      - find: {entity: label, key: label_id, else: label_not_found}
      - delete: {row: label}
      - return: {label_id: label_id}
  change_message_labels:
    title: C
    description: C.
    parameters:
      message_id: {kind: text, column: message.message_id}
      add_label_ids: {kind: list, of: text, column: label.label_id}
      remove_label_ids: {kind: list, of: text, column: label.label_id}
    steps:
      - find: {entity: message, key: message_id, else: message_not_found}
      - each:
          of: add_label_ids
          as: label_id
          do:
            - find: {entity: label, key: label_id, else: label_not_found}
            - insert: {entity: message_label, set: {message_id: message_id, label_id: label_id}}
      - each:
          of: remove_label_ids
          as: gone_id
          do:
            - delete: {entity: message_label, as: tie, where: [tie.message_id == message_id, tie.label_id == gone_id]}
      - return: {message: {row: message, view: full}}
"""


def forum(*changes: tuple[str, str]) -> Environment:
    return _changed(FORUM, changes)


def desk(thread: str = "conversation", closed: str = "closed", *changes: tuple[str, str]) -> Environment:
    return _changed(DESK.replace("THREAD", thread).replace("CLOSED", closed), changes)


def _changed(text: str, changes: tuple[tuple[str, str], ...]) -> Environment:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return environment(text)


def told(found: Environment, tool: str, text: str) -> Subject:
    return Subject(found, {tool: [Operation(id=tool, method="POST", path=f"/{tool}", description=text)]})


def talk() -> World:
    world = World(with_all(Threads(), forum()))
    world.empty("post")
    for key in ("T1", "T2"):
        world.put("topic", key, locked=False, pinned_post_id=None, last_post_at=None)
        assert world.call("create_post", topic_id=key, body="First") == ""
    return world


def test_a_forum_gets_every_law_of_threads() -> None:
    found = with_all(Threads(), forum())
    assert used(Threads(), found) == {
        ("create_post", "reply_to_elsewhere"), ("create_post", "topic_locked"),
        ("update_topic", "pinned_post_elsewhere"),
    }  # fmt: skip
    assert [len(found.entities[name].invariants) for name in ("post", "topic")] == [1, 1]
    stands(found)


def test_a_reply_goes_into_the_thread_of_what_it_replies_to() -> None:
    world = talk()
    first, second = (str(row["post_id"]) for row in world.state.ordered("post"))
    assert world.call("create_post", topic_id="T1", reply_to_id=second, body="No") == "reply_to_elsewhere"
    assert world.call("create_post", topic_id="T1", reply_to_id=first, body="Yes") == ""
    assert world.call("create_post", topic_id="T1", reply_to_id=world.last("post")["post_id"], body="Again") == ""


def test_a_thread_points_at_what_is_said_in_it() -> None:
    world = talk()
    first, second = (str(row["post_id"]) for row in world.state.ordered("post"))
    assert world.call("update_topic", topic_id="T1", pinned_post_id=second) == "pinned_post_elsewhere"
    assert world.call("update_topic", topic_id="T1", pinned_post_id=first) == ""


def test_nobody_speaks_in_a_locked_thread_until_it_is_opened_again() -> None:
    world = talk()
    assert world.call("update_topic", topic_id="T1", locked=True) == ""
    assert world.call("create_post", topic_id="T1", body="Late") == "topic_locked"
    assert world.call("create_post", topic_id="T2", body="Elsewhere") == ""
    assert world.call("update_topic", topic_id="T1", locked=False) == ""
    assert world.call("create_post", topic_id="T1", body="Late") == ""


def test_a_thread_knows_when_something_was_said_last() -> None:
    world = talk()
    now = world.state.clock
    assert world.call("create_post", topic_id="T1", body="Second") == ""
    assert world.row("topic", "T1")["last_post_at"] == now
    assert world.row("topic", "T2")["last_post_at"] != now


def test_no_order_of_calls_lets_anything_point_into_another_thread() -> None:
    world, chance = talk(), random.Random(2)
    for _ in range(150):
        posts = [str(row["post_id"]) for row in world.state.ordered("post")]
        topic, post = chance.choice(("T1", "T2")), chance.choice(posts)
        if chance.random() < 0.6:
            world.call("create_post", topic_id=topic, reply_to_id=post, body="B")
        else:
            world.call("update_topic", topic_id=topic, pinned_post_id=post, locked=chance.random() < 0.2)
        assert world.broken() == []


@pytest.mark.parametrize(
    ("flag", "fault"),
    [("comments_disabled", "topic_takes_no_posts"), ("closed", "topic_closed"), ("is_archived", "topic_archived")],
)
def test_other_words_for_shut_are_known(flag: str, fault: str) -> None:
    found = with_all(Threads(), forum(("locked", flag)))
    assert ("create_post", fault) in used(Threads(), found)
    stands(found)


def test_what_is_open_for_comments_by_a_flag_takes_no_posts_without_it() -> None:
    found = with_all(Threads(), forum(("locked", "allow_comments")))
    world = World(found)
    for allowed, fault in ((True, ""), (False, "topic_takes_no_posts")):
        world.put("topic", "T1", allow_comments=allowed)
        assert world.call("create_post", topic_id="T1", body="B") == fault


def test_an_archived_thread_takes_no_more_and_trash_leaves_that_to_threads() -> None:
    found = with_all(Threads(), forum(("locked", "archived")))
    assert ("create_post", "topic_archived") in used(Threads(), found)
    assert used(Trash(), found) == set()


@pytest.mark.parametrize("flag", ["pinned", "visible", "unlocked", "closed_captions", "archivable"])
def test_other_flags_shut_nothing(flag: str) -> None:
    assert ("create_post", "reply_to_elsewhere") in used(Threads(), with_all(Threads(), forum(("locked", flag))))
    assert len(used(Threads(), with_all(Threads(), forum(("locked", flag))))) == 2


def test_a_description_that_lets_people_speak_even_so_is_believed() -> None:
    found = forum()
    subject = told(found, "create_post", "Writes a post, even if the topic is locked.")
    assert ("create_post", "topic_locked") not in used(Threads(), with_all(Threads(), found, subject))


@pytest.mark.parametrize("name", ["template_post_id", "forwarded_from_id", "original_id"])
def test_a_copy_of_something_said_elsewhere_is_no_reply(name: str) -> None:
    found = forum(("reply_to_id", name))
    assert not any(
        "elsewhere" in fault for tool, fault in used(Threads(), with_all(Threads(), found)) if "post" in tool
    )


def test_a_closed_conversation_takes_no_message_and_the_lifecycle_leaves_that_to_threads() -> None:
    found = with_all(Threads(), desk())
    assert ("send_message", "conversation_closed") in used(Threads(), found)
    assert not any(tool == "send_message" for tool, _ in used(Lifecycle(), found))
    stands(found)
    told = found.faults["conversation_closed"].message
    assert told.endswith(" is {conversation.status}: it takes no messages any more. Choose another conversation.")


@pytest.mark.parametrize("thread", ["ticket", "issue", "task"])
def test_a_closed_ticket_may_still_be_talked_about(thread: str) -> None:
    assert not any(tool == "send_message" for tool, _ in used(Threads(), with_all(Threads(), desk(thread))))


def test_a_status_that_ends_nothing_shuts_nothing() -> None:
    assert not any(tool == "send_message" for tool, _ in used(Threads(), with_all(Threads(), desk(closed="busy"))))


def test_labels_of_the_system_stay_and_nobody_makes_any() -> None:
    world = World(with_all(Threads(), desk()))
    for kind, changed in (("system", "system_label"), ("user", "")):
        world.put("label", "L1", type=kind)
        assert world.call("update_label", label_id="L1", name="New") == changed
    world.put("label", "L1", type="system")
    assert world.call("delete_label", label_id="L1") == "system_label"


def test_nobody_gives_out_a_label_as_the_systems_own() -> None:
    found = desk("conversation", "closed", ("optional: true", "default: user"), ("\"coalesce(type, 'user')\"", "type"))
    world = World(with_all(Threads(), found))
    assert world.call("create_label", name="Mine", type="system") == "label_type_reserved"
    assert world.call("create_label", name="Mine", type="user") == ""


def test_no_label_is_put_on_and_taken_off_in_one_call() -> None:
    world = World(with_all(Threads(), desk()))
    message = world.last("message")["message_id"]
    both = {"add_label_ids": ["L1", "L2"], "remove_label_ids": ["L2"]}
    assert world.call("change_message_labels", message_id=message, **both) == "label_added_and_removed"
    world.empty("message_label")
    apart = {"add_label_ids": ["L1"], "remove_label_ids": ["L2"]}
    assert world.call("change_message_labels", message_id=message, **apart) == ""


def test_papers_are_no_messages_and_threads_of_comments_are_said() -> None:
    assert [is_said(name) for name in ("credit_note", "task_note", "repo_comment", "comment_thread", "user")] == [
        False, True, True, True, False,
    ]  # fmt: skip
    assert [is_thread(name) for name in ("comment_thread", "group_chat", "ticket")] == [False, True, False]


def test_weaving_again_changes_nothing() -> None:
    for found in (with_all(Threads(), forum()), with_all(Threads(), desk())):
        assert with_all(Threads(), found) == found

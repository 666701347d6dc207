"""The explorer by rules: from a `Description` to environments, in stages that hand frozen values to each other.

    undescribed answers of reads where a description describes none
    lexicon     how the names of the description split into words
    call_names, remote_calls   calls such as `conversations.archive` or `/#Action=DeleteOrder` as paths
    routes      paths without their noise: /tasks/v1/users/@me/lists/{tasklist} is "lists / {tasklist}"
    singulars   /task/{id} beside /tasks as one place
    shapes      what a request or an answer holds: a list of what, an object of which schema
    endpoints   operations with their role: list, get, create, update, delete, action, …
    things      what the places of an API are about, joined, named, with their parents
    makings     calls that make a thing elsewhere than where it is read
    leaves      the scalar facts of an object; `kinds` says what kind of value each is, `references` what it refers to
    fields      columns before they are columns: who may write them, which role they play
    plans       things as entities to be: the columns they keep, their keys
    entities    plans as entities of the model
    reading, writing, actions   tools; `guards` and `filters` are their parts, `effects` what actions do
    split       how many environments an API becomes
    assembling  environments of groups of plans

`explore` runs them. Nothing is invented: every inferred fact carries evidence, every operation without a tool a reason.
"""

from generator.explore.exploring import Exploration, explore

__all__ = ["Exploration", "explore"]

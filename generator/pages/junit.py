"""JUnit XML, the form that CI systems read: a suite for each environment, a test for each case and each check.

There is no standard. What is written here is what Jenkins, GitLab, GitHub's test reporters and Azure Pipelines have in
common, and what the schema `junit-10.xsd` of Jenkins' plugin xunit allows: `testsuites` around `testsuite` with name,
tests, failures, errors, skipped and time; `testcase` with classname, name and time; `failure` with message, type, text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree import ElementTree

from client.verify.report import Checked, Report
from generator.pages.again import again

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""


def junit(reports: Iterable[tuple[Report, str]]) -> bytes:
    """The reports, each with the folder as its user calls it, as the bytes of a file."""
    suites = ElementTree.Element("testsuites", name="mcpfarm verify")
    suites.extend([_suite(report, where) for report, where in reports])
    for name in ("tests", "failures", "errors"):
        suites.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    suites.set("time", f"{sum(float(suite.get('time', '0')) for suite in suites):.3f}")
    ElementTree.indent(suites)
    text: bytes = ElementTree.tostring(suites, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _suite(report: Report, where: str) -> ElementTree.Element:
    tests = list(report.cases or _by_family(report))
    tests += _verdict(report, tests)
    counts = {"tests": len(tests), "failures": sum(bool(one.wrong) for one in tests), "errors": 0, "skipped": 0}
    suite = ElementTree.Element("testsuite", name=_clean(report.name), time=f"{report.seconds:.3f}")
    for name, count in counts.items():
        suite.set(name, str(count))
    suite.extend([_test(one, report.name, where) for one in tests])
    return suite


def _by_family(report: Report) -> Iterator[Checked]:
    """A test for each family, where the cases are not known any more: the report was read from its folder."""
    for family, count in report.checks.items():
        wrong = [f"[{failure.case}] {failure.what}" for failure in report.failures if failure.family == family]
        if count.passed or count.failed:
            yield Checked(id=f"{family}/all", tool="", wrong=tuple(wrong))


def _verdict(report: Report, tests: Sequence[Checked]) -> list[Checked]:
    """A test that fails if no other does and the server is not verified all the same."""
    if report.verified or any(one.wrong for one in tests):
        return []
    idle = [family for family, count in report.checks.items() if not count.passed]
    why = f"nothing was looked at by {', '.join(idle)}" if idle else "not everything was reached"
    return [Checked(id="verdict/verified", tool="", wrong=(f"not verified: {why}",))]


def _test(one: Checked, name: str, where: str) -> ElementTree.Element:
    """A test. Cases are not timed apart, so each says 0; what they take together stands in the suite."""
    family = one.id.partition("/")[0]
    test = ElementTree.Element("testcase", classname=_clean(f"{name}.{family}"), name=_clean(one.id), time="0")
    if one.wrong:
        failure = ElementTree.SubElement(test, "failure", message=_clean(one.wrong[0]), type="failure")
        failure.text = _clean("\n".join([*one.wrong, f"Repeat it: {again(where, one.id)}"]))
    return test


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)

"""Whether an answer is exactly what was expected; order of fields and kind of number count, nothing is rounded."""

import json
from collections.abc import Callable

from client.answers import INVALID, Answer
from client.verify.cases import Expected


def mismatch(expected: Expected, answer: Answer) -> str:
    """What is wrong with an answer, empty if nothing is."""
    if answer.refused:
        return f"expected {_named(expected)}, got {answer.refused[:200]}"
    return _RULES[expected.outcome](expected, answer)


def identical(left: object, right: object) -> bool:
    """Whether two JSON values have the same text: 5 is not 5.0, and the order of members counts."""
    return left == right and json.dumps(left) == json.dumps(right)


def first_difference(expected: object, observed: object, path: str = "") -> str:
    """Where two JSON values first differ: `bikes[2].price: expected 12.5, got 12`."""
    if isinstance(expected, dict) and isinstance(observed, dict) and list(expected) == list(observed):
        pairs = [(f"{path}.{name}" if path else name, expected[name], observed[name]) for name in expected]
    elif isinstance(expected, list) and isinstance(observed, list) and len(expected) == len(observed):
        together = enumerate(zip(expected, observed, strict=True))
        pairs = [(f"{path}[{index}]", one, other) for index, (one, other) in together]
    else:
        return "" if identical(expected, observed) else f"{path or 'it'}: {_both(expected, observed)}"
    return next((found for name, one, other in pairs if (found := first_difference(one, other, name))), "")


def _success(expected: Expected, answer: Answer) -> str:
    if answer.is_error:
        return f"expected a result, got {answer.shown()}"
    if identical(expected.result, answer.structured):
        return ""
    return "the result differs at " + first_difference(expected.result, answer.structured)


def _fault(expected: Expected, answer: Answer) -> str:
    wanted = {"error": expected.fault, "message": expected.message, "details": expected.details}
    if not answer.is_error:
        return f"expected {_named(expected)}, got a result"
    if answer.error.get("error") != expected.fault:
        return f"expected {_named(expected)}, got {answer.shown()}"
    return "" if answer.error == wanted else "the fault differs at " + first_difference(wanted, answer.error)


def _invalid(expected: Expected, answer: Answer) -> str:
    if answer.error.get("error") != INVALID:
        return f"expected {INVALID}, got {answer.shown()}"
    message = str(answer.error.get("message"))
    if expected.names and expected.names not in message:
        return f"{INVALID} does not name '{expected.names}': {message[:200]}"
    return ""


def _broken(expected: Expected, _answer: Answer) -> str:
    return f"the environment breaks a rule that no fault guards: {expected.message[:200]}"


_RULES: dict[str, Callable[[Expected, Answer], str]] = {
    "success": _success,
    "fault": _fault,
    "invalid": _invalid,
    "broken": _broken,
}


def _named(expected: Expected) -> str:
    return "a result" if expected.outcome == "success" else expected.fault


def _both(expected: object, observed: object) -> str:
    if isinstance(expected, dict) and isinstance(observed, dict):
        expected, observed = list(expected), list(observed)
    return f"expected {_short(expected)}, got {_short(observed)}"


def _short(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) <= 120 else text[:119] + "…"

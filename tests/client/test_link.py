"""What a session says does not depend on what carries it."""

from collections.abc import Callable

import pytest

from client.errors import ServerExitedError, ServerGarbledError, ServerSilentError
from client.link import Limits, Link, Object, RefusedRequest


class Carried(Link):
    """A session that keeps what it is to carry, and answers with what it is given."""

    def __init__(self, answer: Callable[[Object], Object]) -> None:
        super().__init__(Limits())
        self.sent: list[Object] = []
        self.closed = False
        self._answer = answer

    def ask(self, message: Object) -> Object:
        self.sent.append(message)
        return {"jsonrpc": "2.0", "id": message["id"], **self._answer(message)}

    def post(self, message: Object) -> None:
        self.sent.append(message)

    def survives(self, line: bytes) -> bool:
        return self.pings()

    def close(self) -> None:
        self.closed = True


def test_requests_are_numbered_and_notifications_are_not() -> None:
    with Carried(lambda _: {"result": {"tools": []}}) as link:
        link.handshake("2024-11-05")
        assert link.request("tools/list") == {"tools": []}
        link.request("tools/list", {})
    hello, noted, bare, empty = link.sent
    assert hello["params"] == {
        "protocolVersion": "2024-11-05",
        "capabilities": {},
        "clientInfo": {"name": "mcpfarm", "version": "1"},
    }
    assert noted == {"jsonrpc": "2.0", "method": "notifications/initialized"}
    assert bare == {"jsonrpc": "2.0", "id": 2, "method": "tools/list"}
    assert empty == {"jsonrpc": "2.0", "id": 3, "method": "tools/list", "params": {}}
    assert link.closed


def test_an_error_is_raised_and_what_is_no_result_is_an_empty_one() -> None:
    with pytest.raises(RefusedRequest, match="JSON-RPC error 7: no") as caught:
        Carried(lambda _: {"error": {"code": 7, "message": "no"}}).request("ping")
    assert caught.value.code == 7
    assert Carried(lambda _: {"result": "?"}).request("ping") == {}


@pytest.mark.parametrize("error", [ServerSilentError, ServerExitedError])
def test_who_refuses_a_ping_is_there_and_who_does_not_answer_is_not(error: type[Exception]) -> None:
    def lost(_: Object) -> Object:
        raise error("tiny", "is gone")

    assert Carried(lambda _: {"error": {}}).pings()
    assert not Carried(lost).pings()


def test_a_ping_that_is_answered_with_noise_is_not_taken_for_silence() -> None:
    def noise(_: Object) -> Object:
        raise ServerGarbledError("tiny", "wrote noise")

    with pytest.raises(ServerGarbledError):
        Carried(noise).pings()

"""What this package raises; each error says where it was, what was wrong and the next step.

    ClientError
    ├── NotAServerError         a folder that holds no emitted environment, or half of one
    └── ServerError             a server process that does not behave like one
        ├── ServerExitedError   it ended before it was told to
        ├── ServerSilentError   it did not answer within the limit
        └── ServerGarbledError  it wrote something on stdout that is no protocol message

What a verification *finds* is data in its report, never an exception.
"""


class ClientError(Exception):
    """Root of every error of `client`; `where`, `what` and `hint` are what a command line prints."""

    def __init__(self, where: str, what: str, hint: str = "") -> None:
        super().__init__(f"{where}: {what}; {hint}" if hint else f"{where}: {what}")
        self.where, self.what, self.hint = where, what, hint


class NotAServerError(ClientError):
    """A path that was given as an emitted environment and is none."""


class ServerError(ClientError):
    """A server process that does not behave like one."""


class ServerExitedError(ServerError):
    """The server ended before it was told to."""


class ServerSilentError(ServerError):
    """The server did not answer within the limit."""


class ServerGarbledError(ServerError):
    """The server wrote something on stdout that is no protocol message."""

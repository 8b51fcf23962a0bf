"""What the API says when it refuses: one sentence, in the form in which OpenAI's clients read errors. Pure."""

from __future__ import annotations


class ApiError(Exception):
    """A request cannot be served; the message is one sentence that says what to do.

    `status`: of HTTP. `param`: the field that is wrong. `code`: the reason in a word, for programs.
    """

    def __init__(self, message: str, status: int = 400, param: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.param = param
        self.code = code

    def body(self) -> dict[str, object]:
        """As JSON has it."""
        kind = "server_error" if self.status >= 500 else "invalid_request_error"
        return {"error": {"message": str(self), "type": kind, "param": self.param, "code": self.code}}

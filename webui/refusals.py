"""What the web server itself refuses, before any page is asked: as JSON, since browsers send nothing of the kind."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from webui.bodies import UPLOADS, Parser, takes_uploads

CODES = {
    400: "bad_request",
    413: "content_too_large",
    431: "request_header_fields_too_large",
    501: "not_implemented",
}
MESSAGES = {
    400: "이 요청은 HTTP로 읽을 수 없습니다. / This request cannot be read as HTTP.",
    413: "보낸 것이 너무 깁니다. 여기는 읽기만 할 수 있습니다. / Too much was sent; this archive can only be read.",
    431: "주소나 머리글이 너무 깁니다. 줄여 주세요. / The address or the headers are too long; please shorten them.",
    501: "이 요청의 전송 방식은 쓸 수 없습니다. / This transfer encoding cannot be used.",
}
UPLOAD = f"올린 것이 너무 큽니다. 한 번에 {UPLOADS // 1000**2}MB까지, 들어온 편집자만 올릴 수 있습니다."
BROKEN = ("internal_error", "문제가 생겨 보여 드리지 못했습니다. / Something went wrong.")


class Refusal(ErrorTask):  # type: ignore[misc]
    """The server's answer to a request that it does not pass on, in the shape of the API's errors."""

    def execute(self) -> None:
        error = self.request.error
        code, message = CODES.get(error.code, BROKEN[0]), MESSAGES.get(error.code, BROKEN[1])
        if error.code == 413 and takes_uploads(self.request):
            message = UPLOAD
        body = json.dumps({"error": {"code": code, "message": message}}, ensure_ascii=False).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers += [
            ("Content-Type", "application/json"),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection whose refused requests are answered so, and which takes no more than it has to."""

    error_task_class = Refusal

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.parser_class = partial(Parser, application=self.server.application)

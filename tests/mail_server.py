"""A real mail server on this machine, for tests: aiosmtpd, which keeps what it is handed."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.opensearch.nodes import free_port

USER, PASSWORD = "seogo", "sesame"


@dataclass
class Mailbox:
    """What came in. Addresses in `refused` are not taken, and nothing is while `full`."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    full: bool = False

    @property
    def server(self) -> str:
        """The setting `mail_server`."""
        return f"localhost:{self.port}"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.full:
            return "452 not enough room"
        self.to += envelope.rcpt_tos
        self.mails.append(message_from_bytes(cast(bytes, envelope.content), policy=default))
        return "250 taken"

    def let_in(self, server: SMTP, session: Session, envelope: Envelope, way: str, shown: Any) -> AuthResult:
        good = isinstance(shown, LoginPassword) and (shown.login, shown.password) == (USER.encode(), PASSWORD.encode())
        self.logins.append("good" if good else "bad")
        return AuthResult(success=good, handled=False)


@contextmanager
def mail_server(certificates: ssl.SSLContext | None = None, *, tls: bool = False) -> Iterator[Mailbox]:
    """A server; with certificates it takes mail only after STARTTLS and a login, or speaks TLS from the start."""
    mailbox = Mailbox()
    more: dict[str, Any] = {}
    if certificates and tls:
        more = {"ssl_context": certificates}
    elif certificates:
        more = {"tls_context": certificates, "require_starttls": True, "auth_required": True}
        more["authenticator"] = mailbox.let_in
    mailbox.port = free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port, **more)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()

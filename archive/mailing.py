"""Handing mails to a server (SMTP, RFC 5321), as the settings have it."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage

from archive.errors import AlertError, MailError, SettingsError
from archive.language import gettext as _
from archive.settings import NONE, TLS, Settings

PATIENCE = 20.0
"""Seconds that the server may take for each step."""

LONGEST = 254
"""Characters of an address (RFC 5321, 4.5.3.1.3)."""


def check(settings: Settings) -> None:
    """Raises SettingsError where there is a mail server, but no mail could be written or kept secret on its way."""
    if not settings.mail_server:
        return
    for name, what in (("mail_from", _("보내는 메일 주소")), ("base_url", _("메일에 적을 이 사이트의 주소"))):
        if not getattr(settings, name):
            raise SettingsError(_("메일을 보내려면 설정 %(name)s(%(what)s)도 있어야 합니다.", name=name, what=what))
    try:
        checked(settings.mail_from)
    except AlertError as error:
        raise SettingsError(f"mail_from: {error}") from error
    if settings.mail_security == NONE and settings.mail_password:
        raise SettingsError(
            _(
                "설정 mail_security가 none이면 mail_password를 보낼 수 없습니다. 누구나 엿볼 수 있기 때문입니다."
                " starttls나 tls로 고치거나 mail_password를 지워 주세요."
            )
        )


def checked(typed: str) -> str:
    """An address of mail as it was typed. Raises AlertError where it is none."""
    address = typed.strip()
    try:
        parsed = Address(addr_spec=address)
    except (MessageError, ValueError, IndexError) as error:
        raise _no_address(address) from error
    if not address.isascii() or len(address) > LONGEST or "." not in parsed.domain or parsed.addr_spec != address:
        raise _no_address(address)
    return address


def _no_address(typed: str) -> AlertError:
    shown = "".join(each for each in typed[:60] if each.isprintable())
    return AlertError(_("'%(typed)s'은(는) 메일 주소로 쓸 수 없습니다. name@example.org처럼 적어 주세요.", typed=shown))


class Post:
    """A connection to the server."""

    def __init__(self, server: smtplib.SMTP) -> None:
        self._server = server

    def send(self, mail: EmailMessage) -> None:
        """Hand over one mail. Raises MailError where the server does not take it; the next one begins anew."""
        try:
            self._server.send_message(mail)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise _told(error) from error


@contextmanager
def post(settings: Settings) -> Iterator[Post]:
    """A connection for some mails. Raises MailError where there is none, SettingsError as `check` does."""
    check(settings)
    try:
        server = _connected(settings)
    except (smtplib.SMTPException, OSError) as error:
        raise _told(error) from error
    try:
        yield Post(server)
    finally:
        try:
            server.quit()
        except (smtplib.SMTPException, OSError):
            server.close()


def _connected(settings: Settings) -> smtplib.SMTP:
    host, _colon, port = settings.mail_server.rpartition(":")
    # By itself smtplib would tell the server what this machine is called.
    ourselves = settings.mail_from.rpartition("@")[2]
    context = ssl.create_default_context()
    server: smtplib.SMTP
    if settings.mail_security == TLS:
        server = smtplib.SMTP_SSL(host, int(port), ourselves, timeout=PATIENCE, context=context)
    else:
        server = smtplib.SMTP(host, int(port), ourselves, timeout=PATIENCE)
    try:
        if settings.mail_security not in (TLS, NONE):
            server.starttls(context=context)
        if settings.mail_user:
            server.login(settings.mail_user, settings.mail_password)
    except BaseException:
        server.close()
        raise
    return server


def _told(error: Exception) -> MailError:
    """What went wrong, for a person."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return MailError(
            _("메일 서버가 이름과 비밀번호를 받아들이지 않습니다. 설정 mail_user와 mail_password를 확인해 주세요.")
        )
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = _said(*next(iter(error.recipients.values())))
        return MailError(_("메일 서버가 받는 주소를 받지 않습니다(%(said)s).", said=said))
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return MailError(
            _("메일 서버가 설정대로 하지 못합니다(%(said)s). 설정 mail_security를 확인해 주세요.", said=error)
        )
    if isinstance(error, smtplib.SMTPResponseException):
        said = _said(error.smtp_code, error.smtp_error)
        return MailError(_("메일 서버가 메일을 받지 않습니다(%(said)s).", said=said))
    if isinstance(error, ssl.SSLError):
        return MailError(
            _(
                "메일 서버의 증명서를 믿을 수 없거나 암호화가 맞지 않습니다(%(said)s)."
                " 설정 mail_server와 mail_security를 확인해 주세요.",
                said=error.reason or error,
            )
        )
    return MailError(
        _("메일 서버와 이어지지 않습니다(%(said)s). 설정 mail_server를 확인해 주세요.", said=_reason(error))
    )


def _said(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {' '.join(text.split())[:200]}"


def _reason(error: Exception) -> str:
    return str(error.strerror) if isinstance(error, OSError) and error.strerror else str(error)

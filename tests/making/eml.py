"""Mails made by Python's email package: issue 307 as a newsletter is mailed, and as it is forwarded."""

from __future__ import annotations

from email import charset as charsets
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from tests.making.html import html_307, mail_307
from tests.split_helpers import text_307


def eml_307(charset: str = "utf-8", transfer: str = "base64") -> bytes:
    """Issue 307 as text and HTML, in an encoding of Korean mail programs."""
    mail = MIMEMultipart("alternative")
    mail["Subject"], mail["From"], mail["Date"] = "뉴스레터", "info@example.org", "Wed, 14 Dec 2022 09:00:00 +0900"
    for kind, text in (("plain", text_307()), ("html", mail_307())):
        part = MIMEText("", kind)
        del part["Content-Transfer-Encoding"]
        coding = charsets.Charset(charset)
        coding.body_encoding = charsets.BASE64 if transfer == "base64" else charsets.QP
        # What the encoding lacks (simplified characters in EUC-KR) mail programs write as references.
        part.set_payload(text.encode(charset, "xmlcharrefreplace").decode(charset), coding)
        mail.attach(part)
    return mail.as_bytes()


def wrapper(data: bytes, name: str, subject: str = "주간 중국 창업", text: str = "첨부 파일을 확인해 주세요.") -> bytes:
    """A mail that says hardly anything and carries a file."""
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = subject, "info@example.org", "Wed, 14 Dec 2022 09:00:00 +0900"
    mail.set_content(text)
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def page_307() -> bytes:
    """Issue 307 as a page, to be carried."""
    return html_307().encode()

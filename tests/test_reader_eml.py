"""Mails: the issue in their HTML or text or in the file they carry, in every encoding of Korean mail programs."""

from __future__ import annotations

import random
from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from archive.errors import IssueError
from indexer.parse import parse_bytes
from indexer.readers.eml import read_eml
from tests.making.docx import docx_307
from tests.making.eml import eml_307, page_307, wrapper
from tests.making.likeness import assert_is_307, texts

BODY = "1. 첫 기사\n\n" + "본문입니다. " * 60 + "\n\n2. 둘째 기사\n\n" + "본문입니다. " * 60


def mail(text: str, subject: str = "", date: str = "", **parameters: str) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "info@example.org"
    if date:
        message["Date"] = date
    message.set_content(text, cte="quoted-printable")
    for name, value in parameters.items():
        message.set_param(name, value)
    return message.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "euc-kr"])
@pytest.mark.parametrize("transfer", ["base64", "qp"])
def test_issue_307_is_the_same_seven_articles(charset: str, transfer: str) -> None:
    assert_is_307(read_eml(eml_307(charset, transfer), "307-2022-12-14.eml"))


@pytest.mark.parametrize(
    ("data", "name"), [(docx_307(), "주간 중국 창업 307.docx"), (page_307(), "\u1112\u1169 307.html")]
)
def test_a_wrapper_is_the_file_it_carries(data: bytes, name: str) -> None:
    document = read_eml(wrapper(data, name), "FW 2.eml")
    assert document.file == "FW 2.eml"
    assert_is_307(document)


def test_a_bad_attachment_is_named() -> None:
    with pytest.raises(IssueError, match=r"^x\.eml: 첨부 파일을 읽을 수 없습니다\. 호 307\.docx: 손상되었거나"):
        read_eml(wrapper(b"broken", "호 307.docx"), "x.eml")


def test_attachments_that_are_no_issues_do_not_count() -> None:
    assert texts(read_eml(wrapper(b"\x89PNG", "그림.png", text="첨부 없음"), "x.eml")) == ["2022.12.14", "첨부 없음"]


def test_subject_and_date_tell_what_the_text_does_not() -> None:
    subject = "Fwd: [KIC중국] 주간 중국 창업 제307호"
    issue = parse_bytes(mail(BODY, subject, "Wed, 14 Dec 2022 23:30:00 +0900"), "m.eml").issue
    assert (issue.number, str(issue.date), len(issue.articles)) == (307, "2022-12-14", 2)
    assert texts(read_eml(mail(BODY, subject), "m.eml"))[:2] == ["[KIC중국] 주간 중국 창업 제307호", "1. 첫 기사"]


def test_what_the_text_and_the_name_say_goes_before_subject_and_date() -> None:
    data = mail(f"주간 중국 창업 제307호\n2022.12.14\n\n{BODY}", "제9호", "Mon, 01 Jan 2024 00:00:00 +0900")
    issue = parse_bytes(data, "x.eml").issue
    assert (issue.number, str(issue.date)) == (307, "2022-12-14")
    named = parse_bytes(mail(BODY, "인사", "Mon, 01 Jan 2024 00:00:00 +0900"), "307-2022-12-14.eml").issue
    assert (named.number, str(named.date)) == (307, "2022-12-14")


def test_flowed_lines_are_joined() -> None:
    text = "첫 문단이 \n이어집니다.\n\n둘째 \n\n-- \n서명\n"
    assert texts(read_eml(mail(text, format="flowed"), "x.eml")) == ["첫 문단이 이어집니다.", "둘째 ", "-- ", "서명"]
    joined = read_eml(mail("첫 문 \n단\n", format="flowed", delsp="yes"), "x.eml")
    assert texts(joined) == ["첫 문단"]


def test_headers_in_bytes_that_say_nothing_of_their_encoding() -> None:
    for encoding in ("utf-8", "cp949"):
        raw = b"Subject: " + "주간 중국 창업 제307호".encode(encoding) + b"\n\n" + BODY.encode()
        assert texts(read_eml(raw, "x.eml"))[0] == "주간 중국 창업 제307호"


def test_a_forwarded_mail_is_read() -> None:
    outer = MIMEMultipart("mixed")
    outer.attach(MIMEText("전달합니다.", "plain", "utf-8"))
    inner = EmailMessage()
    inner.set_content(BODY)
    outer.attach(MIMEMessage(inner))
    assert texts(read_eml(outer.as_bytes(), "x.eml"))[:2] == ["전달합니다.", "1. 첫 기사"]


def test_parts_one_below_the_other_are_all_shown() -> None:
    outer = MIMEMultipart("mixed")
    outer.attach(MIMEText("<p>첫째</p>", "html", "utf-8"))
    attached = MIMEText("붙임", "plain", "utf-8")
    attached.add_header("Content-Disposition", "attachment", filename="a.log")
    outer.attach(attached)
    outer.attach(MIMEText("꼬리말", "plain", "utf-8"))
    assert texts(read_eml(outer.as_bytes(), "x.eml")) == ["첫째", "꼬리말"]


@pytest.mark.parametrize("data", [b"", b"Subject: x\n\n", b"Content-Type: image/png\n\nx"])
def test_a_mail_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(IssueError, match=r"^x\.eml: .*주세요\.$"):
        read_eml(data, "x.eml")


def test_damage_never_escapes_as_another_error() -> None:
    whole = eml_307()[:20_000] + wrapper(b"%PDF-1.4", "a.html")
    for seed in range(200):
        chance = random.Random(seed)
        data = bytearray(whole if seed % 2 else wrapper(b"<p>x", "a.html"))
        for _ in range(chance.choice([1, 10, 200])):
            data[chance.randrange(min(len(data), 2000))] = chance.randrange(256)
        try:
            read_eml(bytes(data), "x.eml")
        except IssueError as error:
            assert str(error).startswith("x.eml: ")


def test_a_mail_of_pictures_has_its_words_in_its_text() -> None:
    pictures = MIMEMultipart("alternative")
    pictures.attach(MIMEText(BODY, "plain", "utf-8"))
    pictures.attach(MIMEText("<img src=a.png>", "html", "utf-8"))
    assert texts(read_eml(pictures.as_bytes(), "x.eml"))[0] == "1. 첫 기사"


def test_parts_within_parts_without_end_are_refused_or_read() -> None:
    nested = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(400))
    try:
        read_eml(f"{nested}\n글".encode(), "x.eml")
    except IssueError as error:
        assert str(error).startswith("x.eml: ")

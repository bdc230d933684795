"""What a mail says. Plain text: every program shows it, and nothing of it is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import localtime, make_msgid

from archive.citing import one_line, permanent_link
from archive.language import day, ngettext
from archive.language import gettext as _
from archive.models import Article
from archive.results import Hit
from archive.settings import Settings
from webui.desk.alerts.saved_searches import SavedSearch, label

MOST_TOLD = 30
"""Articles of one saved search that a mail lists."""

LONGEST_SUBJECT = 80


@dataclass(frozen=True, slots=True)
class News:
    """What one saved search has found."""

    saved: SavedSearch
    hits: tuple[Hit, ...]


def alert_mail(settings: Settings, to: str, news: Sequence[News]) -> EmailMessage:
    """A mail of all that one user is to be told of now."""
    count = len({hit.article.id for each in news for hit in each.hits})
    first, others = label(news[0].saved.search), len(news) - 1
    what = _("%(first)s 외 %(others)s", first=first, others=others) if others else first
    mail = _mail(
        settings,
        to,
        ngettext(
            "[서고] 새 글 %(count)s편: %(what)s", "[서고] 새 글 %(count)s편: %(what)s", count, count=count, what=what
        ),
    )
    site = settings.base_url
    # For programs that offer to end it (RFC 2369).
    mail["List-Unsubscribe"] = f"<{site}/desk/alerts>"
    parts = [_("저장한 검색에 새 글이 있습니다."), *("\n".join(_lines(each, site)) for each in news)]
    ending = _("그만 받거나 고치려면: %(address)s", address=f"{site}/desk/alerts")
    mail.set_content("\n\n".join([*parts, f"-- \n{ending}"]) + "\n")
    return mail


def code_mail(settings: Settings, to: str, code: str) -> EmailMessage:
    """A mail with the code that shows that somebody reads what comes to this address."""
    mail = _mail(settings, to, _("[서고] 메일 주소 확인"))
    mail.set_content(
        _(
            "이 주소로 새 글 알림을 받으려면 다음 글자를 알림 쪽에 적어 주세요.\n\n    %(code)s\n\n%(address)s\n\n"
            "하루 안에 쓸 수 있습니다. 부탁한 적이 없으면 그냥 두세요. 아무것도 오지 않습니다.\n",
            code=code,
            address=f"{settings.base_url}/desk/alerts",
        )
    )
    return mail


def trial_mail(settings: Settings, to: str) -> EmailMessage:
    """A mail that shows an operator that mails arrive."""
    mail = _mail(settings, to, _("[서고] 시험 메일"))
    mail.set_content(_("서고의 메일 설정이 맞습니다. 이 메일이 왔으니 알림도 옵니다.\n"))
    return mail


def _mail(settings: Settings, to: str, subject: str) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    line = one_line(subject)
    mail["Subject"] = line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"
    mail["From"] = Address(_("서고"), addr_spec=settings.mail_from)
    mail["To"] = Address(addr_spec=to)
    mail["Date"] = localtime()
    mail["Message-ID"] = make_msgid("seogo", settings.mail_from.rpartition("@")[2])
    # No absence notes as an answer (RFC 3834).
    mail["Auto-Submitted"] = "auto-generated"
    return mail


def _lines(news: News, site: str) -> Iterator[str]:
    """One saved search: what it is, its articles, where all of it is."""
    said, count = one_line(label(news.saved.search)), len(news.hits)
    yield ngettext("■ %(search)s (%(count)s편)", "■ %(search)s (%(count)s편)", count, search=said, count=count)
    yield f"  {site}/search?{news.saved.text}&sort=newest"
    for hit in news.hits[:MOST_TOLD]:
        yield ""
        yield f"  {one_line(hit.article.title)}"
        yield f"  {_where(hit.article)}"
        if hit.snippets:
            yield f"  {one_line(hit.snippets[0].text)}"
        yield f"  {permanent_link(site, hit.article.id)}"
    if len(news.hits) > MOST_TOLD:
        yield ""
        more = count - MOST_TOLD
        yield ngettext("  … 그 밖에 %(count)s편 더", "  … 그 밖에 %(count)s편 더", more, count=more)


def _where(article: Article) -> str:
    """Issue, day, section and outlets in a line."""
    issue = _("제%(number)s호", number=article.issue) if article.issue else ""
    outlets = [f"{each.name}({each.name_zh})" if each.name_zh else each.name for each in article.outlets]
    return " · ".join(one_line(each) for each in (issue, day(article.date), article.section or "", *outlets) if each)

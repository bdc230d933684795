"""Issues on the desk, without a script: brought, looked at, put right, published, replaced, taken out, taken back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from indexer.pipeline import update
from indexer.publishing import made_from
from tests.conftest import no_progress
from tests.corpora import issue, ready, write
from tests.desk_forms import bring, followed, forms, send
from tests.desk_site import Site, desk_at, with_people

TITLE = "월드컵으로 본 냉장고 시장"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, analyzer: Analyzer) -> Site:
    root = tmp_path_factory.mktemp("desk")
    corpus = write(root / "corpus", **{"307__txt": issue(307)})
    engine = WhooshEngine(root / "index")
    update(corpus, engine, lambda: analyzer, no_progress)
    return Site(Archive(engine, analyzer), with_people(desk_at(root)))


@pytest.fixture
def edna(site: Site) -> FlaskClient:
    return site.signed_in("edna")


@pytest.fixture(autouse=True)
def as_it_was(site: Site, analyzer: Analyzer) -> Iterator[None]:
    """Each test finds issue 307 alone, and no upload."""
    yield
    settings = site.desk.settings
    shutil.rmtree(settings.desk / "staged", ignore_errors=True)
    if files(site) != ["307.txt"]:
        shutil.rmtree(settings.corpus)
        write(settings.corpus, **{"307__txt": issue(307)})
        update(settings.corpus, WhooshEngine(settings.index), lambda: analyzer, no_progress)


def files(site: Site) -> list[str]:
    return sorted(path.name for path in (site.desk.settings.corpus / "issues").iterdir())


def count(client: FlaskClient, words: str) -> int:
    answer = client.get("/api/v1/search", query_string={"q": f'"{words}"'}).json
    assert answer
    return int(answer["total"])


def log_words(site: Site) -> list[str]:
    return [entry.what for entry in site.desk.log.entries()]


def test_the_whole_way_from_a_file_to_a_search_that_finds_it_and_back(site: Site, edna: FlaskClient) -> None:
    page = followed(edna, bring(edna, {"308호.txt": issue(308, "2022.12.21").encode()}))
    assert "차례와 찾은 글" in page.text and "2022 세계 스마트제조 컨퍼런스 개최" in page.text
    previewed = send(edna, page, "/correct", a3__title=TITLE, action="preview")
    assert "아직 저장하지 않았습니다" in previewed.text and TITLE in previewed.text
    page = followed(edna, send(edna, previewed, "/correct", action="save"))
    assert files(site) == ["307.txt"] and not count(edna, TITLE), "nothing is in the corpus yet"
    done = followed(edna, send(edna, page, "/publish"))
    assert "제308호를 넣었습니다." in done.text and "308호.txt" not in done.text
    assert files(site) == ["307.txt", "308-2022-12-21.toml", "308-2022-12-21.txt"]
    assert count(edna, TITLE) == 1 and site.browser().get("/issues/308").status_code == 200
    undone = followed(edna, send(edna, done, "/undo"))
    assert "되돌렸습니다" in undone.text
    assert files(site) == ["307.txt"] and count(edna, TITLE) == 0
    assert log_words(site)[:4] == ["undone", "published", "upload_corrected", "uploaded"]


def test_an_issue_that_is_here_already_is_replaced_only_where_that_is_said(site: Site, edna: FlaskClient) -> None:
    page = followed(edna, bring(edna, {"새 307.md": issue(307, "2022.12.15").encode()}))
    assert "이미 있습니다" in page.text and "지금 것과 바꾸기" in page.text
    refused = send(edna, page, "/publish", replaces="")
    assert refused.status_code == 409 and "issues/307.txt에 이미 있습니다" in refused.text
    done = followed(edna, send(edna, page, "/publish"))
    assert files(site) == ["307-2022-12-15.md"] and "제307호를 바꾸었습니다." in done.text
    followed(edna, send(edna, done, "/undo"))
    assert files(site) == ["307.txt"]


def test_a_form_that_names_another_file_than_the_issues_own_takes_nothing_away(site: Site, edna: FlaskClient) -> None:
    outside = site.desk.settings.corpus.parent / "outside.txt"
    outside.write_text("남의 것", encoding="utf-8")
    made = made_from(outside.read_bytes(), None)
    page = followed(edna, bring(edna, {"308.txt": issue(308).encode()}))
    for name in ("../outside.txt", str(outside)):
        sent = {"replaces": name, "replaces_made_from": made}
        assert send(edna, page, "/publish", **sent).status_code == 409
    assert outside.exists() and files(site) == ["307.txt"]


def test_an_issue_in_the_corpus_is_put_right_and_found_so_at_once(site: Site, edna: FlaskClient) -> None:
    done = followed(edna, send(edna, edna.get("/desk/issues/307"), "/correct", a3__title=TITLE, action="save"))
    assert "제307호를 고쳤습니다." in done.text and count(edna, TITLE) == 1
    assert TITLE in (site.desk.settings.corpus / "issues" / "307.toml").read_text(encoding="utf-8")


def test_an_issue_that_is_taken_out_is_found_no_more_and_comes_back(site: Site, edna: FlaskClient) -> None:
    done = followed(edna, send(edna, edna.get("/desk/issues/307"), "/unpublish"))
    assert files(site) == [] and edna.get("/issues/307").status_code == 404
    assert followed(edna, send(edna, done, "/undo")).status_code == 200
    assert edna.get("/issues/307").status_code == 200


def test_the_second_of_two_editors_is_told_sees_both_and_loses_nothing_typed(site: Site, edna: FlaskClient) -> None:
    seen = edna.get("/desk/issues/307")
    followed(edna, send(edna, seen, "/correct", a3__title="첫째 편집자의 제목", action="save"))
    told = send(edna, seen, "/correct", a3__title=TITLE, a2__section="새 섹션", action="save")
    assert "그 사이에 다른 사람이 고쳤습니다" in told.text and "지금은: 첫째 편집자의 제목" in told.text
    typed = forms(told)["/desk/issues/307/correct"]
    assert (typed["a3-title"], typed["a2-section"]) == (TITLE, "새 섹션")
    assert count(edna, "첫째 편집자의 제목") == 1 and count(edna, TITLE) == 0
    followed(edna, send(edna, told, "/correct", action="save"))
    assert count(edna, TITLE) == 1


def test_two_who_publish_or_take_out_what_another_has_changed_are_told(site: Site, edna: FlaskClient) -> None:
    seen = edna.get("/desk/issues/307")
    upload = followed(edna, bring(edna, {"307.md": issue(307).encode()}))
    followed(edna, send(edna, seen, "/correct", a3__title=TITLE, action="save"))
    for answer in (send(edna, seen, "/unpublish"), send(edna, upload, "/publish")):
        assert answer.status_code == 409 and "그 사이에" in answer.text
    assert files(site) == ["307.toml", "307.txt"]


def test_a_correction_that_does_not_fit_is_told_and_not_saved(site: Site, edna: FlaskClient) -> None:
    seen = edna.get("/desk/issues/307")
    for typed, said in (
        ({"s0-at": "이런 줄은 없습니다"}, "시작하는 줄이 없습니다"),
        ({"a2-page": "셋"}, "숫자로 적어 주세요"),
        ({"issue-date": "2022-13-45"}, "있는 날짜가 아닙니다"),
    ):
        told = send(edna, seen, "/correct", **typed, action="save")
        assert said in told.text and forms(told)["/desk/issues/307/correct"].items() >= typed.items()
    assert files(site) == ["307.txt"]


def test_articles_are_split_joined_and_dropped(site: Site, edna: FlaskClient) -> None:
    page = followed(edna, bring(edna, {"308.txt": issue(308).encode()}))
    typed = {"s0-at": "둘째, 산업기금", "s0-title": "나눈 글", "a6-joined": "1", "a7-dropped": "1"}
    told = send(edna, page, "/correct", **{"a6-joined": "1", "a7-dropped": "1"}, action="preview")
    assert "나눈 것: " in told.text and "글 5편" in told.text
    told = send(edna, page, "/correct", **typed, action="preview")
    assert forms(told)[f"{forms_address(told)}"]["a6-joined"] == "1"


def forms_address(page: object) -> str:
    return next(action for action in forms(page) if action.endswith("/correct"))  # type: ignore[arg-type]


def test_an_issue_that_does_not_say_its_number_gets_it_in_the_form(site: Site, edna: FlaskClient) -> None:
    text = issue(308).replace("제 308호", "", 1).replace("2022.12.14", "", 1)
    page = followed(edna, bring(edna, {"새 소식지.txt": text.encode()}))
    assert "표지에 호수가 없습니다" in page.text and "말뭉치에 넣기" not in page.text
    typed = {"issue-number": "308", "issue-date": "2022-12-21", "issue-newsletter": "주간 중국 창업"}
    page = followed(edna, send(edna, page, "/correct", **typed, action="save"))
    followed(edna, send(edna, page, "/publish"))
    assert "308-2022-12-21.txt" in files(site)


def test_ready_articles_are_published_as_they_are(site: Site, edna: FlaskClient) -> None:
    page = followed(edna, bring(edna, {"글.jsonl": ready("x1", "펭귄이 수영한다").encode()}))
    assert "/correct" not in page.text
    followed(edna, send(edna, page, "/publish"))
    assert count(edna, "펭귄이") == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("308.exe", b"MZ", "읽을 수 없는 파일 형식"),
        ("309.txt", b"", "빈 파일"),
        ("no suffix", b"x", "읽을 수 없는 파일 형식"),
    ],
)
def test_what_cannot_be_an_issue_is_told_and_the_others_are_kept(
    edna: FlaskClient, name: str, data: bytes, said: str
) -> None:
    answer = bring(edna, {name: data, "308.txt": issue(308).encode()})
    assert answer.status_code == 400 and said in answer.text
    assert ">308.txt</a>" in answer.text
    told = bring(edna, {name: data}, accept="application/json")
    assert told.status_code == 400 and told.json and said in told.json["problems"][0]


def test_a_broken_pdf_is_told_on_its_page_and_cannot_be_published(edna: FlaskClient) -> None:
    page = followed(edna, bring(edna, {"308.pdf": b"%PDF-1.7 nothing more"}))
    assert page.status_code == 200 and 'role="alert"' in page.text and "/publish" not in page.text


def test_a_name_with_hostile_letters_is_shown_as_letters_and_never_a_path(site: Site, edna: FlaskClient) -> None:
    hostile = "../../<script>alert(1)</script>\x1b.txt"
    page = followed(edna, bring(edna, {hostile: issue(308).encode()}))
    assert "<script>alert" not in page.text
    followed(edna, send(edna, page, "/publish"))
    assert files(site) == ["307.txt", "308-2022-12-14.txt"]
    assert not list(Path(site.desk.settings.desk).glob("*.txt"))


def test_what_is_typed_is_shown_as_letters(edna: FlaskClient) -> None:
    told = send(edna, edna.get("/desk/issues/307"), "/correct", a3__title='"><script>x</script>', action="preview")
    assert "<script>x" not in told.text and "&lt;script&gt;x" in told.text


def test_an_address_of_an_upload_or_a_step_that_is_not_there_says_so(edna: FlaskClient) -> None:
    for address in ("/desk/uploads/18ebcb", "/desk/uploads/..%2f..", "/desk/issues/999", "/desk/issues/x"):
        assert edna.get(address).status_code == 404, address
    for name in ("18ebcb", "x" * 300, "..%2f..", "%00"):
        assert edna.get(f"/desk/issues?done={name}").status_code == 200, name
    step = edna.post(
        "/desk/history/18ebcb/undo", data={"csrf": forms(edna.get("/desk/issues"))["/desk/uploads"]["csrf"]}
    )
    assert step.status_code == 404

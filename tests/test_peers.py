"""The benchmark beside Datasette and OpenSearch: what can be wrong with it although every server runs."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from benchmarks.peers.archives import Row, named, place_of
from benchmarks.peers.asking import summary
from benchmarks.peers.clients import Answer, Ask, Load, load
from benchmarks.peers.drafts import Draft, Drafts
from benchmarks.peers.growth import exponent
from benchmarks.peers.issues import NEW, about, date_of, is_written, page, write_archive
from benchmarks.peers.make_datasette import make
from benchmarks.peers.queries import KINDS, drawn, parts
from benchmarks.peers.report import report
from benchmarks.peers.results import Key, Results
from benchmarks.peers.sides import sides
from benchmarks.scale.texts import documents
from indexer.parse import parse_file
from tests.opensearch.nodes import free_port

Texts = list[tuple[str, ...]]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    """The sentences of issue 307."""
    empty = tmp_path_factory.mktemp("data")
    (empty / "corpus.jsonl").touch()
    return documents(empty)


@pytest.fixture(scope="module")
def bodies(texts: Texts) -> list[str]:
    """Texts of articles."""
    return ["\n".join(draft.paragraphs) for draft in Drafts(texts, "bodies").issue(60)]


@pytest.mark.parametrize("leads", [False, True])
def test_an_issue_that_was_made_is_split_into_exactly_its_articles(texts: Texts, tmp_path: Path, leads: bool) -> None:
    drafts = Drafts(texts, "seed", leads)
    for number in range(1, 9):
        articles = drafts.issue(7)
        file = tmp_path / f"{number:05}.html"
        file.write_text(page(number, date_of(number, 8), articles), encoding="utf-8")
        issue = parse_file(file, file.name).issue
        assert (issue.number, issue.date) == (number, date_of(number, 8))
        found = [(each, f"{each.outlets[0].name}({each.outlets[0].name_zh})") for each in issue.articles]
        assert [Draft(a.section or "", a.title, o, tuple(b.text for b in a.blocks)) for a, o in found] == articles


def test_leads_are_an_eighth_of_long_articles_or_so(texts: Texts) -> None:
    long, leads = (
        sum(len("\n".join(draft.paragraphs)) for draft in Drafts(texts, "1", short).issue(200)) / 200
        for short in (False, True)
    )
    assert 1600 < long < 2400
    assert 200 < leads < 320


def test_an_archive_has_as_many_articles_as_were_asked_for_and_new_issues_beside_them(
    texts: Texts, tmp_path: Path
) -> None:
    assert not is_written(tmp_path)
    write_archive(tmp_path, 16, texts, False, 1)
    files = sorted((tmp_path / "corpus" / "issues").iterdir())
    written = about(tmp_path)
    read = [article for file in files for article in parse_file(file, file.name).issue.articles]
    assert (written.issues, written.articles) == (len(files), len(read)) == (3, 16)
    assert written.text == sum(len(f"{a.title}{''.join(block.text for block in a.blocks)}".encode()) for a in read)
    assert len(list((tmp_path / "new").iterdir())) == NEW
    assert min((tmp_path / "new").iterdir()).name > max(files).name


def test_the_same_seed_makes_the_same_articles_and_another_makes_others(texts: Texts) -> None:
    first, again, other = (Drafts(texts, seed).issue(5) for seed in ("1", "1", "2"))
    assert first == again != other


def test_the_same_seed_draws_the_same_queries_and_another_draws_others(bodies: list[str]) -> None:
    assert drawn(bodies, 50, 1) == drawn(bodies, 50, 1) != drawn(bodies, 50, 2)


def test_queries_are_of_every_kind_by_its_share_and_none_comes_twice(bodies: list[str]) -> None:
    found = drawn(bodies, 200, 1)
    assert Counter(kind for kind, _ in found) == {
        "word": 80,
        "two words": 60,
        "three words": 20,
        "phrase": 20,
        "prefix": 10,
        "nowhere": 10,
    }
    assert len({query for _, query in found}) == 200


def test_queries_stand_in_one_article_as_their_kind_says(bodies: list[str]) -> None:
    words = {"word": 1, "two words": 2, "three words": 3}
    spaced = [f" {' '.join(body.split())} " for body in bodies]
    for kind, query in drawn(bodies, 200, 1):
        if kind in words:
            typed = query.split(" ")
            assert len(typed) == words[kind]
            assert any(all(f" {word} " in body for word in typed) for body in spaced)
        elif kind == "phrase":
            assert any(f" {query[1:-1]} " in body for body in spaced)
        elif kind == "prefix":
            assert len(query) == 3
            assert any(f" {query[:2]}" in body for body in spaced)
        else:
            assert not any(query in body for body in bodies)


def test_words_are_drawn_as_often_as_they_are_written() -> None:
    texts = [f"나라 나라 나라 나라 나라 나라 나라 나라 나라 사람 {chr(0xAC00 + n)}말 겨레" for n in range(40)]
    singles = [query for kind, query in drawn(texts, 20, 1) if kind == "word"]
    assert "나라" in singles


def test_what_does_not_divide_into_shares_is_drawn_as_single_words() -> None:
    assert dict(zip(KINDS, parts(7), strict=True)) == {
        "word": 5,
        "two words": 2,
        "three words": 0,
        "phrase": 0,
        "prefix": 0,
        "nowhere": 0,
    }


def test_too_few_words_are_said_to_be_too_few() -> None:
    with pytest.raises(ValueError, match="too few"):
        drawn(["나라 사람 겨레"], 100, 1)


def test_the_exponent_is_the_slope_of_the_logarithms() -> None:
    articles = [350, 3500, 35000]
    assert exponent(articles, [2 * n**0.5 for n in articles]) == pytest.approx(0.5)
    assert exponent(articles, [7.0, 7.0, 7.0]) == pytest.approx(0.0)
    # One value in ten is off by a factor of e: least squares over -1, 0 and 1 decade.
    assert exponent([1, 10, 100], [1, 10, 100 * 2.718281828]) == pytest.approx(1 + 0.5 / 2.302585093)


def test_every_side_is_asked_for_the_same_query_and_twenty_hits() -> None:
    for side in sides():
        for way in side.ways.values():
            ask = way.ask('"나라 사람"')
            if ask.body is None:
                sent = parse_qs(urlsplit(ask.path).query)
                assert '"나라 사람"' in (sent.get("q") or sent["_search"])
                assert "20" in (sent.get("per_page") or sent["_size"])
            else:
                body = json.loads(ask.body)
                assert body["query"]["simple_query_string"]["query"] == '"나라 사람"'
                assert body["size"] == 20
                assert len(body["aggs"]) == 3


def test_an_answer_that_is_no_answer_counts_as_an_error_and_not_as_a_fast_one() -> None:
    way = next(side for side in sides() if side.name == "whoosh").ways["json"]
    full = json.dumps({"total": 3, "relaxed": False}).encode()
    empty = json.dumps({"total": 0, "relaxed": False}).encode()
    partly = json.dumps({"total": 3, "relaxed": True}).encode()
    answers = [Answer(200, full, 10), Answer(200, empty, 20), Answer(200, partly, 30), Answer(503, b"", 0.1)]
    row = summary(Load(answers, 2.0), way)
    assert (row["asked"], row["found"], row["errors"]) == (4, 1, 1)
    assert (row["p50"], row["a_second"]) == (20, 1.5)


class Echo(BaseHTTPRequestHandler):
    """Answers with the path that was asked for, to /away with 404; `asked` holds all that it was asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = self.path.encode()
        asked.put(self.path)
        self.send_response(404 if self.path == "/away" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *told: object) -> None:
        """Nothing is said."""


asked: SimpleQueue[str] = SimpleQueue()


@pytest.fixture
def port() -> Iterator[int]:
    """A server that echoes."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("clients", [1, 2, 4])
def test_each_question_is_asked_once_and_answers_stand_in_its_order(port: int, clients: int) -> None:
    paths = [f"/{number}" for number in range(9)]
    begun: list[bool] = []
    done = load(port, [Ask(path) for path in paths], clients, [Ask("/warm")], lambda: begun.append(True))
    assert [answer.body.decode() for answer in done.answers] == paths
    assert sorted(asked.get() for _ in range(9 + clients)) == sorted([*paths, *["/warm"] * clients])
    assert begun == [True]


def test_a_client_goes_on_after_an_error_and_says_what_it_was(port: int) -> None:
    done = load(port, [Ask("/away"), Ask("/there")], 1)
    assert [answer.status for answer in done.answers] == [404, 200]
    assert [asked.get(), asked.get()] == ["/away", "/there"]
    assert load(free_port(), [Ask("/there")], 1).answers[0].status == 0


def test_datasettes_file_finds_three_syllables_in_the_middle_of_a_word_and_two_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "articles.db"
    make([Row("1-1", "제목", "과학", "과기일보", "2022-12-14", 2022, "한국고려대학 사람이")], file)
    with closing(sqlite3.connect(file)) as base:

        def found(query: str) -> int:
            asked = (
                "SELECT count(*) FROM articles WHERE rowid IN (SELECT rowid FROM articles_fts WHERE articles_fts = ?)"
            )
            return int(base.execute(asked, (f'"{query}"',)).fetchone()[0])

        assert (found("고려대"), found("사람")) == (1, 0)


def test_archives_have_names_from_which_they_are_found_again(tmp_path: Path) -> None:
    places = named(tmp_path, ["long", "growth", "leads-300"])
    assert [place.name for place in places] == ["long-3500", "long-350", "long-35000", "leads-300"]
    assert [place_of(tmp_path, place.name) for place in places] == places
    with pytest.raises(SystemExit, match="short"):
        named(tmp_path, ["short"])


def test_a_result_is_measured_once_and_again_only_where_that_is_wanted(tmp_path: Path) -> None:
    key = Key("indexing", "long-350", "whoosh")
    values = iter((1.0, 2.0))
    Results(tmp_path / "results.jsonl").measure(key, lambda: {"seconds": next(values)})
    results = Results(tmp_path / "results.jsonl")
    assert results.measure(key, lambda: {"seconds": next(values)})["seconds"] == 1.0
    assert results.measure(key, lambda: {"seconds": next(values)}, again=True)["seconds"] == 2.0
    assert Results(tmp_path / "results.jsonl").rows[key]["seconds"] == 2.0


def test_the_report_puts_sides_beside_each_other_and_leaves_out_what_was_not_measured(tmp_path: Path) -> None:
    results = Results(tmp_path / "results.jsonl")
    times = {"a_second": 9.0, "errors": 0, "found": 7, "asked": 8, "sent": 1500.0, "pss": 1, "rss": 2, "processes": 1}
    for archive, slower in (("long-350", 1.0), ("long-3500", 10.0)):
        for side, p95 in (("whoosh", 20.0), ("datasette", 50.0)):
            row = {"p50": 5.0, "p95": p95 * slower, "p99": 900.0, **times}
            results.measure(Key("asking", archive, side, "page", 1), row.copy)
    told = report(results)
    assert "| whoosh, page | 5.00 / 20.0 / 900 | 9.00 | 7 of 8 | 0 | 1.50 | - |" in told
    assert "| Datasette's page / Seogo's with Whoosh | 2.50 x |" in told
    assert "OpenSearch's" not in told
    assert "| whoosh | page p95 ms | 20.0 | 200 | 1.00 |" in told
    assert "Indexing" not in told

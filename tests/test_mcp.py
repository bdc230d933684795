"""`seogo mcp` as an assistant uses it: the protocol's own client, a process of its own, a real index."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, MCPError, StdioServerParameters
from mcp.types import CallToolResult, TextContent, TextResourceContents, Tool

from archive.analysis import Analyzer
from archive.assistant.leaves import MOST, leaves
from archive.engines.whoosh import WhooshEngine
from archive.models import Block
from archive.search import Archive
from indexer.pipeline import update
from tests.conftest import ROOT, no_progress
from tests.corpora import ISSUE_307, ready, write

SITE = "https://seogo.example"
LONG = "과학혁신 금융. " * MOST


class Assistant:
    """A client of a server that was started as an assistant starts it."""

    def __init__(self, portal: BlockingPortal, client: Client) -> None:
        self._portal = portal
        self._client = client
        self.instructions = client.instructions

    def answer(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """What a tool answers; the text beside it says the same."""
        result = self._called(tool, arguments)
        assert not result.is_error, said(result)
        structured: dict[str, Any] = json.loads(said(result))
        assert result.structured_content == structured
        return structured

    def refusal(self, tool: str, **arguments: Any) -> str:
        """What a tool says that could not do what it was asked for."""
        result = self._called(tool, arguments)
        assert result.is_error and "Traceback" not in said(result)
        return said(result)

    def tools(self) -> dict[str, Tool]:
        return {tool.name: tool for tool in self._portal.call(self._client.list_tools).tools}

    def templates(self) -> list[str]:
        found = self._portal.call(self._client.list_resource_templates).resource_templates
        return [each.uri_template for each in found]

    def resource(self, uri: str) -> str:
        (content,) = self._portal.call(self._client.read_resource, uri).contents
        assert isinstance(content, TextResourceContents)
        return content.text

    def _called(self, tool: str, arguments: dict[str, Any]) -> CallToolResult:
        result: CallToolResult = self._portal.call(self._client.call_tool, tool, arguments)
        return result


@contextmanager
def assistant(index: Path) -> Iterator[Assistant]:
    arguments = [str(ROOT / "seogo.py"), "mcp", "--index", str(index)]
    started = StdioServerParameters(command=sys.executable, args=arguments, env={"SEOGO_BASE_URL": f"{SITE}/"})
    connected = Client(started, read_timeout_seconds=120)
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(connected) as client:
        yield Assistant(portal, client)


def said(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


@pytest.fixture(scope="module")
def archive(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Issue 307, one article of many leaves, and one with everything that could break a line."""
    odd = ready("odd", '금융 \x01 <b>"닝보"\u2028😀', title="<i>&\n제목\x0b", outlet="가 & <나>")
    text = ISSUE_307.read_text(encoding="utf-8")
    place = tmp_path_factory.mktemp("assistant")
    engine = WhooshEngine(place / "index")
    corpus = write(place, **{"307__txt": text, "ready__jsonl": ready("long", LONG) + odd})
    assert not update(corpus, engine, lambda: analyzer, no_progress).failed
    return Archive(engine, analyzer)


@pytest.fixture(scope="module")
def index(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return next(tmp_path_factory.getbasetemp().glob("assistant*/index"))


@pytest.fixture(scope="module")
def asked(index: Path) -> Iterator[Assistant]:
    with assistant(index) as client:
        yield client


def test_an_assistant_finds_reads_and_cites(asked: Assistant, archive: Archive) -> None:
    found = asked.answer("search", query="과학혁신 금융", section=["WEEKLY 뉴스"], per_page=1)
    assert found["total"] == 1 and not found["relaxed"] and "과학혁신" in found["understood"]
    (hit,) = found["hits"]
    assert (hit["id"], hit["date"], hit["issue"]) == ("307-1", "2022-12-14", 307)
    assert hit["outlets"] == ["징리런왕(经理人网)"] and hit["snippets"] and "<mark>" not in str(hit["snippets"])
    assert re.fullmatch(rf"{SITE}/articles/307-1\?v=[0-9a-f]+", hit["link"])
    leaf = asked.answer("read", article_id=hit["id"])
    assert [block["text"] for block in leaf["blocks"]] == [each.text for each in archive.article("307-1").blocks]
    assert leaf["leaves"] == 1 and leaf["link"] == hit["link"]
    assert leaf["citation"] == asked.answer("cite", article_id=hit["id"])["text"]


@pytest.mark.parametrize(
    ("form", "beginning"),
    [
        ("korean", "징리런왕(经理人网), 「"),
        ("apa", "징리런왕(经理人网). (2022"),
        ("bibtex", "@article{"),
        ("ris", "TY  - "),
    ],
)
def test_every_citation_carries_the_permanent_link(asked: Assistant, form: str, beginning: str) -> None:
    cited = asked.answer("cite", article_id="307-1", form=form)
    assert cited["text"].startswith(beginning) and cited["link"] in cited["text"]
    assert cited["link"].startswith(f"{SITE}/articles/307-1?v=")


def test_every_tool_says_what_it_is_for_and_what_it_answers(asked: Assistant) -> None:
    tools = asked.tools()
    assert tools.keys() == {"search", "read", "cite", "names"}
    for tool in tools.values():
        assert tool.output_schema and tool.output_schema["type"] == "object"
        assert tool.annotations and tool.annotations.read_only_hint
        assert all(each.get("description") or "enum" in each for each in tool.input_schema["properties"].values())
    assert "OR" in str(tools["search"].description) and "link" in str(tools["search"].description)
    assert asked.instructions and "permanent link" in asked.instructions


def test_filters_pages_and_order_are_those_of_the_archive(asked: Assistant) -> None:
    whole = asked.answer("search", query="금융", sort="oldest", per_page=20)
    pages = [asked.answer("search", query="금융", sort="oldest", per_page=2, page=number) for number in (1, 2)]
    assert [hit["id"] for page in pages for hit in page["hits"]] == [hit["id"] for hit in whole["hits"][:4]]
    assert pages[0]["pages"] == -(-whole["total"] // 2)
    days = {"date_from": "2022", "date_to": "2022-12"}
    one = asked.answer("search", query="금융", outlet=["综合开发研究院"], **days)
    assert [hit["id"] for hit in one["hits"]] == ["307-6"]
    nothing = asked.answer("search", query="금융", date_to="2021")
    assert nothing["total"] == 0 and nothing["hits"] == []


def test_what_was_not_found_as_asked_is_told(asked: Assistant) -> None:
    partial = asked.answer("search", query="월드컵 뷁뷁뷁")
    assert partial["relaxed"] and partial["hits"]
    assert {"query": "월드컵", "count": 1} in partial["suggestions"]


def test_a_name_is_looked_up_in_any_script(asked: Assistant) -> None:
    for query in ("닝보", "宁波"):
        (name,) = asked.answer("names", query=query)["names"]
        assert name["chinese"] == "宁波" and name["forms"] == ["닝보"] and name["articles"] > 0


def test_a_long_article_is_read_in_leaves(asked: Assistant, archive: Archive) -> None:
    count = asked.answer("read", article_id="long")["leaves"]
    blocks = [block for n in range(count) for block in asked.answer("read", article_id="long", leaf=n + 1)["blocks"]]
    assert count > 1
    joined = "".join(("" if each["goes_on"] else "\n") + each["text"] for each in blocks)
    assert joined.removeprefix("\n") == archive.article("long").text
    assert "leaf" in asked.refusal("read", article_id="long", leaf=count + 1)


def test_leaves_are_made_of_whole_blocks() -> None:
    blocks = [Block("paragraph", letter * length) for letter, length in (("가", 6), ("나", 4), ("다", 25), ("라", 0))]
    made = leaves(blocks, 10)
    assert [[(each.text[:1], len(each.text), each.goes_on) for each in leaf] for leaf in made] == [
        [("가", 6, False), ("나", 4, False)],
        [("다", 10, False)],
        [("다", 10, True)],
        [("다", 5, True), ("", 0, False)],
    ]
    assert leaves([]) == [[]]


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("search", {"query": "금융", "date_from": "gestern"}, "gestern"),
        ("search", {"date_from": "2023", "date_to": "2022"}, "2023-01-01"),
        ("search", {"query": "가" * 10_000}, "10,000"),
        ("search", {"section": [str(number) for number in range(1000)]}, "section"),
        ("search", {"page": 0}, "page"),
        ("search", {"page": 10**12}, "page"),
        ("search", {"per_page": 21}, "per_page"),
        ("search", {"sort": "zzz"}, "relevance"),
        ("read", {"article_id": "../307-1"}, "../307-1"),
        ("read", {"article_id": ""}, "없습니다"),
        ("read", {"article_id": "307-1", "leaf": 0}, "leaf"),
        ("cite", {"article_id": "307-1", "form": "mla"}, "bibtex"),
        ("cite", {"article_id": "307-99"}, "307-99"),
        ("names", {"page": -1}, "page"),
    ],
)
def test_what_cannot_be_done_is_told_plainly(
    asked: Assistant, tool: str, arguments: dict[str, Any], message: str
) -> None:
    assert message in asked.refusal(tool, **arguments)


def test_an_article_is_a_resource_too(asked: Assistant, archive: Archive) -> None:
    assert asked.templates() == ["seogo://articles/{article_id}"]
    text = asked.resource("seogo://articles/307-1")
    assert archive.article("307-1").text in text and f"{SITE}/articles/307-1?v=" in text
    with pytest.raises(MCPError, match="307-99"):
        asked.resource("seogo://articles/307-99")


def test_odd_characters_are_given_as_they_are(asked: Assistant, archive: Archive) -> None:
    (hit,) = (each for each in asked.answer("search", query="닝보")["hits"] if each["id"] == "odd")
    assert (hit["title"], hit["outlets"]) == ("<i>& 제목", ["가 & <나>"])
    leaf = asked.answer("read", article_id="odd")
    assert [block["text"] for block in leaf["blocks"]] == [each.text for each in archive.article("odd").blocks]


def test_an_index_that_comes_later_is_used_and_so_is_a_new_state(analyzer: Analyzer, tmp_path: Path) -> None:
    corpus = write(tmp_path, a__jsonl=ready("a", "금융"))
    engine = WhooshEngine(tmp_path / "index")
    with assistant(tmp_path / "index") as client:
        assert "seogo index" in client.refusal("search", query="금융")
        update(corpus, engine, lambda: analyzer, no_progress)
        assert client.answer("search", query="금융")["total"] == 1
        update(write(corpus, b__jsonl=ready("b", "금융")), engine, lambda: analyzer, no_progress)
        assert client.answer("search", query="금융")["total"] == 2


def test_without_the_package_one_sentence_says_what_to_install() -> None:
    program = "import sys; sys.modules['mcp'] = None; import seogo; sys.exit(seogo.main(['mcp']))"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 1 and run.stdout == ""
    assert run.stderr.count("\n") == 1 and "pip install -e '.[mcp]'" in run.stderr


def test_nothing_but_the_protocol_is_on_standard_output(index: Path) -> None:
    client = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    lines: list[dict[str, Any]] = [
        {"id": 1, "method": "initialize", "params": client},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/call", "params": {"name": "search", "arguments": {"query": "\ud800"}}},
        {"id": 3, "method": "tools/call", "params": {"name": "search", "arguments": {"query": "금융"}}},
    ]
    typed = "".join(json.dumps({"jsonrpc": "2.0", **line}) + "\n" for line in lines)
    run = subprocess.run(
        [sys.executable, str(ROOT / "seogo.py"), "mcp", "--index", str(index)],
        input=f"this is no JSON\n{typed}",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert answers and all(each["jsonrpc"] == "2.0" for each in answers) and "Traceback" not in run.stdout

"""`seogo engines`: every engine in a row, whatever is wrong with it, and how far the corpus has gone on since."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from archive.analysis import Analyzer
from archive.engines import NAMES
from archive.fingerprint import FINGERPRINT
from indexer.pipeline import update
from seogo import main
from tests.conftest import ROOT, no_progress
from tests.corpora import issue, ready, write
from tests.in_process import opened


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working folder with a corpus, and a search server that is away."""
    write(tmp_path / "corpus", a__txt=issue(307), b__jsonl=ready("b1", "과학 혁신"))
    monkeypatch.chdir(tmp_path)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        monkeypatch.setenv("SEOGO_OPENSEARCH_URL", f"http://127.0.0.1:{nobody.getsockname()[1]}")
        yield tmp_path


@pytest.fixture
def made(place: Path, analyzer: Analyzer) -> Path:
    """With an index of Whoosh."""
    update(place / "corpus", opened("whoosh", place / "var/index"), lambda: analyzer, no_progress)
    return place


class Told:
    """What the command says, run in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.errors = ""

    def text(self, *flags: str) -> str:
        assert main(["engines", *flags]) == 0
        out, self.errors = self._capsys.readouterr()
        return out

    def rows(self, *flags: str) -> dict[str, dict[str, Any]]:
        rows = json.loads(self.text("--json", *flags))["engines"]
        return {row["engine"]: row for row in rows}


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    return Told(capsys)


def test_every_engine_has_a_row_and_the_chosen_one_is_marked(made: Path, told: Told) -> None:
    lines = told.text("--engine", "tantivy").splitlines()
    assert [line[2:].split()[0] for line in lines[1:4]] == list(NAMES)
    assert [line[0] for line in lines[1:4]] == [" ", "*", " "]
    assert "최신" in lines[1] and " 8 " in lines[1] and "그대로" in lines[1]
    assert "없음" in lines[2] and "연결 안 됨" in lines[3]
    assert "opensearch: " in lines[5]


def test_columns_stand_below_each_other_on_a_terminal(made: Path, told: Told) -> None:
    def columns(text: str) -> int:
        return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)

    head, row = told.text().splitlines()[:2]
    places = [columns(head[: head.index(word)]) for word in ("색인", "바뀐 때", "그 뒤 말뭉치")]
    when = datetime.now().strftime("%Y-")
    assert places == [columns(row[: row.index(word)]) for word in ("최신", when, "그대로")]


def test_json_has_the_shape_that_is_documented(made: Path, told: Told) -> None:
    row = told.rows()["whoosh"]
    keys = "engine chosen usable state problem articles size fingerprint written corpus"
    assert list(row) == keys.split()
    documented = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    assert all(f"`{key}`" in documented for key in keys.split())
    assert (row["chosen"], row["usable"], row["state"], row["problem"]) == (True, True, "current", None)
    assert (row["articles"], row["fingerprint"]) == (8, FINGERPRINT)
    assert row["size"] == sum(path.stat().st_size for path in made.glob("var/index/whoosh-*/*"))
    assert timedelta(0) <= datetime.now(UTC) - datetime.fromisoformat(row["written"]) < timedelta(minutes=5)
    assert row["corpus"] == {"new": 0, "changed": 0, "gone": 0}


def test_what_changed_in_the_corpus_since_is_counted_file_by_file(made: Path, told: Told) -> None:
    write(made / "corpus", c__txt=issue(308), d__txt=issue(309), b__jsonl=ready("b1", "바뀐 글"))
    (made / "corpus/issues/a.txt").unlink()
    assert told.rows()["whoosh"]["corpus"] == {"new": 2, "changed": 1, "gone": 1}
    assert "새로 2, 바뀜 1, 빠짐 1" in told.text()


def test_a_correction_beside_an_issue_counts_as_a_change_of_it(made: Path, told: Told) -> None:
    write(made / "corpus", a__toml='[[article]]\nwas = "2022 세계 스마트제조"\ntitle = "고친 제목"\n')
    assert told.rows()["whoosh"]["corpus"] == {"new": 0, "changed": 1, "gone": 0}


def test_nothing_is_made_where_there_is_nothing(place: Path, told: Told) -> None:
    rows = told.rows()
    assert [rows[name]["state"] for name in NAMES] == ["none", "none", "away"]
    assert rows["whoosh"]["problem"] is None and rows["whoosh"]["usable"] and not (place / "var").exists()


def test_a_server_that_is_away_is_a_row_with_its_remedy(place: Path, told: Told) -> None:
    row = told.rows("--engine", "opensearch")["opensearch"]
    assert (row["usable"], row["state"], row["articles"]) == (False, "away", None)
    assert "127.0.0.1" in row["problem"]


def test_an_index_that_cannot_be_read_is_a_row_with_its_remedy(made: Path, told: Told) -> None:
    for path in made.glob("var/index/whoosh-*/*.seg"):
        path.write_bytes(b"")
    row = told.rows()["whoosh"]
    assert (row["usable"], row["state"], row["corpus"]) == (True, "unreadable", None)
    assert "--rebuild" in row["problem"] and "못 읽음" in told.text()


@pytest.mark.parametrize(
    ("fingerprint", "corpus"),
    [(f"{FINGERPRINT}-older", {"new": 0, "changed": 0, "gone": 0}), ("format-0 analysis-0", None)],
    ids=["another analysis", "another format"],
)
def test_an_index_that_was_made_otherwise_has_to_be_made_anew(
    made: Path, told: Told, fingerprint: str, corpus: dict[str, int] | None
) -> None:
    pointer = made / "var/index/seogo-index.json"
    pointer.write_text(pointer.read_text("utf-8").replace(FINGERPRINT, fingerprint), "utf-8")
    row = told.rows()["whoosh"]
    assert (row["state"], row["fingerprint"], row["corpus"]) == ("stale", fingerprint, corpus)
    assert "다시 색인 필요" in told.text()


def test_without_a_corpus_the_rest_is_told(made: Path, told: Told) -> None:
    row = told.rows("--corpus", "nowhere")["whoosh"]
    assert (row["articles"], row["corpus"]) == (8, None) and "nowhere" in told.errors


def test_an_engine_that_does_not_exist_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["engines", "--engine", "zzz"]) == 2
    assert "whoosh" in capsys.readouterr().err


def test_an_engine_that_is_not_installed_is_a_row_that_says_how(place: Path) -> None:
    without = "import sys; sys.modules['tantivy'] = sys.modules['opensearchpy'] = None; import seogo; "
    done = subprocess.run(
        [sys.executable, "-c", f"{without} sys.exit(seogo.main(['engines', '--json', '--engine', 'tantivy']))"],
        env={"PYTHONPATH": str(ROOT)},
        cwd=place,
        capture_output=True,
        text=True,
        check=True,
    )
    rows = {row["engine"]: row for row in json.loads(done.stdout)["engines"]}
    assert [(rows[name]["usable"], rows[name]["state"]) for name in NAMES] == [
        (True, "none"),
        (False, "unusable"),
        (False, "unusable"),
    ]
    assert "'.[tantivy]'" in rows["tantivy"]["problem"] and "'.[opensearch]'" in rows["opensearch"]["problem"]


def test_index_carries_over_what_another_engine_has_and_says_so(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(made / "corpus", b__jsonl=ready("b1", "바뀐 글"))
    assert main(["index", "--engine", "tantivy", "--json"]) == 0
    out, err = capsys.readouterr()
    assert "whoosh 색인의 글 8건을 tantivy로 옮겼습니다" in err
    report = json.loads(out)
    assert (report["articles"], report["added"], report["updated"], report["removed"]) == (8, 0, 1, 0)
    assert main(["index", "--engine", "whoosh", "--json"]) == 0
    out, err = capsys.readouterr()
    assert "옮겼습니다" not in err and json.loads(out)["updated"] == 1


def test_a_rebuild_is_made_from_the_corpus(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "--engine", "tantivy", "--rebuild", "--json"]) == 0
    out, err = capsys.readouterr()
    assert "옮겼습니다" not in err and json.loads(out)["added"] == 2


def test_a_search_without_an_index_names_the_engine_that_has_one(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "금융", "--engine", "tantivy"]) == 1
    said = capsys.readouterr().err
    assert "tantivy 색인이 아직 없습니다. whoosh 색인은 있습니다: seogo index --engine tantivy" in said
    assert len(said.strip().splitlines()) == 1

"""Issues come into the corpus whole or not at all, every step can be taken back, and no editor overruns another."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from datetime import date as Date
from pathlib import Path
from threading import Barrier

import pytest

from archive.errors import EditingError, NotFound, Overtaken
from indexer.history import History, fingerprint_of
from indexer.landing import ASIDE
from indexer.publishing import Incoming, Publisher, Standing, file_name
from indexer.staging import MOST_BYTES, Staging, harmless
from tests.corpora import issue, write

ROOT = Path(__file__).parents[1]
WHO = "편집자"


@pytest.fixture
def history(tmp_path: Path) -> History:
    write(tmp_path / "corpus", **{"307__txt": issue(307), "307__toml": '[issue]\npublisher = "KIC"\n'})
    return History(tmp_path / "corpus", tmp_path / "desk")


def publisher(history: History) -> Publisher:
    """A publisher whose index knows nothing yet: names of files have to tell."""
    return Publisher(history, lambda number: None)


def incoming(number: int, text: str = "호", overrides: bytes | None = None, suffix: str = ".txt") -> Incoming:
    return Incoming(text.encode(), suffix, overrides, number, Date(2022, 12, 21))


def files(history: History) -> dict[str, str]:
    folder = history.corpus / "issues"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_an_issue_lands_under_its_number_and_date_with_its_corrections(history: History) -> None:
    publisher(history).publish(incoming(308, "삼백팔", b'[issue]\npublisher = "K"\n'), WHO)
    assert files(history)["308-2022-12-21.txt"] == "삼백팔"
    assert files(history)["308-2022-12-21.toml"] == '[issue]\npublisher = "K"\n'
    (step,) = history.steps()
    assert (step.who, step.action, step.what) == (WHO, "publish", "제308호")


def test_an_issue_that_is_here_already_is_told_with_its_file(history: History) -> None:
    with pytest.raises(EditingError, match=r"issues/307\.txt"):
        publisher(history).publish(incoming(307), WHO)
    assert not history.steps()


def test_what_is_replaced_is_kept_with_its_corrections_and_comes_back(history: History) -> None:
    before = files(history)
    publishing = publisher(history)
    step = publishing.publish(incoming(307, "새", suffix=".md"), WHO, replaces=publishing.standing(307))
    assert files(history) == {"307-2022-12-21.md": "새"}
    history.undo(step.id, WHO)
    assert files(history) == before


def test_an_issue_that_is_taken_out_comes_back(history: History) -> None:
    before, publishing = files(history), publisher(history)
    standing = publishing.standing(307)
    assert standing is not None
    step = publishing.unpublish(standing, 307, WHO)
    assert files(history) == {}
    history.undo(step.id, WHO)
    assert files(history) == before


def test_taking_back_can_be_taken_back(history: History) -> None:
    published = publisher(history).publish(incoming(308, "팔"), WHO)
    undone = history.undo(published.id, WHO)
    assert "308-2022-12-21.txt" not in files(history)
    history.undo(undone.id, WHO)
    assert files(history)["308-2022-12-21.txt"] == "팔"


def test_only_the_last_step_of_each_file_is_offered_to_be_taken_back(history: History) -> None:
    publishing = publisher(history)
    first = publishing.publish(incoming(308), WHO)
    other = publishing.publish(incoming(309), WHO)
    second = publishing.publish(incoming(308, "둘째"), WHO, replaces=publishing.standing(308))
    assert history.latest_of_files() == {other.id, second.id}
    with pytest.raises(Overtaken):
        history.undo(first.id, WHO)


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(history: History) -> None:
    publishing = publisher(history)
    seen = publishing.standing(307)
    assert seen is not None
    publishing.correct(seen, 307, b'[issue]\npublisher = "first"\n', 307, "하나")
    after = files(history)
    with pytest.raises(Overtaken, match="그 사이에"):
        publishing.correct(seen, 307, b'[issue]\npublisher = "second"\n', 307, "둘")
    with pytest.raises(Overtaken):
        publishing.unpublish(seen, 307, "둘")
    with pytest.raises(Overtaken):
        publishing.publish(incoming(307), "둘", replaces=seen)
    assert files(history) == after


@pytest.mark.parametrize("name", ["../outside.txt", "{above}/outside.txt", "issues/306.txt", "names.toml"])
@pytest.mark.parametrize("number", [307, 308])
def test_nothing_but_the_file_of_its_own_number_is_replaced_whatever_a_form_names(
    history: History, name: str, number: int
) -> None:
    above = history.corpus.parent
    for path in (above / "outside.txt", history.corpus / "issues/306.txt", history.corpus / "names.toml"):
        path.write_text("남의 것", encoding="utf-8")
    before, publishing, named = files(history), publisher(history), name.format(above=above)
    seen = Standing(named, publishing.fingerprint(named))
    with pytest.raises(Overtaken):
        publishing.publish(incoming(number), WHO, replaces=seen)
    assert files(history) == before and not history.steps()
    assert (above / "outside.txt").exists() and (history.corpus / "names.toml").exists()


def test_what_is_named_to_be_replaced_is_not_read_before_it_is_known_to_be_an_issue(history: History) -> None:
    os.mkfifo(history.corpus.parent / "endless")
    with pytest.raises(Overtaken):
        publisher(history).publish(incoming(307), WHO, replaces=Standing("../endless", "0"))


@pytest.mark.parametrize("step_id", ["", "..", "a/b", "x" * 300, "가" * 200, "\0"])
def test_what_is_no_name_of_a_step_is_not_there(history: History, step_id: str) -> None:
    with pytest.raises(NotFound):
        history.step(step_id)


def test_a_change_by_hand_is_seen_as_an_editors(history: History) -> None:
    seen = publisher(history).standing(307)
    (history.corpus / "issues" / "307.toml").write_text("# 손으로\n", encoding="utf-8")
    assert seen is not None
    with pytest.raises(Overtaken):
        publisher(history).unpublish(seen, 307, WHO)


def test_a_corrected_number_that_another_issue_has_is_refused(history: History) -> None:
    publishing = publisher(history)
    publishing.publish(incoming(308), WHO)
    seen = publishing.standing(308)
    assert seen is not None
    with pytest.raises(EditingError, match=r"issues/307\.txt"):
        publishing.correct(seen, 308, b"[issue]\nnumber = 307\n", 307, WHO)


def test_an_issue_without_number_or_date_is_not_published() -> None:
    with pytest.raises(EditingError, match="호수나 발행일"):
        file_name(Incoming(b"x", ".txt", None, None, None))
    assert file_name(Incoming(b"x", ".jsonl", None, None, None)).startswith("issues/articles-")


def test_where_nothing_can_be_written_nothing_changes_and_it_is_said_plainly(history: History) -> None:
    """A file of a limited size stands for a disk without room: the system refuses in the midst of writing."""
    before = files(history)
    program = """
        import resource, sys
        from pathlib import Path
        from datetime import date
        from archive.errors import EditingError
        from indexer.history import History
        from indexer.publishing import Incoming, Publisher
        history = History(Path(sys.argv[1]), Path(sys.argv[2]))
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
        try:
            Publisher(history, lambda number: None).publish(
                Incoming(b"x" * 6000, ".txt", b"# y", 308, date(2022, 12, 21)), "w")
        except EditingError as error:
            print(error)
    """
    said = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), history.corpus, history.corpus.parent / "desk"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "아무것도 바꾸지 않았습니다" in said
    assert files(history) == before and not history.steps()
    assert not list((history.corpus.parent / "desk" / "history").iterdir())


KILLED = """
import sys
import time
from datetime import date
from pathlib import Path
from threading import Barrier
from indexer.history import History
from indexer.publishing import Incoming, Publisher
history = History(Path(sys.argv[1]), Path(sys.argv[2]))
publisher = Publisher(history, lambda number: None)
print("ready", flush=True)
for turn in range(10_000):
    text = f"{time.time_ns()}\\n".encode() * 20_000
    suffix = (".txt", ".md")[turn % 2]
    publisher.publish(Incoming(text, suffix, text[:20], 307, date(2022, 12, 14)), "w", publisher.standing(307))
"""


def test_kill_9_leaves_each_file_whole_and_the_next_to_come_finishes_the_step(history: History) -> None:
    random.seed(7)
    for _ in range(6):
        killed_at_random(history)
        for name, text in files(history).items():
            if not name.startswith(ASIDE):
                assert len(set(text.splitlines())) <= 1 or name.startswith("307."), name
        history.recover()
        left = files(history)
        assert len(left) == 2, "one issue with its .toml"
        issue_text, toml = (next(left[name] for name in left if name.endswith(end)) for end in (("txt", "md"), "toml"))
        assert issue_text[:20] == toml[:20] or "307.txt" in left, "both of one step"
    newest = history.steps()[0]
    assert all(file.after == fingerprint_of(history.bytes_of(file.name)) for file in newest.files)


def killed_at_random(history: History) -> None:
    place = [str(history.corpus), str(history.corpus.parent / "desk")]
    with subprocess.Popen([sys.executable, "-c", KILLED, *place], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stdout.readline() == b"ready\n"
        try:
            process.wait(random.uniform(0.01, 0.4))
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
        else:
            pytest.fail("it ended before it was killed")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("주간 중국 창업 308호.pdf", "주간 중국 창업 308호.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\kim\\308.HWP", "308.hwp"),
        ('<img src=x onerror="alert(1)">.txt', "_img src_x onerror_alert(1)_.txt"),
        ("307\u202etxt.exe.txt", "307txt.exe.txt"),
        (".toml.txt", "toml.txt"),
        ("\x1b]0;x\x07.txt", "]0_x.txt"),
        ("가" * 300 + ".txt", "가" * 80 + ".txt"),
        ("", "_"),
    ],
)
def test_the_name_of_an_upload_harms_nobody(name: str, shown: str) -> None:
    assert harmless(name) == shown


def test_an_upload_waits_outside_of_the_corpus_until_it_is_published_or_thrown_away(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "desk")
    staged = staging.add("308호.txt", b"text", WHO)
    assert staging.all() == (staged,) and staging.data(staged) == b"text" and staging.said(staged) is None
    staging.correct(staged, b"[issue]\n")
    assert staging.said(staging.get(staged.id)) == b"[issue]\n"
    staging.drop(staged)
    assert not staging.all() and not (tmp_path / "corpus").exists()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("308.exe", b"MZ", "읽을 수 없는 파일 형식"),
        ("308.txt", b"", "빈 파일"),
        ("308.txt", bytes(MOST_BYTES + 1), "너무 큽니다"),
        ("308", b"x", "읽을 수 없는 파일 형식"),
    ],
)
def test_what_cannot_be_an_issue_is_refused_at_once(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    with pytest.raises(EditingError, match=said):
        Staging(tmp_path).add(name, data, WHO)
    assert not Staging(tmp_path).all()


def test_an_old_form_of_an_issue_that_moved_is_told(history: History) -> None:
    with pytest.raises(Overtaken):
        publisher(history).unpublish(Standing("issues/306.txt", "0"), 306, WHO)


def test_of_two_who_publish_one_issue_under_different_dates_at_once_one_is_told(history: History) -> None:
    barrier = Barrier(2)

    def publish(day: int) -> str:
        barrier.wait()
        try:
            one = Incoming(b"x" * day, ".txt", None, 308, Date(2022, 12, day))
            return publisher(History(history.corpus, history.corpus.parent / "desk")).publish(one, WHO).action
        except EditingError as error:
            return str(error)

    with ThreadPoolExecutor(2) as both:
        told = sorted(both.map(publish, (21, 22)))
    assert told[0] == "publish" and "이미 있습니다" in told[1]
    assert sum(name.startswith("308") for name in files(history)) == 1

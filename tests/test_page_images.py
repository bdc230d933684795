"""Pages of an original as pictures: made once, never at the cost of the site."""

from __future__ import annotations

import fcntl
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from archive import page_images
from archive.errors import NotFound
from archive.page_images import PageImages
from archive.page_rendering import WIDTH


@pytest.fixture
def images(tmp_path: Path) -> PageImages:
    folder = tmp_path / "corpus" / "issues"
    folder.mkdir(parents=True)
    pages = [Image.new("RGB", (595, 842), color) for color in ("red", "blue")]
    pages[0].save(folder / "제 307호.pdf", save_all=True, append_images=pages[1:])
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (folder / "307.txt").write_text("글", encoding="utf-8")
    return PageImages(tmp_path / "corpus", tmp_path / "pages")


def test_a_page_is_the_right_page(images: PageImages) -> None:
    for page, color in ((1, (255, 0, 0)), (2, (0, 0, 255))):
        with Image.open(images.picture("issues/제 307호.pdf", page)) as picture:
            shown = picture.convert("RGB").getpixel((10, 10))
            assert picture.size[0] == WIDTH and isinstance(shown, tuple)
            assert all(abs(a - b) < 12 for a, b in zip(shown, color, strict=True))


def test_it_is_made_once_and_again_when_the_file_changes(images: PageImages, tmp_path: Path) -> None:
    first = images.picture("issues/제 307호.pdf", 1)
    made = first.read_bytes()
    assert images.picture("issues/제 307호.pdf", 1) == first
    Image.new("RGB", (595, 842), "green").save(tmp_path / "corpus/issues/제 307호.pdf")
    again = images.picture("issues/제 307호.pdf", 1)
    assert again != first and again.read_bytes() != made


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("issues/제 307호.pdf", 0),
        ("issues/제 307호.pdf", 3),
        ("issues/제 307호.pdf", 10**12),
        ("issues/broken.pdf", 1),
        ("issues/307.txt", 1),
        ("issues/none.pdf", 1),
        ("issues", 1),
    ],
)
def test_what_cannot_be_shown_is_said_plainly(images: PageImages, source: str, page: int) -> None:
    with pytest.raises(NotFound):
        images.picture(source, page)


def test_old_pictures_make_room(images: PageImages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_images, "MOST", 1)
    first = images.picture("issues/제 307호.pdf", 1)
    second = images.picture("issues/제 307호.pdf", 2)
    assert not first.exists() and [*(tmp_path / "pages").iterdir()] == [second]


def test_processes_that_serve_one_archive_render_one_after_the_other(images: PageImages, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    other = os.open(tmp_path / "pages", os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    with ThreadPoolExecutor(2) as threads:
        asked = [threads.submit(images.picture, "issues/제 307호.pdf", 1) for _ in range(2)]
        assert not any((tmp_path / "pages").iterdir())
        os.close(other)
        assert len({each.result(60) for each in asked}) == 1

"""Pictures of pages, which the site itself writes: where they cannot be kept, it says so and all else goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from archive.errors import NotFound
from archive.page_images import PageImages
from tests.faults.conftest import Disk

SOURCE = "issues/307.pdf"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "corpus" / "issues").mkdir(parents=True)
    pages = [Image.effect_noise((595, 842), 80).convert("RGB") for _ in range(2)]
    pages[0].save(tmp_path / "corpus" / SOURCE, save_all=True, append_images=pages[1:])
    return tmp_path / "corpus"


@pytest.mark.parametrize("left", [0, 4096, 40_960])
def test_on_a_full_disk_none_is_made_and_none_is_half_made(corpus: Path, disk: Disk, left: int) -> None:
    images = PageImages(corpus, disk.place / "pages")
    disk.fill(left)
    for _ in range(2):
        with pytest.raises(NotFound, match="그림을 만들 수 없습니다"):
            images.picture(SOURCE, 1)
    assert not list(disk.place.glob("pages/*")), "what failed gives its room back"
    disk.empty()
    assert images.picture(SOURCE, 1).stat().st_size > 40_960


def test_in_a_folder_that_may_not_be_written_to_those_that_are_there_are_shown(
    corpus: Path, tmp_path: Path, read_only: Callable[[Path], None]
) -> None:
    images = PageImages(corpus, tmp_path / "pages")
    made = images.picture(SOURCE, 1)
    read_only(tmp_path / "pages")
    assert images.picture(SOURCE, 1) == made
    with pytest.raises(NotFound, match="그림을 만들 수 없습니다"):
        images.picture(SOURCE, 2)


def test_where_there_can_be_no_folder_it_is_told(
    corpus: Path, tmp_path: Path, read_only: Callable[[Path], None]
) -> None:
    (tmp_path / "closed").mkdir()
    read_only(tmp_path / "closed")
    with pytest.raises(NotFound, match="그림을 만들 수 없습니다"):
        PageImages(corpus, tmp_path / "closed" / "pages").picture(SOURCE, 1)


def test_what_a_killed_program_has_left_is_removed_by_the_next(corpus: Path, tmp_path: Path) -> None:
    images = PageImages(corpus, tmp_path / "pages")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "half.1.new").write_bytes(b"half")
    images.picture(SOURCE, 1)
    assert [path.suffix for path in (tmp_path / "pages").iterdir()] == [".webp"]

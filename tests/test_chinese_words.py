"""jieba's dictionary, read as it is asked for, is the one that jieba reads."""

from __future__ import annotations

import jieba
import pytest

from archive.analysis.chinese import Chinese
from archive.analysis.chinese_words import ChineseWords


@pytest.fixture(scope="module")
def tokenizer() -> jieba.Tokenizer:
    return jieba.Tokenizer()


@pytest.fixture(scope="module")
def words(tokenizer: jieba.Tokenizer) -> ChineseWords:
    with tokenizer.get_dict_file() as file:
        return ChineseWords(file.read())


def test_every_word_and_every_beginning_is_as_frequent_as_jieba_says(
    tokenizer: jieba.Tokenizer, words: ChineseWords
) -> None:
    frequencies, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    assert words.total == total
    assert len(frequencies) > 300_000
    assert all(words[word] == frequency for word, frequency in frequencies.items())


@pytest.mark.parametrize("word", ["", "서고", "科技日报社论坛", "𠀀", "z", "é", "\n", " ", "科 3"])
def test_what_jieba_does_not_know_is_not_there(words: ChineseWords, word: str) -> None:
    assert word not in words and words.get(word) is None and words.get(word, 7) == 7
    with pytest.raises(KeyError):
        words[word]


def test_runs_are_cut_as_jieba_cuts_them() -> None:
    jieba.setLogLevel("ERROR")
    run = "中国科学院计算技术研究所与国务院发布关于推动创新创业高质量发展的意见"
    assert list(Chinese().words(run)) == list(jieba.Tokenizer().tokenize(run, mode="search"))

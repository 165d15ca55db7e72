"""Fit what tells personal names without a title: `python -m tools.fit_names UNER_TRAIN` writes two tables.

`ner_given_weights.tsv`: letters of given names, counted from the personal names and words of jieba's dictionary.
`ner_name_signs.tsv`: the log-linear model of `kg.ner.likelihood`, fitted by Adagrad to the sentences of Universal NER
(training part) and to our own training pages, which weigh six times as much.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from math import log
from pathlib import Path
from typing import Final, NamedTuple

import jieba
import numpy as np
import rjieba
from numpy.typing import NDArray

from bench.uner import gold, sentences
from kg.config import Settings
from kg.evaluate import load_gold
from kg.ingest import read, split
from kg.io import atomic_write, data_dir
from kg.model import Article, Block, BlockKind, OffsetMap, Page, Span
from kg.ner import gazetteer, likelihood
from kg.ner.names import family_of
from kg.ner.scan import Scan
from kg.ner.vocabulary import common_surnames, given_characters

TRAIN: Final = Path(__file__).resolve().parents[1] / "examples" / "train"
NOT_GIVEN: Final = (
    "姑娘",
    "先生",
    "小姐",
    "医生",
    "老师",
    "太太",
    "夫人",
    "公子",
    "同志",
    "大人",
    "师傅",
    "某某",
    "老板",
)
NAME_TAGS: Final = ("nr", "nrt", "nrfg", "ns", "nz")
OWN_WEIGHT: Final = 6.0
LEAST_SEEN: Final = 5
ROUNDS: Final = 400
PRIOR: Final = {"behind:kin": 1.5, "end:place": -3.0}
"""Weights that are at least so strong whatever was seen: the samples are few."""


class Sample(NamedTuple):
    """A possible name: its signs, log odds of its letters, letters given, whether it is one, how much it counts."""

    signs: tuple[str, ...]
    letters: float
    given: int
    is_name: bool
    weight: float


def letter_table() -> str:
    """The table of letters: log odds as first of two, as last of two, as the only one, against running text."""
    first, last, alone, text = (Counter[str]() for _ in range(4))
    known = common_surnames()
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        personal = tag == "nr" and len(word) in (2, 3) and word[0] in known and int(count) < 200
        if personal and word[-2:] not in NOT_GIVEN and not (len(word) == 3 and word[-1] in "氏某"):
            if len(word) == 3:
                first[word[1]] += 1
                last[word[2]] += 1
            elif word[1] not in "氏某家府公":
                alone[word[1]] += 1
        elif tag not in NAME_TAGS:
            for letter in word:
                text[letter] += int(count)
    common = {letter for letter, count in text.items() if count > 3000}
    letters = sorted({*first, *last, *alone, *common, *given_characters()})
    rows = [
        "# Letters in given names: letter, log odds as first of two, as last of two, as the only one, "
        "against running text.",
    ]
    rows.append(
        "# Counted from the personal names and words of jieba's dictionary (MIT); a letter that is not here has -3."
    )
    for letter in letters:
        floor = 0.2 if letter in given_characters() else -9.0
        odds = [round(max(_odds(counts, letter, text), floor), 1) for counts in (first, last, alone)]
        if max(odds) > -1.5 and "\u4e00" <= letter <= "\u9fff":
            rows.append("\t".join([letter, *(str(max(one, -3.0)) for one in odds)]))
    return "\n".join(rows) + "\n"


def _odds(counts: Counter[str], letter: str, text: Counter[str]) -> float:
    share = (counts[letter] + 0.3) / (counts.total() + 0.3 * 6000)
    return max(-3.5, min(4.5, log(share / (text[letter] / text.total() + 0.00002))))


def scans(uner: Path) -> Iterator[tuple[Scan, set[tuple[int, int]], float]]:
    """Texts with the spans of their persons, and how much they count."""
    for text, words in sentences(uner):
        offsets = OffsetMap.identity(len(text))
        article = Article(0, Span(0, len(text)), text, offsets, (Block(BlockKind.BODY, 0, len(text)),))
        yield Scan(article), {(m.start, m.end) for m in gold("", text, words).mentions if m.type == "PER"}, 1.0
    for path, marked in load_gold(TRAIN):
        (page,) = read([path], Settings().ingest)
        assert isinstance(page, Page), page
        persons = {(m.start, m.end) for m in marked.mentions if m.type == "PER"}
        for article in split(page, Settings().ingest)[0].articles:
            at = {article.raw(i, i + 1).start: i for i in range(len(article.text))}
            inside = {(at[start], at[end - 1] + 1) for start, end in persons if start in at and end - 1 in at}
            yield Scan(article, page.text), inside, OWN_WEIGHT


def samples(uner: Path) -> Iterator[Sample]:
    """Every stretch of a surname and one or two letters that begins where a name could."""
    for scan, persons, weight in scans(uner):
        scan.add_places(gazetteer.find_places(scan))
        for at in range(len(scan.text) - 1):
            family = family_of(scan.text, at)
            token = scan.token_at(at) if family else 0
            if not family or (scan.starts[token] != at and rjieba.has_word(scan.words[token])):
                continue
            for given in (1, 2):
                name = scan.text[at : at + family + given]
                if len(name) < family + given or not all("\u4e00" <= letter <= "\u9fff" for letter in name):
                    continue
                odds = likelihood.letters(scan.text, at + family, given)
                if odds >= -2.5 and name[-1] not in "某氏":
                    signs = tuple(likelihood.signs(scan, at, family, given))
                    yield Sample(signs, odds, given, (at, at + family + given) in persons, weight)


def sign_table(found: list[Sample]) -> str:
    """The table of signs with their fitted weights."""
    counts = Counter(sign for sample in found for sign in set(sample.signs))
    names = [sign for sign, count in sorted(counts.items()) if count >= LEAST_SEEN]
    column = {name: number for number, name in enumerate([*names, "letters1", "letters2"])}
    cells = [
        (row, column[name], value)
        for row, sample in enumerate(found)
        for name, value in [*((s, 1.0) for s in sample.signs), (f"letters{sample.given}", sample.letters)]
        if name in column
    ]
    weights = dict(zip(column, fit(found, cells, len(column)), strict=True))
    for name, least in PRIOR.items():
        if abs(weights.get(name, 0.0)) < abs(least):
            weights[name] = least
    rows = ["# Signs of a personal name that no title announces, with their weights in a log-linear model."]
    rows.append("# Fitted to our own training pages and to the training part of UNER Chinese GSDSIMP (CC BY-SA 4.0).")
    return "\n".join([*rows, *(f"{name}\t{weights[name]:.2f}" for name in sorted(weights))]) + "\n"


def fit(found: list[Sample], cells: list[tuple[int, int, float]], size: int) -> NDArray[np.float64]:
    """Weights of a logistic regression with a Gaussian prior, by Adagrad over all samples at once."""
    row, column, value = (np.array(part) for part in zip(*cells, strict=True))
    right = np.array([float(sample.is_name) for sample in found])
    counts = np.array([sample.weight for sample in found])
    weights, squares = np.zeros(size), np.zeros(size)
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-np.bincount(row, value * weights[column], minlength=len(found))))
        slope = np.bincount(column, value * ((likely - right) * counts)[row], minlength=size) + 2.0 * weights
        squares += slope * slope
        weights -= 0.3 * slope / np.sqrt(squares + 1e-9)
    return weights


def main(arguments: list[str]) -> int:
    """Write both tables; the second is fitted with the first."""
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        print("usage: python -m tools.fit_names path/to/zh_gsdsimp-ud-train.iob2", file=sys.stderr)
        return 2
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    atomic_write(data_dir() / "ner_given_weights.tsv", letter_table())
    atomic_write(data_dir() / "ner_name_signs.tsv", sign_table(list(samples(Path(arguments[0])))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Train the embedded tagger: `make train UNER=zh_gsdsimp-ud-train.iob2`, or `python -m tools.train_tagger FILE`.

Learns from our training pages (examples/train) and Universal NER's Chinese GSDSimp training file (CC BY-SA 4.0; see
NOTICE). That file names no programmes, so in its sentences the labels of programmes are left out of the sum. Equal
input gives equal bytes.
"""

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.uner import gold, sentences
from kg.config import Settings
from kg.evaluate import load_gold
from kg.evaluate.annotation import Marked
from kg.ingest import split
from kg.model import Article, Document, EntityType, Page
from kg.ner import tagger_features as features
from kg.ner.lexical import LexicalRecogniser
from kg.ner.tagger import MODEL, TYPES, Weights, features_id, write_weights
from tools.tagger_training import Example, Plan, train

ROOT = Path(__file__).resolve().parents[1]
BITS = 18
KIND_BITS = 16
_END = re.compile("[。！？；\n]+[”’）》]*|$")
_PROGRAMME = TYPES.index(EntityType.PROG)
_LEVELS = 127


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("uner", type=Path, help="Universal NER's training file (IOB2)")
    parser.add_argument("--gold", type=Path, default=ROOT / "examples" / "train", help="folder of gold pages")
    parser.add_argument("--out", type=Path, default=MODEL, help="model to write")
    given = parser.parse_args()
    other, pages = list(of_uner(given.uner)), list(of_pages(given.gold))
    count = sum(len(example.labels) for example in [*other, *pages])
    print(f"{len(other)} sentences of {given.uner.name}, {len(pages)} of {given.gold.name}, {count} characters")
    write_weights(given.out, fit(other, pages))
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.2f} MB")


def fit(other: Sequence[Example], pages: Sequence[Example], plan: Plan | None = None) -> Weights:
    """Train on sentences of other text and of pages, and bring the tables to whole steps."""
    table, moves = train([*other, *pages], size=1 << BITS, types=len(TYPES), plan=plan or Plan())
    steps, scale = _steps(table[:, 1:] - table[:, :1])
    ratio = _log_shares(other) - _log_shares(pages)
    kinds, kind_scale = _steps(ratio)
    return Weights(steps, scale, moves, kinds, kind_scale, features_id())


def _steps(values: NDArray[Any]) -> tuple[NDArray[np.int8], float]:
    """Values as whole steps of one size."""
    scale = float(np.abs(values).max()) / _LEVELS or 1.0
    return np.rint(values / scale).astype(np.int8), scale


def _log_shares(examples: Iterable[Example]) -> NDArray[np.float64]:
    """How much of a text each pair of letters is, as a logarithm; half a pair is added to each."""
    counts = np.full(1 << KIND_BITS, 0.5)
    for example in examples:
        np.add.at(counts, example.pairs, 1)
    return np.asarray(np.log(counts / counts.sum()))


def of_uner(path: Path) -> Iterator[Example]:
    """Sentences of a Universal NER file."""
    for number, (text, words) in enumerate(sentences(path), 1):
        marked = gold(f"{path.name}:{number}", text, words).mentions
        unused = (1 + 2 * _PROGRAMME, 2 + 2 * _PROGRAMME)
        yield from of_document(split(Page(str(number), text), Settings().ingest)[0], marked, unused=unused)


def of_pages(folder: Path) -> Iterator[Example]:
    """Sentences of gold pages."""
    for _, page in load_gold(folder):
        yield from of_document(split(Page(page.page, page.text), Settings().ingest)[0], page.mentions)


def of_document(document: Document, marked: Iterable[Marked], *, unused: tuple[int, ...] = ()) -> Iterator[Example]:
    """The sentences of a document with the labels of what is marked on its raw page."""
    scans, _ = LexicalRecogniser().lay_out(document)
    seen = features.views(scans)
    rows = features.rows(seen, BITS).T
    pairs = features.pairs(seen, KIND_BITS)[features.PAD :]
    marked = tuple(marked)
    for scan, start in zip(scans, seen.starts, strict=True):
        labels = labels_of(scan.article, marked)
        at, first = 0, start - features.PAD
        for end in _END.finditer(scan.text):
            if end.end() > at:
                here = slice(first + at, first + end.end())
                yield Example(rows[here], labels[at : end.end()], unused, pairs[here])
                at = end.end()


def labels_of(article: Article, marked: Iterable[Marked]) -> NDArray[np.int64]:
    """Label of each character of the article's text: 0, or 1 + 2 type where a mention begins, one more within."""
    offsets = article.offsets
    labels = np.zeros(offsets.length, np.int64)
    raw = np.empty(offsets.length, np.int64)
    bounds = (*offsets.derived, offsets.length)[1:]
    for at, source, stop in zip(offsets.derived, offsets.source, bounds, strict=True):
        raw[at:stop] = source + np.arange(stop - at)
    for start, end, kind, _ in marked:
        inside = np.flatnonzero((raw >= start) & (raw < end))
        if article.span.start <= start < article.span.end and len(inside):
            label = 1 + 2 * TYPES.index(EntityType(kind))
            labels[inside[0] : inside[-1] + 1] = label + 1
            labels[inside[0]] = label
    return labels


if __name__ == "__main__":
    main()

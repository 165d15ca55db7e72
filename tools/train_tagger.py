"""Train the embedded tagger: `make train UNER=zh_gsdsimp-ud-train.iob2`, or `python -m tools.train_tagger FILE`.

Learns from our development pages (examples/dev) and Universal NER's Chinese GSDSimp training file (CC BY-SA 4.0; see
NOTICE). That file names no programmes, so in its sentences the labels of programmes are left out of the sum. Equal
input gives equal bytes.
"""

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

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
_END = re.compile("[。！？；\n]+[”’）》]*|$")
_PROGRAMME = TYPES.index(EntityType.PROG)
_LEVELS = 127


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("uner", type=Path, help="Universal NER's training file (IOB2)")
    parser.add_argument("--gold", type=Path, default=ROOT / "examples" / "dev", help="folder of gold pages")
    parser.add_argument("--out", type=Path, default=MODEL, help="model to write")
    given = parser.parse_args()
    examples = [*of_uner(given.uner), *of_pages(given.gold)]
    print(f"{len(examples)} sentences, {sum(len(example.labels) for example in examples)} characters")
    write_weights(given.out, fit(examples))
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.2f} MB")


def fit(examples: Sequence[Example], plan: Plan | None = None) -> Weights:
    """Train and bring the table to whole steps."""
    table, moves = train(examples, size=1 << BITS, types=len(TYPES), plan=plan or Plan())
    relative = table[:, 1:] - table[:, :1]
    scale = float(np.abs(relative).max()) / _LEVELS or 1.0
    steps = np.rint(relative / np.float32(scale)).astype(np.int8)
    return Weights(steps, scale, moves, features_id())


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
    marked = tuple(marked)
    for scan, start in zip(scans, seen.starts, strict=True):
        labels = labels_of(scan.article, marked)
        at, first = 0, start - features.PAD
        for end in _END.finditer(scan.text):
            if end.end() > at:
                yield Example(rows[first + at : first + end.end()], labels[at : end.end()], unused)
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

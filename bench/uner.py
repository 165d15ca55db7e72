"""Recognition measured on a Universal NER file (IOB2): `python -m bench.uner FILE… [--errors] [--part=K]`.

The treebank is Wikipedia text in PER, LOC and ORG; our PLACE is compared with its LOC, our programmes are left out.
Figures are F1 by exact span and by overlap (half of the union), as `kg evaluate` counts them.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from kg.config import NerSettings, Settings
from kg.evaluate import Annotation, Tally, score_page, total
from kg.evaluate.annotation import Marked
from kg.ingest import split
from kg.model import Document, Page
from kg.ner import build as build_ner

PARTS = 5
T = TypeVar("T")
TYPES = {"PER": "PER", "ORG": "ORG", "LOC": "PLACE"}


def sentences(path: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Text of each sentence, as the file's comment gives it, with its words and tags."""
    text, words = "", []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        elif line and not line.startswith("#"):
            _, word, tag, *_ = line.split("\t")
            words.append((word, tag))
        elif not line and words:
            yield text, words
            text, words = "", []


def gold(name: str, text: str, words: list[tuple[str, str]]) -> Annotation:
    """The sentence's names. Words are found in the text from left to right, over white space."""
    marked: list[Marked] = []
    at = 0
    for word, tag in words:
        start = text.index(word, at)
        at = start + len(word)
        kind = TYPES.get(tag[2:], "")
        if tag.startswith("B-") and kind:
            marked.append(Marked(start, at, kind, f"e{len(marked)}"))
        elif tag.startswith("I-") and kind and marked:
            marked[-1] = marked[-1]._replace(end=at)
    names = {m.entity: text[m.start : m.end] for m in marked}
    return Annotation(name, text, tuple(marked), names, (), ((0, len(text)),))


def labelled(path: Path) -> Iterator[tuple[str, tuple[Marked, ...]]]:
    """Text and names of each sentence."""
    for text, words in sentences(path):
        yield text, gold(path.name, text, words).mentions


def parts(every: Sequence[T]) -> list[list[T]]:
    """Five parts that follow each other, for cross-validation."""
    return [[one for at, one in enumerate(every) if at * PARTS // len(every) == number] for number in range(PARTS)]


def main(arguments: list[str]) -> int:
    """Print the figures of the files."""
    part = next((int(a.removeprefix("--part=")) for a in arguments if a.startswith("--part=")), None)
    choice = next((a.removeprefix("--ner=") for a in arguments if a.startswith("--ner=")), "lexical")
    ner = build_ner(NerSettings(recognisers=choice))
    pages = [
        gold(f"{path}:{number}", text, words)
        for path in map(Path, (a for a in arguments if not a.startswith("--")))
        for number, (text, words) in enumerate(sentences(path), 1)
    ]
    if part is not None:
        pages = parts(pages)[part]
    documents: list[Document] = [split(Page(page.page, page.text), Settings().ingest)[0] for page in pages]
    tallies: list[Tally] = []
    for page, mentions in zip(pages, ner.pipe(documents), strict=True):
        kept = [Marked(m.start, m.end, m.type.value, f"e{i}") for i, m in enumerate(mentions) if m.type != "PROG"]
        found = Annotation(page.page, page.text, tuple(kept), {m.entity: "" for m in kept}, (), page.articles)
        scored = score_page(page, found)
        tallies += scored.articles
        if "--errors" in arguments:
            print(*(f"{error}\t{page.text}" for error in scored.errors if not error.startswith("name")), sep="\n")
    print(f"{len(pages)} sentences, --ner {choice}")
    for name, figure in total(tallies).items():
        if name.startswith(("mentions", "type", "strict")):
            print(
                f"{name:18} P {figure.precision:.3f}  R {figure.recall:.3f}  F1 {figure.f1:.3f}  (gold {figure.gold})"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Train the embedded tagger: `make train UNER=zh_gsdsimp-ud-train.iob2`, or `python -m tools.train_tagger FILE`.

Learns from Universal NER's Chinese GSDSimp training file (CC BY-SA 4.0; see NOTICE) and our training pages
(examples/train). That file names no programmes, so in its sentences the labels of programmes are left out of the sum.
Needs PyTorch and jieba; what it writes needs neither. `--held-out K` leaves out the K-th of five parts of the file, for
measuring: `python -m bench.uner --part K FILE` reads just that part.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.uner import labelled, parts
from kg.config import Settings
from kg.evaluate import load_gold
from kg.evaluate.annotation import Marked
from kg.ingest import split
from kg.model import Article, Document, EntityType, Page
from kg.ner import tagger_views
from kg.ner.lexical import LexicalRecogniser
from kg.ner.scan import Scan
from kg.ner.tagger import MODEL
from kg.ner.tagger_model import TYPES, Model, write_model
from tools.tagger_augment import Labelled, Names
from tools.tagger_classes import embed
from tools.tagger_kinds import fit_kinds
from tools.tagger_training import Example, Plan, train

ROOT = Path(__file__).resolve().parents[1]
COPIES = 3
"""How often each sentence is seen with other names, at most."""
LEFT_OUT = (None, 0, 1)
"""One network for each, trained without that part: so they differ, and all but the first have text they never saw."""
_PROGRAMME = TYPES.index(EntityType.PROG)
_UNUSED = (1 + 2 * _PROGRAMME, 2 + 2 * _PROGRAMME)


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("uner", type=Path, help="Universal NER's training file (IOB2)")
    parser.add_argument("--gold", type=Path, default=ROOT / "examples" / "train", help="folder of gold pages")
    parser.add_argument("--out", type=Path, default=MODEL, help="model to write")
    parser.add_argument("--held-out", type=int, metavar="K", help="train one network, without the K-th of five parts")
    given = parser.parse_args()
    sentences = list(labelled(given.uner))
    pages = [(page.text, page.mentions) for _, page in load_gold(given.gold)]
    print(f"{len(sentences)} sentences of {given.uner.name}, {len(pages)} pages of {given.gold.name}")
    left_out = LEFT_OUT if given.held_out is None else (given.held_out,)
    tags = sorted({tag for text, _ in (*sentences, *pages) for tag in _tags(text)})
    write_model(given.out, joined([fit(without(sentences, part), pages, tags, Plan()) for part in left_out]))
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.2f} MB")


def without(sentences: Sequence[Labelled], left_out: int | None) -> list[Labelled]:
    """The sentences but those of one of five parts."""
    return [one for number, part in enumerate(parts(sentences)) if number != left_out for one in part]


def joined(models: Sequence[Model]) -> Model:
    """One model whose scores are the mean of several; what else there is comes from the first."""
    networks = tuple(network for model in models for network in model.networks)
    return models[0]._replace(networks=networks, moves=np.mean([model.moves for model in models], axis=0))


def fit(sentences: Sequence[Labelled], pages: Sequence[Labelled], tags: Sequence[str], plan: Plan) -> Model:
    """A model of one network, trained on sentences of other text and on pages."""
    names = Names(sentences, plan.seed)
    plain = [_document(text) for text, _ in sentences]
    paper = [_document(text) for text, _ in pages]
    texts = [
        list(examples(one, marked, tags, unused=_UNUSED)) for one, (_, marked) in zip(plain, sentences, strict=True)
    ]
    texts += [list(examples(one, marked, tags)) for one, (_, marked) in zip(paper, pages, strict=True)]
    renamed = [[*_renamed(names, sentences, tags), *([] for _ in pages)] for _ in range(COPIES)]
    letters, vectors, _ = embed()
    known = dict(zip(letters, vectors, strict=True))
    network, moves = train(texts, renamed, given=known, tags=len(tags), types=len(TYPES), plan=plan)
    return Model((network,), moves, tuple(tags), *fit_kinds(_texts(plain, 1), [*_texts(paper, 1), *_texts(paper, 3)]))


def _renamed(names: Names, sentences: Iterable[Labelled], tags: Sequence[str]) -> Iterator[list[Example]]:
    """The examples of each sentence with other names; none where it names nothing."""
    for text, mentions in sentences:
        other, marked = names.renamed(text, mentions)
        yield list(examples(_document(other), marked, tags, unused=_UNUSED)) if mentions else []


def _tags(text: str) -> set[str]:
    """Tags of its words, those that reading cuts anew among them."""
    return {tag for article in _document(text).articles for tag in Scan(article).tags}


def _texts(documents: Iterable[Document], count: int) -> Iterator[str]:
    """The documents' texts by so many sentences."""
    for document in documents:
        for article in document.articles:
            spans = tagger_views.sentences(article.text)
            for at in range(0, len(spans), count):
                yield article.text[spans[at][0] : spans[min(at + count, len(spans)) - 1][1]]


def _document(text: str) -> Document:
    return split(Page("sentence", text), Settings().ingest)[0]


def examples(
    document: Document, marked: Sequence[Marked], tags: Sequence[str], *, unused: tuple[int, ...] = ()
) -> Iterator[Example]:
    """The sentences of a document with the labels of what is marked on its raw page."""
    scans, _ = LexicalRecogniser().lay_out(document)
    for scan in scans:
        seen = tagger_views.views(scan, tags)
        labels = labels_of(scan.article, marked)
        for start, end in tagger_views.sentences(scan.text):
            views = tagger_views.Views(*(values[start:end] for values in seen))
            yield Example(views, labels[start:end], unused)


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

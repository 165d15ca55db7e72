"""A neural recogniser of the user's choice: any component for names of HanLP, single-task or multi-task.

The phases: `prepare` cuts the articles into sentences, `Model.run` lets the model read them, `decode` turns its labels
into our types, `locate` maps its tokens back to the text.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from kg.lexicon import table
from kg.model import Article, Document, EntityType, Mention
from kg.ner.candidate import Candidate
from kg.ner.gazetteer import find_places
from kg.ner.hanlp_model import Output, Tagged, load
from kg.ner.lexical import as_mention
from kg.ner.merge import resolve
from kg.ner.scan import Scan
from kg.ner.vocabulary import subtypes
from kg.text import clauses, sentences

log = logging.getLogger(__name__)

LIMIT = 256
"""Longest piece given to a model, in characters: half of what encoders of BERT's kind can see."""
_REACH = 8
"""How far ahead a token is looked for: further on it would be another occurrence of the same word."""
_UNALIGNED = "(not found in the text)"
_HEADS = {
    EntityType.ORG: ("ner_org_heads", "ner_bodies"),
    EntityType.PLACE: ("ner_place_heads",),
    EntityType.PROG: ("ner_prog_heads",),
}


class Piece(NamedTuple):
    """A sentence, or a part of a long one: characters from `start` on of the text of the `article`-th article."""

    article: int
    start: int
    text: str


class Label(NamedTuple):
    """What a model's label means; `type` is None for what our guidelines do not count."""

    type: EntityType | None
    subtype: str
    score: float


class HanlpRecogniser:
    """Takes the names that a model of HanLP finds as mentions.

    Attributes:
        dropped: how often each label that is none of our types was met since loading.
    """

    name = "hanlp"

    def __init__(self, model: str) -> None:
        """Load the model: a directory with config.json, or an identifier of `hanlp.pretrained`.

        Raises:
            UsageError: the extra is missing, or the model cannot be loaded.
        """
        self.model = load(model)
        self.dropped: Counter[str] = Counter()

    def recognise(self, document: Document) -> list[Mention]:
        """Mentions of all articles, sorted by raw start; of overlapping readings the longest is kept."""
        found: dict[int, list[Candidate]] = {}
        pieces = prepare(document)
        outputs = self.model.run([piece.text for piece in pieces])
        for piece, output in zip(pieces, outputs, strict=True):
            offsets = align(piece.text, output.tokens)
            for span, label in decode(output, self.dropped):
                candidate = locate(piece, offsets, span, label)
                if candidate is None:
                    self.dropped[_UNALIGNED] += 1
                else:
                    found.setdefault(piece.article, []).append(candidate)
        log.debug("%s: labels dropped so far: %s", document.page.id, dict(sorted(self.dropped.items())))
        mentions = []
        for index in sorted(found):
            article = document.articles[index]
            known = _known_places(article, document.page.text)
            for candidate in resolve(_with_subtype(article.text, each, known) for each in found[index]):
                mentions.append(as_mention(article, candidate, self.name))
        return sorted(mentions, key=lambda mention: (mention.start, mention.end))


def prepare(document: Document) -> list[Piece]:
    """The sentences of all articles, none empty, the long ones cut, sorted by length.

    Sorted, since a batch of equal lengths is not padded: that doubles the speed.
    """
    pieces = [
        Piece(index, start, article.text[start:end])
        for index, article in enumerate(document.articles)
        for start, end in _cuts(article.text)
    ]
    return sorted(pieces, key=lambda piece: (len(piece.text), piece.article, piece.start))


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Sentences; of one beyond the limit as many clauses at a time as fit; of a clause beyond it, slices."""
    for start, end in sentences(text):
        if end - start <= LIMIT:
            yield start, end
            continue
        begin = last = start
        for clause in clauses(text[start:end]):
            if start + clause.end - begin > LIMIT and last > begin:
                yield begin, last
                begin = start + clause.start
            last = start + clause.end
            while last - begin > LIMIT:
                yield begin, begin + LIMIT
                begin += LIMIT
        if last > begin:
            yield begin, last


@lru_cache
def labels() -> dict[str, Label]:
    """Meaning of the labels that models are known to give."""
    rows = table("ner_hanlp_labels", 4)
    return {
        label: Label(EntityType(kind), subtype, float(score)) if kind else Label(None, "", 0.0)
        for label, kind, subtype, score in rows
    }


def decode(output: Output, dropped: Counter[str]) -> list[tuple[Tagged, Label]]:
    """The spans whose label is one of our types; the others are counted in `dropped`.

    A label that nobody has told us of is a loss that the user should know: it is said once.
    """
    kept = []
    for span in output.spans:
        label = labels().get(span.label)
        if label is None:
            if span.label not in dropped:
                log.warning("the model's label %s is unknown and left out: see ner_hanlp_labels.tsv", span.label)
            dropped[span.label] += 1
        elif label.type is None:
            dropped[span.label] += 1
        else:
            kept.append((span, label))
    return kept


def align(text: str, tokens: Sequence[str]) -> list[tuple[int, int] | None]:
    """Where each token stands in the text, left to right; None for one that does not stand there.

    Models leave white space out of their tokens, so both sides are compared without it. A model may also write a
    token otherwise than the text does (half-width marks): such a token has no place, and the next is found again.
    A text of white space alone has no places.
    """
    places = [index for index, char in enumerate(text) if not char.isspace()]
    if not places:
        return [None] * len(tokens)
    bare = "".join(text.split())
    plain = ["".join(token.split()) for token in tokens]
    if "".join(plain) == bare:
        ends = list(accumulate(map(len, plain)))
        return [_place(places, end - len(token), end) for token, end in zip(plain, ends, strict=True)]
    found: list[tuple[int, int] | None] = []
    at = 0
    for token in plain:
        start = bare.find(token, at, at + len(token) + _REACH)
        if start >= 0:
            at = start + len(token)
        found.append(_place(places, start, at) if start >= 0 else None)
    return found


def _place(places: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Where the bare characters [start, end) stand.

    A blank token has none: it begins where the next character does and ends where the last one did, so that a span
    with blanks at its ends loses them.
    """
    first = places[start] if start < len(places) else places[-1] + 1
    return first, places[end - 1] + 1 if end else 0


def locate(piece: Piece, offsets: Sequence[tuple[int, int] | None], span: Tagged, label: Label) -> Candidate | None:
    """The candidate [start, end) of the article's text that a span of tokens is, without white space at its ends.

    None if its first or last token does not stand in the text, or nothing but white space is in it.
    """
    inside = offsets[span.start : span.end]
    if not inside or inside[0] is None or inside[-1] is None or label.type is None:
        return None
    start, end = piece.start + inside[0][0], piece.start + inside[-1][1]
    if start >= end:
        return None
    rule = f"hanlp:{span.task}:{span.label}" if span.task else f"hanlp:{span.label}"
    return Candidate(start, end, label.type, label.subtype, label.score, rule)


def _known_places(article: Article, raw: str) -> dict[tuple[int, int], str]:
    """Subtypes of the places that the gazetteer finds, by their span."""
    return {(place.start, place.end): place.subtype for place in find_places(Scan(article, raw))}


def _with_subtype(text: str, candidate: Candidate, known: dict[tuple[int, int], str]) -> Candidate:
    """The candidate with the subtype that the gazetteer or its head word tells."""
    if candidate.type is EntityType.PLACE and (candidate.start, candidate.end) in known:
        return candidate._replace(subtype=known[candidate.start, candidate.end])
    name = "".join(text[candidate.start : candidate.end].split())
    for start in range(len(name)):
        for heads in _HEADS.get(candidate.type, ()):
            if name[start:] in subtypes(heads):
                return candidate._replace(subtype=subtypes(heads)[name[start:]])
    return candidate

"""Several recognisers as one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.config import NerSettings
from kg.errors import UnknownName
from kg.model import Document, Mention
from kg.ner.hanlp import HanlpRecogniser
from kg.ner.jieba import JiebaRecogniser
from kg.ner.lexical import LexicalRecogniser
from kg.ner.protocol import Recognizer
from kg.ner.user import UserLexicon
from kg.ner.user_words import UserRecogniser

NAMES = ("lexical", "jieba", "hanlp:MODEL")
"""Recognisers that a user may name."""


class Ner:
    """Runs recognisers in the order given and merges what they find."""

    def __init__(self, recognisers: Sequence[Recognizer]) -> None:
        self.recognisers = tuple(recognisers)

    def pipe(self, documents: Iterable[Document]) -> Iterator[tuple[Mention, ...]]:
        """For each document its mentions, sorted by raw start, never overlapping."""
        for document in documents:
            yield join([recogniser.recognise(document) for recogniser in self.recognisers])


def build(settings: NerSettings) -> Ner:
    """The recognisers that the settings name, joined by `+`.

    Raises:
        UnknownName: no recogniser has that name.
        UsageError: the recogniser needs an extra that is not there, or the lexicon does not exist.
        DataError: the lexicon breaks its format.
    """
    names = [name.strip() for name in settings.recognisers.split("+")]
    if settings.lexicon is None:
        return Ner([_make(name) for name in names])
    lexicon = UserLexicon.load(settings.lexicon)
    return Ner([UserRecogniser(lexicon), *(_make(name, lexicon) for name in names)])


def _make(name: str, lexicon: UserLexicon | None = None) -> Recognizer:
    if name == "lexical":
        return LexicalRecogniser(lexicon)
    if name == "jieba":
        return JiebaRecogniser()
    kind, _, model = name.partition(":")
    if kind == "hanlp":
        return HanlpRecogniser(model)
    raise UnknownName(f"no recogniser is called {name!r}: choose from {', '.join(NAMES)}")


def join(found: Sequence[Sequence[Mention]]) -> tuple[Mention, ...]:
    """One list of several recognisers' mentions.

    Equal spans of equal type become one mention that names all who saw it and is surer for it. Of overlapping
    mentions those of the recogniser named first stay.
    """
    kept: list[Mention] = list(found[0]) if found else []
    for mentions in found[1:]:
        for mention in mentions:
            rivals = [index for index, other in enumerate(kept) if _overlap(mention, other)]
            if not rivals:
                kept.append(mention)
            for index in rivals:
                kept[index] = _confirmed(kept[index], mention)
    return tuple(sorted(kept, key=lambda mention: (mention.start, mention.end)))


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _confirmed(mention: Mention, other: Mention) -> Mention:
    same = (mention.start, mention.end, mention.type) == (other.start, other.end, other.type)
    if not same or set(other.recognisers) <= set(mention.recognisers):
        return mention
    score = round(1 - (1 - mention.score) * (1 - other.score), 3)
    return replace(mention, recognisers=(*mention.recognisers, *other.recognisers), score=score)

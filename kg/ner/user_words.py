"""The user's own words as a recogniser: it goes before all others, so that its mentions stay."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from daachorse import CharwiseDoubleArrayAhoCorasick

from kg.model import Article, Document, Mention
from kg.ner.candidate import Candidate
from kg.ner.lexical import as_mention
from kg.ner.user_lexicon import RULE, Entry, by_form, read_lexicon


class UserRecogniser:
    """Finds the names of a user's lexicon, each as the longest that begins leftmost."""

    name = RULE

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._rows = by_form(entries)
        self._forms = sorted(self._rows)
        self._finder = CharwiseDoubleArrayAhoCorasick(self._forms) if self._forms else None

    @classmethod
    def load(cls, path: Path) -> "UserRecogniser":
        """The recogniser of a lexicon file.

        Raises:
            SourceMissing: there is no such file.
            DataError: the file breaks the format.
        """
        return cls(read_lexicon(path))

    def recognise(self, document: Document) -> list[Mention]:
        """Mentions of all articles by the rows that hold at the page's date, sorted by raw start."""
        if self._finder is None:
            return []
        rows = [self._valid(form, document.page.date) for form in self._forms]
        mentions = []
        for article in document.articles:
            for start, end, entry in _longest(self._found(article, rows)):
                candidate = Candidate(start, end, entry.type, entry.subtype, 1.0, entry.rule)
                mentions.append(replace(as_mention(article, candidate, self.name), names=entry.names))
        return sorted(mentions, key=lambda mention: (mention.start, mention.end))

    def _valid(self, form: str, day: str) -> Entry | None:
        return next((entry for entry in self._rows[form] if entry.holds(day)), None)

    def _found(self, article: Article, rows: Sequence[Entry | None]) -> Iterator[tuple[int, int, Entry]]:
        assert self._finder is not None
        for start, end, value in self._finder.find_overlapping(article.text):
            entry = rows[value]
            if entry is not None and not _inside_word(article.text, start, end):
                yield start, end, entry


def _longest(found: Iterator[tuple[int, int, Entry]]) -> Iterator[tuple[int, int, Entry]]:
    """The matches that begin leftmost, the longest of each, none overlapping."""
    at = 0
    for start, end, entry in sorted(found, key=lambda match: (match[0], -match[1])):
        if start >= at:
            yield start, end, entry
            at = end


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether the match cuts a Latin word or a number in two (AI in MAIN)."""
    return _joined(text[start - 1 : start + 1] if start else "") or _joined(text[end - 1 : end + 1])


def _joined(pair: str) -> bool:
    return len(pair) == 2 and pair.isascii() and pair.isalnum()

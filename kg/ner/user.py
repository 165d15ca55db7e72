"""The user's own words in a text: they win over every other reading."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from daachorse import CharwiseDoubleArrayAhoCorasick

from kg.ner.candidate import Candidate
from kg.ner.user_lexicon import Entry, by_form, read_lexicon


class UserLexicon:
    """The rows of a user's lexicon, ready to be found."""

    def __init__(self, entries: Sequence[Entry] = ()) -> None:
        self.entries = tuple(entries)
        self._rows = by_form(entries)
        self._forms = sorted(self._rows)
        self._finder = CharwiseDoubleArrayAhoCorasick(self._forms) if self._forms else None

    @classmethod
    def load(cls, path: Path) -> "UserLexicon":
        """Read a file of the user's words.

        Raises:
            SourceMissing: there is no such file.
            DataError: the file breaks the format.
        """
        return cls(read_lexicon(path))

    def find(self, text: str, *, date: str = "") -> list[Candidate]:
        """Candidates in a cleaned text by the rows that hold on the date: those that begin leftmost, the longest of
        each, none overlapping.
        """
        return [
            Candidate(start, end, entry.type, entry.subtype, 1.0, entry.rule)
            for start, end, entry in self.matches(text, date=date)
        ]

    def matches(self, text: str, *, date: str = "") -> Iterator[tuple[int, int, Entry]]:
        """The same, as start, end and row."""
        at = 0
        for start, end, entry in sorted(self._found(text, date), key=lambda match: (match[0], -match[1])):
            if start >= at:
                yield start, end, entry
                at = end

    def _found(self, text: str, date: str) -> Iterator[tuple[int, int, Entry]]:
        if self._finder is None:
            return
        for start, end, value in self._finder.find_overlapping(text):
            entry = next((entry for entry in self._rows[self._forms[value]] if entry.holds(date)), None)
            if entry is not None and not _inside_word(text, start, end):
                yield start, end, entry


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether the match cuts a Latin word or a number in two (AI in MAIN)."""
    return _joined(text[start - 1 : start + 1] if start else "") or _joined(text[end - 1 : end + 1])


def _joined(pair: str) -> bool:
    return len(pair) == 2 and pair.isascii() and pair.isalnum()

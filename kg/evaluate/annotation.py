"""Annotated pages, gold or extracted, in the interchange format."""

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import DataError, SourceMissing

MARKS = frozenset("“”‘’\"'《》〈〉「」『』 \n\t\u3000")
"""Quote and title marks and white space: trimmed from a span's ends before comparing, on both sides."""


class Marked(NamedTuple):
    """A mention as it is scored."""

    start: int
    end: int
    type: str
    entity: str


class Relation(NamedTuple):
    """A relation between entity ids; `at` is where its evidence starts, 0 if it has none."""

    subject: str
    predicate: str
    object: str
    at: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotated page. `articles` are raw ranges, needed on the gold side only."""

    page: str
    text: str
    mentions: tuple[Marked, ...]
    names: Mapping[str, str]
    relations: tuple[Relation, ...]
    articles: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, data: Mapping[str, Any], *, page: str, text: str) -> "Annotation":
        """From interchange values. Mentions that consist of marks alone are left out.

        Raises:
            DataError: a field is missing or an offset lies outside the page.
        """
        try:
            for m in data["mentions"]:
                if not 0 <= m["start"] <= m["end"] <= len(text):
                    raise DataError(f"{page}: the mention {m['start']}–{m['end']} lies outside the page")
            mentions = [trimmed(text, m["start"], m["end"], m["type"], m["entity"]) for m in data["mentions"]]
            relations = [
                Relation(r["subject"], r["predicate"], r["object"], (r.get("evidence") or [0])[0])
                for r in data["relations"]
            ]
            names = {entity["id"]: entity.get("name") or "" for entity in data["entities"]}
        except (KeyError, TypeError) as error:
            raise DataError(f"{page}: the annotation lacks {error}") from error
        articles = tuple((start, end) for start, end in data.get("articles") or [(0, len(text))])
        kept = tuple(m for m in mentions if m.end > m.start)
        return cls(page, text, kept, names, tuple(relations), articles)

    def article_at(self, offset: int) -> int:
        """Index of the article that holds a raw offset; between two articles, the one before."""
        starts = [start for start, _ in self.articles]
        return max(bisect_right(starts, offset) - 1, 0)


def trimmed(text: str, start: int, end: int, kind: str, entity: str) -> Marked:
    """A mention without marks and white space at its ends."""
    while start < end and text[start] in MARKS:
        start += 1
    while end > start and text[end - 1] in MARKS:
        end -= 1
    return Marked(start, end, kind, entity)


def load_gold(path: Path) -> tuple[tuple[Path, Annotation], ...]:
    """Gold pages of a folder (`NAME.gold.json` beside `NAME.txt`) or of one file, by name, with the page's path.

    Raises:
        SourceMissing: there is no gold there, or a gold file has no page beside it.
        DataError: a file is not in the interchange format.
    """
    files = sorted(path.glob("*.gold.json")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise SourceMissing(f"{path} holds no gold page: give a folder with NAME.gold.json and NAME.txt files")
    pages = []
    for file in files:
        name = file.name.removesuffix(".gold.json").removesuffix(".json")
        page = file.with_name(f"{name}.txt")
        if not page.is_file():
            raise SourceMissing(f"{file} has no page beside it: {page.name} is wanted")
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
        except ValueError as error:
            raise DataError(f"{file} is not JSON: {error}") from error
        with page.open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        pages.append((page, Annotation.of(data, page=name, text=text)))
    return tuple(pages)

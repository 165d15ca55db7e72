"""Annotated pages as the recogniser's studies read them, and the document that the studies fill."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.config import Settings
from kg.evaluate import Annotation, load_gold
from kg.evaluate.annotation import Marked, trimmed
from kg.ingest import read, split
from kg.io import atomic_write
from kg.model import Document, Page
from kg.ner.protocol import Recognizer

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "examples" / "train", ROOT / "examples" / "dev")
TARGET = ROOT / "docs" / "extraction.md"


@dataclass(frozen=True, slots=True)
class AnnotatedPage:
    """A page split into articles, with its gold."""

    document: Document
    gold: Annotation
    subtypes: Mapping[str, str]
    """Of gold entities, by id."""

    def recognised(self, recogniser: Recognizer) -> tuple[Marked, ...]:
        """What a recogniser finds, as it is scored; each mention is its own entity."""
        mentions = enumerate(recogniser.recognise(self.document))
        return tuple(trimmed(self.gold.text, m.start, m.end, m.type.value, f"e{number}") for number, m in mentions)


def annotated_pages(folders: Iterable[Path] = ()) -> list[AnnotatedPage]:
    """The pages of `folders`, else the training and development pages, by name."""
    pages = []
    for path, gold in (page for folder in tuple(folders) or FOLDERS for page in load_gold(folder)):
        (page,) = read([path], Settings().ingest)
        assert isinstance(page, Page), page
        entities = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))["entities"]
        subtypes = {entity["id"]: entity["subtype"] for entity in entities}
        pages.append(AnnotatedPage(split(page, Settings().ingest)[0], gold, subtypes))
    return pages


def fill(block: str, text: str) -> None:
    """Put a text between the marks of a block in `docs/extraction.md`."""
    begin, end = f"<!-- {block} -->", f"<!-- /{block} -->"
    old = TARGET.read_text(encoding="utf-8")
    new, count = re.subn(f"{begin}.*?{end}", lambda _: f"{begin}\n{text}\n{end}", old, flags=re.DOTALL)
    if count != 1:
        raise SystemExit(f"{TARGET} has no block {begin} … {end}: put one where the table is to stand")
    atomic_write(TARGET, new)

"""The page stages in their order: one page in, everything extracted from it out."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from kg.config import Settings
from kg.ingest import split
from kg.io.files import PACKAGE
from kg.lexicon.gazetteer import Gazetteer
from kg.link import PageLinker
from kg.model import Page, PageResult
from kg.ner import Ner, model_files
from kg.ner import build as build_ner
from kg.relate import Relater

EXTRACTING = ("model", "schema", "lexicon", "config", "text", "ingest", "ner", "link", "relate")
"""Packages whose code and data decide what is extracted from a page."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """The stages, loaded once; calling it is a pure function of the page."""

    settings: Settings
    ner: Ner
    linker: PageLinker
    relater: Relater

    @classmethod
    def load(cls, settings: Settings) -> "Extractor":
        """Load word lists, rules and recognisers.

        Raises:
            UnknownName: a recogniser of the settings does not exist.
            DataError: a word list or rule file breaks its format.
        """
        gazetteer = Gazetteer.load()
        return cls(
            settings,
            build_ner(settings.ner),
            PageLinker(gazetteer, settings.link),
            Relater(settings.relate),
        )

    def extract(self, page: Page) -> PageResult:
        """Articles, mentions, entities and statements of one page."""
        document, problems = split(page, self.settings.ingest)
        (mentions,) = self.ner.pipe([document])
        linked = self.linker.link(document, mentions)
        statements = self.relater.relate(document, linked)
        return PageResult(document, linked, statements, problems)


def extractor_for(settings: Settings) -> Extractor:
    """The extractor of these settings, one a process: what worker processes call.

    It is loaded anew when the user's lexicon has been edited.
    """
    lexicon = settings.ner.lexicon
    if lexicon is None or not lexicon.is_file():
        return _loaded(settings, ())
    status = lexicon.stat()
    return _loaded(settings, (status.st_mtime_ns, status.st_size))


@lru_cache
def _loaded(settings: Settings, _edition: tuple[int, ...]) -> Extractor:
    return Extractor.load(settings)


def fingerprint(settings: Settings) -> str:
    """Version of the extractor: a hash of the code and data of the page stages and of the settings they see.

    A result that was kept under another fingerprint is extracted anew. A user's words and model count with their bytes.
    """
    digest = blake2b(digest_size=16)
    for package in EXTRACTING:
        for path in sorted((PACKAGE / package).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(PACKAGE)).encode())
                digest.update(path.read_bytes())
    lexicon = settings.ner.lexicon
    digest.update(repr((settings.ingest, settings.ner, settings.link, settings.relate)).encode())
    if lexicon is not None and lexicon.is_file():
        digest.update(lexicon.read_bytes())
    for path in model_files(settings.ner.recognisers):
        digest.update(path.read_bytes())
    return digest.hexdigest()

"""The one factory that many tests share."""

from collections.abc import Callable

import pytest

from kg.config import IngestSettings
from kg.ingest import split
from kg.model import Document, Page


@pytest.fixture
def make_document() -> Callable[..., Document]:
    """A page's text (and other fields of `Page`) to its document."""

    def make(text: str, **fields: str) -> Document:
        return split(Page(**{"id": "page", "text": text, **fields}), IngestSettings())[0]

    return make

"""What a recogniser is."""

from typing import Protocol

from kg.model import Document, Mention


class Recognizer(Protocol):
    """Finds mentions in a document. Pure: the same document gives the same mentions."""

    name: str

    def recognise(self, document: Document) -> list[Mention]:
        """Mentions of the document, sorted by raw start, never overlapping within one recogniser."""
        ...

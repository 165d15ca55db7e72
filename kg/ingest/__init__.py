"""Reading pages and cutting them into articles: the first stage."""

from kg.ingest.pages import from_text, read
from kg.ingest.split import split

__all__ = ["from_text", "read", "split"]

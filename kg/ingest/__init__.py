"""Reading pages and cutting them into articles: the first stage."""

from kg.ingest.pages import read
from kg.ingest.split import split

__all__ = ["read", "split"]

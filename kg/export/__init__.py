"""Writers: RDF, graph formats for Gephi and its like, tables, a picture.

The names are fetched when asked for: `kg annotate` writes pages and must not wait for the graph's libraries.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.export.formats import FORMATS, Format, Source, file_name, write

__all__ = ["FORMATS", "Format", "Source", "file_name", "write"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("kg.export.formats"), name)

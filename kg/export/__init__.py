"""Writers: RDF, graph formats for Gephi and its like, tables, a picture.

The names are fetched when asked for: `kg annotate` writes pages and must not wait for the graph's libraries.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.export.formats import FORMATS, Format, Source, file_name, write

__all__ = ["FORMATS", "Format", "Source", "file_name", "write"]


def __getattr__(name: str) -> Any:
    from kg.export import formats

    if name in __all__:
        return getattr(formats, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""Writers: RDF, graph formats for Gephi and its like, tables, a picture."""

from kg.export.formats import FORMATS, Format, Source, file_name, write

__all__ = ["FORMATS", "Format", "Source", "file_name", "write"]

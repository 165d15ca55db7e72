"""Rows of a result, counted in the bytes that Oxigraph writes: exact, and faster than to look at each row in Python."""

import re
from collections.abc import Callable

_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_ROW = b"<result>"

Counter = Callable[[bytes], int]
"""Takes the next piece of a result; how many rows, or ends of rows, it adds."""


def counter(writer: str) -> Counter:
    """A counter for one result in the format of that name. It may be one ahead: a header's line end counts as well."""
    return {"JSON": _json, "XML": _xml, "CSV": _csv, "TSV": _tsv}[writer]()


def _tsv() -> Counter:
    return lambda piece: piece.count(b"\n")  # a line end within a value is written \\n


def _csv() -> Counter:
    """A line end between quotes belongs to a value."""
    quoted = 0

    def count(piece: bytes) -> int:
        nonlocal quoted
        rows = sum(part.count(b"\n") for part in piece.split(b'"')[quoted::2])
        quoted = (quoted + piece.count(b'"')) % 2
        return rows

    return count


def _xml() -> Counter:
    """A literal's `<` is written `&lt;`, so the tag is always a tag."""
    tail = b""

    def count(piece: bytes) -> int:
        nonlocal tail
        data = tail + piece
        tail = data[1 - len(_ROW) :]
        return data.count(_ROW)

    return count


def _json() -> Counter:
    """Without its strings a row is `{:{:,:},:{…}}`, so that `,{` stands between two rows and nowhere else."""
    carry, comma = b"", False

    def count(piece: bytes) -> int:
        nonlocal carry, comma
        bare = _STRING.sub(b"", carry + piece)
        begun = bare.find(b'"')  # a string that the next piece ends
        carry = bare[begun:] if begun >= 0 else b""
        bare = bare[:begun] if begun >= 0 else bare
        rows = bare.count(b",{") + (comma and bare.startswith(b"{"))
        comma = bare.endswith(b",") if bare else comma
        return rows

    return count

"""Text that every XML reader takes, and the few XML pieces the graph writers share."""

import re
from xml.sax.saxutils import escape, quoteattr

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
NOTE = "<!-- 方志:从报纸版面抽取的知识图谱,每条关系都有出处。文件编码为 UTF-8。 -->\n"
"""Gephi guesses the encoding from the first 4 KB; pure ASCII there makes it take the system's charset. The comment,
a line that names the file's origin and encoding in Chinese, is what keeps the names behind it readable."""

BREAKS = re.compile("[\t\n\r\x85\u2028\u2029]+")
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write, lone surrogates among them."""
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """One line without control characters, lone surrogates and noncharacters; line breaks and tabs become a space."""
    if text.isprintable() and text.isascii():
        return text
    return CONTROL.sub("", BREAKS.sub(" ", text))


def attribute(text: str) -> str:
    """Cleaned text as a quoted XML attribute value."""
    return quoteattr(clean(text))


def content(text: str) -> str:
    """Cleaned text as XML element content."""
    return escape(clean(text))


def joined(values: tuple[str, ...]) -> str:
    """A list as one cell: Gephi has no list type that all its readers share."""
    return "; ".join(values)


def number(value: float) -> str:
    """A coordinate or size: at most one decimal, no exponent, no negative zero."""
    text = f"{value:.1f}"
    return "0.0" if text == "-0.0" else text

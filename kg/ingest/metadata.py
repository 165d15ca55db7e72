"""What a page says of itself: front matter, issue date."""

import re
from dataclasses import replace

from kg.config import IngestSettings
from kg.model import Page, Span
from kg.text import issue_date

_FRONT = re.compile(r"\A\ufeff?\s*---[ \t]*(?:\r\n?|\n)(?P<body>.*?)(?:\r\n?|\n)---[ \t]*(?=\r|\n|\Z)", re.DOTALL)
_ENTRY = re.compile(
    r"^[ \t]*(?P<key>[A-Za-z_]+|[\u4e00-\u9fff]{2,4})[ \t]*[:：][ \t]*(?P<value>[^\r\n]*?)[ \t]*$", re.MULTILINE
)
_KEYS = {"日期": "date", "标题": "title", "题名": "title", "报纸": "title", "地区": "place", "地点": "place"}
_LONGEST = 4000
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def front_matter(text: str) -> tuple[Span, dict[str, str]]:
    """The `--- … ---` head of a page as a span of `text` (empty if there is none) and its entries.

    Keys are date, title and place, in English or Chinese (日期, 标题, 地区); other keys are kept as they are. Lines
    that are no `key: value` are passed over. A head without a single entry is a ruled line, not front matter.
    """
    match = _FRONT.match(text[:_LONGEST])
    if match is None:
        return Span(0, 0), {}
    entries = {}
    for entry in _ENTRY.finditer(match["body"]):
        key = entry["key"].lower()
        entries[_KEYS.get(key, key)] = entry["value"].strip("\"'")
    return (Span(match.start(), match.end()), entries) if entries else (Span(0, 0), {})


def dated(page: Page, date: str, place: str, name: str, settings: IngestSettings) -> Page:
    """The page with its date (ISO), if `date`, `name` or the text say one, and its place, else that of the settings."""
    known = date if _ISO.fullmatch(date) else issue_date("", date)
    return replace(page, date=known or issue_date(page.text, name), place=place or settings.place)

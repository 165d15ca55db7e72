"""What a page says of itself: front matter, issue date."""

import re

from kg.model import Span

_FRONT = re.compile(r"\A\ufeff?\s*---[ \t]*(?:\r\n?|\n)(?P<body>.*?)(?:\r\n?|\n)---[ \t]*(?=\r|\n|\Z)", re.DOTALL)
_ENTRY = re.compile(
    r"^[ \t]*(?P<key>[A-Za-z_]+|[\u4e00-\u9fff]{2,4})[ \t]*[:：][ \t]*(?P<value>[^\r\n]*?)[ \t]*$", re.MULTILINE
)
_KEYS = {"日期": "date", "标题": "title", "题名": "title", "报纸": "title", "地区": "place", "地点": "place"}
_LONGEST = 4000


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

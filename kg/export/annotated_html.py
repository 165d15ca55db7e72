"""Annotated pages as one HTML file to look at: names coloured by type, relations beside the text that says them.

The file needs nothing else and asks for nothing: style and script are inside, and its own policy forbids requests.
"""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import accumulate
from pathlib import Path

from kg.export.shown import Shown
from kg.export.style import colour
from kg.model import EntityType, Mention, Modality, PageResult, Statement
from kg.schema import predicates, type_label

_HERE = Path(__file__).parent
_CONTROLS = dict.fromkeys([*range(0x09), 0x0B, *range(0x0E, 0x20), *range(0xD800, 0xE000)], "\ufffd")
"""What HTML cannot hold, replaced one for one, so that offsets stay."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_MODALITIES = {
    Modality.PLANNED: "计划 planned",
    Modality.NEGATED: "否定 negated",
    Modality.ENDED: "已止 ended",
}


def html(results: Iterable[PageResult]) -> Iterator[str]:
    """The file, piece by piece."""
    yield _head()
    contents = []
    for number, result in enumerate(results, 1):
        name = _text(result.document.page.id)
        contents.append(f'<li><a href="#p{number}">{name}</a></li>')
        yield from _page(result, f"p{number}")
    if len(contents) > 1:
        yield f'<nav aria-label="版面 Pages"><ol>{"".join(contents)}</ol></nav>\n'
    yield f"<div id=tip role=status></div>\n<script>{_asset('annotated.js')}</script>\n</body>\n</html>\n"


def _head() -> str:
    colours = "".join(f".{kind.value}{{--c:{colour(kind.value).hex}}}" for kind in EntityType)
    legend = "".join(
        f'<label class="{kind.value}"><input type=checkbox checked value="{kind.value}">'
        f"<span class=swatch></span>{type_label(kind)} <span lang=en>{type_label(kind, language='en')}</span></label>"
        for kind in EntityType
    )
    return (
        '<!doctype html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>方志 · 标注版面 Annotated pages</title>\n"
        f"<style>{_asset('annotated.css')}{colours}</style>\n</head>\n<body>\n"
        f"<header><h1>标注版面 <span lang=en>Annotated pages</span></h1><div class=legend>{legend}</div></header>\n"
    )


def _page(result: PageResult, name: str) -> Iterator[str]:
    shown = Shown(result)
    page = shown.page
    units = _units(shown.text)
    about = " · ".join(
        _text(part)
        for part in (page.title, page.date, page.place, f"{len(result.linked.mentions)} 处名称 mentions")
        if part
    )
    yield f'<section id="{name}"><h2>{_text(page.id)} <small>{about}</small></h2><div class=columns>\n'
    yield "<div class=text>"
    yield from _marked(shown)
    yield "</div>\n<aside>"
    count = len(result.statements)
    yield f"<h3>关系 <span lang=en>Relations</span> <small>{count}</small></h3><ol>"
    for statement in result.statements:
        yield _relation(statement, shown, units)
    yield "</ol></aside></div></section>\n"


def _marked(shown: Shown) -> Iterator[str]:
    """The text with its mentions marked."""
    numbers = {key: number for number, key in enumerate(shown.entities)}
    at = 0
    for span, mention in shown.mentions():
        yield _text(shown.text[at : span.start])
        inside = _text(shown.text[span.start : span.end])
        about = escape(_about(mention, shown))
        number = numbers[mention.entity]
        yield f'<mark class="{mention.type.value}" data-e="{number}" tabindex=0 title="{about}">{inside}</mark>'
        at = span.end
    yield _text(shown.text[at:])


def _about(mention: Mention, shown: Shown) -> str:
    """What the tooltip says: the entity's name, what it is, who saw the mention, how sure."""
    labels = [type_label(mention.type, mention.subtype, language=language) for language in ("zh", "en")]
    seen = " + ".join(mention.recognisers)
    return "\n".join(
        [
            shown.name(mention.entity),
            " ".join(labels),
            f"规则 rule: {mention.rule} ({seen})",
            f"置信 score: {mention.score:g}",
        ]
    )


def _relation(statement: Statement, shown: Shown, units: list[int] | None) -> str:
    term = predicates()[statement.predicate]
    spans = [shown.quote(evidence) for evidence in statement.evidence]
    places = ";".join(f"{_unit(units, span.start)},{_unit(units, span.end)}" for span in spans)
    ends = [
        f'<b class="{shown.entities[key].type.value}">{_text(shown.name(key))}</b>'
        for key in (statement.subject, statement.object)
    ]
    title = f" <i>{_text(statement.title)}</i>" if statement.title else ""
    modality = _MODALITIES.get(statement.modality, "")
    badge = f" <em>{modality}</em>" if modality else ""
    quotes = "".join(f"<q>{_text(evidence.quote)}</q>" for evidence in statement.evidence)
    return (
        f'<li><button type=button data-at="{places}">{ends[0]} <span class=said>{term.label_zh} '
        f"<span lang=en>{term.label_en}</span></span> {ends[1]}{title}{badge}{quotes}"
        f"<small>{_text(statement.rule)} · {statement.score:g}</small></button></li>\n"
    )


def _text(text: str) -> str:
    """Text as HTML content. A carriage return becomes a reference: readers drop a plain one, which shifts offsets."""
    return escape(text.translate(_CONTROLS), quote=False).replace("\r", "&#13;")


def _units(text: str) -> list[int] | None:
    """For each offset in code points the offset in UTF-16 units, in which scripts count; None if they are the same."""
    if not text or max(text) <= "\uffff":
        return None
    return list(accumulate((2 if char > "\uffff" else 1 for char in text), initial=0))


def _unit(units: list[int] | None, offset: int) -> int:
    return offset if units is None else units[offset]


def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")

"""Marks change nothing of a text."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from kg.model import EntityType
from kg.serve.desk.records import Article, Brief, Marked, Said, Sheet
from kg.serve.pages.marking import pieces, printable

ENTITY = Brief(1, "org/1", "甲", EntityType.ORG, "", "", 0, 0, "", "")
TEXT = st.text(alphabet="青岚市<b>&amp;\"'\n\r\x00\x0b\U00020bb7 ", min_size=1, max_size=40)


def spans(length: int, *, apart: bool) -> st.SearchStrategy[list[tuple[int, int]]]:
    cuts = st.lists(st.integers(0, length), max_size=12, unique=True).map(sorted)
    if apart:
        return cuts.map(lambda found: list(zip(found[::2], found[1::2], strict=False)))
    pair = st.tuples(st.integers(0, length), st.integers(0, length)).filter(lambda two: two[0] < two[1])
    return st.lists(pair, max_size=6)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    text = draw(TEXT)
    mentions = tuple(Marked(start, stop, ENTITY, "r", 1.0) for start, stop in draw(spans(len(text), apart=True)))
    said = tuple(
        Said(f"{number:x}", ENTITY, "leads", ENTITY, "", "fact", "r", 1.0, ((start, stop, ""),), 0)
        for number, (start, stop) in enumerate(draw(spans(len(text), apart=False)))
    )
    middle = draw(st.integers(0, len(text)))
    within = tuple(m for m in mentions if not m.start < middle < m.stop)
    articles = (Article(0, "", 0, middle), Article(1, "", middle, len(text)))
    return Sheet("p", "", "", "", "", text, 0, len(text), articles, (0, 1), within, said)


def written(sheet: Sheet, hit: str = "") -> str:
    count = len(sheet.mentions)
    return "".join(str(piece.html) for piece in pieces(sheet, ['<&">'] * count, ["/x"] * count, hit=hit))


@given(sheets())
def test_without_its_tags_the_html_is_the_text(sheet: Sheet) -> None:
    assert html.unescape(re.sub(r"<[^>]*>", "", written(sheet))) == printable(sheet.text or "")


@given(sheets())
def test_tags_are_ours_and_nested(sheet: Sheet) -> None:
    open_tags: list[str] = []
    for end, tag in re.findall(r"<(/?)(\w+)[^>]*>", written(sheet)):
        assert tag in ("a", "span")
        if end:
            assert open_tags.pop() == tag
        else:
            open_tags.append(tag)
            assert open_tags in (["a"], ["span"], ["a", "span"])
    assert not open_tags


@given(sheets())
def test_each_stretch_names_the_statements_that_cover_it(sheet: Sheet) -> None:
    at = 0
    for opening, text in re.findall(r"(<[^>]*>)|([^<]+)", written(sheet)):
        if opening.startswith("<span"):
            numbers = re.search(r'data-s="([\d ]+)"', opening)
            assert numbers is not None
            covering = {int(number) for number in numbers[1].split()}
            wanted = {n for n, said in enumerate(sheet.statements) if said.quotes[0][0] <= at < said.quotes[0][1]}
            assert covering == wanted
        at += len(html.unescape(text))


@given(sheets())
def test_marks_have_a_name_once(sheet: Sheet) -> None:
    names = re.findall(r' id="q-(\w+)"', written(sheet))
    assert len(names) == len(set(names))

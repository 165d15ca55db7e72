"""What each paragraph looks like by itself, by its first and last characters and its length."""

import re
from functools import lru_cache

from kg.ingest.bylines import closing, is_byline
from kg.ingest.units import ENDED, Unit, UnitKind
from kg.lexicon import words
from kg.text import clean
from kg.text.chars import HAN

_LONGEST_TITLE = 45
_LONGEST_NUMBERED = 30
_LONGEST_ROW = 400
_YEAR = r"(?:(?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})"
_DAY = rf"{_YEAR}\s*年\s*[\d一二三四五六七八九十]{{1,2}}\s*月\s*[\d一二三四五六七八九十]{{1,3}}\s*日"
_DATE = re.compile(rf"{_DAY}")
_MASTHEAD = re.compile(
    rf"{_DAY}.{{0,12}}(?:星期|周[一二三四五六日]|农历)|(?:星期[一二三四五六日]).{{0,12}}{_DAY}|第\s*\d+\s*期.{{0,30}}{_DAY}"
)
_PAGE_NUMBER = re.compile(
    rf"(?:第?\s*[A-Z]?\d{{1,3}}\s*版|第[一二三四五六七八九十]{{1,3}}版|[A-Z]?\d{{1,3}}|[-—]\s*\d{{1,3}}\s*[-—])(?:[\s·:：|]*[{HAN}]{{2,6}})?"
)
_NUMBER_ALONE = re.compile(rf"[A-Z]?\d{{1,3}}[\s·:：|]*[{HAN}]{{2,6}}")
_PAPER = re.compile(rf"[{HAN}\s]{{2,10}}(?:日\s*报|晚\s*报|时\s*报|早\s*报|晨\s*报|周\s*报|导\s*报)")
_WEB = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+")
_TURN = re.compile(r"[（(【]?\s*(?:下转|上接|紧接)\s*(?:第)?[A-Z\d一二三四五六七八九十]{1,3}版.{0,12}")
_NUMBERED = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}(?:[）)、．]|\.(?!\d))|第[一二三四五六七八九十]{1,3}[章条节]|[①-⑳])"
)
_SUBTITLE = re.compile(r"(?:—{1,2}|-{2}|─{1,2}|―{1,2}).")
_BRACKETED = re.compile(r"[（(][^（）()]{4,60}[）)]")
_LEAD = re.compile(r"(?:近日|日前|连日来|昨[天日]|今[天日]|近年来|今年以来|近期|\d{1,2}月\d{1,2}日(?:[上下]午)?)[，,]")
_DATELINE = re.compile(r"(?:本报|本刊|本台|新华社|中新社|据).{0,20}?(?:讯|[电报]道?)(?:[\s（(]|$)|本报讯")
_LABELLED = re.compile(r"[^：:，,。]{2,12}[：:].")
_CELLS = re.compile(r"\t+|\u3000{2,}| {3,}|\s*[|｜]\s*")
_PARTER = re.compile("[ \t\u3000|｜]")
_COMMAS = re.compile("[，,]")
_STOPS = re.compile("[。；;]")


@lru_cache
def _furniture() -> re.Pattern[str]:
    keys = "|".join(sorted(words("layout_furniture"), key=len, reverse=True))
    return re.compile(rf"[【\[（(]?(?:{keys})(?:\s*[:：/／]|\s+\S|\s*\d|$)")


@lru_cache
def _notice() -> re.Pattern[str]:
    keys = "|".join(sorted(words("layout_notices"), key=len, reverse=True))
    return re.compile(rf"(?:{keys})(?:[（(].{{1,20}}[）)]|[一二三四五六七八九十])?$")


def judge(unit: Unit, *, title: str = "") -> UnitKind:
    """Kind of one unit. `title` is the newspaper's name, if known."""
    if len(unit.text) <= _LONGEST_ROW and _is_table(unit.text):
        return UnitKind.TABLE
    if len(unit.text) > 2 * _LONGEST_TITLE:
        return UnitKind.PROSE
    text = clean(unit.text, gaps=True)[0]
    if not text or _is_furniture(text, title):
        return UnitKind.FURNITURE
    if _TURN.fullmatch(text):
        return UnitKind.CONTINUED
    if _DATE.fullmatch(text):
        return UnitKind.DATE
    if is_byline(text, bare=False):
        return UnitKind.BYLINE
    if is_byline(text):
        return UnitKind.BYLINE if text[0] in "（□■◎●○◆" else UnitKind.NAMES
    if _is_prose(text):
        return UnitKind.PROSE
    return _title_kind(text)


def _title_kind(text: str) -> UnitKind:
    if _NUMBERED.match(text):
        return UnitKind.NUMBERED if len(text) <= _LONGEST_NUMBERED else UnitKind.PROSE
    if _SUBTITLE.match(text) or _BRACKETED.fullmatch(text):
        return UnitKind.SUBTITLE
    return UnitKind.NOTICE_TITLE if _notice().search(text) else UnitKind.TITLE


def _is_furniture(text: str, title: str) -> bool:
    if title and text == title:
        return True
    if len(text) <= 10 and _NUMBER_ALONE.fullmatch(text):
        return "版" in text or text[:2].isdigit()
    patterns = (_PAGE_NUMBER, _PAPER, _WEB)
    if any(pattern.fullmatch(text) for pattern in patterns):
        return True
    return (_MASTHEAD.match(text) is not None and not _STOPS.search(text)) or _furniture().match(text) is not None


def _is_prose(text: str) -> bool:
    commas = len(_COMMAS.findall(text))
    if len(text) > _LONGEST_TITLE or _STOPS.search(text) or text[-1] in "，、,：:":
        return True
    if commas >= 2 and len(text) >= 30:
        return True
    if (
        _LEAD.match(text)
        or _DATELINE.match(text)
        or (_LABELLED.match(text) and not ENDED.search(text) and _has_digits(text))
    ):
        return True
    return closing(text) is not None


def _has_digits(text: str) -> bool:
    return re.search(r"\d", text) is not None


def _is_table(text: str) -> bool:
    """Whether a line holds three cells, or two parted by a tab or bar."""
    if _PARTER.search(text) is None:
        return False
    cells = [cell for cell in _CELLS.split(text) if cell.strip()]
    if not all(len(cell) <= 40 for cell in cells) or len(cells) < 2:
        return False
    return (len(cells) >= 3 or "\t" in text or "|" in text) and not all(map(is_byline, cells))

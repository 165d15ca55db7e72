"""Dates that a text names, and the date of an issue."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from kg.text.numbers import NUMERAL, chinese_number

_YEAR = r"(?:(?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})"
_NUMBER = rf"(?:\d{{1,2}}|{NUMERAL}{{1,3}})"
_DATE = re.compile(
    rf"(?:(?<!\d)(?P<year>{_YEAR})年|(?P<relative>前年|去年|今年|本年|明年))"
    rf"(?:(?P<month>{_NUMBER})月(?:份|(?P<day>{_NUMBER})[日号])?)?"
    rf"|(?<![\d.个]){'(?P<amonth>' + _NUMBER + ')'}月(?:份|(?P<aday>{_NUMBER})[日号])"
    r"|(?P<near>前[天日]|昨[天日]|今[天日]|明[天日])"
)
_RELATIVE = {"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1}
_NEAR = {"前": -2, "昨": -1, "今": 0, "明": 1}

_NAME = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})(?:年|[-_./]?)(?P<m>0[1-9]|1[0-2]|(?<=[年\-_./])[1-9](?!\d))"
    r"(?:(?:月|[-_./]?)(?P<d>0[1-9]|[12]\d|3[01]|(?<=[月\-_./])[1-9])(?!\d)日?)?(?:月|(?!\d))"
)
_MASTHEAD = re.compile(
    rf"(?P<y>{_YEAR})\s*年\s*(?P<m>{_NUMBER})\s*月\s*(?P<d>{_NUMBER})\s*日[^\n]{{0,12}}?(?:星期|周[一二三四五六日]|农历|第\s*\d+\s*期)"
    rf"|第\s*\d+\s*期[^\n]{{0,12}}?(?P<y2>{_YEAR})\s*年\s*(?P<m2>{_NUMBER})\s*月\s*(?P<d2>{_NUMBER})\s*日"
)


class DateMention(NamedTuple):
    """A date named at [start, end); `iso` is YYYY-MM-DD, YYYY-MM or YYYY."""

    start: int
    end: int
    iso: str


def find_dates(text: str, issue_date: str = "") -> list[DateMention]:
    """Dates in `text` that can be told, in order.

    Dates without a year, and words such as 去年 and 昨天, are reckoned from `issue_date` (ISO, may be empty) and left
    out where it is too vague for them. A date without a year takes the year that brings it nearest to the issue. 日前
    and 近日 name no date. Impossible dates (2月31日) are left out.
    """
    found = []
    for match in _DATE.finditer(text):
        iso = _near(match["near"], issue_date) if match["near"] else _dated(match, issue_date)
        if iso:
            found.append(DateMention(match.start(), match.end(), iso))
    return found


def issue_date(text: str, name: str) -> str:
    """Date of an issue (ISO, or empty) from its file name, else from a masthead line near the page's head or foot.

    `name` may hold 2020-05, 2020-05-14, 20200514 or 2020年5月14日. A masthead date has a weekday, 农历 or 第…期 beside
    it: a date alone is what an article speaks of.
    """
    for match in _NAME.finditer(name):
        iso = _iso(match["y"], match["m"], match["d"])
        if iso:
            return iso
    for part in (text[:2000], text[-1000:]):
        for match in _MASTHEAD.finditer(part):
            iso = _iso(match["y"] or match["y2"], match["m"] or match["m2"], match["d"] or match["d2"])
            if iso:
                return iso
    return ""


def _dated(match: re.Match[str], issue: str) -> str:
    if match["year"]:
        return _iso(match["year"], match["month"], match["day"])
    if not issue:
        return ""
    if match["relative"]:
        return _iso(str(int(issue[:4]) + _RELATIVE[match["relative"]]), match["month"], match["day"])
    month = chinese_number(match["amonth"]) or 0
    return _iso(str(_nearest_year(month, issue)), match["amonth"], match["aday"])


def _nearest_year(month: int, issue: str) -> int:
    """Year that brings `month` nearest to the issue: 12月 in a January issue is last year's."""
    year, now = int(issue[:4]), int(issue[5:7] or 0)
    if now and month - now > 6:
        return year - 1
    return year + 1 if now and now - month > 6 else year


def _near(word: str, issue: str) -> str:
    if len(issue) < 10:
        return ""
    return (date.fromisoformat(issue) + timedelta(days=_NEAR[word[0]])).isoformat()


def _iso(year: str, month: str | None, day: str | None) -> str:
    """ISO date of the parts, empty if there is no such date."""
    numbers = [chinese_number(part) or 0 for part in (year, month, day) if part]
    try:
        whole = date(numbers[0], *[*numbers[1:], 1, 1][:2]).isoformat()
    except (ValueError, OverflowError):
        return ""
    return whole[: (4, 7, 10)[len(numbers) - 1]]

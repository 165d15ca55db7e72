"""Sessions of committees, congresses and political consultative conferences, however short they are written."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from kg.link.names import bare, chain

_DIGIT: Final = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_NUMBER: Final = "[〇零一二三四五六七八九十百两\\d]+"
_TERM: Final = re.compile(f"第?({_NUMBER})届")
_TIME: Final = re.compile(f"第?({_NUMBER})次")
_LEAD: Final = re.compile("^(?:中国共产党|中共|中国人民政治协商会议|政协)")
_KINDS: Final = (
    ("committee", "discipline", re.compile("纪委|纪律检查委员会")),
    ("conference", "conference", re.compile("政协|政治协商会议")),
    ("standing", "standing", re.compile("人大常委|人民代表大会常务")),
    ("congress", "congress", re.compile("人大|人代会|人民代表大会")),
    ("delegates", "delegates", re.compile("党代会|党代表大会|代表大会|代表会议")),
    ("committee", "party", re.compile("委|全会")),
)
_ENDS: Final = {
    "committee": re.compile("全会|全体(?:[（(]?扩大[）)]?)?会议|全委(?:扩大)?会议?"),
    "conference": re.compile("会议|全会"),
    "standing": re.compile("会议"),
    "congress": re.compile("会议"),
    "delegates": re.compile("会议|大会|党代会"),
}
_TERM_FIRST: Final = re.compile(
    f"^第?(?P<term>{_NUMBER}届)(?P<body>[省市县区旗州](?:纪?委|人大常委会|人大|政协))(?P<rest>第?{_NUMBER}次.*)$"
)
_PLENUM: Final = re.compile(f"^(?:党的|中共|中国共产党)?第?(?P<term>{_NUMBER})届(?P<time>[一二三四五六七八九])中全会$")
_BOARD: Final = re.compile("常委会?议?|常务委员会|主席会议|主任会议")
_CONFERENCE: Final = re.compile(
    f"^(?P<area>.+?)政协(?P<term>第?{_NUMBER}届)(?:委员会)?(?P<time>第?{_NUMBER}次)(?P<kind>.*会议)$"
)


def session(name: str) -> str:
    """What all ways to write one session have in common, or empty for what is none.

    县委十二届六次全会 and 中国共产党云溪县第十二届委员会第六次全体会议 agree, with the area written out in both.
    """
    text = bare(name)
    time = _TIME.search(text)
    if time is None:
        return ""
    lead = _LEAD.match(text)
    parts, rest = chain(text[lead.end() :] if lead else text)
    if not parts:
        return ""
    body = (lead.group() if lead else "") + rest
    for family, kind, pattern in _KINDS:
        if pattern.search(body):
            behind = text[time.end() :]
            if not _ENDS[family].search(behind):
                return ""
            board = _BOARD.search(behind) if kind == "conference" else None
            term = _TERM.search(text)
            count = _value(term.group(1)) if term else 0
            return f"{parts[-1]}|{kind}|{board.group()[:2] if board else ''}|{count}|{_value(time.group(1))}"
    return ""


def plenum(name: str) -> str:
    """The full name of a plenum of the party's central committee (党的十九届五中全会), or empty."""
    found = _PLENUM.match(bare(name))
    if found is None:
        return ""
    return f"中国共产党第{found['term']}届中央委员会第{found['time']}次全体会议"


def is_led(name: str) -> bool:
    """Whether a name begins with the party's or conference's own, so that nothing is to be put before it."""
    return _LEAD.match(name) is not None


def body_first(name: str) -> str:
    """A session with its term behind the body (十届县委六次全会 → 县委十届六次全会), any other name as it is."""
    found = _TERM_FIRST.match(name)
    return f"{found['body']}{found['term']}{found['rest']}" if found else name


def with_terms(cores: Iterable[str]) -> dict[str, str]:
    """For sessions without a term (县人大常委会第九次会议) the one of the page that has it; both as `session` gives."""
    told: dict[tuple[str, ...], set[str]] = defaultdict(set)
    short: dict[tuple[str, ...], str] = {}
    for core in cores:
        parts = core.split("|")
        if len(parts) == 5:
            rest = (*parts[:3], parts[4])
            if parts[3] == "0":
                short[rest] = core
            else:
                told[rest].add(core)
    return {core: min(told[rest]) for rest, core in short.items() if len(told[rest]) == 1}


def written(name: str) -> str:
    """A session of the political consultative conference with its body in front (政协云溪区第三届委员会第九次会议)."""
    found = _CONFERENCE.match(name)
    if found is None:
        return name
    term, time = (part if part.startswith("第") else "第" + part for part in (found["term"], found["time"]))
    return f"政协{found['area']}{term}委员会{time}{found['kind']}"


def _value(number: str) -> int:
    """A number below a thousand, written in Chinese or in digits."""
    if number.isdigit() and number.isascii():
        return int(number)
    total = last = 0
    for char in number:
        if char == "百":
            total, last = total + (last or 1) * 100, 0
        elif char == "十":
            total, last = total + (last or 1) * 10, 0
        else:
            last = last * 10 * (char.isdigit() and char.isascii()) + (_DIGIT[char] if char in _DIGIT else int(char))
    return total + last

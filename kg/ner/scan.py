"""One article laid out for the components: text, tokens, places found so far."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

import rjieba

from kg.model import Article
from kg.ner.candidate import Candidate
from kg.ner.vocabulary import given_characters, listed, surnames, titles

_LOOSE = frozenset("由从为在对与向到于被把将让给及是据经日其至已任县区市镇乡村省州旗")
"""Letters that the tagger glues to the front of words that it does not know (由市, 从大河)."""

_CROSSING = {"河流": "经入域过向", "县城": "关", "江流": "域经", "湖水": "库", "山区": "域"}
"""Words that a name ends or begins inside, by the letter that follows (金沙河|流经, 县|城关镇)."""


_HEADS = frozenset(["银行", "大学", "中学", "小学", "医院", "公司", "学校", "法院", "集团"])
"""Heads of bodies with which a word of four letters begins (银行|贷款, 大学|毕业)."""
_OFFICES = frozenset("局委办厅院所站")
_FUNCTION = frozenset("给把被向对由将与在从跟到")
"""Function words glued to the head or name before them (局|在, 老孟|给)."""
_DOUBLED = frozenset(["村村", "镇镇", "乡乡", "区区", "路路", "街街", "桥桥", "河河", "湖湖"])
_HALVES = frozenset("民干党委支灯面段口堤道长水")
"""Letters that follow where a doubled head is two words (村|村民, 迎宾路|路灯, 河|河堤)."""
_SIDES = frozenset(a + b for a in "河湖江山" for b in "东西南北")
_FLANKS = frozenset("侧岸麓坡段畔面端")
"""What stands behind a water's or mountain's name and a side (溱湖|北侧)."""
_VILLAGES = frozenset(["乡村", "镇村"])
_WATERS = frozenset("河江湖溪")
_NAMES = frozenset(["ns", "nr", "nz", "x"])
_BESIDE = frozenset(a + b for a in "河湖江溪山桥" for b in "畔边岸脚下上头里心口水面") | frozenset(
    a + b for a in "路街巷" for b in "上边旁头"
)
"""Words that a river's, mountain's or street's last letter begins (龙泉|河畔, 迎宾|路上)."""
_ALONG = frozenset(["公路沿线", "铁路沿线", "公路两侧", "铁路两侧", "公路建设", "公路改造", "大道两侧"])
_SPECIAL = _ALONG | _BESIDE | _DOUBLED | _VILLAGES | _SIDES | frozenset(_CROSSING)


class Scan:
    """Working state over one article's text; the components read it and add what they find.

    Attributes:
        text: the article's cleaned text.
        words, tags: its tokens, in order, without gaps.
        starts: where each token begins.
        places: found place spans, by their end.
        persons: ends of personal names found so far.
        bodies: found spans of organisations, by their end.
        gaps: where the raw page has a wide gap on one line, as between the cells of a table.
        breaks: where the raw page has white space or a line end that the text has not.
        blanks: those of them without a line end.
    """

    __slots__ = (
        "article",
        "blanks",
        "bodies",
        "breaks",
        "gaps",
        "persons",
        "place_starts",
        "places",
        "starts",
        "tags",
        "text",
        "words",
    )

    def __init__(self, article: Article, raw: str = "") -> None:
        self.article = article
        self.text = article.text
        tagged = _split(rjieba.tag(self.text))
        self.words: list[str] = [word for word, _ in tagged]
        self.tags: list[str] = [tag for _, tag in tagged]
        self.starts: list[int] = list(accumulate(map(len, self.words), initial=0))
        self.places: dict[int, int] = {}
        self.place_starts: dict[int, int] = {}
        self.persons: set[int] = set()
        self.bodies: dict[int, int] = {}
        breaks = article.offsets.derived
        self.breaks: frozenset[int] = frozenset(breaks)
        self.gaps, self.blanks = _gaps(article, raw)

    def token_at(self, offset: int) -> int:
        """Index of the token that holds the character at `offset`."""
        return bisect_right(self.starts, offset) - 1

    def is_edge(self, offset: int) -> bool:
        """Whether a token begins at `offset` (the end of the text counts)."""
        return self.starts[bisect_right(self.starts, offset) - 1] == offset

    def add_places(self, candidates: Iterable[Candidate]) -> None:
        """Make places known to the boundary search; where two end together the longer one stays."""
        for place in candidates:
            start = self.places.get(place.end)
            if start is None or place.start < start:
                self.places[place.end] = place.start
            end = self.place_starts.get(place.start)
            if end is None or place.end > end:
                self.place_starts[place.start] = place.end


def _gaps(article: Article, raw: str) -> tuple[frozenset[int], frozenset[int]]:
    """Offsets of the text before which the raw page has two or more blanks and no line end, and one or more."""
    offsets = article.offsets
    wide, all_ = [], []
    for at, begin, before in zip(offsets.derived[1:], offsets.source[1:], offsets.ends, strict=False):
        gap = raw[before:begin]
        if gap and gap.isspace() and "\n" not in gap:
            all_.append(at)
            if len(gap) > 1:
                wide.append(at)
    return frozenset(wide), frozenset(all_)


def _stands(word: str) -> bool:
    """Whether a word may begin a name."""
    return word.isalpha() and word not in listed("ner_stop")


def _names_it(word: str, tag: str) -> bool:
    """Whether a token before 河畔 and the like is the beginning of a name."""
    return _stands(word) and (tag in _NAMES or not rjieba.has_word(word))


def _split(tagged: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Cut tokens in which a name ends or begins: a function word or area letter glued to the front, a river's bank."""
    verbs = listed("ner_verbs")
    for index in range(len(tagged) - 1, -1, -1):
        word, tag = tagged[index]
        if len(word) < 2:
            continue
        if index and len(word) == 2 and tagged[index - 1][0] + word[0] in titles() and _cuts_title(tagged, index):
            tagged[index - 1 : index + 1] = [(tagged[index - 1][0] + word[0], "n"), (word[1], "nr")]
        elif word in _SPECIAL:
            _part(tagged, index)
        elif word == "日报" and index and tagged[index - 1][0].isdigit():
            tagged[index : index + 1] = [("日", "m"), ("报", "v")]
        elif word == "和县" and index and tagged[index - 1][1][:1] in "nj" and tagged[index - 1][1] != "ns":
            tagged[index : index + 1] = [("和", "c"), ("县", "n")]
        elif len(word) == 4 and word[:2] in _HEADS:
            tagged[index : index + 1] = [(word[:2], "n"), (word[2:], "v" if word[2:] in verbs else "n")]
        elif cut := _glued(word, tag):
            tagged[index : index + 1] = cut
        elif word[0] in _WATERS and index and tagged[index - 1][1] in _NAMES and not rjieba.has_word(word):
            tagged[index : index + 1] = [(word[0], "n"), (word[1:], tag)]
    return tagged


def _glued(word: str, tag: str) -> list[tuple[str, str]] | None:
    """The parts of a token to whose front or end a function word or an area's letter is glued; None if it is whole."""
    if len(word) == 2 and word[0] in _OFFICES and word[1] in _FUNCTION and tag != "v":
        return [(word[0], "n"), (word[1], "p")]
    if len(word) == 3 and word[2] in "县区市镇乡" and word[:2] in listed("ner_verbs"):
        return [(word[:2], "v"), (word[2], "n")]
    if rjieba.has_word(word):
        return None
    if len(word) > 2 and tag[:2] == "nr" and word[-1] in _FUNCTION:
        return [(word[:-1], tag), (word[-1], "p")]
    if len(word) == 2 and ((word[1] in "为在对" and tag == "p") or word[1] == "到"):
        return [(word[0], "x"), (word[1], "p")]
    if word[0] in _LOOSE:
        first = "n" if word[0] in "县区市镇乡村省州旗" else "p"
        return [(word[0], first), (word[1:], tag if len(word) > 2 else "x")]
    return None


def _cuts_title(tagged: list[tuple[str, str]], index: int) -> bool:
    """Whether a token joins a title's last letter and a surname (主|任何|明军, 传承|人马|汉东)."""
    word, tag = tagged[index]
    after = tagged[index + 1][0] if index + 1 < len(tagged) else "\n"
    if word[1] not in surnames() or tag == "ns" or (len(tagged[index - 1][0]) < 2 and word not in ("任何", "女郎")):
        return False
    return after[0] in given_characters() and (
        tagged[index + 1][1][:2] == "nr" or not after.isalpha() or len(after) < 3
    )


def _part(tagged: list[tuple[str, str]], index: int) -> None:
    """Cut a word of the dictionary where its neighbour shows that a name ends or begins inside it."""
    word = tagged[index][0]
    if word in _ALONG:
        tagged[index : index + 1] = [(word[:2], "n"), (word[2:], "n")]
        return
    after = tagged[index + 1][0] if index + 1 < len(tagged) else "\n"
    if word in _DOUBLED:
        if after[0] in _HALVES:
            tagged[index : index + 2] = [(word[0], "n"), (word[0] + after, "n")]
    elif word in _VILLAGES:
        if after in ("民", "民们"):
            tagged[index : index + 2] = [(word[0], "n"), (word[1] + after, "n")]
    elif word in _SIDES:
        if after[0] in _FLANKS and index and _stands(tagged[index - 1][0]):
            tagged[index : index + 2] = [(word[0], "n"), (word[1] + after, "f")]
    elif word in _CROSSING:
        if after[0] in _CROSSING[word]:
            tagged[index : index + 1] = [(word[:-1], "n"), (word[-1], "x")]
    elif index and _names_it(*tagged[index - 1]):
        tagged[index : index + 1] = [(word[0], "n"), (word[1], "f")]

"""How likely a stretch is a personal name that no title announces: a log-linear model over what is in it and around it.

The signs are few and of the language: how often the letters stand in given names, how the tokens are cut, what stands
before and behind. `ner_given_weights` gives the letters, `ner_name_signs` the signs their weights.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import exp, inf, log

import rjieba

from kg.lexicon import table, words
from kg.ner.names import family_of
from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN, double_surnames, given_characters, given_odds, listed, surnames, titles

_HAN = re.compile(f"[{HAN}]+")
_ADVERB = re.compile(f"正(?:在|[{HAN}]{{1,2}}着)|[也还又就都已曾](?=[{HAN}])")
"""Letters behind a name of two that are no part of it (薛敏|正带着)."""
_LEAST_LETTERS = -2.5
_COMMON_LETTERS = 2.0
_OPEN_TAGS = frozenset(["nr", "nrt", "nrfg", "x", "nz", "ns"])
_FUNCTION_TAGS = frozenset(["p", "c", "u", "uj", "ul", "uv", "ud", "d", "r", "m", "q", "y", "f", "t"])
_NEARLY = 0.25
_HOPELESS = log(_NEARLY / (1 - _NEARLY)) - 0.001
"""Sum of weights below which a name is not even nearly likely."""
_ROLES = frozenset("户农民工员师长手匠商兵友星家妻夫子媳姐嫂叔伯爷奶娃生者人")
_NOBODY = frozenset("某氏")
_PLACE_END = frozenset("村屯寨湾沟塬垭畈坳峪堡镇乡庄岭坪圩埠浜")
_MARKS = {"，": "comma", "、": "row", "。": "stop", "\n": "line", "：": "colon", "；": "comma", "！": "stop"}
_MARKS |= {"？": "stop", "（": "open", "）": "close", "“": "quote", "”": "unquote", "《": "title", " ": "blank"}
_NAME_TAGS = ("nr", "nrt", "nrfg")
_LITTLE = {"p": "p", "c": "c", "d": "d", "u": "u", "v": "v", "n": "n", "a": "a", "r": "r", "m": "m", "t": "t", "f": "f"}


def likelihood(scan: Scan, at: int, family: int, given: int) -> float:
    """Probability that surname and given name of so many letters begin at `at`."""
    return 1 / (1 + exp(-_added(signs(scan, at, family, given), _of_letters(scan.text, at + family, given))))


def likely_names(scan: Scan, *, least: float) -> list[tuple[int, int, float]]:
    """Begin, end and probability of the names that begin with a token or inside an unknown one; none overlap."""
    found = []
    text, hopeless = scan.text, _HOPELESS - _most_of_cut()
    for at, floor in _beginnings(scan):
        family = family_of(text, at)
        if family == 0 or (text[at] == "和" and text[at - 1 : at].isalpha()):
            continue
        first = at + family
        before = ""
        for end in (first + 1, first + 2):
            odds, sum_ = _of_name(text[at:first], text[first:end])
            if odds < floor or end > len(text) or (end > first + 1 and _ADVERB.match(text, end - 1)):
                continue
            before = before or f"before:{_before(scan, at)}"
            around = [*_end(text, end), before, f"behind:{_behind(scan, end)}"]
            if family > 1 or _added(around, sum_) > hopeless:  # else no cut of the tokens helps
                sum_ = _added(around, _added(_tokens(scan, at, family, end), sum_))
                found.append(((1 / (1 + exp(-sum_))) ** (1 / family), at, end))
    return _best(scan, found, least)


@lru_cache(maxsize=16384)
def _of_name(family: str, given: str) -> tuple[float, float]:
    """Log odds of the given name's letters, and the sum of what a name weighs by itself; no odds if it is none."""
    name, size = family + given, len(given)
    if not _HAN.fullmatch(name) or name in titles() or given in titles() or name[-1] in _NOBODY:
        return -inf, -inf
    return letters(given, 0, size), _added(_inside(family, given), _of_letters(given, 0, size))


def _of_letters(text: str, at: int, given: int) -> float:
    return letters(text, at, given) * _weights()["letters2" if given == 2 else "letters1"]


def _added(found: Iterable[str], sum_: float) -> float:
    """The sum with the signs' weights."""
    weights = _weights()
    for sign in found:
        if sign in weights:
            sum_ += weights[sign]
    return sum_


def _best(scan: Scan, found: list[tuple[float, int, int]], least: float) -> list[tuple[int, int, float]]:
    """Of overlapping names the likeliest. A name that no dictionary has and that is nearly likely twice counts too."""
    often = Counter(scan.text[a:b] for weight, a, b in found if weight >= _NEARLY)
    kept: list[tuple[int, int, float]] = []
    taken: set[int] = set()
    for weight, start, end in sorted(found, key=lambda name: (-name[0], name[1:])):
        name = scan.text[start:end]
        again = weight >= _NEARLY and often[name] > 1 and not rjieba.has_word(name)
        if (weight >= least or again) and taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end, max(weight, least)))
    return sorted(kept)


def _beginnings(scan: Scan) -> Iterator[tuple[int, float]]:
    """Offsets where a name may begin, with the least that its letters must weigh.

    These are the beginnings of tokens, and the second letter of unknown ones; a common word asks for telling letters.
    """
    known, begins = surnames(), _family_begins()
    for start, word, tag in zip(scan.starts, scan.words, scan.tags, strict=False):
        first = word[0]
        if first in begins:
            common = tag not in _OPEN_TAGS and (len(word) > 1 or tag in _FUNCTION_TAGS) and rjieba.has_word(word)
            yield start, _COMMON_LETTERS if common else _LEAST_LETTERS
        if len(word) > 2 and word[1] in known and not rjieba.has_word(word):
            yield start + 1, _LEAST_LETTERS


def letters(text: str, at: int, given: int) -> float:
    """Log odds of the letters at `at` as those of a given name, against running text."""
    return given_odds(text[at : at + given].ljust(given))


def signs(scan: Scan, at: int, family: int, given: int) -> list[str]:
    """The signs that hold for the name of that length at `at`."""
    end = at + family + given
    return [
        *_inside(scan.text[at : at + family], scan.text[at + family : end]),
        *_tokens(scan, at, family, end),
        *_end(scan.text, end),
        f"before:{_before(scan, at)}",
        f"behind:{_behind(scan, end)}",
    ]


def _inside(family: str, given: str) -> list[str]:
    common = [f"common:{len(given)}" for char in given if char in given_characters()]
    return ["bias", f"size:{len(family)}{len(given)}", f"surname:{_surname_rank(family)}", *common]


def _end(text: str, end: int) -> list[str]:
    return ["end:place"] if text[end - 1] in _PLACE_END else []


def _tokens(scan: Scan, at: int, family: int, end: int) -> list[str]:
    """How the tagger cut the stretch, and whether its parts are words of the dictionary."""
    index = scan.token_at(at)
    word, tag = scan.words[index], scan.tags[index]
    found = []
    if scan.starts[index] != at:
        found.append("start:inside-word" if rjieba.has_word(word) else "start:inside")
    elif len(word) == end - at:
        known = "word" if rjieba.has_word(word) else "new"
        found.append(f"whole:{known}:{'nr' if tag in _NAME_TAGS else 'n' if tag[:1] == 'n' else 'other'}")
    elif len(word) == 1:
        found.append(f"start:letter:{'nr' if tag in _NAME_TAGS else 'other'}")
    else:
        known = "word" if rjieba.has_word(word) else "new"
        found.append(f"start:{'longer' if len(word) > end - at else 'shorter'}:{known}")
        found += ["start:nr"] if tag in _NAME_TAGS else []
    last = scan.token_at(end - 1)
    if scan.starts[last + 1] != end:
        found.append("end:inside-word" if rjieba.has_word(scan.words[last]) else "end:inside")
    if end - at - family == 2 and rjieba.has_word(scan.text[at + family : end]):
        found.append("given:word" if scan.starts[scan.token_at(at + family)] == at + family else "given:word-cut")
    if rjieba.has_word(scan.text[at:end]):
        found.append("dictionary")
    if scan.text[at:end] in listed("ner_person_not") or scan.text[at : at + 2] in listed("ner_person_not"):
        found.append("listed")
    return found


def _before(scan: Scan, at: int) -> str:
    if at == 0:
        return "line"
    mark = scan.text[at - 1]
    if mark in _MARKS:
        return _MARKS[mark]
    if at in scan.places:
        return "place"
    if at in scan.persons:
        return "person"
    index = scan.token_at(at - 1)
    word, tag = scan.text[scan.starts[index] : at], scan.tags[index]
    if word in titles() or scan.text[max(0, at - 2) : at] in titles():
        return "post"
    if word in ("和", "与", "及", "跟", "同"):
        return "and"
    if scan.text[max(0, at - 2) : at] == "岁的":
        return "age"
    if mark == "的" and at - 1 in scan.places:
        return "home"
    if word in ("的", "对", "把", "被", "由", "让", "将", "向", "为", "给", "是", "叫", "在", "从"):
        return word
    if mark in _ROLES and (
        rjieba.has_word(scan.text[max(0, at - 2) : at]) or rjieba.has_word(scan.text[max(0, at - 3) : at])
    ):
        return "role"
    if word in listed("ner_verbs"):
        return "verb"
    return _LITTLE.get(tag[:1], "other") + ("1" if len(word) == 1 else "2")


def _behind(scan: Scan, end: int) -> str:
    text = scan.text
    if end >= len(text):
        return "line"
    mark = text[end]
    if mark in _MARKS:
        return _MARKS[mark]
    if mark.isdigit():
        return "digit"
    if text[end : end + 2] in listed("ner_kin") or text[end : end + 1] in "嫂婶":
        return "kin"
    if text[end : end + 2] in titles() or text[end : end + 3] in titles():
        return "post"
    pair = text[end : end + 2]
    if mark == "说" and text[end + 1 : end + 2] in "，：,:":
        return "said"
    edge = "" if scan.is_edge(end) else "-in"
    if pair in listed("ner_speech"):
        return "speech"
    if pair in listed("ner_verbs"):
        return "verb"
    if mark in "的等和与及在是为于被将对把从到向也还则就又都以因于任及便":
        return mark + edge
    if mark in listed("ner_speech"):
        return "speech1" + edge
    index = scan.token_at(end)
    return _LITTLE.get(scan.tags[index][:1], "other") + ("1" if len(scan.words[index]) == 1 else "2") + edge


@lru_cache
def _most_of_cut() -> float:
    """The most that signs of the tokens' cut can weigh together, one of each sort."""
    most: dict[str, float] = {}
    for sign, weight in _weights().items():
        sort = "start" if sign.startswith("whole:") else "nr" if sign == "start:nr" else sign.partition(":")[0]
        most[sort] = max(most.get(sort, 0.0), weight)
    return sum(most.get(sort, 0.0) for sort in ("start", "nr", "end", "given", "dictionary", "listed"))


@lru_cache
def _family_begins() -> frozenset[str]:
    return surnames() | {name[0] for name in double_surnames()}


@lru_cache
def _weights() -> dict[str, float]:
    return {sign: float(weight) for sign, weight in table("ner_name_signs", 2)}


@lru_cache
def _ranks() -> dict[str, int]:
    singles = [word for word in words("surnames") if len(word) == 1]
    return {surname: 1 if at < 30 else 2 if at < 100 else 3 if at < 260 else 4 for at, surname in enumerate(singles)}


def _surname_rank(surname: str) -> int:
    return 2 if surname in double_surnames() else _ranks().get(surname, 5)

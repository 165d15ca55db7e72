"""How likely a stretch of text is a personal name, and where it ends."""

import rjieba

from kg.ner.scan import Scan
from kg.ner.vocabulary import double_surnames, given_characters, given_odds, listed, surnames, titles, transliterating

MARKS = frozenset("，。、；：！？（）“”‘’《》〈〉【】 \n\t/")
"""Marks and blanks that end a name."""

_ASPECT = frozenset("着了过")
"""Letters that show the one before them to be a verb (袁倩|戴着)."""
_CLAUSE = frozenset("还也又都就在正是有没和与的等已曾")
"""Letters that go on after a name, though the tagger makes a word of them and its last letter (郝秋生|还没)."""
_TELLING = 1.7
"""Log odds from which a word of the dictionary may well be a given name (静宜, 光明)."""
_PAUSE = frozenset("，：,:“")
_NEVER = frozenset("的了某们个与及或是在等说对把被这那摄率")
_RARELY = frozenset("作任称讲答问笑办做赴抵因和不有为向率从到出主介表带作获以将来去也还都就正已曾让给则")


def best_name(scan: Scan, at: int, *, least: float, rare: bool = False) -> tuple[int, float] | None:
    """End and weight of the most likely personal name that begins at `at`, if its weight reaches `least`."""
    text = scan.text
    family = family_of(text, at)
    if family == 0 and rare and text[at : at + 1] in listed("ner_surnames_rare") and text[at] != "是":
        family, least = 1, least + (0.6 if rjieba.has_word(text[at + 1 : at + 3]) else 0.3)
    if family == 0:
        return None
    options = [(weigh(scan, at, family, given), at + family + given) for given in (1, 2)]
    weight, end = max(options)
    return (end, weight) if weight >= least else None


def longer(one: tuple[int, float] | None, other: int) -> tuple[int, float] | None:
    """A name by surname, unless the name by sound is longer than three letters or there is no other."""
    return (other, 1.5) if other and (one is None or other > one[0]) else one


def transliterated(scan: Scan, at: int) -> int:
    """End of a name written by sound (阿依古丽, 扎西次仁) that begins at `at`; 0 if there is none.

    It is a row of letters used for that, two to eight, cut where a word follows that may stand behind a name.
    """
    text, letters = scan.text, transliterating()
    end = at
    while end < len(text) and end - at < 8 and text[end] in letters:
        if end - at >= 2 and ends_name(scan, end):
            break
        end += 1
    if not 2 <= end - at <= 7 or (end < len(text) and not ends_name(scan, end)):
        return 0
    word = text[at:end]
    if word[-2:] in titles() or word[1:] in titles() or word[:2] in listed("ner_person_not"):
        return 0
    if rjieba.has_word(word) and scan.tags[scan.token_at(at)][:2] != "nr":
        return 0
    known = scan.words[scan.token_at(at)]
    if len(known) > 1 and rjieba.has_word(known) and scan.tags[scan.token_at(at)][:2] != "nr":
        return 0
    return end


def ends_name(scan: Scan, end: int) -> bool:
    """Whether a word that may stand behind a name begins at `end`."""
    text = scan.text
    if text[end] in MARKS or text[end : end + 2] in listed("ner_speech") or text[end : end + 2] in listed("ner_verbs"):
        return True
    if text[end : end + 2] in titles():
        return True
    word, tag = scan.words[scan.token_at(end)], scan.tags[scan.token_at(end)]
    if scan.is_edge(end) and (
        (tag[:1] in "pcu" and (len(word) == 1 or rjieba.has_word(word))) or (tag[:1] in "vd" and len(word) > 1)
    ):
        return True
    return scan.is_edge(end) and (
        word in listed("ner_speech") or word in listed("ner_stop") or word in listed("ner_verbs")
    )


def family_of(text: str, at: int) -> int:
    """Letters of the surname that begins at `at`: 0, 1 or 2."""
    if text[at : at + 2] in double_surnames() and text[at + 2 : at + 3] not in MARKS:
        return 2
    return 1 if text[at : at + 1] in surnames() else 0


def weigh(scan: Scan, at: int, family: int, given: int) -> float:
    """Weight of the name at `at` with so many letters of surname and given name: about 1 is doubtful, 3 is sure.

    Letters common in given names, a tagger's word of that length and what stands behind speak for it; common words,
    verbs and a lonely letter behind speak against it.
    """
    text = scan.text
    end = at + family + given
    name, chars = text[at:end], text[at + family : end]
    if len(name) < family + given or not name.isalpha() or name.isascii() or _impossible(name, chars):
        return -9.0
    good = given_characters()
    weight = sum(0.5 if char in good else -0.4 for char in chars) + (0.4 if given == 2 else 0.0)
    if chars[-1] in _RARELY:
        weight -= 1.2
    if given == 1 and family == 1:
        weight += _lonely(scan, end)
        weight += 3.0 if at + 1 in scan.blanks else 2.0 if at + 1 in scan.breaks and end not in scan.breaks else 0.0
    elif given == 2 and family == 1 and at + 1 in scan.blanks and at + 2 not in scan.blanks:
        return -9.0  # 闫 旭|眼含热泪
    elif family == 1 and rjieba.has_word(chars):
        telling = (
            rjieba.tag(chars)[0][1][:2] in ("nr", "ns")
            or all(char in good for char in chars)
            or given_odds(chars) >= _TELLING
        )
        weight -= 0.4 if telling else 2.5
    if rjieba.has_word(name) and rjieba.tag(name)[0][1][:2] != "nr":
        weight -= 1.8
    return weight + _as_word(scan, at, len(name)) + _follows(scan, end)


def _impossible(name: str, chars: str) -> bool:
    if not _NEVER.isdisjoint(chars) or name in titles() or chars in titles() or chars in listed("ner_verbs"):
        return True
    return name in listed("ner_person_not") or name[:2] in listed("ner_person_not")


def _as_word(scan: Scan, at: int, size: int) -> float:
    """What the tagger's word at `at` says."""
    index = scan.token_at(at)
    if scan.starts[index] != at:
        return -3.0 if rjieba.has_word(scan.words[index]) else 0.0
    word, tag = scan.words[index], scan.tags[index]
    if len(word) != size:
        common = len(word) == 2 < size and tag[:1] != "n" and rjieba.has_word(word)
        return -1.6 if common or (len(word) == 2 < size and tag == "n" and word in listed("ner_nominal")) else 0.0
    return 1.5 if scan.tags[index].startswith("nr") else 0.6


def _lonely(scan: Scan, end: int) -> float:
    """Malus if a single letter stands behind a name of two that may belong to it (金光|哲)."""
    index = scan.token_at(end) if end < len(scan.text) else -1
    if index < 0 or scan.starts[index] != end or scan.text[end + 1 : end + 2] in _ASPECT:
        return 0.0
    word = scan.words[index]
    alone = len(word) == 1 and word.isalpha() and word not in listed("ner_speech") and word not in listed("ner_stop")
    return -1.5 if alone and word not in listed("ner_verbs") else 0.0


def _follows(scan: Scan, end: int) -> float:
    """How well what stands at `end` may follow a name."""
    text = scan.text
    after = text[end : end + 1]
    if after in MARKS or after.isdigit():
        return 1.6
    if text[end : end + 2] in listed("ner_speech") or text[end : end + 2] in listed("ner_verbs"):
        return 1.6
    if text[end : end + 2] in titles() or text[end : end + 3] in titles() or text[end + 1 : end + 2] in _ASPECT:
        return 1.3
    if after == "率" and not rjieba.has_word(text[end : end + 2]):
        return 1.3
    if after == "说" and text[end + 1 : end + 2] in _PAUSE:
        return 1.8
    if after in listed("ner_speech"):
        loose = scan.is_edge(end) or not rjieba.has_word(scan.words[scan.token_at(end)])
        return 1.0 if loose else 0.2
    if scan.is_edge(end):
        return 0.6
    return 0.3 if after in _CLAUSE or rjieba.has_word(text[end : end + 2]) else -0.8

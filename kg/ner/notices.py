"""Names in set phrases: notices of courts and of things lost, lists that tell the sex, kin, letters set apart."""

import re
from collections.abc import Iterator

import rjieba

from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.names import best_name, family_of, weigh
from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN, listed, subtypes, surnames, titles, transliterating

_BEHIND = re.compile(
    "(?=[夫同不因将遗丢：:，（])(?:(?:夫妇|夫妻|同志)?(?:不慎|因故)?将?(?:遗失|丢失)|[：:](?:关于)?(?:本院|我院|你[与们们（于，因诉]|(?:上诉|申请)人|原告)|"
    "[，（][男女][，）]|（[一-龥]{2,12}(?:[小中大]学|学校|幼儿园|医院|局|公司|银行|街道|[镇乡村队])）|（曾用名|（[0-9*]{6,18}[*Xx]?）)"
)
"""What follows the one a notice is about: …遗失, …：本院受理, …，男，."""
_PARTY = re.compile(
    "(?:原告人?|被告人?|第三人|上诉人|申请(?:执行)?人|被执行人|被申请人|诉讼代理人|委托代理人|法定代理人|债务人|担保人|借款人)"
    f"(?:为|[：:])?(?P<name>[{HAN}]{{2,4}}?)"
    "(?=[、，；。（：\n]|诉|与|及|于|犯|的|系|未|向|名下|下落|在|因|和|应|偿还|承担|申请|之间)"
)
_KIN = re.compile(
    "(?:父亲|母亲|妻子|丈夫|老伴|爱人|儿子|女儿|弟弟|妹妹|哥哥|姐姐|孙子|孙女|儿媳|女婿|侄女|侄子|外甥|战友|徒弟|师傅|同桌|老乡|新郎|新娘|媳妇儿?|其[子女妻父母弟兄])(?!们)"
)
_PARTED = re.compile(f"(?P<family>[{HAN}]) (?P<given>[{HAN}])(?! [{HAN}](?: |$|\n|文|摄))")
_ENDS = re.compile("[^\\w]|摄|文[/／]|图[/／]|[说摄任获的等]|表示|介绍|指出|强调|要求|告诉")
_LOST = re.compile("(?=[不因将遗丢])(?:不慎|因故)?将?(?:遗失|丢失)")
_SHOP = re.compile(
    f"(?:^|(?<=[。；、△▲●◆■★☆◇\\n）)]))(?P<name>[{HAN}]{{2,10}}(?:店|超市|商行|商店|经营部|修理部|门市部?|服务部|餐馆|饭庄|酒楼|"
    "宾馆|旅社|网吧|诊所|药房|厂|馆|屋|坊|行|部|公司|合作社|农场|幼儿园|中心))$"
)


def find_notices(scan: Scan) -> Iterator[Candidate]:
    """Persons whom only the phrase around them shows, and shops that lost something."""
    text = scan.text
    for match in _BEHIND.finditer(text):
        yield from _before(scan, match.start())
    for match in _PARTY.finditer(text):
        if _plausible(scan, *match.span("name")):
            yield _person(*match.span("name"))
    for match in _KIN.finditer(text):
        name = best_name(scan, match.end(), least=1.4, rare=True)
        if name is not None and text[match.end()] != "和":
            yield _person(match.end(), name[0])
    for match in _LOST.finditer(text) if "失" in text else ():
        yield from _shops(scan, match.start())
    yield from _apart(scan)


def _shops(scan: Scan, end: int) -> Iterator[Candidate]:
    """The shop whose name ends at `end`, and those before it in a row."""
    while end > 0:
        shop = _SHOP.search(scan.text, max(0, end - 16), end)
        if shop is None or shop["name"] in listed("ner_org_not"):
            return
        yield Candidate(*shop.span("name"), EntityType.ORG, "company", 0.8, "org:notice")
        end = shop.start() - 1
        if end < 0 or scan.text[end] != "、":
            return


def _before(scan: Scan, end: int) -> Iterator[Candidate]:
    """The name that ends at `end`, and those before it in a row."""
    while True:
        size = next(
            (size for size in (3, 2, 4, 5) if _begins(scan, end - size) and _plausible(scan, end - size, end)), 0
        )
        if not size:
            return
        yield _person(end - size, end)
        end -= size + 1
        if end < 2 or scan.text[end] != "、":
            return


def _begins(scan: Scan, at: int) -> bool:
    """Whether a mark, a place or the text's beginning stands before `at`."""
    return at == 0 or (
        at > 0
        and (not scan.text[at - 1].isalnum() or at in scan.places or at in scan.blanks or scan.text[at - 1] in "村镇乡")
    )


def _plausible(scan: Scan, start: int, end: int) -> bool:
    name = scan.text[start:end]
    if not name.isalpha() or name.isascii() or name in titles() or scan.place_starts.get(start) == end:
        return False
    if name in subtypes("ner_bodies") or name in subtypes("ner_org_heads"):
        return False
    family = family_of(scan.text, start) or int(name[0] in listed("ner_surnames_rare"))
    if not family or end - start - family not in (1, 2):
        return len(name) > 2 and all(char in transliterating() for char in name)
    least = 0.0 if rjieba.has_word(name) else -2.0
    return name[-2:] not in titles() and weigh(scan, start, family, end - start - family) >= least


def _apart(scan: Scan) -> Iterator[Candidate]:
    """Names of two letters with a blank between them, as papers print them to be as wide as those of three."""
    text = scan.text
    for at in sorted(scan.blanks):
        if 0 < at < len(text) and text[at - 1].isalpha():
            yield from _of_two(scan, at - 1, at + 1, text[at - 1 : at + 1])
    for match in _PARTED.finditer(text) if " " in text else ():
        yield from _of_two(scan, match.start(), match.end(), match["family"] + match["given"])


def _of_two(scan: Scan, start: int, end: int, name: str) -> Iterator[Candidate]:
    """The name of one and one letter at `start`, if its neighbours let it stand there."""
    text = scan.text
    known = name[0] in surnames() or name[0] in listed("ner_surnames_rare")
    titled = any(text[start - size : start] in titles() for size in (2, 3, 4) if size <= start)
    if not known or not name.isalpha() or (name in listed("ner_person_not") and not titled) or name in titles():
        return
    if _singles(scan, end) % 2 or (text[end : end + 1] == " " and not text[end + 2 : end + 3].isalpha()):
        return  # 何 显 飞
    before = titled or start in scan.blanks or _begins(scan, start)
    if not before or not (titled or end in scan.blanks or end == len(text) or _ENDS.match(text, end)):
        return
    word = rjieba.has_word(name) and rjieba.tag(name)[0][1][:2] != "nr"
    alone = text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")
    if not alone and (titled or not word):
        yield _person(start, end)


def _singles(scan: Scan, at: int) -> int:
    """How many letters stand apart from `at` on."""
    first = at
    while at in scan.blanks and scan.text[at : at + 1].isalpha():
        if at + 1 < len(scan.text) and scan.text[at + 1].isalpha() and at + 1 not in scan.blanks:
            break
        at += 1
    return at - first


def _person(start: int, end: int) -> Candidate:
    return Candidate(start, end, EntityType.PER, "person", 0.9, "person:notice")

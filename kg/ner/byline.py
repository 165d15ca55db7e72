"""Names in bylines, captions, and brackets at an article's end."""

import re
from itertools import pairwise

import rjieba

from kg.model import BlockKind, EntityType
from kg.ner.candidate import Candidate
from kg.ner.names import MARKS, best_name
from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN, common_surnames, double_surnames, listed, surnames, titles, transliterating

_LABEL = (
    "(?:本报|本刊|本台)?(?:全媒体|融媒体|见习|特约|首席|实习|摄影|文字|特派)?(?:记者|通讯员|实习生)|"
    "(?:文[/／、]图|图[/／、]文|(?<=[ /／])[文图](?=$|[ /／）])|摄影报道|摄影|摄(?=$|[ /／）])|"
    "责任编辑|责编|编辑|校对|版式|美编|供稿|整理|采写|报道)[/／：]?"
)
_REPORTER = re.compile(f"(?:{_LABEL})[：/／ ]?(?P<names>(?:[{HAN}]{{2,4}}[ 、，]?){{1,4}})")
_BRACKET = re.compile(
    f"（(?P<names>(?:{_LABEL})?[{HAN}][{HAN} 、，/／]{{1,28}}?(?:摄影报道|摄影|摄|文/图|报道|供稿)?)）(?=\n|$)"
)
_FIELD = re.compile(
    "(?:作者|联系人|主讲人?|法定代表人|法人代表|负责人|经办人|申请人|申请执行人|被执行人|权利人|姓名|主编|总编辑?|策划|监制|统筹|"
    "审核|编审|撰稿|供稿|执笔|通联|摄影|(?:指导|辅导)(?:老师|教师)|主持人?|[特一二三]等奖|优[秀胜]奖|[金银铜]奖|冠军|亚军|季军)"
    "(?:[（(][^（）()]{1,8}[）)])?[：:] ?"
)
"""Labels that a name follows behind a colon."""
_AREAS = frozenset("省市县区旗镇乡州盟")
_GAPS = frozenset("、， /")
_LABELS = re.compile(_LABEL)
_SPLIT = re.compile("[ 、，/／：（）\n\t—“”]+")
_KINDS = (BlockKind.BYLINE, BlockKind.DATELINE)
_REST = re.compile(f"[。！？”…）](?P<names>[{HAN} ]{{2,12}})$")
_MARKED = re.compile(f"[□■◇◆○△▲☆★●](?:(?<=^.)|(?<=\n.)) ?(?P<names>[{HAN} \t、/／]{{2,36}})(?=$|\n)")
"""A line of names and labels behind a mark."""
_CREDIT = re.compile(f"(?P<names>[{HAN}]{{2,3}}(?: [{HAN}]{{2,3}}){{0,3}}) ?(?:摄影报道|摄影|摄|文/图|图/文|/摄|/文)$")
_SIGNED = re.compile(
    f"(?:^|(?<=[\n。！？”]))(?P<names>[{HAN}]{{1,7}}(?: [{HAN}]{{1,7}}){{0,6}}) ?"
    "(?:摄影报道|摄影|摄|文/图|图/文|/摄|/文)/?(?=$|\n)"
)
"""Names before 摄 on a line of their own or behind a sentence."""


def find_bylines(scan: Scan) -> list[Candidate]:
    """Candidates for the names of those who wrote, photographed or edited."""
    found: dict[int, Candidate] = {}
    text = scan.text
    spans = [(block.start, block.end) for block in scan.article.blocks if block.kind in _KINDS]
    spans += [match.span("names") for match in _BRACKET.finditer(text)]
    spans += [match.span("names") for match in _MARKED.finditer(text)]
    if "摄" in text or "文/" in text or "图/" in text:
        spans += [match.span("names") for match in _SIGNED.finditer(text)]
    for block in scan.article.blocks:
        if block.kind is BlockKind.CAPTION or block.end - block.start < 40:
            credit = _CREDIT.search(text, block.start, block.end)
            if credit:
                spans.append(credit.span("names"))
    for match in _FIELD.finditer(text):
        for name in _field(scan, match.end()):
            found.setdefault(name.start, name)
    spans += _ends(scan)
    for start, end in spans:
        for name in _names(scan, start, end):
            found.setdefault(name.start, name)
    for match in _REPORTER.finditer(text):
        if "者" in match[0] or "员" in match[0] or "编" in match[0]:
            for name in _names(scan, *match.span("names"), strict=True):
                found.setdefault(name.start, name)
    return sorted(found.values())


def _field(scan: Scan, at: int) -> list[Candidate]:
    """The name or names behind a label and a colon (联系人：…, 一等奖：…（…）、…）."""
    text = scan.text
    found: list[Candidate] = []
    while True:
        best = best_name(scan, at, least=0.2, rare=True)
        if best is None or not (best[0] >= len(text) or text[best[0]] in MARKS or best[0] in scan.breaks):
            return found
        found.append(Candidate(at, best[0], EntityType.PER, "person", 0.9, "person:byline"))
        at = best[0]
        close = text.find("）", at, at + 20) if text[at : at + 1] == "（" else -1
        at = close + 1 if close > 0 else at
        gap = at in scan.breaks
        while text[at : at + 1] in _GAPS and at < len(text):
            at, gap = at + 1, True
        if not gap:
            return found


def _ends(scan: Scan) -> list[tuple[int, int]]:
    """Where the author's name may stand at an article's end: behind the last mark, or as a short last paragraph."""
    found = []
    for number, block in enumerate(scan.article.blocks):
        rest = _REST.search(scan.text, block.start, block.end)
        if rest is not None:
            found.append(rest.span("names"))
        last = number and (number + 1 == len(scan.article.blocks))
        if last and block.end - block.start <= 14 and scan.text[block.start : block.end].replace(" ", "").isalpha():
            found.append((block.start, block.end))
    return found


def _names(scan: Scan, start: int, end: int, *, strict: bool = False) -> list[Candidate]:
    """Names in a stretch that holds nothing but names, labels and marks; if `strict`, other text may follow them."""
    text, found = scan.text, []
    masked = _LABELS.sub(lambda match: " " * len(match[0]), text[start:end])
    apart = _apart(scan, start, masked)
    for name in apart:
        found.append(name)
        at, past = name.start - start, name.end - start
        masked = f"{masked[:at]}{' ' * (past - at)}{masked[past:]}"
    at = 0
    for piece in _SPLIT.split(masked):
        at = masked.index(piece, at)
        found += _piece(scan, start + at, piece, strict=strict)
        at += len(piece)
    return found


def _apart(scan: Scan, start: int, masked: str) -> list[Candidate]:
    """Names all whose letters stand apart (文 婷  龚 亮, 何 显 飞)."""
    cuts = [at for at in range(1, len(masked)) if masked[at] == " " or start + at in scan.blanks]
    letters = [
        a if masked[a].isalpha() else a + 1
        for a, b in pairwise([0, *cuts, len(masked)])
        if len(masked[a:b].strip()) == 1 and masked[a:b].strip().isalpha()
    ]
    rows: list[list[int]] = []
    for at in letters:
        if rows and masked[rows[-1][-1] + 1 : at] in ("", " ") and start + at not in scan.gaps:
            rows[-1].append(at)
        else:
            rows.append([at])
    found = []
    for row in rows:
        size = 3 if len(row) == 3 else 2
        parts = [row[at : at + size] for at in range(0, len(row), size)] if len(row) % size == 0 else []
        names = ["".join(masked[at] for at in part) for part in parts]
        if names and all(_name_like(name) for name in names):
            found += [_byline(start + part[0], start + part[-1] + 1) for part in parts]
    return found


def _piece(scan: Scan, at: int, piece: str, *, strict: bool) -> list[Candidate]:
    """The name or names that a piece between two marks is."""
    end = at + len(piece)
    if _is_pen_name(piece):
        return [Candidate(at, end, EntityType.ORG, "party", 0.8, "org:byline")]
    if len(piece) == 2 and at + 1 in scan.breaks:
        return [_byline(at, end)]
    if scan.place_starts.get(at) == end and (piece[-1] in _AREAS or piece[0] not in surnames()):
        return []
    if piece in titles() or piece in listed("ner_person_not") or piece in listed("ner_stop"):
        return []
    closed = (
        not strict
        or end == len(scan.text)
        or scan.text[end] in "）) ，、\n"
        or _LABELS.match(scan.text, end) is not None
    )
    if len(piece) == 2 and rjieba.tag(piece)[0][0] == piece and rjieba.tag(piece)[0][1][0] == "v":
        return []
    if _name_like(piece) and closed:
        return [_byline(at, end)]
    if closed and 2 <= len(piece) <= 7 and all(char in transliterating() for char in piece):
        return [_byline(at, end)]
    if strict and not closed and piece[:1] == "从":
        return []  # 记者从县…协会获悉
    if strict and not closed:
        best = best_name(scan, at, least=1.0, rare=True)
        return [_byline(at, best[0])] if best is not None and best[0] <= end else []
    if strict and 2 <= len(piece) <= 4 and not rjieba.has_word(piece):
        return [_byline(at, end)]
    return _glued(scan, at, piece)


def _is_pen_name(piece: str) -> bool:
    """Whether a department signs by a short form of its name (港组, 云宣: organisation and publicity departments)."""
    if not 2 <= len(piece) <= 3:
        return False
    return "组" in piece[1:] or (piece[-1] == "宣" and piece[0] not in common_surnames())


def _byline(start: int, end: int) -> Candidate:
    return Candidate(start, end, EntityType.PER, "person", 0.95, "person:byline")


def _name_like(piece: str) -> bool:
    if not 2 <= len(piece) <= 4:
        return False
    if piece[:2] in double_surnames():
        return len(piece) > 2
    return (piece[0] in surnames() or piece[0] in listed("ner_surnames_rare")) and len(piece) < 4


def _glued(scan: Scan, at: int, piece: str) -> list[Candidate]:
    """Names without a gap in the text, parted where the raw page has white space (李 伟 朱颖辉)."""
    if not 4 <= len(piece) <= 12:
        return []
    cuts = [offset for offset in range(at + 1, at + len(piece)) if offset in scan.breaks]
    parts: list[tuple[int, str]] = []
    for a, b in pairwise([at, *cuts, at + len(piece)]):
        if parts and len(parts[-1][1]) == 1 and b - a == 1:
            parts[-1] = (parts[-1][0], parts[-1][1] + scan.text[a:b])
        else:
            parts.append((a, scan.text[a:b]))
    if len(parts) < 2 or not all(_name_like(part) for _, part in parts):
        return []
    return [_byline(a, a + len(part)) for a, part in parts]

"""Names in bylines, captions, and brackets at an article's end."""

import re

from kg.model import BlockKind, EntityType
from kg.ner.candidate import Candidate
from kg.ner.person import best_name
from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN, double_surnames, listed, surnames, titles

_LABEL = (
    "(?:本报|本刊|本台)?(?:全媒体|融媒体|见习|特约|首席|实习|摄影|文字|特派)?(?:记者|通讯员|实习生)|(?:文[/／、]?图|图[/／]文|摄影报道|摄影|摄|文|图|"
    "责任编辑|责编|编辑|校对|版式|美编|供稿|作者|整理|采写|报道)[/／：]?"
)
_REPORTER = re.compile(f"(?:{_LABEL})[：/／ ]?(?P<names>(?:[{HAN}]{{2,4}}[ 、，]?){{1,4}})")
_BRACKET = re.compile(
    f"（(?P<names>(?:{_LABEL})?[{HAN}][{HAN} 、，/／]{{1,28}}?(?:摄影报道|摄影|摄|文/图|报道|供稿)?)）(?=\n|$)"
)
_LABELS = re.compile(_LABEL)
_SPLIT = re.compile("[ 、，/／：（）\n\t—“”]+")
_KINDS = (BlockKind.BYLINE, BlockKind.DATELINE)
_CREDIT = re.compile(f"(?P<names>[{HAN}]{{2,3}}(?: [{HAN}]{{2,3}}){{0,3}}) ?(?:摄影报道|摄影|摄|文/图|图/文|/摄|/文)$")


def find_bylines(scan: Scan) -> list[Candidate]:
    """Candidates for the names of those who wrote, photographed or edited."""
    found: dict[int, Candidate] = {}
    text = scan.text
    spans = [(block.start, block.end) for block in scan.article.blocks if block.kind in _KINDS]
    spans += [match.span("names") for match in _BRACKET.finditer(text)]
    for block in scan.article.blocks:
        if block.kind is BlockKind.CAPTION or block.end - block.start < 40:
            credit = _CREDIT.search(text, block.start, block.end)
            if credit:
                spans.append(credit.span("names"))
    for start, end in spans:
        for name in _names(scan, start, end):
            found.setdefault(name.start, name)
    for match in _REPORTER.finditer(text):
        if "者" in match[0] or "员" in match[0] or "编" in match[0]:
            for name in _names(scan, *match.span("names"), strict=True):
                found.setdefault(name.start, name)
    return sorted(found.values())


def _names(scan: Scan, start: int, end: int, *, strict: bool = False) -> list[Candidate]:
    """Names in a stretch that holds nothing but names, labels and marks."""
    text, found = scan.text, []
    masked = _LABELS.sub(lambda match: " " * len(match[0]), text[start:end])
    at = 0
    for piece in _SPLIT.split(masked):
        at = masked.index(piece, at)
        found += _piece(scan, start + at, piece, strict=strict)
        at += len(piece)
    return found


def _piece(scan: Scan, at: int, piece: str, *, strict: bool) -> list[Candidate]:
    if not _name_like(piece):
        return _glued(scan, at, piece)
    if strict:
        best = best_name(scan, at, least=1.0)
        if best is None or best[0] > at + len(piece):
            return []
        piece = piece[: best[0] - at]
    return [Candidate(at, at + len(piece), EntityType.PER, "person", 0.95, "person:byline")]


def _name_like(piece: str) -> bool:
    if not 2 <= len(piece) <= 4 or piece in titles() or piece in listed("ner_person_not"):
        return False
    if piece[:2] in double_surnames():
        return len(piece) > 2
    return piece[0] in surnames() and len(piece) < 4


def _glued(scan: Scan, at: int, piece: str) -> list[Candidate]:
    """Two names without a gap, parted where the raw page has white space."""
    if not 4 <= len(piece) <= 8:
        return []
    cuts = [offset for offset in scan.article.offsets.derived if at < offset < at + len(piece)]
    bounds = [at, *cuts, at + len(piece)]
    parts = [(a, scan.text[a:b]) for a, b in zip(bounds, bounds[1:], strict=False)]
    if len(parts) < 2 or not all(_name_like(part) for _, part in parts):
        return []
    return [Candidate(a, a + len(part), EntityType.PER, "person", 0.9, "person:byline") for a, part in parts]

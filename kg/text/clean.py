"""Cleaning of raw newsprint, with a map back to the raw page.

All changes are either one character for one (`,` → `，`, NBSP → space) or deletions, so the map holds one run for each
stretch between two deletions. Every step is one compiled expression over the whole range.

White space between Chinese characters is PDF noise (`本 报 记 者`) and is dropped, save where it parts words that must
stay apart, where one space is kept:

- in a row of three or more short words (two to five characters each), or of two that are a whole paragraph or list:
  names, letter-spaced ones too, where the gap between two names is wider than that inside one (`李 明  王 芳`);
- alone between two quotes or brackets: the halves of a quoted slogan (`“同心 同行”`). Whoever writes a surface drops
  that space (`kg.model.evidence_text`);
- with `gaps=True`, for headlines and bylines, where a space stands for a comma: everywhere but in letter-spacing.

White space between two Latin words or numbers becomes one space; between a Chinese and a Latin one it is dropped.
"""

import re
import unicodedata
from itertools import pairwise

from kg.model import OffsetMap
from kg.text.chars import HAN, SHARED_MARKS, WIDE_MARKS

_IGNORABLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]++"
)
"""Control and zero-width characters, soft hyphens, variation selectors, byte order marks."""

_WHITE = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
_TWINS = str.maketrans(
    dict.fromkeys(_WHITE, " ")
    | {chr(wide): chr(wide - 0xFEE0) for start in (0xFF10, 0xFF21, 0xFF41) for wide in range(start, start + 26)}
    | {chr(wide): chr(wide) for wide in range(0xFF1A, 0xFF21)}
    | {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
)
"""One for one: all white space to a space, full-width digits and letters to ASCII, Kangxi radicals (which PDF fonts
print) to the characters that they show."""

_QUOTED = re.compile(r'"([^"]*)"')
_HAN = re.compile(f"[{HAN}]")
_WIDE = re.compile(f"[{HAN}{WIDE_MARKS}]")
_MARKS = re.compile(f"[,:;?!()（） {SHARED_MARKS}]++")
_BRACKETS = re.compile(f"[()（）]|[{HAN}]++")
_ASCII_MARK = re.compile("[,:;?!()]")
_WIDEN = str.maketrans(",:;?!()", "，：；？！（）")
_POINT = re.compile(rf"([{HAN}] *)\.(?= *(?:[{HAN})”’）》」』]|$))")
_GAP = re.compile(" ++")
_ROW = re.compile(f"(?<![{HAN}])[{HAN}]++(?: ++[{HAN}]++)++")
_LETTERS = re.compile(f"(?<![{HAN}])[{HAN}](?: ++[{HAN}](?![{HAN}]))++")
_BROAD = re.compile("[\u3000\t]")
_BESIDE = re.compile(f"[{HAN}{SHARED_MARKS}]")
_OPENERS, _CLOSERS = "“‘（《〈「『【〔", "”’）》〉」』】〕"
_SHORT_WORD = range(2, 6)
_PLAIN = re.compile(f"(?:[{HAN}{WIDE_MARKS}{SHARED_MARKS}0-9A-Za-z%℃～-]++|(?<=[0-9])[.:](?=[0-9]))*+")
"""Nothing to clean: Chinese with its own marks, words and numbers without a blank."""


def clean(raw: str, start: int = 0, end: int | None = None, *, gaps: bool = False) -> tuple[str, OffsetMap]:
    """Clean one paragraph of a raw page.

    Args:
        raw: the whole raw page.
        start, end: the paragraph's range in it, in code points. Line ends inside it count as white space.
        gaps: keep one space for white space between Chinese words (headlines, bylines).

    Returns:
        The clean text, on one line, and the map from it to offsets of `raw`. Each clean character stands for one raw
        character: the same, or its half- or full-width twin. Cleaning a clean text changes nothing.
    """
    end = len(raw) if end is None else end
    if _PLAIN.fullmatch(raw, start, end):
        return raw[start:end], OffsetMap.from_pieces([(start, end)])
    text, base = _drop_ignorable(raw, start, end)
    spaced = text
    text = widen(text.translate(_TWINS))
    pieces = _pieces(text, spaced, gaps)
    clean_text = "".join([text[a:b] for a, b in pieces])
    if base is None:
        return clean_text, OffsetMap.from_pieces([(a + start, b + start) for a, b in pieces])
    return clean_text, OffsetMap.from_pieces(pieces).then(base)


def widen(text: str) -> str:
    """Half-width punctuation beside Chinese made full-width, one for one; decimals, times, URLs and Latin text stay.

    A run of marks (with spaces and curly quotes between) is widened as one if Chinese stands on either side of it.
    """
    if '"' in text:
        text = _QUOTED.sub(_quote, text)
    if "." in text:
        text = _POINT.sub(r"\1。", text)
    if _ASCII_MARK.search(text):
        text = _MARKS.sub(_widen_run, text)
    return _widen_brackets(text) if "(" in text or ")" in text else text


def _quote(match: re.Match[str]) -> str:
    return f"“{match[1]}”" if _HAN.search(match[1]) else match[0]


def _widen_run(match: re.Match[str]) -> str:
    run = match[0]
    if not _ASCII_MARK.search(run):
        return run
    start, end = match.span()
    text = match.string
    beside = text[start - 1 : start] + text[end : end + 1]
    return run.translate(_WIDEN) if _WIDE.search(beside) else run


def _widen_brackets(text: str) -> str:
    """Both brackets of a pair made full-width if one is, or if Chinese stands between them."""
    places: list[int] = []
    opened: list[tuple[int, bool]] = []
    chinese = False
    for match in _BRACKETS.finditer(text):
        if match[0] in "(（":
            opened.append((match.start(), chinese))
            chinese = False
        elif match[0] not in ")）":
            chinese = True
        elif opened:
            start, outside = opened.pop()
            if chinese or text[start] + match[0] in ("(）", "（)"):
                places += (start, match.start())
            chinese = chinese or outside
    places.sort()
    cuts = [0, *(at for place in places for at in (place, place + 1)), len(text)]
    pieces = [text[a:b] for a, b in pairwise(cuts)]
    return "".join([piece.translate(_WIDEN) if i % 2 else piece for i, piece in enumerate(pieces)])


def _drop_ignorable(raw: str, start: int, end: int) -> tuple[str, OffsetMap | None]:
    if not _IGNORABLE.search(raw, start, end):
        return raw[start:end], None
    pieces = []
    at = start
    for match in _IGNORABLE.finditer(raw, start, end):
        pieces.append((at, match.start()))
        at = match.end()
    pieces.append((at, end))
    return "".join([raw[a:b] for a, b in pieces]), OffsetMap.from_pieces(pieces)


def _pieces(text: str, spaced: str, gaps: bool) -> list[tuple[int, int]]:
    """Ranges of `text` that stay: all but the dropped white space. `spaced` is it with its white space as it was."""
    pieces = []
    at = 0
    kept = _kept_gaps(text, spaced, gaps)
    for match in _GAP.finditer(text):
        start, end = match.span()
        pieces.append((at, start + 1 if start in kept or _parts_latin(text, start, end) else start))
        at = end
    pieces.append((at, len(text)))
    return [(a, b) for a, b in pieces if b > a]


def _parts_latin(text: str, start: int, end: int) -> bool:
    if start == 0 or end == len(text):
        return False
    beside = text[start - 1] + text[end]
    return not _WIDE.search(beside) and not (beside[0] in SHARED_MARKS and beside[1] in SHARED_MARKS)


def _kept_gaps(text: str, spaced: str, gaps: bool) -> set[int]:
    """Where the gaps between Chinese words begin that stay."""
    kept: set[int] = set()
    for row in _ROW.finditer(text):
        start, end = row.span()
        joined = _letter_spacing(row, spaced)
        spaces = [m.start() for m in _GAP.finditer(text, start, end) if m.start() not in joined]
        edges = [start, *(at for space in spaces for at in (space, space)), end]
        lengths = [len(text[a:b].replace(" ", "")) for a, b in zip(edges[::2], edges[1::2], strict=True)]
        if gaps or _is_list(lengths, text, start, end):
            kept.update(spaces)
    if gaps:
        kept.update(m.start() for m in _GAP.finditer(text) if _beside_quote(text, *m.span()))
    return kept


def _is_list(lengths: list[int], text: str, start: int, end: int) -> bool:
    """Whether the words of the row [start, end) are names or slogans, not the pieces of a sentence."""
    while text[start - 1 : start] == " ":
        start -= 1
    while text[end : end + 1] == " ":
        end += 1
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and after and min(lengths) > 1 and _OPENERS.find(before) == _CLOSERS.find(after) >= 0:
        return True
    return all(n in _SHORT_WORD for n in lengths) and (len(lengths) > 2 or before == "：" or not (before or after))


def _letter_spacing(row: re.Match[str], spaced: str) -> set[int]:
    """Gaps of a row that part the letters of one word: those between single characters.

    A gap wider than the narrowest one of its stretch parts two words, unless that leaves a single character.
    """
    joined: set[int] = set()
    for letters in _LETTERS.finditer(row.string, *row.span()):
        spaces = [m.span() for m in _GAP.finditer(row.string, *letters.span())]
        # an ideographic space or a tab is as wide as two others
        widths = [end - start + len(_BROAD.findall(spaced, start, end)) for start, end in spaces]
        narrowest = min(widths)
        wide = [i for i, width in enumerate(widths) if width > narrowest]
        bounds = [-1, *wide, len(spaces)]
        if min(b - a for a, b in pairwise(bounds)) < 2:
            wide = []
        joined.update(start for start, _ in spaces)
        joined.difference_update(spaces[i][0] for i in wide)
    return joined


def _beside_quote(text: str, start: int, end: int) -> bool:
    if start == 0 or end == len(text):
        return False
    beside = text[start - 1] + text[end]
    return all(_BESIDE.match(char) for char in beside) and not all(_HAN.match(char) for char in beside)

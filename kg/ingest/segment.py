"""Which paragraphs make an article.

Newspapers part articles by headlines, but subheads look the same. What tells them apart is the end of what stands
before (a byline, a photo credit, a notice's date) and the beginning of what comes after (本报讯, 本报记者 …), then the
shape of the title: two lines or more, or a line long enough to be a headline above a lead that begins with a date.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.ingest.bylines import closing, is_credit
from kg.ingest.openings import opening, turn
from kg.ingest.units import Unit, UnitKind
from kg.lexicon import words
from kg.text.chars import HAN

_HEADING = (UnitKind.TITLE, UnitKind.NOTICE_TITLE, UnitKind.SUBTITLE)
_SIGNED = (UnitKind.BYLINE, UnitKind.NAMES)
_LEAD = re.compile(
    r"[\s●■]*(?:近日|日前|连日来|昨[天日]|今[天日]|近年来|今年以来|近期|眼下|时下|连日|\d{1,2}月\d{1,2}日(?:[上下]午|晚|至\d{1,2}日)?)[，,]"
    r"|[\s●■]*\d{1,2}月\d{1,2}日"
)
_INSET = re.compile(r"\s*[（(]?(?:图为|图①|上图|下图|左图|右图|题图|本组图)")
_BODY_NAME = re.compile(
    "(?:[局委会办院部厅处站社队校厂店组所]|政府|公司|中心|集团|法院|银行|单位|街道|[镇乡村区县市])[）)]?$"
)
_INITIALS = re.compile(f"[{HAN}]{{2,3}}")
_MANY = 6
_NOTE = re.compile(r"\s*[【\[（(■●]?\s*(?:编者按|编者的话|编前语|编者语|开栏的话|开栏语|编前)")
_SHORTEST_HEADLINE = 9
_HEAD = 60


@dataclass(slots=True)
class Draft:
    """An article in the making: its heading and the rest, in order of the page.

    `prose` counts its paragraphs of running text and rows of tables, `notes` those that are an editor's note.
    """

    heading: list[Unit] = field(default_factory=list)
    body: list[Unit] = field(default_factory=list)
    notice: bool = False
    prose: int = 0
    notes: int = 0

    def add(self, unit: Unit) -> None:
        """Append to the body."""
        self.body.append(unit)
        self.prose += unit.kind in (UnitKind.PROSE, UnitKind.TABLE)
        self.notes += unit.kind is UnitKind.PROSE and _NOTE.match(unit.text) is not None

    @property
    def awaits_heading(self) -> bool:
        """Whether it is so far but an editor's note, which stands above the headline."""
        return not self.heading and 0 < self.notes == len(self.body)


@dataclass(slots=True)
class _State:
    drafts: list[Draft] = field(default_factory=list)
    ended: bool = True
    """What stands before was the end of an article, whatever comes now."""
    credited: bool = False
    """What stands before was a photo credit: a title now begins an article, running text does not."""

    def begin(self, heading: Sequence[Unit]) -> Draft:
        draft = Draft(list(heading), notice=any(unit.kind is UnitKind.NOTICE_TITLE for unit in heading))
        self.drafts.append(draft)
        self.ended = self.credited = False
        return draft


def segment(units: Sequence[Unit]) -> list[Draft]:
    """Articles of a page, in order. `units` holds no furniture; each unit comes to lie in one article."""
    state = _State()
    top = _top_level(units)
    at = 0
    while at < len(units):
        unit = units[at]
        if unit.kind in _HEADING:
            run = _run(units, at)
            _place_run(state, run, units[at + len(run)] if at + len(run) < len(units) else None, top)
            at += len(run)
        else:
            _place(state, unit)
            at += 1
    return state.drafts


def _run(units: Sequence[Unit], at: int) -> Sequence[Unit]:
    """The headings from `at` on, with the bylines below them."""
    end = at
    while end < len(units) and (units[end].kind in _HEADING or (end > at and units[end].kind in _SIGNED)):
        end += 1
    return units[at:end]


def _place_run(state: _State, run: Sequence[Unit], follower: Unit | None, top: int) -> None:
    """Give a run of headings to a new article, or to the one before as subheads or signature."""
    if sum(unit.kind in _HEADING for unit in run) >= _MANY:
        _place_list(state, run, follower, top)
        return
    draft = state.drafts[-1] if state.drafts else None
    if draft is not None and draft.prose and not state.ended and _is_initials(run, follower):
        _close(state, draft, replace(run[0], kind=UnitKind.BYLINE))
        run = run[1:]
        if not run:
            return
    titles = [unit for unit in run if unit.kind in _HEADING]
    if draft is not None and not state.ended:
        if follower is not None and follower.kind is UnitKind.DATE and draft.prose and _signs(run):
            _extend(draft, run)
            return
        if not draft.body or draft.awaits_heading:
            draft.notice = draft.notice or any(unit.kind is UnitKind.NOTICE_TITLE for unit in run)
            draft.heading.extend(run)
            return
        if not (state.credited or _begins_article(run, titles, follower, top, draft)):
            _extend(draft, run)
            return
    state.begin(run)


def _place_list(state: _State, run: Sequence[Unit], follower: Unit | None, top: int) -> None:
    """A long run of short lines is a list or poem; only its last line may be the headline of what follows."""
    cut = len(run)
    while run[cut - 1].kind in _SIGNED:
        cut -= 1
    headed = cut < len(run) or (follower is not None and _opens(follower)) or run[cut - 1].level > 0
    lines = run[: cut - 1] if headed and follower is not None else run
    if state.ended or not state.drafts:
        signed = next((i for i, line in enumerate(lines[:4]) if line.kind in _SIGNED), 0)
        titles = signed + 1 if signed else 1
        draft, lines = state.begin(lines[:titles]), lines[titles:]
    else:
        draft = state.drafts[-1]
    _extend(draft, [replace(line, kind=UnitKind.PROSE) if line.kind in _HEADING else line for line in lines])
    if headed and follower is not None:
        state.ended = True
        _place_run(state, run[cut - 1 :], follower, top)


def _opens(unit: Unit) -> bool:
    return unit.kind is UnitKind.PROSE and len(opening(unit.text[:_HEAD])) > 0


def _extend(draft: Draft, units: Sequence[Unit]) -> None:
    for unit in units:
        draft.add(unit)


def _is_initials(run: Sequence[Unit], follower: Unit | None) -> bool:
    """Whether a run begins with a short form of who wrote what stands above (港组): no column title, and no subhead,
    for another title or nothing follows."""
    text = run[0].text
    alone = run[0].kind is UnitKind.TITLE and not run[0].level and _INITIALS.fullmatch(text) is not None
    return alone and not text.endswith(words("layout_columns")) and (len(run) > 1 or follower is None)


def _signs(run: Sequence[Unit]) -> bool:
    return len(run) <= _MANY and all(_BODY_NAME.search(u.text) or u.kind in _SIGNED for u in run if not u.level)


def _begins_article(run: Sequence[Unit], titles: Sequence[Unit], follower: Unit | None, top: int, draft: Draft) -> bool:
    """Whether a run of headings in the middle of running text belongs to what follows."""
    if run[0].level:
        return min(unit.level for unit in titles if unit.level) <= top
    if follower is None:
        return False
    if len(run) > len(titles) or any(unit.kind is UnitKind.NOTICE_TITLE for unit in titles):
        return True
    if _opens(follower):
        return True
    if draft.notice or follower.kind is not UnitKind.PROSE:
        return False
    if len(titles) > 1:
        return True
    return len(titles[0].text) >= _SHORTEST_HEADLINE and _LEAD.match(follower.text) is not None


def _place(state: _State, unit: Unit) -> None:
    """Give anything but a heading to an article."""
    draft = state.drafts[-1] if state.drafts else state.begin(())
    if unit.kind in _SIGNED or unit.kind in (UnitKind.DATE, UnitKind.CONTINUED):
        _close(state, draft, unit)
        return
    if (draft.prose and _opens(unit)) or (state.ended and draft.body and not _INSET.match(unit.text)):
        draft = state.begin(())
    draft.add(unit)
    state.ended = state.credited = False
    if unit.kind is UnitKind.PROSE:
        tail = closing(unit.text[-_HEAD:])
        if tail is not None:
            _end(state, draft, unit.text[-_HEAD:][tail.start : tail.end])
        state.ended = state.ended or turn(unit.text) is not None


def _close(state: _State, draft: Draft, unit: Unit) -> None:
    """Take in a byline, date or turn line that may end the article."""
    if unit.kind is UnitKind.BYLINE and (state.ended and draft.prose) and not is_credit(unit.text):
        # a second byline after the end stands above an article without a headline
        draft = state.begin(())
    draft.add(unit)
    if not draft.prose:
        state.ended = False
    elif unit.kind is UnitKind.DATE:
        state.ended = state.ended or draft.notice or _signed(draft)
    else:
        _end(state, draft, unit.text)


def _signed(draft: Draft) -> bool:
    """Whether the line before a date alone is the name of who signed."""
    return len(draft.body) > 1 and draft.body[-2].kind in (*_HEADING, *_SIGNED)


def _end(state: _State, draft: Draft, byline: str) -> None:
    """Note that a byline was met behind running text."""
    if not is_credit(byline):
        state.ended = True
        return
    # a captioned picture inside an article is no end; an article that is but a captioned picture ends with the credit
    caption = next((part.text for part in reversed(draft.body) if part.kind is UnitKind.PROSE), "")
    state.credited = draft.prose <= 1 or not _INSET.match(caption)


def _top_level(units: Sequence[Unit]) -> int:
    """Rank of headings that begin articles: the highest; the next where the highest only names the page."""
    levels = [unit.level for unit in units]
    used = sorted({level for level in levels if level})
    if len(used) < 2 or levels.count(used[0]) > 1:
        return used[0] if used else 0
    after = levels.index(used[0]) + 1
    return used[1] if after < len(levels) and levels[after] == used[1] else used[0]

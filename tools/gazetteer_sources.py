"""What the generator reads: the two packages, parsed into plain records."""

import io
import json
import re
import sys
import tarfile
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tools.gazetteer_villages import render_villages

JIONLP = "1.5.31"
CORRECTIONS = Path(__file__).with_name("gazetteer_corrections.tsv")


@dataclass(frozen=True)
class Snapshot:
    """A version of china-division and the day whose divisions it holds."""

    version: str
    day: str


SNAPSHOTS = (Snapshot("1.3.2", "2016-07-31"), Snapshot("2.2.0", "2018-10-31"), Snapshot("2.7.0", "2023-06-30"))
TODAY = "2025-11-01"  # of jionlp's tree
PLACEHOLDER = re.compile(r"^(?:[省市县区]|自治区|自治州)?直辖(?:行政区划|.*)$|^市辖区$|^县$|^省直辖|^自治区直辖")
TOWNSHIP = re.compile(r"(?:镇|乡|街道|苏木|地区)$")
ZONE = re.compile(r"..(?:开发区|园区|农场|林场|牧场|度假区|名胜区|管理区|示范区|保税区|工业区|高新区|新区|产业园)$")


@dataclass
class Node:
    """A division: `towns` are names of townships that stand directly below it."""

    name: str
    code: str = ""
    short: str = ""
    children: list["Node"] = field(default_factory=list)
    towns: list[str] = field(default_factory=list)


class Sources:
    """Everything that is taken from the packages."""

    def __init__(self, wheel: Path, packs: Path) -> None:
        with zipfile.ZipFile(wheel) as archive:
            inner = archive.read("jionlp/dictionary/china_location.zip")
            with zipfile.ZipFile(io.BytesIO(inner)) as location:
                text = location.read("china_location.txt").decode()
                self.tree, self.villages = correct(read_tree(text)), render_villages(text)
            changes = archive.read("jionlp/dictionary/china_location_change.txt").decode()
            world = archive.read("jionlp/dictionary/world_location.txt").decode()
        self.countries, self.world_cities = read_world(world)
        self.snapshots = {snapshot.day: read_snapshot(packs, snapshot.version) for snapshot in SNAPSHOTS}
        before = {path for path, _ in self.snapshots[SNAPSHOTS[0].day].values()}
        self.changes = read_changes(changes, paths(self.tree), before)


def read_tree(text: str) -> list[Node]:
    """jionlp's tree, without villages, and without the levels that only stand in for a missing one."""
    provinces: list[Node] = []
    above: list[Node] = []
    for line in text.splitlines():
        depth = len(line) - len(line.lstrip("\t"))
        if depth > 3 or not line.strip():
            continue
        cells = line.strip().split("\t")
        if depth == 3:
            town = township(cells[0])
            if town and town not in above[2].towns:
                above[2].towns.append(town)
            continue
        node = above[depth - 1] if depth and _stands_in(cells, above[depth - 1]) else _node(cells)
        above[depth:] = [node]
        if depth == 0:
            provinces.append(node)
        elif node is not above[depth - 1]:
            above[depth - 1].children.append(node)
    return sorted(provinces, key=lambda node: node.code)


def correct(provinces: list[Node]) -> list[Node]:
    """The tree with the hand-made corrections of `gazetteer_corrections.tsv`.

    Raises:
        KeyError: a correction names a path that is not there: the source has mended it, so delete the row.
    """
    nodes: dict[str, tuple[Node, Node]] = {}
    _index(provinces, "", nodes)
    for line in CORRECTIONS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        path, name, extra = [*line.split("\t"), "", ""][:3]
        above, _, last = path.removeprefix("+").rpartition("/")
        if path.startswith("+"):
            parent = next(node for node in provinces if node.name == above)
            parent.children.append(Node(last, extra, last[:-1]))
        elif name:
            node = nodes[path][0]
            node.name, node.code = name, extra
        else:
            node, parent = nodes[path]
            parent.children.remove(node)
            if extra:
                heir = nodes[extra][0]
                heir.towns.extend(town for town in node.towns if town not in heir.towns)
    return provinces


def _index(nodes: list[Node], above: str, found: dict[str, tuple[Node, Node]], parent: Node | None = None) -> None:
    for node in nodes:
        path = f"{above}{node.name}"
        found[path] = (node, parent or node)
        _index(node.children, f"{path}/", found, node)


def township(name: str) -> str:
    """The name of a township in one form; empty for what is a statistical unit only (a prison, a company, a pool)."""
    name = re.sub(r"(街道|地区)(?:办事处|办)$", r"\1", name.strip())
    name = re.sub(r"^(?:新疆)?兵团|办事处(?=街道$)", "", name)
    if re.search(r"监狱|劳教|戒毒|筹|类似|直辖|^(?:街道|城区|新区)$", name):
        return ""
    return name if len(name) > 1 and (TOWNSHIP.search(name) or ZONE.search(name)) else ""


def paths(nodes: list[Node], above: str = "") -> set[str]:
    """Paths of all divisions of a tree, townships left out."""
    found = set()
    for node in nodes:
        path = f"{above}{node.name}"
        found |= {path} | paths(node.children, f"{path}/")
    return found


def read_changes(text: str, today: set[str], before: set[str]) -> str:
    """jionlp's dated changes as a table of date, old path, new path and kind.

    A row whose goal was never a division is dropped (the hand-edited table has the right one); `before` holds the paths
    of the first snapshot, which tell an area added to a division from a new division.
    """
    steps = set()
    for line in text.replace("\r", "").splitlines():
        if "=>" in line:
            left, right = line.split("=>")
            day, _, *old = left.split("\t")
            steps.add((day, "/".join(old[::2]), right.strip().replace("\t", "/")))
    kept = sorted(step for step in steps if step[2] in today)
    for step in sorted(steps - set(kept)):
        print(f"dropped, goal unknown: {' '.join(step)}", file=sys.stderr)
    kept = [step for step in kept if not _follows(step, kept)]
    goals = Counter((day, new) for day, _, new in kept)
    rows = [f"{day}\t{old}\t{new}\t{_kind(old, new, goals[day, new], before)}\n" for day, old, new in kept]
    return _head("Dated changes: date, old path, new path, kind. Generated from jionlp.") + "".join(rows)


def _follows(step: tuple[str, str, str], steps: list[tuple[str, str, str]]) -> bool:
    """Whether a county only went along with its city's new name, which the city's own row says."""
    day, old, new = step
    (old_above, _, old_name), (new_above, _, new_name) = old.rpartition("/"), new.rpartition("/")
    return old_name == new_name and (day, old_above, new_above) in steps


def _kind(old: str, new: str, sources: int, before: set[str]) -> str:
    if new in before and old in before:
        return "absorbed"
    if sources > 1:
        return "merged"
    (old_above, _, old_name), (new_above, _, new_name) = old.rpartition("/"), new.rpartition("/")
    if old_above != new_above:
        return "moved"
    return "upgraded" if old_name[-1] != new_name[-1] else "renamed"


def read_world(text: str) -> tuple[str, str]:
    """jionlp's countries (short, full, capital) and foreign cities (name, country)."""
    countries: list[str] = []
    cities: list[str] = []
    for line in text.splitlines():
        cells = line.strip().split("\t")
        if len(cells) < 3:
            continue
        countries.append("\t".join(cells[:3]))
        if cells[0] != "中国":
            names = dict.fromkeys([cells[2], *(cells[3].split("/") if len(cells) > 3 else [])])
            cities.extend(f"{name}\t{cells[0]}" for name in names if name)
    head = "Generated from jionlp."
    return (
        _head(f"Countries: short name, full name, capital. {head}") + "".join(f"{row}\n" for row in countries),
        _head(f"Foreign cities: name, country. {head}") + "".join(f"{row}\n" for row in cities),
    )


def read_snapshot(packs: Path, version: str) -> dict[str, tuple[str, list[str]]]:
    """County code → path of the county and its townships, of one version of china-division."""
    with tarfile.open(packs / f"china-division-{version}.tgz") as archive:
        provinces, cities, areas, streets = (
            _json(archive, f"{name}.json") for name in ("provinces", "cities", "areas", "streets")
        )
    above = {row["code"]: row["name"] for row in [*provinces, *cities]}
    counties: dict[str, tuple[str, list[str]]] = {}
    for area in areas:
        chain = [above[area["code"][:2]], above[area["code"][:4]], area["name"]]
        names = [name for name in chain if not PLACEHOLDER.match(name)]
        counties[area["code"]] = ("/".join(names), [])
    for street in streets:
        town = township(street["name"])
        if town and street["code"][:6] in counties:
            counties[street["code"][:6]][1].append(town)
    return counties


def _json(archive: tarfile.TarFile, name: str) -> list[dict[str, str]]:
    stream = archive.extractfile(f"package/dist/{name}")
    if stream is None:
        raise FileNotFoundError(f"package/dist/{name} is not in {archive.name!r}")
    rows: list[dict[str, str]] = json.load(stream)
    return rows


def _stands_in(cells: list[str], parent: Node) -> bool:
    return bool(PLACEHOLDER.match(cells[0])) or cells[0] == parent.name or cells[1:2] == [parent.code]


def _node(cells: list[str]) -> Node:
    name, code, short = [*cells, "", ""][:3]
    known = short and name.startswith(short) and code[4:5] != "7"
    return Node(name, code, short if known else name)


def _head(text: str) -> str:
    return f"# {text}\n"

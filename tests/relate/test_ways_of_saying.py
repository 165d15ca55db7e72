"""Many ways of saying the twelve relations, in sentences of our own: how many are understood, and what is made up."""

import re
from collections import Counter
from pathlib import Path

import pytest

from kg.config import RelateSettings
from kg.model import Modality
from kg.relate import Relater
from kg.relate.names import RULES as NAME_RULES
from kg.relate.sample import sample
from kg.schema import PREDICATES

Triple = tuple[str, str, str]
_TEXT = Path(__file__).with_name("ways_of_saying.txt").read_text(encoding="utf-8")
_KINDS = dict(line[1:].split(" ") for line in _TEXT.splitlines() if line.startswith("@"))
_NAMES = re.compile("|".join(map(re.escape, sorted(_KINDS, key=len, reverse=True))))
_ROWS = [line.partition(" |") for line in _TEXT.splitlines() if line and line[0] not in "#@"]


def triple(subject: str, predicate: str, obj: str) -> Triple:
    ends = sorted((subject, obj)) if PREDICATES[predicate].symmetric else (subject, obj)
    return ends[0], predicate, ends[1]


def stated(relater: Relater, text: str) -> set[Triple]:
    """What the rules say of the sentence, less what the names alone show and what is denied or planned."""
    marked = _NAMES.sub(lambda found: f"[{_KINDS[found[0]]} {found[0]}]", text.replace("⏎", "\n"))
    return {
        triple(s.subject.split("|")[1], s.predicate, s.object.split("|")[1])
        for s in relater.relate(*sample(marked))
        if s.rule not in NAME_RULES
        and (s.modality in (Modality.FACT, Modality.ENDED) or (s.predicate, s.modality) == ("organizes", "planned"))
    }


@pytest.fixture(scope="module")
def counts() -> Counter[tuple[str, str]]:
    """By predicate: how many statements were wanted, found, and right."""
    relater = Relater(RelateSettings())
    found: Counter[tuple[str, str]] = Counter()
    for text, _, cell in _ROWS:
        wanted = {triple(*one.split(" ")) for one in cell.strip().split("; ") if one}
        got = stated(relater, text)
        for name, some in (("wanted", wanted), ("found", got), ("right", wanted & got)):
            found.update((one[1], name) for one in some)
    return found


@pytest.mark.parametrize("predicate", sorted(PREDICATES))
def test_most_ways_are_understood(predicate: str, counts: Counter[tuple[str, str]]) -> None:
    wanted, right = counts[predicate, "wanted"], counts[predicate, "right"]
    if not wanted:
        pytest.skip(f"no sentence about {predicate}")
    assert right >= 0.8 * wanted, f"{right} of {wanted}"


def test_little_is_made_up(counts: Counter[tuple[str, str]]) -> None:
    found = sum(n for (_, name), n in counts.items() if name == "found")
    right = sum(n for (_, name), n in counts.items() if name == "right")
    assert right >= 0.95 * found, f"{right} of {found}"

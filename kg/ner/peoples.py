"""Townships named for the peoples who live there (三岔口朝鲜族镇, 龙岗畲族乡)."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN, alternation, listed

_LONGEST = 5


def find_peoples(scan: Scan) -> Iterator[Candidate]:
    """Candidates of townships with a people in their name, from the nearest boundary at most five letters before it."""
    if "族乡" not in scan.text and "族镇" not in scan.text:
        return
    for match in _townships().finditer(scan.text):
        at = match.start()
        if at in scan.places and scan.text[at - 1] not in "省市县区州旗镇乡":
            yield Candidate(scan.places[at], match.end(), EntityType.PLACE, "town", 0.95, "place:people")
            continue
        while at and match.start() - at < _LONGEST and at not in scan.places and _inside(scan, at):
            at = scan.starts[scan.token_at(at - 1)]
        if match.start() - at > 1:
            yield Candidate(at, match.end(), EntityType.PLACE, "town", 0.95, "place:people")


@lru_cache
def _townships() -> re.Pattern[str]:
    peoples = alternation(listed("ner_peoples"))
    return re.compile(f"(?:(?:{peoples})族?)*(?:{peoples})族[镇乡]|民族乡")


def _inside(scan: Scan, at: int) -> bool:
    """Whether the token before `at` may be part of the name."""
    index = scan.token_at(at - 1)
    word = scan.words[index]
    if word in listed("ner_stop") or word in listed("ner_verbs") or word in listed("ner_place_before"):
        return False
    return re.fullmatch(f"[{HAN}]+", word) is not None

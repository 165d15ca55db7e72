"""Which claims stay when several speak of one thing."""

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.relate.claim import Claim
from kg.relate.context import Page

_LEVELS = {"country": 0, "province": 1, "city": 2, "district": 3, "town": 4, "village": 5, "community": 5}
_APPEALS = ("倡议", "倡议书")
"""Who carries on a strategy takes part in it, but an appeal is somebody's own."""
Key = tuple[str, str, str]
"""Subject, predicate, object."""


def settled(page: Page, claims: Iterable[Claim], countrywide: re.Pattern[str]) -> list[Claim]:
    """An article's claims, less those that guessed the subject of something that another rule read where it stands.

    Who carries on a campaign of the whole country (`countrywide` finds their names) takes part in it; that is said
    only of one who is named in the same sentence.
    """
    found = list(claims)
    read = {(c.predicate, c.object, c.anchor) for c in found if not c.guessed}
    kept: list[Claim] = []
    for claim in found:
        if claim.guessed and (claim.predicate, claim.object, claim.anchor) in read:
            continue
        if claim.predicate == "partOf" and _is_firm_of_party(page, claim):
            continue
        programme = page.entities[claim.object]
        if claim.rule == "launches-strategy" and programme.name.endswith(_APPEALS):
            kept.append(replace(claim, predicate="organizes"))
            continue
        if (
            claim.predicate == "organizes"
            and (claim.guessed or claim.fallback)
            and programme.subtype != "event"
            and not (programme.subtype == "document" and claim.rule in ("launches", "signs-document"))
            and _is_national(programme.name, countrywide)
        ):
            if claim.also is None:
                kept.append(replace(claim, predicate="participatesIn"))
            continue
        kept.append(claim)
    return kept


def _is_firm_of_party(page: Page, claim: Claim) -> bool:
    """A branch secretary who founds a co-operative founds it for himself or the village, not for the branch."""
    return page.entities[claim.subject].subtype == "company" and page.entities[claim.object].subtype == "party"


def national(parts: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the parts of names of countrywide programmes."""
    return re.compile("|".join(map(re.escape, parts)))


def _is_national(name: str, countrywide: re.Pattern[str]) -> bool:
    """Whether it is the national one, not a local one that borrows its slogan (“不忘初心 健康扶贫”大型义诊活动)."""
    found = countrywide.search(name)
    return found is not None and not (name.endswith("活动") and len(name) > len(found.group()) + 10)


def can_hold(page: Page, inner: str, outer: str) -> bool:
    """Whether the one place can be within the other: a village in a town, not a town in a village or in a town."""
    levels = [_LEVELS.get(page.entities[key].subtype) for key in (inner, outer)]
    return levels[0] is None or levels[1] is None or levels[0] > levels[1]


def needless(page: Page, found: Iterable[Key]) -> list[Key]:
    """What other claims of the page make needless: the county beside the town in which something is, and that the host
    of a programme takes part in it."""
    keys = list(found)
    contained = {(s, o) for s, p, o in keys if p == "within"}
    hosts = {(s, o) for s, p, o in keys if p == "organizes"}
    places: dict[tuple[str, str], list[str]] = {}
    for s, p, o in keys:
        if p in ("within", "locatedIn", "jurisdiction"):
            places.setdefault((s, p), []).append(o)
    far = [
        (s, p, far)
        for (s, p), objects in places.items()
        for far in objects
        if any(near != far and ((near, far) in contained or _inside(page, near, far)) for near in objects)
    ]
    return far + [(s, p, o) for s, p, o in keys if p == "participatesIn" and (s, o) in hosts]


def _inside(page: Page, near: str, far: str) -> bool:
    return bool(page.entities[far].area) and page.entities[near].area.startswith(page.entities[far].area + "/")

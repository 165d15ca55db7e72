"""Parts of the graph: what lies around an entity, what lies between some, and the shortest way from one to another."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from itertools import chain

from kg.serve.desk.briefs import briefs
from kg.serve.desk.records import Brief, Link, Part

FARTHEST = 200_000
"""Entities that a search for a way looks at before it gives up."""
_NEAR = """
SELECT other FROM (
  SELECT target AS other FROM edge WHERE source = ?1 AND (?4 = '[]' OR predicate IN (SELECT value FROM json_each(?4)))
  UNION
  SELECT source FROM edge WHERE target = ?1 AND (?4 = '[]' OR predicate IN (SELECT value FROM json_each(?4)))
) ORDER BY other LIMIT ?2 OFFSET ?3
"""
_COUNT = """
SELECT count(*) FROM (SELECT target FROM edge WHERE source = ?1 UNION SELECT source FROM edge WHERE target = ?1)
"""
_BETWEEN = """
WITH shown AS (SELECT value AS id FROM json_each(?1))
SELECT e.source, e.target, e.predicate, e.weight, e.first, e.last FROM shown a CROSS JOIN shown b
JOIN edge e ON e.source = a.id AND e.target = b.id ORDER BY 1, 2, 3
"""
_STEP = """
WITH ring AS (SELECT value AS id FROM json_each(?1))
SELECT ring.id, edge.target FROM ring JOIN edge ON edge.source = ring.id WHERE {wanted}
UNION ALL
SELECT ring.id, edge.source FROM ring JOIN edge ON edge.target = ring.id WHERE {wanted} ORDER BY 1, 2
"""


def around(
    db: sqlite3.Connection, center: Brief, limit: int, *, start: int = 0, predicates: Collection[str] = ()
) -> Part:
    """The entity, its neighbours by rank from the one numbered `start` on, and all relations between those."""
    near = [row[0] for row in db.execute(_NEAR, (center.rank, limit, start, json.dumps(sorted(predicates))))]
    (total,) = db.execute(_COUNT, (center.rank,)).fetchone()
    found = between(db, [center.rank, *near])
    return Part(found.nodes, found.links, max(0, total - start - len(near)))


def between(db: sqlite3.Connection, numbers: Iterable[int]) -> Part:
    """The entities of these numbers, in their order, and all relations between them."""
    wanted = list(dict.fromkeys(numbers))
    known = briefs(db, wanted)
    links = tuple(Link(*row) for row in db.execute(_BETWEEN, (json.dumps(wanted),)))
    return Part(tuple(known[number] for number in wanted if number in known), links)


def way(db: sqlite3.Connection, one: Brief, other: Brief, *, predicates: Collection[str] = ()) -> tuple[int, ...]:
    """A shortest chain of relations between two entities, whatever their direction: numbers, both ends included.

    Searched from both ends; of ways equally short the one that meets at the highest rank. Empty if there is none, or
    none was found among the first `FARTHEST` entities.
    """
    if one.rank == other.rank:
        return (one.rank,)
    sides: tuple[dict[int, int], dict[int, int]] = ({one.rank: 0}, {other.rank: 0})
    rings = [[one.rank], [other.rank]]
    while all(rings) and len(sides[0]) + len(sides[1]) < FARTHEST:
        turn = 0 if len(rings[0]) <= len(rings[1]) else 1
        here, there = sides[turn], sides[1 - turn]
        rings[turn] = _ring(db, rings[turn], here, predicates)
        met = min((number for number in rings[turn] if number in there), default=0)
        if met:
            return tuple(chain(reversed(_back(sides[0], met)), _back(sides[1], met)[1:]))
    return ()


def _ring(db: sqlite3.Connection, ring: list[int], came: dict[int, int], predicates: Collection[str]) -> list[int]:
    """The entities one step farther; `came` learns from where each was reached."""
    wanted = "edge.predicate IN (SELECT value FROM json_each(?2))" if predicates else "?2 = ?2"
    values = (json.dumps(ring), json.dumps(sorted(predicates)))
    fresh = []
    for start, number in db.execute(_STEP.format(wanted=wanted), values):
        if number not in came:
            came[number] = start
            fresh.append(number)
    return sorted(fresh)


def _back(came: dict[int, int], number: int) -> list[int]:
    """From an entity back to where the search began."""
    found = [number]
    while came[found[-1]]:
        found.append(came[found[-1]])
    return found

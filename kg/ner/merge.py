"""Which of several readings of one stretch of text is kept.

The order, strongest first:

1. the user's own words;
2. what marks delimit: title marks, quotes with a head word, names in bylines;
3. persons beside a title, in a list of such, with a dot or in an appointment; quoted names and awards that are
   introduced as such; programmes that every paper knows;
4. bodies, places and programmes found by list or head word, and other persons: the longer span first;
5. names that may be one.

In text that is no newspaper's what the tagger read has rank 3 (see `join_tagger`).

Within a rank the longer span wins, then the higher score, then the earlier. A kept span excludes all that overlap it.
"""

from collections.abc import Iterable, Sequence

from kg.ner.candidate import Candidate
from kg.ner.tagger import Reading

_RANKS = {
    "tagger": 1,
    "tagger-first": 3,
    "user": 5,
    "programme:title": 4,
    "programme:title-head": 4,
    "programme:quote-head": 4,
    "person:byline": 4,
    "programme:quote": 3,
    "programme:award": 3,
    "programme:list": 3,
    "programme:session": 3,
    "person:title": 3,
    "person:cue": 3,
    "person:parts": 3,
    "person:list": 3,
    "person:dot": 3,
    "person:office": 3,
    "person:notice": 3,
    "agreement:longer": 3,
    "place:list": 3,
    "person:maybe": 1,
}
_DEFAULT = 2
_USER = 5
_SURE = 0.95
AGREED = "agreed"
"""Ends the rule of what a rule found too."""


def rank(rule: str) -> int:
    """Place of a rule in the order above; more is stronger."""
    return _RANKS.get(rule, _RANKS.get(rule.partition(":")[0], _DEFAULT))


def resolve(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that are kept: none overlap, sorted by start. The result does not depend on the order given."""
    ordered = sorted(set(candidates), key=lambda c: (-rank(c.rule), c.start - c.end, -c.score, c))
    taken: set[int] = set()
    kept = []
    for candidate in ordered:
        span = range(candidate.start, candidate.end)
        if not taken.isdisjoint(span):
            continue
        taken.update(span)
        kept.append(candidate)
    return sorted(kept)


def join_tagger(
    candidates: Sequence[Candidate], kept: Sequence[Candidate], reading: Reading
) -> tuple[list[Candidate], list[Candidate]]:
    """The candidates of lists and rules with those of the tagger that count, and what of them is kept.

    Newspaper text it does not read. In foreign text, for which the rules were not written, it reads first: of theirs
    only what marks and titles show and what is very sure stays, where it reads nothing.
    """
    if not reading.foreign:
        return list(candidates), list(kept)
    same = {one[:3]: one.subtype for one in candidates}
    read = [_first(one, same.get(one[:3])) for one in reading.mentions]
    strong = [one for one in candidates if rank(one.rule) > _DEFAULT or one.score >= _SURE]
    every = [*read, *(one for one in strong if rank(one.rule) == _USER or not _overlaps(one, read))]
    return every, resolve(every)


def _first(one: Candidate, subtype: str | None) -> Candidate:
    """What the tagger read in foreign text; of the subtype that a rule gives the same span and type."""
    rule = one.rule.replace("tagger", "tagger-first", 1)
    return one._replace(rule=rule) if subtype is None else one._replace(rule=f"{rule}:{AGREED}", subtype=subtype)


def _overlaps(one: Candidate, others: Iterable[Candidate]) -> bool:
    return any(other.start < one.end and one.start < other.end for other in others)

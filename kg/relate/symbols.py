"""One private-use character for each type, title rank and class of words, so that a clause becomes a short template.

`charset("ORG:company,bank")` and the like give the inside of a regular-expression class. Which code point stands for
what depends on the word lists only through their sorted class names, and never leaves this package.
"""

import re

from kg.errors import DataError
from kg.model import EntityType
from kg.schema import subtypes

_BASE = 0xE000
PRIVATE_RANGE = "\ue000-\uf8ff"
PRIVATE = re.compile(f"[{PRIVATE_RANGE}]")
"""Private-use characters, which PDF text may hold and which must not be taken for ours."""

RANKS = ("chief", "deputy", "staff", "none")
AREAS = ("country", "province", "city", "district", "town", "community", "village", "region")
"""Subtypes of places that can act, hold offices and be served."""


class Symbols:
    """Allocation of characters; the same for the same classes."""

    def __init__(self, word_classes: frozenset[tuple[str, ...]]) -> None:
        """`word_classes` are the sets of classes that words have, each sorted."""
        names: list[tuple[str, ...]] = [
            (kind.value, subtype) for kind in EntityType for subtype in (*subtypes(kind), "")
        ]
        names += [("TITLE", rank) for rank in RANKS]
        names += [("WORD", *classes) for classes in sorted(word_classes)]
        self._of = {name: chr(_BASE + number) for number, name in enumerate(names)}
        self.used = f"{chr(_BASE)}-{chr(_BASE + len(names) - 1)}"
        """The range of all symbols. No other private-use character stands in a template, and `re` goes through a range
        character by character whenever it compiles one: the whole private-use area costs half a millisecond."""
        self._sets: dict[str, str] = {}
        """What `charset` answered: rules name the same few sets a thousand times."""

    def unit(self, kind: EntityType, subtype: str) -> str:
        """Symbol of a mention. An unknown subtype has the type's own."""
        return self._of.get((kind.value, subtype)) or self._of[(kind.value, "")]

    def title(self, rank: str) -> str:
        """Symbol of a title."""
        return self._of[("TITLE", rank)]

    def word(self, classes: tuple[str, ...]) -> str:
        """Symbol of a word that has these classes, sorted."""
        return self._of[("WORD", *classes)]

    def charset(self, spec: str) -> str:
        """All symbols that `spec` names, to stand inside `[…]`.

        `spec` is a type with or without subtypes (`ORG`, `PLACE:park`), `AREA` (places that act), `ACTOR` (ORG, PER
        and AREA), `ANY` (all types), `TITLE` (posts) with or without ranks, or classes of words in small letters;
        alternatives are joined by `|`.

        Raises:
            DataError: it names nothing.
        """
        found = self._sets.get(spec)
        if found is None:
            found = "".join(dict.fromkeys(char for part in spec.split("|") for char in self._part(part)))
            if not found:
                raise DataError(f"the placeholder {spec!r} names no type, rank or class of words")
            self._sets[spec] = found
        return found

    def _part(self, part: str) -> str:
        head, _, tail = part.partition(":")
        wanted = set(tail.split(",")) if tail else None
        match head:
            case "AREA":
                return self._pick("PLACE", wanted or set(AREAS))
            case "ACTOR":
                return self._pick("ORG", None) + self._pick("PER", None) + self._pick("PLACE", set(AREAS))
            case "ANY":
                return "".join(self._pick(kind.value, None) for kind in EntityType)
            case "TITLE":
                return self._pick("TITLE", wanted or {"chief", "deputy", "staff"})
        if head.islower():
            return "".join(char for name, char in self._of.items() if name[0] == "WORD" and head in name[1:])
        if wanted is not None and head in EntityType.__members__:
            unknown = wanted - set(subtypes(EntityType(head)))
            if unknown:
                raise DataError(f"the placeholder {part!r} names unknown subtypes: {', '.join(sorted(unknown))}")
        return self._pick(head, wanted)

    def _pick(self, head: str, tails: set[str] | None) -> str:
        return "".join(
            char for name, char in self._of.items() if name[0] == head and (tails is None or name[1] in tails)
        )

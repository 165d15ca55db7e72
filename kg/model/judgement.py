"""Judgements: what people decided about two entities being one."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a person says of two entities."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    """Looked at and left open: changes nothing, but is not asked again."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One verdict on two entities, given by their keys, whose order does not matter.

    A key may be narrowed to one page (`on_page`): `different` between a key and the same key on a page takes that
    page's mentions away from the entity. `who` and `note` are for people.
    """

    entity: str
    other: str
    verdict: Verdict
    who: str = ""
    note: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The two keys in order: what makes two judgements speak of one pair."""
        return (self.entity, self.other) if self.entity <= self.other else (self.other, self.entity)


def on_page(key: str, page: str) -> str:
    """Key of what an entity is on one page, should that be judged to be another entity: a fifth part behind four.

    A `|` inside the page's id is replaced, as in other parts.
    """
    return f"{key}|{page.replace('|', '／')}"


def off_page(key: str) -> tuple[str, str]:
    """The entity's key and the page that `on_page` joined; the page is empty if the key is an entity's own."""
    parts = key.split("|", 4)
    return ("|".join(parts[:4]), parts[4]) if len(parts) > 4 else (key, "")

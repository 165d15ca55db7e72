"""What linking concludes about one mention, before mentions are gathered into entities."""

import re
from dataclasses import dataclass
from typing import Final

from kg.link.names import bare
from kg.model import EntityType, Mention, entity_key

_LIST_MARKS: Final = re.compile(r"[、,，·]")


@dataclass(frozen=True, slots=True)
class Reading:
    """The entity that a mention means: its full name, the path of its area, and why."""

    type: EntityType
    subtype: str
    name: str
    area: str = ""
    code: str = ""
    discriminator: str = ""
    reason: str = ""
    aliases: tuple[str, ...] = ()
    """Other names that usage gives the entity, beside the surfaces of its mentions."""
    canonical: str = ""
    """The name in its official form, for the key, where the page's own form is kept as name (阿坝州人民医院)."""

    @property
    def key(self) -> str:
        name = self.canonical or self.name
        if self.type in (EntityType.ORG, EntityType.PROG):
            name = _LIST_MARKS.sub("", bare(name))
        return entity_key(self.type, name, self.area, self.discriminator)


def unresolved(mention: Mention, page: str, subtype: str = "") -> Reading:
    """The reading of a mention of which only the surface is known: one entity on its page, and on no other."""
    return Reading(
        mention.type,
        subtype or mention.subtype,
        mention.text,
        discriminator=page,
        reason="unresolved",
    )

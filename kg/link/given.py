"""Names that the user's lexicon gives: a mention with one is read as if the page had printed it."""

from collections.abc import Sequence
from dataclasses import replace

from kg.link.names import chain
from kg.link.reading import Reading
from kg.model import EntityType, Mention


def as_given(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, those with a canonical name under that name."""
    return [replace(mention, text=mention.names[0]) if mention.names else mention for mention in mentions]


def given(reading: Reading, mention: Mention) -> Reading:
    """The reading of a mention, under the user's names if it has any.

    Its key must be the same on every page. What linking makes of a name that begins with its area depends on the name
    alone and is kept, so that pages which print the full name agree; what it takes from the article is left out.
    """
    if not mention.names:
        return reading
    name, *others = mention.names
    own = reading.type is not EntityType.PER and reading.name == name and reading.reason != "unresolved"
    if own and (reading.type is EntityType.PLACE or chain(name)[0]):
        return replace(reading, aliases=(*reading.aliases, *others), reason="user's lexicon")
    return Reading(reading.type, mention.subtype, name, aliases=tuple(others), reason="user's lexicon")

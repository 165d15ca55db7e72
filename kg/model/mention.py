"""Mentions: where a page names an entity."""

from dataclasses import dataclass

from kg.model.entity import Entity, EntityType


@dataclass(frozen=True, slots=True)
class Mention:
    """A maximal, flat stretch of an article that names an entity.

    `start`, `end` are raw page offsets; `text_start`, `text_end` the same stretch in the article's cleaned text;
    `text` is the surface without white space. `article` is the article's index. `score` is in [0, 1]. `recognisers`
    names who saw it, first the one whose reading was kept; `rule` says which rule or list. `entity` is an
    entity key, empty until linked. `names` are the entity's names by the user's lexicon, the canonical one first; empty
    if the user did not say whom the surface means.
    """

    start: int
    end: int
    text: str
    type: EntityType
    subtype: str
    article: int
    text_start: int
    text_end: int
    score: float = 1.0
    recognisers: tuple[str, ...] = ()
    rule: str = ""
    entity: str = ""
    names: tuple[str, ...] = ()

    def of(self, entity: str) -> "Mention":
        """The mention as one of that entity, by its key."""
        return Mention(
            self.start, self.end, self.text, self.type, self.subtype, self.article, self.text_start, self.text_end,
            self.score, self.recognisers, self.rule, entity, self.names,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Linked:
    """A page's mentions, each with its entity's key, and those entities, ordered by key.

    An entity may have no mention of its own (`南通市`, named only inside `南通海汇科技发展有限公司`).
    """

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]

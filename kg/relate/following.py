"""What a clause takes over from those before it: A到B调研，C陪同 (C too was in B)."""

import re
from collections.abc import Sequence

from kg.model import Entity, Modality
from kg.relate.claim import Claim
from kg.relate.context import Page
from kg.relate.rules import Rule
from kg.relate.template import Member, Template

_BULLETS = frozenset("●▲■□◆★◎○△▼◇☆•※")
_PAPERS = ("方案", "计划", "意见", "办法", "通知", "决定", "名单", "工程", "制度", "机制")
"""What a campaign's name ends with if it is one on paper or lasts for years, at which nobody is present."""
Stated = tuple[str, tuple[int, int]]
"""An entity's key, and the stretch of the article's text where it was named."""


def last_objects(before: Sequence[Claim], start: int, end: int, text: str) -> list[Stated]:
    """The objects of the facts nearest before [start, end) of the article's text.

    Those of its paragraph, else of the one before; else those of the same sentence behind it (在C陪同下，A到B).
    """
    paragraph = text.rfind("\n", 0, start)
    since = text.rfind("\n", 0, max(paragraph, 0))
    stop = min((at for mark in "。！？\n" if (at := text.find(mark, end)) >= 0), default=len(text))
    earlier = [c for c in before if since < c.start and c.end <= start]
    near = [c for c in earlier if c.start > paragraph] or earlier
    chosen = near or [c for c in before if start <= c.end <= stop]
    return list({c.object: (c.object, (c.start, c.end)) for c in chosen if c.modality is Modality.FACT}.values())


def last_antecedent(rule: Rule, source: Template, index: int) -> "re.Match[str] | None":
    """Where the rule's `antecedent` matches last before the template's `index`, in its paragraph or the one before."""
    if rule.antecedent is None:
        return None
    since = source.text.rfind("\n", 0, max(source.text.rfind("\n", 0, index), 0)) + 1
    matches = list(rule.antecedent.finditer(source.text, since, index))
    return matches[-1] if matches else None


def is_barred(rule: Rule, source: Template, index: int) -> bool:
    """Whether the rule's `unless` stands in the paragraph before the template's `index`."""
    paragraph = source.text.rfind("\n", 0, index) + 1
    return rule.unless is not None and rule.unless.search(source.text, paragraph, index) is not None


def event_before(source: Template, index: int, page: Page) -> Entity | None:
    """The event named last before that point, else the campaign, in the same paragraph or the one before."""
    paragraph = source.text.rfind("\n", 0, index)
    since = paragraph if is_brief(source, index) else source.text.rfind("\n", 0, max(paragraph, 0))
    campaign: Entity | None = None
    for at, unit in reversed(source.within(max(since, 0), index)):
        kind = unit.members[0].subtype if unit.members else ""
        if kind not in ("event", "campaign") or source.text.startswith("精神", at + 1):
            continue  # what is passed on from another meeting is not this one
        found = page.entities[unit.members[0].entity]
        if kind == "event":
            return found
        if campaign is None and not found.name.endswith(_PAPERS):
            campaign = found
    return campaign


def is_brief(source: Template, index: int) -> bool:
    """Whether the paragraph at `index` is an item of news in brief, which goes on from nothing (●县妇联 …)."""
    at = source.text.rfind("\n", 0, index) + 1
    return source.text[at : at + 1] in _BULLETS


def village_before(source: Template, index: int) -> list[Member]:
    """The village or community named last before that point, unless a town was named since."""
    for at in range(index - 1, source.text.rfind("\n", 0, index), -1):
        unit = source.units.get(at)
        if unit is not None and unit.members and unit.members[0].subtype in ("village", "community", "town"):
            return [m for m in unit.members[-1:] if m.subtype != "town"]
    return []

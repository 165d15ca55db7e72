"""The report of a build: everything read, found and dropped, counted, and each loss named."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.link.judgements import Identity
from kg.model import Entity, PageResult, Problem
from kg.pipeline.conflicts import Conflict


@dataclass(slots=True)
class Report:
    """Counts of one build. No times: the same build gives the same report."""

    pages: int = 0
    characters: int = 0
    articles: int = 0
    mentions: Counter[str] = field(default_factory=Counter)
    entities: Counter[str] = field(default_factory=Counter)
    statements: Counter[str] = field(default_factory=Counter)
    modalities: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    lexicon_rules: set[str] = field(default_factory=set)
    """Rows of the user's lexicon that made a mention."""
    judgements: dict[str, int] = field(default_factory=dict)
    conflicts: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add_page(self, result: PageResult) -> None:
        """Count what one page gave."""
        self.pages += 1
        self.characters += len(result.document.page.text)
        self.articles += len(result.document.articles)
        self.mentions.update(mention.type.value for mention in result.linked.mentions)
        self.lexicon_rules.update(m.rule for m in result.linked.mentions if m.rule.startswith("user:"))
        self.statements.update(statement.predicate for statement in result.statements)
        self.modalities.update(statement.modality.value for statement in result.statements)
        self.rules.update(statement.rule for statement in result.statements)
        self.problems += result.problems

    def add_entities(self, entities: Iterable[Entity]) -> None:
        """Count the entities of the whole corpus."""
        self.entities.update(entity.type.value for entity in entities)

    def add_identity(self, lines: Mapping[str, int], identity: Identity) -> None:
        """Count the ledger's lines by verdict, and what they came to."""
        gone = sum(key != canonical for key, canonical in identity.clusters.canonical.items())
        refused = sum(problem.kind == "contradiction" for problem in identity.problems)
        self.judgements = {**lines, "merged_away": gone, "contradictions": refused, "unused": identity.unused}
        self.problems += identity.problems

    def add_conflicts(self, conflicts: Iterable[Conflict], name: Callable[[str], str], base: str) -> None:
        """Note who held one post at one time. `name` gives an entity's name by its key."""
        for conflict in sorted(conflicts, key=lambda conflict: (conflict.body, conflict.post, conflict.persons)):
            names = {key: name(key) for key in (conflict.body, *conflict.persons)}
            self.conflicts.append(conflict.record(names, base))
            self.problems.append(conflict.problem(names))

    @property
    def dropped(self) -> list[Problem]:
        """What is not in the graph and why."""
        return [problem for problem in self.problems if problem.dropped]

    def as_json(self) -> dict[str, Any]:
        """Plain values in a fixed order."""
        problems = sorted(self.problems, key=lambda p: (p.where, p.kind, p.message))
        return {
            "pages": self.pages,
            "characters": self.characters,
            "articles": self.articles,
            "mentions": _sorted(self.mentions),
            "entities": _sorted(self.entities),
            "statements": _sorted(self.statements),
            "modalities": _sorted(self.modalities),
            "rules": _sorted(self.rules),
            "judgements": self.judgements,
            "conflicts": self.conflicts,
            "problem_counts": _sorted(Counter(p.kind for p in self.problems)),
            "problems": [
                {"kind": p.kind, "where": p.where, "message": p.message, "dropped": p.dropped} for p in problems
            ],
        }


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

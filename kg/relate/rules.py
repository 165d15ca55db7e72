"""Relation rules: data files, validated and compiled.

A rule file is TOML: `[macros]` (name → pattern) and `[[rule]]` tables with

- `name`, unique over all files, `about` (what it finds, in a few words), `predicate`, `score` in (0, 1]: how often its
  author believes it right, which counts measured since then correct (`relate_measured.tsv`);
- `pattern`, matched against a template: `{SPEC}` is one unit (see `Symbols.charset`), `<s:SPEC>` one that is captured,
  `{~N}` up to N characters inside the sentence, `{-N}` inside the clause, `{=N}` without marks, names, titles and
  listed words, `{@macro}` a macro. Captures are `s` (subject), `o` (object) and `posts` (a list of posts);
- `tail`, matched again and again behind the match, for further objects or subjects;
- `subject`: `group` (what `s` captured), `actor` (who acts at that point of the article, where `s` captured nothing),
  `list` (all who are named in `s`), `party` (the persons of the paragraph before and the body that acts there);
- `reach`: how far an actor may be carried, 0 within the sentence, 1 the paragraph, 2 (default) the article;
- `object`: `group` (what `o` captured), `event` (the event named last), `village` (that named last) or `actor`;
  or `last`, `all`: the objects of the predicate's last claim, or of all in the paragraph, by other rules;
- `antecedent`, a pattern whose `o` is the object of a rule with `last` if there are none before;
- `unless`, a pattern that must not stand in the paragraph before the match of such a rule;
- `guess`: the subject is inferred, so that a claim that read it, and what is known of countrywide campaigns, go first;
- `fallback`: the claim counts only if no other rule found who runs that programme;
- `joint`: who is named in `s` acts beside the one who acts at that point, not in his place;
- `anaphor`: the object may be a word that stands for an event (活动由…主办);
- `local`: the programme's name must begin with an area that the subject's name bears;
- `pairs`: all who are named are related, the first with each other;
- `modality`: `fact` or `ended`;
- `examples` (tables of `text` and `triples`) and `counter` (texts in which the rule must find nothing), with mentions
  marked `[ORG:government 青岚市水利局]`; the tests run each rule on them.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.model import Modality
from kg.relate.lexicon import Anaphor, Lexicon, RuleWord
from kg.relate.lexicon import load as load_lexicon
from kg.relate.needs import needs
from kg.relate.symbols import PRIVATE_RANGE
from kg.schema import PREDICATES

_FOLDER = Path(__file__).with_name("rules")
_PLACEHOLDER = re.compile(
    r"\{@(?P<macro>\w+)\}|\{(?P<gap>[~=-])(?P<width>\d+)\}|\{(?P<spec>[A-Za-z][\w:,|]*)\}|<(?P<group>\w+):(?P<captured>[\w:,|]+)>"
)
_KEYS = {
    "name",
    "about",
    "predicate",
    "pattern",
    "score",
    "tail",
    "subject",
    "modality",
    "form",
    "examples",
    "counter",
    "pairs",
    "reach",
    "object",
    "fallback",
    "anaphor",
    "joint",
    "local",
    "antecedent",
    "unless",
    "guess",
}
_FORMS = ("plain", "posts")


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated sentence and the triples (subject, predicate, object) that the rule must find in it."""

    text: str
    triples: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, its pattern as a regular expression over templates."""

    name: str
    about: str
    predicate: str
    expression: str
    tail: re.Pattern[str] | None
    score: float
    subject: str
    form: str
    modality: Modality
    pairs: bool
    reach: int
    object: str
    fallback: bool
    anaphor: bool
    joint: bool
    local: bool
    antecedent: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    guess: bool
    needs: tuple[frozenset[str], ...]
    examples: tuple[Example, ...]
    counter: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression: compiled when a text has all that it needs, for the rules are many."""
        return _compiled(self.expression)

    def is_idle(self, present: set[str]) -> bool:
        """Whether a text of these characters lacks something without which the pattern cannot match."""
        for one_of in self.needs:  # noqa: SIM110  a generator for each rule and article costs more than the look itself
            if present.isdisjoint(one_of):
                return True
        return False


@lru_cache(maxsize=1024)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


@lru_cache(maxsize=1)
def load_rules() -> tuple[Rule, ...]:
    """All rules of `kg/relate/rules`, in the order of file names and of the files.

    Raises:
        DataError: a file or rule breaks the format; the message names both.
    """
    lexicon = load_lexicon()
    macros: dict[str, str] = {}
    rows: list[tuple[str, Any]] = []
    for path in sorted(_FOLDER.glob("*.toml")):
        data = _read(path)
        macros.update(data.get("macros", {}))
        rows += [(path.name, row) for row in data.get("rule", ())]
    rules = tuple(parse_rule(row, file, macros, lexicon) for file, row in rows)
    names = [rule.name for rule in rules]
    for name in names:
        if names.count(name) > 1:
            raise DataError(f"two relation rules are called {name}: rename one")
    return rules


def _read(path: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"the rule file {path.name} is not valid TOML: {error}") from error
    unknown = set(data) - {"macros", "rule"}
    if unknown:
        raise DataError(f"the rule file {path.name} has unknown tables: {', '.join(sorted(unknown))}")
    return data


def parse_rule(row: dict[str, Any], file: str, macros: dict[str, str], lexicon: Lexicon) -> Rule:
    """Validate and compile one `[[rule]]` table of the file.

    Raises:
        DataError: the rule breaks the format.
    """
    where = f"rule {row.get('name', '?')} in {file}"
    unknown = set(row) - _KEYS
    if unknown:
        raise DataError(f"{where} has unknown keys: {', '.join(sorted(unknown))}")
    missing = {"name", "predicate", "pattern", "score", "examples"} - set(row)
    if missing:
        raise DataError(f"{where} lacks {', '.join(sorted(missing))}")
    if row["predicate"] not in PREDICATES:
        raise DataError(f"{where} has the unknown predicate {row['predicate']}")
    if not 0 < row["score"] <= 1:
        raise DataError(f"{where} has the score {row['score']}: it must be above 0 and at most 1")
    if row.get("form", "plain") not in _FORMS or row.get("subject", "group") not in ("group", "actor", "list", "party"):
        raise DataError(f"{where} has an unknown form or subject")
    try:
        return Rule(
            name=row["name"],
            about=row.get("about", ""),
            predicate=row["predicate"],
            expression=(expression := expand(row["pattern"], macros, lexicon)),
            tail=_optional(row, "tail", macros, lexicon),
            score=float(row["score"]),
            subject=row.get("subject", "group"),
            form=row.get("form", "plain"),
            modality=Modality(row.get("modality", "fact")),
            pairs=bool(row.get("pairs", False)),
            reach=int(row.get("reach", 2)),
            object=row.get("object", "group"),
            fallback=bool(row.get("fallback", False)),
            anaphor=bool(row.get("anaphor", False)),
            joint=bool(row.get("joint", False)),
            local=bool(row.get("local", False)),
            antecedent=_optional(row, "antecedent", macros, lexicon),
            unless=_optional(row, "unless", macros, lexicon),
            guess=bool(row.get("guess", False)),
            needs=needs(expression),
            examples=tuple(Example(e["text"], tuple(_triple(t) for t in e["triples"])) for e in row["examples"]),
            counter=tuple(row.get("counter", ())),
        )
    except (re.error, ValueError, KeyError, DataError) as error:
        raise DataError(f"{where} cannot be compiled: {error}") from error


def _optional(row: dict[str, Any], key: str, macros: dict[str, str], lexicon: Lexicon) -> re.Pattern[str] | None:
    return re.compile(expand(row[key], macros, lexicon)) if key in row else None


def _triple(text: str) -> tuple[str, str, str]:
    subject, predicate, obj = (part.strip() for part in text.split(" "))
    return subject, predicate, obj


def expand(pattern: str, macros: dict[str, str], lexicon: Lexicon) -> str:
    """The regular expression of a rule's pattern.

    Raises:
        DataError: a placeholder or macro is unknown, or a literal word can never match because a list takes it first.
    """
    for literal in re.findall(r"[\u4e00-\u9fff]+", _PLACEHOLDER.sub(" ", pattern)):
        for _, _, word in lexicon.find(literal):
            if isinstance(word, Anaphor) and word.manner in ("bare", "near"):
                continue  # taken only where it stands for something
            if isinstance(word, RuleWord) and not word.classes:
                continue  # plain words stay as they are
            raise DataError(f"the literal {literal!r} holds the listed word {word.text!r}: use its class")

    def replace(match: re.Match[str]) -> str:
        if macro := match["macro"]:
            if macro not in macros:
                raise DataError(f"the macro {macro!r} does not exist")
            return f"(?:{expand(macros[macro], macros, lexicon)})"
        if gap := match["gap"]:
            barred = {"~": "。！？；\\n", "-": "，。！？；：\\t\\n", "=": "，。！？；：、（）\\t\\n\ue000-\uf8ff"}[gap]
            return f"[^{barred}]{{0,{match['width']}}}?"
        if match["group"]:
            return f"(?P<{match['group']}>[{lexicon.symbols.charset(match['captured'])}])"
        return f"[{lexicon.symbols.charset(match['spec'])}]"

    return _PLACEHOLDER.sub(replace, pattern).replace(PRIVATE_RANGE, lexicon.symbols.used)

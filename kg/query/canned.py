"""The canned questions: SPARQL files in `questions/`, each with its wording and its parameters.

A file begins with comment lines `# zh: …`, `# en: …` and `# param NAME: what it is`. A parameter stands in the query as
`$NAME_is`, which gives way to what the user says as a string, the empty one by default. The file is valid SPARQL on its
own, so any tool can check it. (Oxigraph's own substitutions reach projected variables only.)
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import Literal

from kg.errors import DataError, UnknownName

FOLDER = Path(__file__).parent / "questions"
PLACE = re.compile(r"\$(?P<name>[a-z]+)_is\b")
HEADER = re.compile(r"# (zh|en|param (?P<name>[a-z]+)): (?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class Question:
    """A canned question. `parameters` maps each name to what it is."""

    name: str
    zh: str
    en: str
    parameters: Mapping[str, str]
    text: str

    def ask(self, values: Mapping[str, str]) -> str:
        """The query with its parameters filled in.

        Raises:
            UnknownName: the question has no parameter of a given name.
        """
        for name in values:
            if name not in self.parameters:
                known = ", ".join(self.parameters) or "none"
                raise UnknownName(f"question {self.name} has no parameter {name!r}; it has: {known}")
        return PLACE.sub(lambda found: str(Literal(values.get(found["name"], ""))), self.text)


@lru_cache
def questions() -> Mapping[str, Question]:
    """All canned questions by name, in the order of their names."""
    return MappingProxyType({path.stem: _read(path) for path in sorted(FOLDER.glob("*.rq"))})


def question(name: str) -> Question:
    """The canned question of that name.

    Raises:
        UnknownName: there is none; the message lists those there are.
    """
    if name not in questions():
        raise UnknownName(f"there is no canned question {name!r}; there are: {', '.join(questions())}")
    return questions()[name]


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    wording: dict[str, str] = {}
    parameters: dict[str, str] = {}
    for line in text.splitlines():
        found = HEADER.fullmatch(line)
        if found is None:
            break
        if found["name"]:
            parameters[found["name"]] = found["text"]
        else:
            wording[found[1]] = found["text"]
    if wording.keys() != {"zh", "en"}:
        raise DataError(f"{path.name} must begin with the lines '# zh: …' and '# en: …'")
    return Question(path.stem, wording["zh"], wording["en"], MappingProxyType(parameters), text)

"""The canned questions: SPARQL files in `questions/`, each with its wording and its parameters.

A file begins with comment lines `# zh: …`, `# en: …` and `# param NAME: what it is`. A parameter stands in the query as
the variable `$NAME_is`, which is bound to what the user gives, the empty string by default; the file is valid SPARQL
on its own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from kg.errors import DataError, UnknownName

FOLDER = Path(__file__).parent / "questions"
HEADER = re.compile(r"# (zh|en|param (?P<name>[a-z]+)): (?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class Question:
    """A canned question. `parameters` maps each name to what it is."""

    name: str
    zh: str
    en: str
    parameters: Mapping[str, str]
    text: str

    def bindings(self, values: Mapping[str, str]) -> dict[str, str]:
        """Variables of the query with their values.

        Raises:
            UnknownName: the question has no parameter of a given name.
        """
        for name in values:
            if name not in self.parameters:
                known = ", ".join(self.parameters) or "none"
                raise UnknownName(f"question {self.name} has no parameter {name!r}; it has: {known}")
        return {f"{name}_is": values.get(name, "") for name in self.parameters}


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

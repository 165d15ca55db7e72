"""Each canned question is worded, valid SPARQL, and takes just the parameters that it declares."""

import pyoxigraph
import pytest

from kg.errors import UnknownName
from kg.query import Question, question, questions
from kg.schema import PREFIXES


def test_questions_of_the_documentation_are_there() -> None:
    assert {"enterprises-in-parks", "who-leads-what", "programmes-by-organizer", "who-led-on"} <= questions().keys()


@pytest.mark.parametrize("asked", questions().values(), ids=lambda q: q.name)
def test_question_is_valid_and_complete(asked: Question) -> None:
    for text in (asked.text, asked.ask({}), asked.ask(dict.fromkeys(asked.parameters, '"} \\ 区\n'))):
        answer = pyoxigraph.Store().query(text, prefixes=dict(PREFIXES))
        assert isinstance(answer, pyoxigraph.QuerySolutions)
        assert list(answer) == []
    assert asked.zh.strip()
    assert asked.en.strip()
    for name in asked.parameters:
        assert f"${name}_is" in asked.text
    assert asked.text.count("_is") == sum(asked.text.count(f"${name}_is") for name in asked.parameters)


def test_unknown_names_are_told_with_what_there_is() -> None:
    with pytest.raises(UnknownName, match="enterprises-in-parks"):
        question("enterprises")
    with pytest.raises(UnknownName, match="park, area"):
        question("enterprises-in-parks").ask({"town": "x"})

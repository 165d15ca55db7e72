"""What `import kg` promises: these names, lightly, each with a docstring."""

import subprocess
import sys

import pytest

import kg
from kg import api

NAMES = [
    *("Answer", "Article", "Entity", "Graph", "Measures", "Mention", "Page", "Relation", "Role", "Row", "Statement"),
    *("annotate", "build", "chinese_font", "errors", "measure", "open"),
]


def test_the_public_names_are_these() -> None:
    assert kg.__all__ == NAMES
    assert sorted({*api.__all__, "errors"}) == NAMES
    assert set(NAMES) <= set(dir(kg))


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_is_there_and_says_what_it_is(name: str) -> None:
    found = getattr(kg, name)
    assert found.__doc__
    assert len(found.__doc__) > 20


@pytest.mark.parametrize(
    "owner", [kg.Answer, kg.Entity, kg.Graph, kg.Measures, kg.Page, kg.Relation, kg.Role, kg.Statement]
)
def test_each_public_attribute_says_what_it_is(owner: type) -> None:
    inherited = {"count", "index"}  # a sequence's own
    for name, value in vars(owner).items():
        if not name.startswith("_") and name not in inherited and (callable(value) or isinstance(value, property)):
            assert value.__doc__, f"{owner.__name__}.{name}"


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'bulid'"):
        kg.bulid  # type: ignore[attr-defined]  # noqa: B018


def test_import_loads_nothing_else() -> None:
    code = (
        "import sys; before = set(sys.modules); import kg; "
        "ours = {m for m in sys.modules if m.startswith('kg')}; "
        "assert ours == {'kg', 'kg.errors'}, ours; "
        "assert not {'pyoxigraph', 'rdflib', 'networkx', 'numpy', 'pandas', 'matplotlib'} & set(sys.modules); "
        "kg.Graph; assert not {'pandas', 'matplotlib', 'torch', 'hanlp'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

"""Frames, measures and fonts, which the extra `notebook` brings libraries for."""

import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.api import fonts
from kg.api.extras import wanted

ROOT = Path(__file__).parents[2]


def test_tables_hold_what_the_graph_holds(built: kg.Graph) -> None:
    pytest.importorskip("pandas")
    statements = built.to_pandas()
    assert sorted(statements["id"]) == sorted(statement.iri for statement in built.statements())
    assert (statements["end"] > statements["start"]).all()
    assert statements["score"].dtype == float
    entities = built.to_pandas("entities")
    assert set(entities["id"]) == {entity.iri for entity in built.entities()}
    relations = built.to_pandas("relations")
    assert len(relations) == built.to_networkx().number_of_edges()
    assert set(relations["subject"]) <= set(entities["name"])
    roles = built.to_pandas("roles")
    assert set(roles["person"]) == {"高志远", "白石", "张鸣"}
    mentions = built.to_pandas("mentions")
    assert len(mentions) == sum(len(page.mentions) for page in built.pages.values())
    with pytest.raises(kg.errors.UnknownName, match="statements, entities"):
        built.to_pandas("people")


def test_a_missing_library_is_told_with_its_extra() -> None:
    with pytest.raises(
        kg.errors.MissingExtra, match=r"drawing needs no_such_library: pip install 'fangzhi\[notebook\]'"
    ):
        wanted("no_such_library.part", why="drawing")


def test_the_library_works_without_pandas_and_matplotlib() -> None:
    """In a process of its own in which both cannot be imported."""
    code = (
        "import sys; sys.modules['pandas'] = sys.modules['matplotlib'] = None\n"
        "import kg\n"
        "page = kg.annotate('青禾实业有限公司落户松岭工业园。')\n"
        "assert len(page.statements) == 1\n"
        "for call in (kg.chinese_font, kg.Answer(('a',), []).to_pandas):\n"
        "    try: call()\n"
        "    except kg.errors.MissingExtra as error: assert 'fangzhi[notebook]' in str(error)\n"
        "    else: raise SystemExit('no error')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_measures_are_the_commands(run: Callable[..., str]) -> None:
    gold = ROOT / "examples" / "train" / "bachuan-2016-04.gold.json"
    printed = run("evaluate", str(gold))
    measures = kg.measure(gold)
    assert printed.rstrip().endswith(str(measures))
    assert 0 < measures["mentions"].f1 <= 1
    assert measures.errors
    with pytest.raises(KeyError, match="mentions strict"):
        measures["mention"]
    with pytest.raises(kg.errors.SourceMissing):
        kg.measure([ROOT / "kg"])


def test_measures_become_a_frame() -> None:
    pytest.importorskip("pandas")
    frame = kg.measure(ROOT / "examples" / "train" / "bachuan-2016-04.gold.json").to_pandas().set_index("figure")
    assert (frame["low"] <= frame["high"]).all()
    assert frame.loc["mentions", "gold"] > 0


def test_a_font_is_chosen_or_its_lack_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    with matplotlib.rc_context():
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            found = kg.chinese_font()
        assert bool(found) != bool(caught)
        if found:
            assert matplotlib.rcParams["font.sans-serif"][0] == found
        monkeypatch.setattr(fonts, "FONTS", ())
        with pytest.warns(UserWarning, match="install one"):
            assert kg.chinese_font() == ""

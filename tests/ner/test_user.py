"""The user's own words."""

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.model import EntityType
from kg.ner.user import UserLexicon


def write(path: Path, rows: str) -> Path:
    path.write_text("surface,type,subtype,canonical,aliases,from,to\n" + rows, encoding="utf-8")
    return path


def test_surfaces_and_aliases_are_found(tmp_path: Path) -> None:
    lexicon = UserLexicon.load(write(tmp_path / "w.csv", "云小治,PROG,platform,云小治基层智治平台,小治;云治,,\n"))
    found = lexicon.find("云小治上线，小治真好用。")
    assert [(c.start, c.end, c.type, c.subtype) for c in found] == [
        (0, 3, EntityType.PROG, "platform"),
        (6, 8, EntityType.PROG, "platform"),
    ]


def test_dates_bound_an_entry(tmp_path: Path) -> None:
    lexicon = UserLexicon.load(write(tmp_path / "w.csv", "柳塘乡,PLACE,town,,,2005-01-01,2012-06-01\n"))
    assert len(lexicon.find("柳塘乡", date="2010-05-01")) == 1
    assert lexicon.find("柳塘乡", date="2012-06-02") == []


@pytest.mark.parametrize("rows", ["云小治,THING,,,,,\n", ",ORG,,,,,\n"])
def test_bad_rows_name_the_line(tmp_path: Path, rows: str) -> None:
    with pytest.raises(DataError, match=r"w\.csv:2"):
        UserLexicon.load(write(tmp_path / "w.csv", rows))


def test_unknown_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text("word,kind\n云小治,PROG\n", encoding="utf-8")
    with pytest.raises(DataError, match="has a column"):
        UserLexicon.load(path)

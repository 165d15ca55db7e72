"""The user's own words: what a file may say, where its rows hold, and that they win."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import NerSettings
from kg.errors import DataError, SourceMissing
from kg.model import Document, EntityType, Mention
from kg.ner import build
from kg.ner.user import UserLexicon
from kg.ner.user_lexicon import Entry, read_lexicon, unused

HEAD = "surface,type,subtype,canonical,aliases,from,to\n"
Make = Callable[..., Document]


def lexicon(folder: Path, rows: str, name: str = "words.csv") -> Path:
    path = folder / name
    path.write_text(HEAD + rows if name.endswith(".csv") else rows, encoding="utf-8")
    return path


def found(path: Path, document: Document, ner: str = "lexical") -> list[Mention]:
    (mentions,) = build(NerSettings(recognisers=ner, lexicon=path)).pipe([document])
    return [mention for mention in mentions if mention.rule.startswith("user:")]


def test_rows_of_a_csv_file(tmp_path: Path) -> None:
    path = lexicon(
        tmp_path,
        "云小治,PROG,platform,云小治基层智治平台,小治；云治;,2015,2016-02\n\n何志远,per,,,,,\n柳塘老街,PLACE,,,,,\n",
    )
    platform, person, street = read_lexicon(path)
    assert platform == Entry(
        line=2,
        surface="云小治",
        type=EntityType.PROG,
        subtype="platform",
        forms=("云小治", "小治", "云治"),
        names=("云小治基层智治平台", "云小治", "小治", "云治"),
        since="2015-01-01",
        until="2016-02-29",
    )
    assert (person.line, person.subtype, person.names) == (4, "person", ())
    assert street.subtype == "region"


def test_yaml_says_the_same_as_csv(tmp_path: Path) -> None:
    text = """
- surface: 云小治
  type: PROG
  subtype: platform
  canonical: 云小治基层智治平台
  aliases: [小治, 云治]
  from: 2015
  to: 2016-02
- {surface: 何志远, type: per, canonical: }
"""
    of_yaml = read_lexicon(lexicon(tmp_path, text, "words.yaml"))
    of_csv = read_lexicon(
        lexicon(tmp_path, "云小治,PROG,platform,云小治基层智治平台,小治;云治,2015,2016-02\n何志远,PER,,,,,\n")
    )
    assert [entry.line for entry in of_yaml] == [2, 9]
    assert [(e.forms, e.names, e.meaning, e.since, e.until) for e in of_yaml] == [
        (e.forms, e.names, e.meaning, e.since, e.until) for e in of_csv
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_files_of_spreadsheets(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "words.csv"
    path.write_text("Surface;Type;Canonical Name\n远澜;ORG;远澜纺织\n", encoding=encoding, newline="\r\n")
    (entry,) = read_lexicon(path)
    assert entry.names == ("远澜纺织", "远澜")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("云小治,THING,,,,,\n", r":2 has the type 'THING': use one of ORG, PER"),
        ("云小治,PROG,company,,,,\n", r":2 has the subtype 'company': PROG knows campaign"),
        ("甲,PER,,,,,\n , ORG,,,,,\n", r":3 has no surface"),
        ("甲,PER,,,,2020-13,\n", r":2 has the date '2020-13'"),
        ("甲,PER,,,,5月,\n", r":2 has the date"),
        ("甲,PER,,,,2021,2020\n", r":2 ends \(2020-12-31\) before it begins"),
        ("甲,PER,,,,,,乙\n", r":2 has 8 cells for 7 columns"),
        ("甲,PER,,乙,,,\n甲,PER,,丙,,,\n", r":3 says of '甲' what line 2 denies"),
        ('"甲,PER\n', r":2 is not CSV"),
    ],
)
def test_bad_rows_are_named(tmp_path: Path, rows: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        read_lexicon(lexicon(tmp_path, rows))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "word,type\n甲,PER\n", "column 'word'"),
        ("a.csv", "surface\n甲\n", "no column 'type'"),
        ("a.csv", "surface,type,type\n甲,PER,PER\n", "twice"),
        ("a.csv", "", "empty"),
        ("a.csv", "accept,surface,type\nmaybe,甲,PER\n", "'maybe' under accept"),
        ("a.yml", "surface: 甲\n", "no list"),
        ("a.yml", "- 甲\n", ":1 is no mapping"),
        ("a.yml", "- surface: 甲\n  type: [PER\n", "is not YAML"),
        ("a.yml", "- surface: {a: b}\n  type: PER\n", ":1 holds neither"),
    ],
)
def test_files_of_another_form_are_refused(tmp_path: Path, name: str, text: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        read_lexicon(path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match=r"nowhere\.csv"):
        build(NerSettings(lexicon=tmp_path / "nowhere.csv"))


def test_only_accepted_rows_count(tmp_path: Path) -> None:
    path = tmp_path / "proposed.csv"
    path.write_text(
        "accept,surface,type,count\nyes,甲社,ORG,3\n,乙社,NONSENSE,3\nno,丙社,ORG,3\n是,丁社,ORG,3\n", encoding="utf-8"
    )
    assert [entry.surface for entry in read_lexicon(path)] == ["甲社", "丁社"]


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        ("2010-03-01", True),
        ("2010-02-28", False),
        ("2010-03", True),
        ("2010", True),
        ("2009", False),
        ("2012-06-30", True),
        ("2012-07-01", False),
        ("2012-07", False),
        ("", False),
    ],
)
def test_dates_bound_a_row(day: str, holds: bool) -> None:
    entry = Entry(1, "柳塘乡", EntityType.PLACE, "town", ("柳塘乡",), (), "2010-03-01", "2012-06-30")
    assert entry.holds(day) is holds


def test_one_form_may_mean_two_things_at_two_times(tmp_path: Path, make_document: Make) -> None:
    path = lexicon(tmp_path, "开发区,PLACE,park,柳塘工业区,,,2012\n开发区,PLACE,park,云溪高新区,,2013,\n")
    for day, name in (("2012-12-31", "柳塘工业区"), ("2013-01-01", "云溪高新区")):
        (mention,) = found(path, make_document("开发区迎来新企业。", date=day))
        assert mention.names[0] == name


def test_words_win_across_column_breaks_and_name_their_rule(tmp_path: Path, make_document: Make) -> None:
    path = lexicon(tmp_path, "远澜,ORG,company,青岚市远澜纺织有限公司,远澜纺织,,\n")
    text = "本报讯 5月12日，青岚市远\n澜纺织党支部慰问了老党员。\n"
    (mention,) = found(path, make_document(text))
    assert text[mention.start : mention.end] == "远\n澜纺织"
    assert (mention.text, mention.rule, mention.recognisers[0], mention.score) == ("远澜纺织", "user:2", "user", 1.0)


@pytest.mark.parametrize("ner", ["lexical", "jieba", "jieba+lexical"])
def test_words_win_over_every_recogniser(tmp_path: Path, make_document: Make, ner: str) -> None:
    document = make_document("北京市教育局局长何志远讲话。")
    path = lexicon(tmp_path, "京市,PER,,,,,\n长何志远,PROG,award,,,,\n")
    assert [(m.text, m.type) for m in found(path, document, ner)] == [
        ("京市", EntityType.PER),
        ("长何志远", EntityType.PROG),
    ]


def test_latin_words_are_not_cut(tmp_path: Path, make_document: Make) -> None:
    path = lexicon(tmp_path, "AI,PROG,platform,,,,\n5G,PROG,platform,,,,\n")
    assert [m.text for m in found(path, make_document("MAIN平台用AI和15G、5G技术。"))] == ["AI", "5G"]


def test_half_width_marks_are_read_as_pages_are(tmp_path: Path, make_document: Make) -> None:
    path = lexicon(tmp_path, "远澜(集团)公司,ORG,company,,,,\n")
    (mention,) = found(path, make_document("记者走进远澜（集团）公司采访。"))
    assert mention.text == "远澜（集团）公司"


@given(st.lists(st.text("甲乙丙", min_size=1, max_size=4), min_size=1, max_size=6), st.text("甲乙丙，", max_size=30))
def test_matches_are_leftmost_longest(surfaces: list[str], text: str) -> None:
    entries = [Entry(i, s, EntityType.ORG, "company", (s,)) for i, s in enumerate(surfaces)]
    expected = []
    at = 0
    while at < len(text):
        here = max((len(s) for s in surfaces if text.startswith(s, at)), default=0)
        if here:
            expected.append((at, at + here))
        at += here or 1
    assert [(c.start, c.end) for c in UserLexicon(entries).find(text)] == expected


def test_unused_rows_are_named(tmp_path: Path) -> None:
    path = lexicon(tmp_path, "远澜,ORG,company,,,,\n没有,ORG,company,,没了,2010,\n")
    (problem,) = unused(path, {"user:2"})
    assert (problem.kind, problem.where, problem.dropped) == ("lexicon", f"{path}:3", False)
    assert "没有 or 没了" in problem.message

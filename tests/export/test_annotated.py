"""Annotated pages: each format read back, and its names found where the page prints them."""

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.config import Settings
from kg.errors import UsageError
from kg.export.annotated import WRITERS
from kg.export.brat import standoff, write_brat
from kg.export.explained import as_text
from kg.export.shown import Shown, hang
from kg.model import Linked, Page, PageResult, evidence_text
from kg.ner.explain import explain
from kg.pipeline import Extractor

NEWS = """青岚市水利局召开防汛会议

本报讯 5月12日，青岚市水利局召开防汛工作会议。青岚市水利局局长何志
远主持会议并讲话，副局长周敏参加会议。位于柳塘工业集中区的青岚远澜纺织有限公司捐款，并将与云溪区总工会联合开展“清水护河”行动。（林晓东）
"""
PAGES = (
    Page("plain-2021", NEWS),
    Page("returns", "𠀀 <图> &amp;\x01\n" + NEWS.replace("\n", "\r\n"), title="青岚日报", date="2021-05-13"),
    Page(
        "markup",
        "<html><body><h1>青岚市水利局召开会议</h1><p>青岚市水利局<b>局长</b>何志&nbsp;远、副局长周敏到会。</p></body></html>",
        media="html",
    ),
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(Settings())


@pytest.fixture(scope="module")
def results(extractor: Extractor) -> list[PageResult]:
    found = [extractor.extract(page) for page in PAGES]
    for result in found:
        assert len(result.linked.mentions) > 2
        assert result.statements
    return found


class Reader(HTMLParser):
    """What a browser sees: the text of each page, its marks, and the buttons' places with their quotes."""

    def __init__(self) -> None:
        super().__init__()
        self.within: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.marks: list[list[tuple[str, str, str]]] = []
        self.quotes: list[list[tuple[str, list[str]]]] = []
        self.asked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.asked += [given[name] for name in ("src", "href") if name in given]
        self.asked += [tag] if tag in ("link", "img", "iframe", "base", "form") else []
        if tag in ("meta", "input"):
            return
        self.within.append((tag, given.get("class", "")))
        if given.get("class") == "text":
            self.texts.append("")
            self.marks.append([])
            self.quotes.append([])
        if tag == "mark":
            self.marks[-1].append((given["class"], "", given["title"]))
        if tag == "button":
            self.quotes[-1].append((given["data-at"], []))
        if tag == "q":
            self.quotes[-1][-1][1].append("")

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if ("div", "text") in self.within:
            self.texts[-1] += data
        if self.within and self.within[-1][0] == "mark":
            kind, text, title = self.marks[-1][-1]
            self.marks[-1][-1] = (kind, text + data, title)
        if self.within and self.within[-1][0] == "q":
            self.quotes[-1][-1][1][-1] += data


def read_html(results: list[PageResult]) -> Reader:
    reader = Reader()
    reader.feed("".join(WRITERS["html"](results)))
    return reader


def test_html_shows_the_page_as_printed_with_its_mentions(results: list[PageResult]) -> None:
    reader = read_html(results)
    for result, text, marks in zip(results, reader.texts, reader.marks, strict=True):
        assert text == Shown(result).text.replace("\x01", "\ufffd")
        mentions = result.linked.mentions
        assert [(kind, evidence_text(part)) for kind, part, _ in marks] == [(m.type.value, m.text) for m in mentions]
        names = {entity.key: entity.name for entity in result.linked.entities}
        for mention, (_, _, title) in zip(mentions, marks, strict=True):
            assert title.startswith(names[mention.entity] + "\n")
            assert mention.rule in title


def test_html_quotes_are_placed_in_script_units(results: list[PageResult]) -> None:
    reader = read_html(results)
    for result, text, quotes in zip(results, reader.texts, reader.quotes, strict=True):
        units = text.encode("utf-16-le")
        assert len(quotes) == len(result.statements)
        for places, said in quotes:
            spans = [tuple(map(int, place.split(","))) for place in places.split(";")]
            shown = [units[2 * start : 2 * end].decode("utf-16-le") for start, end in spans]
            assert [evidence_text(part) for part in shown] == said


def test_html_asks_for_nothing(results: list[PageResult]) -> None:
    text = "".join(WRITERS["html"](results))
    assert "http" not in text.replace("http-equiv", "")
    assert "default-src 'none'" in text
    assert "@import" not in text and "url(" not in text
    assert read_html(results).asked == ["#p1", "#p2", "#p3"]


def test_html_of_nothing() -> None:
    assert "".join(WRITERS["html"]([])).endswith("</html>\n")


def test_brat_files_slice_back(results: list[PageResult], tmp_path: Path) -> None:
    assert write_brat(results, tmp_path) == 3
    configured = (tmp_path / "annotation.conf").read_text(encoding="utf-8")
    for result in results:
        name = result.document.page.id
        text = (tmp_path / f"{name}.txt").read_bytes().decode()
        lines = (tmp_path / f"{name}.ann").read_text(encoding="utf-8").splitlines()
        names = {}
        for line in lines:
            if line[0] != "T":
                continue
            key, where, printed = line.split("\t")
            kind, _, places = where.partition(" ")
            pieces = [text[int(a) : int(b)] for a, b in (place.split() for place in places.split(";"))]
            assert printed == " ".join(pieces)
            assert not any("\n" in piece for piece in pieces)
            names[key] = (kind, evidence_text(printed))
        assert list(names.values()) == [(m.type.value, m.text) for m in result.linked.mentions]
        relations = [re.fullmatch(r"R\d+\t(\w+) Arg1:(T\d+) Arg2:(T\d+)", line) for line in lines if line[0] == "R"]
        assert len(relations) == sum(hung.subject is not None and hung.object is not None for hung in hang(result)) > 0
        for relation in relations:
            assert relation is not None
            assert f"\n{relation[1]}\t" in configured
            assert {relation[2], relation[3]} <= names.keys()
        assert all(line[0] in "TRA#" for line in lines)


def test_brat_says_what_it_cannot_draw(results: list[PageResult]) -> None:
    """An entity that has no mention of its own cannot be the end of an arrow: what is said of it is a note."""
    result = results[0]
    statement = next(s for s in result.statements if s.predicate == "leads")
    kept = tuple(mention for mention in result.linked.mentions if mention.entity != statement.object)
    hidden = replace(result, linked=Linked(kept, result.linked.entities), statements=(statement,))
    said = "".join(standoff(hidden))
    assert "\nR1" not in said
    assert f"何志远 leads · {statement.rule} · {statement.score:g} · 局长 青岚市水利局\n" in said


def test_brat_refuses_two_pages_of_one_file_name(results: list[PageResult], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="plain-2021"):
        write_brat([results[0], results[0]], tmp_path)


def test_conll_reads_back_as_the_mentions(results: list[PageResult]) -> None:
    found: list[tuple[str, str]] = []
    sentences = 0
    for line in "".join(WRITERS["conll"](results)).splitlines():
        if not line or line.startswith("-DOCSTART-"):
            sentences += not line
            continue
        char, tag = line.split(" ")
        assert len(char) == 1
        if tag.startswith("B-"):
            found.append((tag[2:], char))
        elif tag != "O":
            assert tag == f"I-{found[-1][0]}"
            found[-1] = (found[-1][0], found[-1][1] + char)
    assert found == [(m.type.value, m.text) for result in results for m in result.linked.mentions]
    assert sentences > 6


def test_tsv_and_json_have_each_mention(results: list[PageResult]) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(WRITERS["tsv"](results))), delimiter="\t"))
    pages = [json.loads(line) for line in "".join(WRITERS["json"](results)).splitlines()]
    assert [page["page"] for page in pages] == [page.id for page in PAGES]
    mentions = [(page["page"], mention) for page in pages for mention in page["mentions"]]
    assert [(row["page"], int(row["start"]), row["text"], row["rule"]) for row in rows] == [
        (name, mention["start"], mention["text"], mention["rule"]) for name, mention in mentions
    ]
    seen = {recogniser for _, mention in mentions for recogniser in mention["recognisers"]}
    assert "lexical" in seen <= {"lexical", "tagger"}
    assert all(0 < mention["score"] <= 1 for _, mention in mentions)


def test_explanations_name_winner_and_loser(results: list[PageResult], extractor: Extractor) -> None:
    result = results[0]
    text = "".join(as_text(result, explain(extractor.ner, result.document, result.linked.mentions)))
    body = text[text.index("0–6  青岚市水利局  ORG government") :]
    assert body.index("    by    org:") < body.index("    beat  青岚市  PLACE") < body.index("    is    青岚市水利局")

"""The query page shows what the endpoint says, whatever it says."""

import json
from collections.abc import Callable, Sequence
from urllib.parse import quote

import pytest
from starlette.applications import Starlette

from kg.query.canned import questions
from kg.serve.desk import Desk
from kg.serve.pages import routes
from kg.serve.pages.answers import bars, drawing, read
from kg.serve.pages.inner import Reply
from kg.serve.pages.query import _terms
from tests.serve.pages.conftest import Client

ASK = "/query?query=" + quote("SELECT * { ?s ?p ?o }")


def table(columns: list[str], *rows: Sequence[dict[str, str] | None]) -> bytes:
    bindings = [{name: cell for name, cell in zip(columns, row, strict=True) if cell} for row in rows]
    return json.dumps({"head": {"vars": columns}, "results": {"bindings": bindings}}).encode()


def literal(text: str) -> dict[str, str]:
    return {"type": "literal", "value": text}


def iri(text: str) -> dict[str, str]:
    return {"type": "uri", "value": text}


def test_entities_and_pages_in_a_table_are_links(desk: Desk, make_client: Callable[..., Client]) -> None:
    one = desk.search("青岚市水利局").items[0]
    reply = table(["who", "page", "n"], [iri(f"{desk.base}id/{one.path}"), literal("qinglan-2021-05-13"), literal("3")])
    text = make_client(desk, reply=reply).get(ASK).text
    assert f'<a href="/entity/{one.path}">青岚市水利局</a>' in text
    assert '<a href="/page/qinglan-2021-05-13">qinglan-2021-05-13</a>' in text
    assert '<td class="n">3</td>' in text


def test_values_are_no_markup(desk: Desk, make_client: Callable[..., Client]) -> None:
    evil = "<script>alert(1)</script>\"'&"
    reply = table(["a", "b"], [literal(evil), literal(evil)], [iri("javascript:alert(1)"), None])
    for view in ("table", "chart", "graph"):
        text = make_client(desk, reply=reply).get(f"{ASK}&view={view}").text
        assert "<script>alert" not in text
        assert 'href="javascript' not in text


@pytest.mark.parametrize("said", [True, False])
def test_ask(desk: Desk, make_client: Callable[..., Client], said: bool) -> None:
    reply = json.dumps({"head": {}, "boolean": said}).encode()
    assert (">是<" if said else ">否<") in make_client(desk, reply=reply).get(ASK).text


def test_a_refusal_is_shown_as_it_was_said(desk: Desk, make_client: Callable[..., Client]) -> None:
    client = make_client(desk, reply=b"line 1: <oops> is wrong\n", media="text/plain", status=400)
    text = client.get(ASK).text
    assert 'role="alert"' in text
    assert "line 1: &lt;oops&gt; is wrong" in text


def test_triples_make_a_table_and_a_graph(desk: Desk) -> None:
    one, other = desk.search("", limit=2).items
    triples = f"<{desk.base}id/{one.path}> <https://fangzhi.example/ns#leads> <{desk.base}id/{other.path}> .\n"
    answer = read(Reply(200, "application/n-triples", triples.encode()), desk)
    assert [cell.text for cell in answer.rows[0]] == [one.name, "kg:leads", other.name]
    drawn = drawing(answer, desk)
    assert drawn is not None
    assert [node["name"] for node in drawn["nodes"]] == [one.name, other.name]
    assert drawn["edges"] == [{"source": one.name, "target": other.name, "label": "kg:leads"}]


def test_names_are_drawn_as_entities_where_they_are_some(desk: Desk) -> None:
    reply = Reply(200, "x", table(["person", "at", "date"], [literal("何志远"), literal("无此机构"), literal("2021")]))
    drawn = drawing(read(reply, desk), desk)
    assert drawn is not None
    assert [(node["name"], node["type"]) for node in drawn["nodes"]] == [("何志远", "PER"), ("无此机构", "")]


def test_bars_are_as_long_as_their_numbers(desk: Desk) -> None:
    rows = ([literal("甲"), literal("4")], [literal("乙"), literal("1")], [literal("丙"), literal("-2")])
    found = bars(read(Reply(200, "x", table(["name", "n"], *rows)), desk))
    assert found is not None
    assert [(cell.text, value, width) for cell, value, width in found.rows] == [
        ("甲", "4", 100.0),
        ("乙", "1", 25.0),
        ("丙", "-2", 0.0),
    ]
    assert bars(read(Reply(200, "x", table(["name"], [literal("甲")])), desk)) is None


def test_long_answers_are_cut_and_say_so(desk: Desk, make_client: Callable[..., Client]) -> None:
    reply = table(["n"], *([literal(str(number))] for number in range(700)))
    text = make_client(desk, reply=reply).get(ASK).text
    assert "700 行，显示前 500 行" in text
    assert text.count('<td class="n">') == 500


def test_canned_questions_fill_in_what_was_said(desk: Desk, make_client: Callable[..., Client]) -> None:
    client = make_client(desk, reply=table(["a"]))
    for name, question in questions().items():
        values = dict.fromkeys(question.parameters, '青"岚')
        text = client.get(f"/query?question={name}&" + "&".join(f"{k}={quote(v)}" for k, v in values.items())).text
        assert text.count("&#34;青\\&#34;岚&#34;") >= len(values)
    assert client.get("/query?question=none").status == 200


def test_an_application_without_an_endpoint(desk: Desk) -> None:
    bare = Client(Starlette(routes=routes(desk)))
    assert 'role="alert"' in bare.get(ASK).text


def test_completions_are_terms_of_the_graph() -> None:
    zh, en = _terms("zh"), _terms("en")
    assert [one["text"] for one in zh] == [one["text"] for one in en]
    texts = {one["text"] for one in zh}
    assert {"kg:leads", "kg:Company", "kg:Statement", "dcterms:", "GROUP BY"} <= texts
    assert len(texts) == len(zh)

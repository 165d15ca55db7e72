"""The command line: results on stdout, one sentence on stderr for what went wrong, the right exit code."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.app import INTERRUPTED, app, run
from kg.cli.options import settings

PAGE = "青岚市水利局召开会议\n\n本报讯 青岚市水利局局长何志远主持会议并讲话。（林晓东）\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "qinglan-2021-05-13.txt"
    file.write_text(PAGE, encoding="utf-8")
    return file


@pytest.fixture
def graph(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(["build", str(page), "-o", str(tmp_path / "out")]) == 0
    capsys.readouterr()
    return tmp_path / "out"


def test_each_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for command in app.registered_commands:
        assert command.callback is not None
        assert run([command.callback.__name__.replace("_", "-"), "--help"]) == 0
        assert command.callback.__doc__
        first = " ".join(command.callback.__doc__.split()[:4])
        assert first in " ".join(capsys.readouterr().out.split())


def test_build_says_what_it_found(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", str(page), "-o", str(tmp_path / "out")]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("1 pages · 1 articles")
    assert not shown.err


def test_annotate_prints_one_object_a_page(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["annotate", str(page)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert found["page"] == page.stem
    assert "何志远" in [mention["text"] for mention in found["mentions"]]
    assert {"start", "end", "text", "type", "subtype", "entity"} <= found["mentions"][0].keys()
    assert {"subject", "predicate", "object", "evidence", "rule", "score"} <= found["relations"][0].keys()


def test_annotate_names_bad_pages_and_fails(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = page.with_name("bad.txt")
    bad.write_bytes(b"\x00\x01\x02" * 100)
    assert run(["annotate", str(bad), str(page)]) == 1
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 1
    assert "bad.txt" in shown.err


def test_query_in_every_form(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", str(graph), "who-leads-what", "--set", "person=何", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["person"], row["leads"], row["page"]) == ("何志远", "青岚市水利局", "qinglan-2021-05-13")
    assert run(["query", str(graph), "ASK { ?s kg:leads ?o }", "--format", "csv"]) == 0
    assert capsys.readouterr().out.split() == ["answer", "true"]
    file = graph / "q.rq"
    file.write_text("CONSTRUCT { ?s kg:leads ?o } WHERE { ?s kg:leads ?o }", encoding="utf-8")
    assert run(["query", str(graph), str(file)]) == 0
    assert "#leads" in capsys.readouterr().out
    assert run(["query", str(graph)]) == 0
    assert "enterprises-in-parks" in capsys.readouterr().out


def test_show_prints_the_card_with_its_evidence(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(graph), "何志远", "--why"]) == 0
    card = capsys.readouterr().out
    assert "青岚市水利局（局长）" in card
    assert "“青岚市水利局局长何志远" in card
    assert "qinglan-2021-05-13" in card


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["build", "nowhere.txt", "-o", "out"], 2, "nowhere.txt"),
        (["build"], 2, ""),
        (["annotate", "nowhere/*.txt"], 2, "nowhere"),
        (["query", "nowhere", "who-leads-what"], 1, "kg build"),
        (["no-such-command"], 2, ""),
    ],
)
def test_wrong_use(
    arguments: list[str],
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == code
    shown = capsys.readouterr()
    assert not shown.out
    assert said in shown.err
    assert "Traceback" not in shown.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["query", "who-leads"], 2, "who-leads-what"),
        (["query", "SELECT ?s WHERE { ?s ?p"], 1, "line 1"),
        (["query", "SELECT ?s { SERVICE <http://example.org/> { ?s ?p ?o } }"], 1, "SERVICE"),
        (["query", "DELETE WHERE { ?s ?p ?o }"], 1, "read-only"),
        (["query", "who-leads-what", "--set", "town=x"], 2, "person"),
        (["query", "who-leads-what", "--set", "x"], 2, "NAME=VALUE"),
        (["query", "missing.rq"], 2, "missing.rq"),
        (["show", "何志近"], 2, "何志远"),
        (["export", "--format", "word"], 2, "graphml"),
        (["export", "--format", "gexf", "--around", "何志近"], 2, "何志远"),
    ],
)
def test_wrong_questions(
    graph: Path, arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([arguments[0], str(graph), *arguments[1:]]) == code
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.err.count("\n") == 1


def test_export_of_all_and_of_a_part(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("nquads", "gexf", "csv"):
        assert run(["export", str(graph), "--format", form]) == 0
        assert Path(capsys.readouterr().out.strip()).exists()
    for form in ("turtle", "graphml"):
        assert run(["export", str(graph), "--format", form, "--around", "何志远", "--hops", "1"]) == 0
        part = Path(capsys.readouterr().out.strip())
        assert "何志远" in part.read_text(encoding="utf-8")


def test_validate(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", str(graph)]) == 0
    assert "conforms" in capsys.readouterr().out


def test_evaluate_compares_recognisers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a-2020-01.txt").write_text(PAGE, encoding="utf-8")
    start = PAGE.index("何志远")
    gold = {
        "mentions": [{"start": start, "end": start + 3, "type": "PER", "entity": "he"}],
        "entities": [{"id": "he", "name": "何志远"}],
        "relations": [],
    }
    (tmp_path / "a-2020-01.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    assert run(["evaluate", str(tmp_path), "--ner", "lexical", "--ner", "jieba", "--errors"]) == 0
    shown = capsys.readouterr().out
    assert "spurious\tORG" in shown
    assert "1 pages, 1 articles" in shown


def test_ctrl_c_leaves_with_its_own_code(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.ingest.read", stop)
    assert run(["annotate", str(page)]) == INTERRUPTED
    assert "stopped" in capsys.readouterr().err


def test_defaults_are_the_settings_own() -> None:
    from kg.config import Settings

    assert settings() == Settings()


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="this system has no SIGPIPE")
def test_a_reader_that_has_gone_ends_the_command_quietly(page: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "build", str(page), "-o", str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()  # as head does after its first lines
        assert started.stderr.read() == b""
    assert started.returncode == -signal.SIGPIPE
    assert (tmp_path / "out" / "report.json").is_file()

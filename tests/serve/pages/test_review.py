"""Verdicts are taken from this machine, from a page of ours, and from nobody else."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.config import Settings
from kg.link.ledger import read_ledger
from kg.pipeline import build
from kg.serve.desk import Desk
from tests.serve.pages.conftest import Answer, Client

ORIGIN = "http://127.0.0.1:8000"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    for day in ("03", "04"):
        text = "青岚市召开会议\n\n本报讯 青岚市召开会议。何志远参加会议。\n"
        (tmp_path / "pages" / f"qinglan-2021-06-{day}.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "pages"], tmp_path / "out", Settings())
    return tmp_path


@pytest.fixture
def own(folder: Path, make_client: Callable[..., Client]) -> Client:
    return make_client(Desk.open(folder / "out"))


def form(page: Answer) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))


def test_a_verdict_is_written(own: Client, folder: Path) -> None:
    given = {**form(own.get("/review")), "verdict": "different", "who": "林  晓东"}
    answer = own.post("/review/judge", given, origin=ORIGIN)
    assert (answer.status, answer.headers["location"]) == (303, "/review?from=0")
    (line,) = read_ledger(folder / "pages" / "judgements.tsv")
    assert (line.judgement.verdict, line.judgement.who) == ("different", "林 晓东")
    assert "judge" not in own.get("/review").text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://other.example"},
        {"origin": "null"},
        {"origin": "https://127.0.0.1:8000"},
        {"origin": "http://rebound.example", "host": "rebound.example"},
        {"origin": ORIGIN, "x-forwarded-for": "203.0.113.9"},
        {"origin": ORIGIN, "forwarded": "for=203.0.113.9"},
    ],
)
def test_not_from_elsewhere(own: Client, folder: Path, headers: dict[str, str]) -> None:
    given = {**form(own.get("/review")), "verdict": "same"}
    assert own.post("/review/judge", given, **headers).status == 403
    assert not (folder / "pages" / "judgements.tsv").exists()


def test_not_from_another_machine(own: Client, folder: Path) -> None:
    given = {**form(own.get("/review")), "verdict": "same"}
    other = Client(own.app, client=("192.0.2.7", 1234))
    assert other.post("/review/judge", given, origin=ORIGIN).status == 403
    assert '<form method="post"' not in other.get("/review").text
    assert "kg review" in other.get("/review").text
    assert not (folder / "pages" / "judgements.tsv").exists()


@pytest.mark.parametrize("change", [{"token": ""}, {"token": "我"}, {"token": "x" * 43}])
def test_not_without_the_token(own: Client, folder: Path, change: dict[str, str]) -> None:
    given = {**form(own.get("/review")), "verdict": "same", **change}
    assert own.post("/review/judge", given, origin=ORIGIN).status == 403
    assert not (folder / "pages" / "judgements.tsv").exists()


@pytest.mark.parametrize("change", [{"verdict": "perhaps"}, {"verdict": ""}, {"one": "PER|何志远||x"}])
def test_not_what_was_not_asked(own: Client, folder: Path, change: dict[str, str]) -> None:
    given = {**form(own.get("/review")), "verdict": "same", **change}
    assert own.post("/review/judge", given, origin=ORIGIN).status == 409
    assert not (folder / "pages" / "judgements.tsv").exists()


def test_not_by_get_and_not_if_the_server_does_not_judge(folder: Path, make_client: Callable[..., Client]) -> None:
    closed = make_client(Desk.open(folder / "out"), judging=False)
    assert closed.get("/review/judge").status == 405
    page = closed.get("/review")
    assert not form(page)
    assert "kg review" in page.text
    assert closed.post("/review/judge", {"verdict": "same"}, origin=ORIGIN).status == 403

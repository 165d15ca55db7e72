"""The made-up archive: the same bytes for the same numbers, a city on half of its pages, names that are fresh."""

import json
from pathlib import Path

import pytest

from bench import generate
from bench.generate import CITY, LENGTH, Archive, write


def test_the_same_numbers_give_the_same_bytes_in_shards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "SHARD", 4)
    for name in ("one", "other"):
        write(tmp_path / name, pages=10, seed=3)
    names = [f"pages-{number:03d}.jsonl" for number in range(3)]
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == names
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()
    lines = [line for name in names for line in (tmp_path / "one" / name).read_text(encoding="utf-8").splitlines()]
    assert [json.loads(line) for line in lines] == list(Archive(3).pages(10))


def test_a_page_does_not_depend_on_the_others() -> None:
    assert Archive(3).page(7) == list(Archive(3).pages(20))[7]
    assert Archive(3).page(7) != Archive(4).page(7)


def test_a_city_is_on_half_of_all_pages_and_names_are_fresh() -> None:
    pages = list(Archive(1).pages(40))
    assert sum(CITY in page["text"] for page in pages) >= 20
    assert all(len(page["text"]) >= LENGTH for page in pages)
    assert len({page["id"] for page in pages}) == 40
    gold = json.loads(min(generate.SAMPLES.glob("*.gold.json")).read_text(encoding="utf-8"))
    people = [entity["name"] for entity in gold["entities"] if entity["type"] == "PER"]
    assert len(people) > 3
    whole = "".join(page["text"] for page in pages)
    assert sum(name in whole for name in people) <= 1

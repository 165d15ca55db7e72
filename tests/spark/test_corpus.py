"""Linking by shuffles is linking by key, and no task gathers all pages of a key. One Spark process answers all."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.link import merge
from kg.pipeline.spark.rows import entity_of, entity_row
from tests.spark.conftest import SECONDS, WHY, environment
from tests.spark.probe import PARTITIONS, many

pytest.importorskip("pyspark", reason=WHY)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("probe")
    line = [sys.executable, "-m", "tests.spark.probe", str(folder / "out")]
    done = subprocess.run(
        line, capture_output=True, text=True, check=False, timeout=SECONDS, env=environment(folder), cwd=ROOT
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads((folder / "out").read_text(encoding="utf-8"))
    return found


ROOT = Path(__file__).resolve().parents[2]


def test_entities_are_united_as_the_local_engine_unites_them(answers: dict[str, Any]) -> None:
    assert [entity_of(row) for row in answers["merged"]] == list(merge(many()))


def test_a_key_on_half_of_all_pages_reaches_the_shuffle_once_a_task(answers: dict[str, Any]) -> None:
    """Rows written to the shuffle: a row a key and task, not a row a page."""
    keys = len({entity.key for entity in many()})
    assert answers["shuffled"] <= keys * PARTITIONS
    assert len(many()) > 4 * keys * PARTITIONS


def test_words_are_loaded_once_a_process(answers: dict[str, Any]) -> None:
    assert answers["loads"]
    assert set(answers["loads"].values()) == {1}


def test_rows_come_back_as_the_records_they_were() -> None:
    assert [entity_of(entity_row(entity)) for entity in many()[:50]] == many()[:50]

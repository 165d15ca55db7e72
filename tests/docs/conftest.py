"""The graph of the sample pages, on which the documents' examples are run."""

from pathlib import Path

import pytest

import kg


@pytest.fixture(scope="session")
def train(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    return kg.build(Path(__file__).parents[2] / "examples" / "train", tmp_path_factory.mktemp("out"))

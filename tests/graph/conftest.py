"""A small corpus of two invented pages."""

import pytest

from tests.graph.factory import Corpus, small_corpus


@pytest.fixture
def corpus() -> Corpus:
    """Two pages, six entities, seven statements of all modalities."""
    return small_corpus()

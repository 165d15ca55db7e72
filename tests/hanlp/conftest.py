"""Components of HanLP trained once a session, and the document to try them on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.hanlp import training

WHY = "hanlp is not installed: make test-hanlp sets it up in an environment of its own"


@pytest.fixture(scope="session")
def _adam() -> Iterator[None]:
    """Training of transformers in HanLP 2.1 asks transformers for an optimiser that its version 5 left to torch."""
    pytest.importorskip("hanlp", reason=WHY)
    import torch
    from transformers import optimization

    def adam(parameters: Any, *, no_deprecation_warning: bool = True, **options: Any) -> Any:  # noqa: ARG001  its word
        return torch.optim.AdamW(parameters, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(optimization, "AdamW", adam, raising=False)
        yield


@pytest.fixture(scope="session")
def recurrent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hanlp", reason=WHY)
    return training.recurrent(tmp_path_factory.mktemp("recurrent"))


@pytest.fixture(scope="session")
def transformer(tmp_path_factory: pytest.TempPathFactory, _adam: None) -> Path:
    return training.transformer(tmp_path_factory.mktemp("transformer"))


@pytest.fixture(scope="session")
def multitask(tmp_path_factory: pytest.TempPathFactory, _adam: None) -> Path:
    return training.multitask(tmp_path_factory.mktemp("multitask"))

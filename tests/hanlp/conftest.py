"""Components of HanLP trained once a session, and the document to try them on."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.hanlp import training

WHY = "hanlp is not installed: make test-hanlp sets it up in an environment of its own"


@pytest.fixture(scope="session", autouse=True)
def _same_stderr() -> None:
    """HanLP keeps the stderr that it meets when imported: let it be the session's, not that of one test."""
    if find_spec("hanlp") is not None:
        import_module("hanlp")


@pytest.fixture(scope="session")
def _adam() -> Iterator[None]:
    """Training of transformers in HanLP 2.1 asks transformers for an optimiser that its version 5 left to torch."""
    torch = pytest.importorskip("torch", reason=WHY)
    optimization = pytest.importorskip("transformers.optimization", reason=WHY)

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

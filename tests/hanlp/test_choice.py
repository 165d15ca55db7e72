"""Wrong choices of a model: one clear sentence each, exit code 2."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg.cli.app import run
from kg.errors import UnknownName, UsageError
from kg.ner.hanlp_model import load
from tests.hanlp.conftest import WHY

with_hanlp = pytest.mark.skipif(find_spec("hanlp") is None, reason=WHY)
without_hanlp = pytest.mark.skipif(find_spec("hanlp") is not None, reason="hanlp is installed")
PAGE = "本报讯 何志远主持会议。\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def choose(page: Path, choice: str) -> int:
    return run(["build", str(page), "-o", str(page.with_name("out")), "--ner", choice])


def complaint(capfd: pytest.CaptureFixture[str]) -> str:
    """The one line on stderr; nothing may be on stdout."""
    out, err = capfd.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert line.startswith("kg: ")
    return line


@without_hanlp
def test_missing_extra_is_named(page: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert choose(page, "lexical+hanlp:somewhere") == 2
    assert "pip install 'fangzhi[hanlp]'" in complaint(capfd)


@pytest.mark.parametrize("choice", ["hanlp", "hanlp:", "lexical+hanlp:"])
def test_no_model_named(page: Path, capfd: pytest.CaptureFixture[str], choice: str) -> None:
    assert choose(page, choice) == 2
    assert "hanlp:DIRECTORY or hanlp:IDENTIFIER" in complaint(capfd)


@with_hanlp
@pytest.mark.parametrize("model", ["no/such/directory", "NO_SUCH_IDENTIFIER", "https://models.invalid/a.zip"])
def test_no_such_model(page: Path, capfd: pytest.CaptureFixture[str], model: str) -> None:
    assert choose(page, f"hanlp:{model}") == 2
    line = complaint(capfd)
    assert model in line
    assert "config.json" in line


def _without(file: str) -> Callable[[Path], None]:
    return lambda model: (model / file).unlink()


def _with_config(text: str) -> Callable[[Path], None]:
    def write(model: Path) -> None:
        (model / "config.json").write_text(text, encoding="utf-8")

    return write


def _damage(model: Path) -> None:
    (model / "model.pt").write_bytes(b"no weights")


@with_hanlp
@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_without("config.json"), "holds no config.json"),
        (_without("model.pt"), "holds no model.pt"),
        (_with_config("{"), "is not JSON"),
        (_with_config("[]"), "classpath"),
        (
            _with_config('{"classpath": "hanlp.components.tokenizers.transformer.TransformerTaggingTokenizer"}'),
            "no names",
        ),
    ],
)
def test_incomplete_directory(recurrent: Path, tmp_path: Path, harm: Callable[[Path], None], said: str) -> None:
    model = Path(shutil.copytree(recurrent, tmp_path / "model"))
    harm(model)
    with pytest.raises(UsageError, match=said) as caught:
        load(str(model))
    assert str(model) in str(caught.value)
    assert "docs/hanlp.md" in str(caught.value)


@with_hanlp
def test_multitask_without_names(multitask: Path, tmp_path: Path) -> None:
    model = Path(shutil.copytree(multitask, tmp_path / "model"))
    config = json.loads((model / "config.json").read_text(encoding="utf-8"))
    del config["ner/msra"], config["ner/pku"]
    config["task_names"] = ["tok/fine"]
    (model / "config.json").write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(UsageError, match="finds no names in text"):
        load(str(model))


def _offline(tmp_path: Path) -> dict[str, str]:
    """An environment in which every connection is refused at once, whatever network the machine has."""
    nowhere = "http://127.0.0.1:9"
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"), nowhere)
    mine = {"HANLP_HOME": str(tmp_path / "home"), "HF_HOME": str(tmp_path / "hub"), "NO_PROXY": "", "no_proxy": ""}
    return {**os.environ, **proxies, **mine}


@with_hanlp
@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(_damage, id="damaged weights"),
        pytest.param(_without("vocabs.json"), id="no vocabulary"),
    ],
)
def test_model_that_cannot_be_loaded(page: Path, recurrent: Path, tmp_path: Path, harm: Callable[[Path], None]) -> None:
    """In a process of its own: HanLP asks a package index for its newest version before it gives up."""
    model = Path(shutil.copytree(recurrent, tmp_path / "model"))
    harm(model)
    done = _build(page, str(model), tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert str(model) in line


@with_hanlp
def test_identifier_without_network(page: Path, tmp_path: Path) -> None:
    done = _build(page, "MSRA_NER_ELECTRA_SMALL_ZH", tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    last = done.stderr.splitlines()[-1]
    assert last.startswith("kg: the model MSRA_NER_ELECTRA_SMALL_ZH could not be fetched")
    assert "config.json" in last
    assert "docs/hanlp.md" in last
    assert "Traceback" not in done.stderr


def _build(page: Path, model: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    out = str(tmp_path / "out")
    command = [sys.executable, "-m", "kg", "build", str(page), "-o", out, "--ner", f"hanlp:{model}"]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=_offline(tmp_path), timeout=120)


@with_hanlp
def test_unknown_name_is_told_apart_from_a_broken_model() -> None:
    with pytest.raises(UnknownName):
        load("NO_SUCH_IDENTIFIER")

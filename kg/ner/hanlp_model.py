"""Loads a component of HanLP and runs it. HanLP, torch and all they need come in here, when used, and nowhere else."""

import json
import logging
from collections.abc import Sequence
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import UnknownName, UsageError

log = logging.getLogger(__name__)

CONFIG = "config.json"
WEIGHTS = "model.pt"
_SINGLE = "hanlp.components.ner."
_MULTI = "hanlp.components.mtl."
_CPU = -1
"""The processor: the same on every machine, so that the same page gives the same mentions."""
_HOW = "docs/hanlp.md says how to get a model"


class Tagged(NamedTuple):
    """A name as a model gives it: tokens [start, end) bear `label`. `task` is empty for a single-task model."""

    task: str
    label: str
    start: int
    end: int


class Output(NamedTuple):
    """What a model says of one text: its tokens, and the spans over them, sorted."""

    tokens: tuple[str, ...]
    spans: tuple[Tagged, ...]


class Model:
    """A loaded component.

    Attributes:
        tasks: the tasks for names of a multi-task component; empty for a single-task one.
    """

    def __init__(self, component: Any, tasks: tuple[str, ...]) -> None:
        self._component = component
        self.tasks = tasks

    def run(self, texts: Sequence[str]) -> list[Output]:
        """The names in each text, none of which may be empty.

        A single-task component is given characters, so its tokens are the characters. A multi-task one parts the text
        into words itself and leaves out white space.
        """
        if not texts:
            return []
        if not self.tasks:
            found = self._component([list(text) for text in texts])
            return [Output(tuple(text), _spans("", names)) for text, names in zip(texts, found, strict=True)]
        document = self._component(list(texts), tasks=list(self.tasks))
        words = next(document[key] for key in document if key.startswith("tok"))
        outputs = []
        for index, tokens in enumerate(words):
            spans = [span for task in self.tasks for span in _spans(task, document[task][index])]
            outputs.append(Output(tuple(tokens), tuple(spans)))
        return outputs


def _spans(task: str, names: Sequence[tuple[str, str, int, int]]) -> tuple[Tagged, ...]:
    """HanLP's (text, label, begin, end), whose order varies from run to run."""
    return tuple(sorted(Tagged(task, label, int(start), int(end)) for _, label, start, end in names))


def model_files(recognisers: str) -> tuple[Path, ...]:
    """Files of the directories that a choice of recognisers names: what it finds depends on their content.

    An identifier has none: HanLP's releases have a date in their name and do not change.
    """
    names = [
        part.strip().removeprefix("hanlp:") for part in recognisers.split("+") if part.strip().startswith("hanlp:")
    ]
    folders = [Path(name).expanduser() for name in names if name]
    return tuple(path for folder in folders if folder.is_dir() for path in sorted(folder.rglob("*")) if path.is_file())


def load(name: str) -> Model:
    """The model that a user named.

    Args:
        name: a directory with config.json, or an identifier of `hanlp.pretrained`, which HanLP itself resolves.

    Raises:
        UsageError: the extra is missing, the directory is incomplete, the model could not be fetched or loaded, or
            it finds no names.
        UnknownName: neither a directory nor an identifier.
    """
    if not name:
        raise UsageError(f"hanlp needs a model: say hanlp:DIRECTORY or hanlp:IDENTIFIER; {_HOW}")
    if find_spec("hanlp") is None:
        raise UsageError(f"the recogniser hanlp:{name} needs an extra: pip install 'fangzhi[hanlp]'")
    folder = Path(name).expanduser()
    if folder.is_dir():
        _check(folder)
        return _model(name, _load(name, str(folder.resolve()), quiet=True))
    if not _is_identifier(name):
        what = (
            "is no directory" if "/" in name or "\\" in name else "is neither a directory nor known to hanlp.pretrained"
        )
        raise UnknownName(f"the model {name} {what}: give a directory that holds {CONFIG}; {_HOW}")
    return _model(name, _load(name, name, quiet=False))


def _is_identifier(name: str) -> bool:
    import hanlp

    return name in hanlp.pretrained.ALL


def _check(folder: Path) -> None:
    """Look before loading: HanLP's own complaint is long, and asks a package index for newer versions first."""
    for file in (CONFIG, WEIGHTS):
        if not (folder / file).is_file():
            raise UsageError(f"{folder} is no model of HanLP: it holds no {file}; {_HOW}")
    try:
        config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    except ValueError as error:
        raise UsageError(f"{folder / CONFIG} is not JSON ({error}); {_HOW}") from error
    if not isinstance(config, dict) or "classpath" not in config:
        raise UsageError(f"{folder / CONFIG} does not name a component of HanLP (`classpath`); {_HOW}")
    if not str(config["classpath"]).startswith((_SINGLE, _MULTI)):
        raise UsageError(f"{folder} finds no names: it is a {config['classpath']}; {_HOW}")


def _load(name: str, place: str, *, quiet: bool) -> Any:
    """Load without a word on stdout, which is for results; what HanLP says of a download goes to stderr."""
    import hanlp

    said = StringIO()
    with ExitStack() as stack:
        stack.enter_context(redirect_stdout(said))
        if quiet:
            stack.enter_context(redirect_stderr(said))
        try:
            return hanlp.load(place, devices=_CPU, verbose=False)
        except OSError as error:  # the errors of requests and of the model hub are OSErrors too
            reason = f"the model {name} could not be fetched ({_first_line(error)})"
            message = f"{reason}: check the network, or give a directory that holds {CONFIG}; {_HOW}"
            raise UsageError(message) from error
        except Exception as error:  # whatever a damaged model may cause
            message = f"HanLP cannot load the model {name} ({type(error).__name__}: {_first_line(error)}); {_HOW}"
            raise UsageError(message) from error
        finally:
            log.debug("HanLP said while loading: %s", said.getvalue())


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:160] if lines else type(error).__name__


def _model(name: str, component: Any) -> Model:
    modules = {f"{kind.__module__}." for kind in type(component).__mro__}
    if any(module.startswith(_SINGLE) for module in modules):
        return Model(component, ())
    if any(module.startswith(_MULTI) for module in modules):
        tasks = tuple(sorted(task for task in component.tasks if task.split("/")[0] == "ner"))
        words = any(task.split("/")[0] == "tok" for task in component.tasks)
        if tasks and words:
            return Model(component, tasks)
    raise UsageError(f"the model {name} finds no names in text: take one with the tasks tok and ner; {_HOW}")

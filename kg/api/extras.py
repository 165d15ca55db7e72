"""Libraries that only an extra installs."""

from importlib import import_module
from typing import Any

from kg.errors import MissingExtra


def wanted(library: str, *, why: str) -> Any:
    """The library, imported.

    Raises:
        MissingExtra: it is not installed; the message says what installs it.
    """
    try:
        return import_module(library)
    except ModuleNotFoundError as error:
        if error.name != library.split(".", 1)[0]:
            raise
        raise MissingExtra(f"{why} needs {error.name}: pip install 'fangzhi[notebook]'") from error

"""What an address asks for, read with care: wrong values give way to the usual ones."""

from starlette.requests import Request

from kg.model import EntityType

FARTHEST = 10_000_000


def number(request: Request, name: str, usual: int = 0, *, most: int = FARTHEST) -> int:
    """A whole number from 0 to `most`."""
    value = request.query_params.get(name, "")
    return min(int(value), most) if value.isascii() and value.isdecimal() and len(value) < 12 else usual


def kind(request: Request) -> EntityType | None:
    """The type that a list is narrowed to."""
    value = request.query_params.get("type", "")
    return EntityType(value) if value in set(EntityType) else None


def words(request: Request, name: str, *, most: int = 200) -> str:
    """A text, cut to its first characters."""
    return request.query_params.get(name, "")[:most].strip()


def several(request: Request, name: str, *, most: int = 500) -> list[str]:
    """All values of a name."""
    return [value for value in request.query_params.getlist(name) if value][:most]

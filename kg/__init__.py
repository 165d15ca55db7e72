"""fangzhi: Chinese local newspapers into a knowledge graph that can be cited.

    import kg

    graph = kg.build("pages/")            # or kg.open("out/") of what `kg build` left
    graph.entity("港闸区").relations       # each with its statements, quotes and pages
    graph.query("SELECT …")               # SPARQL, or a canned question by name
    kg.annotate("区长张三到工业园调研。")    # one text: mentions, entities, statements

Every error is a `kg.errors.KgError`. Nothing is loaded before it is used: `import kg` takes milliseconds.
"""

from typing import TYPE_CHECKING

from kg import errors

if TYPE_CHECKING:
    from kg.api import (
        Answer,
        Article,
        Entity,
        Graph,
        Measures,
        Mention,
        Page,
        Relation,
        Role,
        Row,
        Statement,
        annotate,
        build,
        chinese_font,
        measure,
        open,  # noqa: A004  kg.open reads best
    )

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Article",
    "Entity",
    "Graph",
    "Measures",
    "Mention",
    "Page",
    "Relation",
    "Role",
    "Row",
    "Statement",
    "annotate",
    "build",
    "chinese_font",
    "errors",
    "measure",
    "open",
]

if not TYPE_CHECKING:  # a type checker that saw __getattr__ would let any name pass

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module 'kg' has no attribute {name!r}")
        from kg import api

        return getattr(api, name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})

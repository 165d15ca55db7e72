"""From mentions to entities: short names to full names in the article's own area, then across pages by key."""

from kg.link.area import ArticleArea, PageArea, resolve_area
from kg.link.linker import PageLinker
from kg.link.merge import merge

__all__ = ["ArticleArea", "PageArea", "PageLinker", "merge", "resolve_area"]

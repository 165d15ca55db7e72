"""The explorer's pages, rendered on the server; all but the graph view work without a script."""

from kg.serve.pages.routing import routes

__all__ = ["routes"]

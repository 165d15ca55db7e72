"""`kg serve`."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Folder
from kg.config import ServeSettings

DEFAULT = ServeSettings()


def serve(
    folder: Folder,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = DEFAULT.host,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0: any free one.")] = DEFAULT.port,
) -> None:
    """Serve the graph on this machine: SPARQL at /sparql, the explorer at /."""
    import uvicorn

    from kg.serve.app import create_app

    settings = ServeSettings(host=host, port=port)
    uvicorn.run(create_app(Path(folder), settings), host=settings.host, port=settings.port, log_level="warning")

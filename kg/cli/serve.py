"""`kg serve`."""

import socket
import sys
from importlib.util import find_spec
from typing import Annotated

import typer

from kg.cli.options import Folder
from kg.config import ServeSettings
from kg.errors import UsageError

DEFAULT = ServeSettings()
NEEDED = ("starlette", "uvicorn", "jinja2", "pypinyin")
NAMES = ["localhost", "127.0.0.1", "[::1]"]
"""What a browser calls this machine by; another name would be a foreign page's trick (DNS rebinding)."""


def serve(
    folder: Folder,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = DEFAULT.host,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0: any free one.")] = DEFAULT.port,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Queries at a time.")] = DEFAULT.workers,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds for a query.")] = DEFAULT.timeout,
    max_rows: Annotated[int, typer.Option("--max-rows", min=1, help="Rows of a result.")] = DEFAULT.max_rows,
    max_bytes: Annotated[int, typer.Option("--max-bytes", min=1, help="Bytes of a result.")] = DEFAULT.max_bytes,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Serve the graph on this machine: the explorer at /, SPARQL at /sparql. Ctrl-C ends it."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise UsageError(f"kg serve needs {', '.join(missing)}: pip install 'fangzhi[serve]'")
    from kg.serve.app import create_app, is_loopback, is_new
    from kg.serve.running import run

    settings = ServeSettings(
        host=host, port=port, workers=workers, timeout=timeout, max_rows=max_rows, max_bytes=max_bytes
    )
    with _listen(host, port) as listening:
        if is_new(folder):
            print("kg: the explorer's index is being made, once for each build", file=sys.stderr)
        app = create_app(folder, settings)
        if is_loopback(host):
            from starlette.middleware.trustedhost import TrustedHostMiddleware

            app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*NAMES, host], www_redirect=False)
        else:
            warning = "can be reached by other machines, and anyone who does may ask this graph"
            print(f"kg: {host} {warning}", file=sys.stderr)
        address = _address(listening)
        print(f"{folder} is served at {address} (SPARQL at {address}sparql); Ctrl-C ends it", flush=True)
        if open_:
            typer.launch(address)
        run(app, settings, listening)


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens on the first address of `host`.

    Raises:
        UsageError: no such host.
        OSError: the port is taken, or the system refuses it; `filename` says which.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise UsageError(f"--host {host} is no address of this machine: {error.strerror or error}") from error
    family, kind, protocol, _, address = found[0]
    # With the protocol named asyncio sends small pieces at once; without, each answer waits 40 ms for the other side.
    listening = socket.socket(family, kind, protocol or socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # there it would let two servers share the port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(128)
    except OSError as error:
        listening.close()
        reason = error.strerror or str(error)
        raise OSError(error.errno, f"{reason}; --port 0 takes any free one", f"port {port} of {host}") from error
    return listening


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"

"""Running the application until it is told to end."""

import contextlib
import signal
import socket

import uvicorn
from starlette.applications import Starlette

from kg.config import ServeSettings

PATIENCE = 3
"""Seconds at the end for answers that are being sent."""


def run(app: Starlette, settings: ServeSettings, listening: socket.socket) -> None:
    """Serve on a socket that listens, until Ctrl-C or SIGTERM; then end the queries, their processes, and ourselves."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # a client that goes away is no reason to end
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        # Longer than any query that is answered, so that the endpoint itself says what is too long.
        h11_max_incomplete_event_size=3 * settings.max_query + (1 << 16),
        timeout_graceful_shutdown=PATIENCE,
        server_header=False,
    )
    with contextlib.suppress(KeyboardInterrupt):  # which is raised anew when all is shut down
        _Server(config, app).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Ends the queries first: to wait for them would be to wait for their time limit."""

    def __init__(self, config: uvicorn.Config, app: Starlette) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Shut down, queries first."""
        await self._app.state.pool.close()
        await super().shutdown(sockets)

"""A local HTTP server that speaks the chat protocol with scripted replies: plain, slow, broken, malicious."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[["Handler"], object]


@dataclass
class ChatServer:
    """Where the server is, what it will say, and what it was asked."""

    url: str
    script: Script
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def says(self, *texts: str) -> None:
        """The replies to come, the last one again and again."""
        left = list(texts)
        self.script = lambda handler: handler.chat(left.pop(0) if len(left) > 1 else left[0])


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the script."""

    chat_server: ChatServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        server = self.chat_server
        server.paths.append(self.path)
        server.headers.append(dict(self.headers))
        server.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.close_connection = True
        server.script(self)

    def do_GET(self) -> None:
        self.chat_server.paths.append(f"GET {self.path}")
        self.chat("a redirect was followed")

    def chat(self, content: object) -> None:
        """A reply as the protocol wants it."""
        reply = {"id": "1", "object": "chat.completion", "choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]}  # fmt: skip
        self.send(200, json.dumps(reply).encode())

    def send(self, status: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
        """Any reply."""
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self, pause: float = 0.05) -> None:
        """A reply that never ends: a byte now and then, until the test is over or the line is cut."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        while not self.chat_server.over.wait(pause):
            try:
                self.wfile.write(b" ")
            except OSError:
                return

    def hang(self) -> None:
        """No reply at all."""
        self.chat_server.over.wait(30)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def chat_server() -> Iterator[ChatServer]:
    """A server on a free port, with the plain reply 好。 until told otherwise."""
    handler = type("OwnHandler", (Handler,), {})
    listening = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    listening.daemon_threads = True
    server = ChatServer(f"http://127.0.0.1:{listening.server_port}/v1", lambda one: one.chat("好。"))
    handler.chat_server = server  # type: ignore[attr-defined]
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        listening.shutdown()
        listening.server_close()

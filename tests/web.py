"""A server for a folder, and a record of what a page does."""

from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

# A page as it has been painted once more.
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
PATIENCE = 5  # seconds
REST = 300  # milliseconds in which a page asks for what its scripts want
UNFOLD = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"


def soon(page, script, wanted):
    """What the script gives as soon as it is what is wanted; after some seconds, whatever it gives."""
    last = monotonic() + PATIENCE
    while (value := page.evaluate(script)) != wanted and monotonic() < last:
        sleep(0.05)
    return value


class Seen:
    """What a page did since it was opened.

    errors: console errors, uncaught exceptions, failed requests, answers from 400 on; a line each.
    requests: every address that it asked for.
    """

    def __init__(self, page, home):
        self.home, self.errors, self.requests = home, [], []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: self.requests.append(socket.url))
        page.on("requestfailed", self._on_failed)
        page.on("response", self._on_response)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.errors.append(f"uncaught {error}"))

    @property
    def elsewhere(self):
        """The addresses asked for that are not the site's own."""
        return [url for url in self.requests if not url.startswith((self.home, "data:", "blob:"))]

    def _on_failed(self, request):
        # A page that goes on to another, as the landing page does, may do so before its own last byte.
        if not (request.is_navigation_request() and request.failure == "net::ERR_ABORTED"):
            self.errors.append(f"{request.failure}: {request.url}")

    def _on_response(self, response):
        if response.status >= HTTPStatus.BAD_REQUEST:
            self.errors.append(f"{response.status}: {response.url}")

    def _on_console(self, message):
        if message.type == "error" and not message.text.startswith("Failed to load resource"):  # noted above
            self.errors.append(f"console: {message.text}")


@contextmanager
def serve(folder, handler=None, port=0):
    """The address of a server of `folder`; what is not there is 404.html, as on GitHub Pages."""
    handler = handler or Handler
    server = Server(("127.0.0.1", port), lambda *request: handler(*request, directory=str(folder)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Server(ThreadingHTTPServer):
    daemon_threads = True  # a connection that the browser keeps open does not hold up the end

    def handle_error(self, request, client_address):
        """Says nothing: a page that is left behind breaks off what it was loading."""


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def send_error(self, code, message=None, explain=None):
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return self.wfile.write(body)

    def log_message(self, *words):
        """Says nothing."""


class SlowHandler(Handler):
    """Sends a page piece by piece, as a poor connection does."""

    PIECE, PAUSE = 30_000, 0.02  # bytes, seconds

    def copyfile(self, source, outputfile):
        if not self.guess_type(self.translate_path(self.path)).startswith(("text/html", "application/octet")):
            return super().copyfile(source, outputfile)
        while piece := source.read(self.PIECE):
            outputfile.write(piece)
            outputfile.flush()
            sleep(self.PAUSE)
        return None

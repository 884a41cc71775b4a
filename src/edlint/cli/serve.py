"""`edlint serve`: the editor's page on a local web server, which follows the files and writes decisions back."""

import contextlib
import hashlib
import hmac
import ipaddress
import json
import os
import queue
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import click

from edlint.api import Linter
from edlint.cli.articles import marked
from edlint.cli.common import config_option
from edlint.cli.errors import say
from edlint.config.search import ROOT
from edlint.config.waivers import NAME as WAIVERS
from edlint.model.errors import ConfigError, EdlintError
from edlint.model.report import Report
from edlint.report.html import Served, single
from edlint.run import baseline, decisions
from edlint.run.files import find_files
from edlint.run.plan import Plan, planned, write

_MOST = 5_000_000
_LONGEST = 60.0  # seconds for receiving the decisions


@click.command()
@click.argument("paths", nargs=-1)
@config_option
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="ADDRESS",
    help="An address of this machine, so that others in its network can open the page (default: nobody can).",
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port (default: a free one).")
@click.option("--open/--no-open", "show", default=True, help="Open the page in the browser.")
def serve(paths: tuple[str, ...], config: str | None, host: str, port: int, show: bool) -> None:
    """Show PATHS on a page of this machine that follows the files; decisions are written after their diff was shown."""
    session = _Session(paths or (".",), config)
    server = _Server(session, host, port)
    say(f"edlint serves {', '.join(session.paths)} at {server.address}")
    if not server.alone:
        say("Whoever has this address can read the articles and write decisions; it is not encrypted.")
    say("Ctrl-C ends it.")
    if show:
        with contextlib.chdir(ROOT):
            webbrowser.open(server.address)
    server.run()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    address_family = socket.AF_INET

    def __init__(self, place: tuple[str, int], pages: "_Server") -> None:
        if ":" in place[0]:
            self.address_family = socket.AF_INET6
        if place[0] in {"", "0.0.0.0", "::"}:  # noqa: S104 - refused here
            raise ConfigError(
                "--host: name one address of this machine: the page belongs to that address alone"
            )
        self.pages = pages
        super().__init__(place, _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore errors of a client that disconnected."""


class _Session:
    """The checked files; they are checked again whenever they have changed."""

    def __init__(self, paths: Sequence[str], config: str | None) -> None:
        self.paths = paths
        self._config = config
        self._linter = Linter(config)
        self._state = ""
        self._report: Report | None = None

    def version(self) -> str:
        """Return a digest of the state of the files: it changes when one is saved, added or removed.

        The configuration, the baseline, the waivers and the vocabulary are included.
        """
        loaded = self._linter.loaded
        found = find_files(self.paths, loaded, allow_empty=True)
        beside = [baseline.NAME, WAIVERS, *loaded.settings.vocabulary.accept]
        ours = [*(str(loaded.folder / name) for name in beside), str(loaded.path or "")]
        seen = hashlib.blake2b(digest_size=12)
        for path in [*(article.path for article in found.articles), *ours]:
            try:
                status = os.stat(path)  # noqa: PTH116 - names may hold anything
            except OSError:
                continue
            seen.update(f"{path}\0{status.st_mtime_ns}\0{status.st_size}\n".encode("utf-8", "replace"))
        return seen.hexdigest()

    def report(self) -> tuple[Report, str]:
        """Return the report on the present files, and their version."""
        version = self.version()
        if self._report is None or version != self._state:
            self._linter = Linter(self._config)
            found = find_files(self.paths, self._linter.loaded, allow_empty=True)
            report = self._linter.check_articles(found.articles, errors=found.errors, keep=True)
            self._report, self._state = marked(report, self._linter.loaded), version
        return self._report, version

    def plan(self, text: str) -> Plan:
        """Return the plan for a text of decisions. Raises ConfigError."""
        report, _ = self.report()
        return planned(decisions.parse(text, "the page"), report, self._linter.loaded)


class _Server:
    """The HTTP server. Requests arrive on threads; checks run on the main thread, where time limits can be set."""

    def __init__(self, session: _Session, host: str, port: int) -> None:
        self._session = session
        self._token = secrets.token_urlsafe(24)
        self._jobs: queue.Queue[tuple[Callable[[], Any], Future[Any]]] = queue.Queue()
        try:
            self._http = _Http((host, port), self)
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or error
            raise ConfigError(f"{host}, port {port} cannot be used: {reason}") from None
        self.alone = ipaddress.ip_address(str(self._http.server_address[0])).is_loopback
        self.host = f"{f'[{host}]' if ':' in host else host}:{self._http.server_address[1]}"
        self.address = f"http://{self.host}/?token={self._token}"

    def run(self) -> None:
        """Serve until interrupted."""
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        try:
            while True:
                work, future = self._jobs.get()
                try:
                    future.set_result(work())
                except Exception as error:  # noqa: BLE001 - goes back to the request that asked
                    future.set_exception(error)
        finally:
            self._http.shutdown()

    def allowed(self, token: str) -> bool:
        """Whether the token is this server's."""
        return hmac.compare_digest(token.encode("utf-8", "surrogatepass"), self._token.encode())

    def page(self) -> str:
        """Return the page for the present files."""
        report, version = self._do(self._session.report)
        return single(report, served=Served(self._token, version))

    def version(self) -> str:
        """Return the version of the files."""
        return str(self._do(self._session.version))

    def plan(self, text: str) -> dict[str, Any]:
        """Return the plan for a text of decisions, as JSON data for the page."""
        return _said(self._do(lambda: self._session.plan(text)))

    def apply(self, text: str, shown: str) -> dict[str, Any]:
        """Write the decisions and return what was done.

        `shown` is the name of the plan that the editor saw. Raises ConfigError if the plan is another one now.
        """

        def work() -> Plan:
            plan = self._session.plan(text)
            if plan.name != shown:
                raise ConfigError("the files have changed since the diff was shown; look at it again")
            write(plan, self._session.paths)
            return plan

        return _said(self._do(work))

    def _do(self, work: Callable[[], Any]) -> Any:
        future: Future[Any] = Future()
        self._jobs.put((work, future))
        return future.result()


def _said(plan: Plan) -> dict[str, Any]:
    """Return a plan as JSON data for the page."""
    return {
        "diff": plan.diff,
        "done": plan.done,
        "refused": plan.refused,
        "left": sorted(plan.left),
        "name": plan.name,
    }


class _Handler(BaseHTTPRequestHandler):
    """Answers only requests from this page, to this host, with this token: no other site can send any."""

    server_version = "edlint"
    sys_version = ""
    timeout = 30

    @property
    def _pages(self) -> _Server:
        return cast("_Http", self.server).pages

    def do_GET(self) -> None:
        """Send the page, or the version of the files."""
        address = urlsplit(self.path)
        if not self._ours(parse_qs(address.query).get("token", [""])[0]):
            return
        if address.path == "/":
            self._answer(self._pages.page, "text/html; charset=utf-8")
        elif address.path == "/version":
            self._answer(self._pages.version, "text/plain; charset=utf-8")
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """Send the plan for decisions, or write them."""
        if not self._ours(""):
            return
        if self.path not in {"/plan", "/apply"}:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or len(length) > len(str(_MOST)) or int(length) > _MOST:
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        # A client that sends a byte now and then must not block a thread for ever.
        cut = threading.Timer(_LONGEST, self._cut)
        cut.daemon = True
        cut.start()
        data = self.rfile.read(int(length))
        cut.cancel()
        if len(data) < int(length):
            self.close_connection = True
            return
        text = data.decode("utf-8", "replace")
        if self.path == "/plan":
            self._answer(lambda: json.dumps(self._pages.plan(text)), "application/json")
        else:
            shown = self.headers.get("X-Edlint-Diff", "")
            self._answer(lambda: json.dumps(self._pages.apply(text, shown)), "application/json")

    def _cut(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RD)

    def _ours(self, token: str) -> bool:
        """Whether the request names this host, has no foreign origin, and has the token."""
        origin = self.headers.get("Origin")
        right = (
            self.headers.get("Host") == self._pages.host
            and origin in {None, f"http://{self._pages.host}"}
            and self._pages.allowed(self.headers.get("X-Edlint-Token") or token)
        )
        if not right:
            self.send_error(HTTPStatus.FORBIDDEN, "the address that edlint serve printed has the token")
        return right

    def _answer(self, work: Callable[[], str], kind: str) -> None:
        try:
            body = work().encode("utf-8", "backslashreplace")
            status = HTTPStatus.OK
        except EdlintError as error:
            body, status = str(error).encode("utf-8", "backslashreplace"), HTTPStatus.CONFLICT
            kind = "text/plain; charset=utf-8"
        except Exception as error:  # noqa: BLE001 - whatever it is, the next request is answered
            body = f"edlint failed: {error!r}".encode("utf-8", "backslashreplace")
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            kind = "text/plain; charset=utf-8"
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Write nothing: the terminal shows the address only."""

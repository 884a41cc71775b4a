"""Requests the addresses that articles link to, in parallel and politely; runs only on a user's command."""

import http.client
import json
import socket
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlsplit
from urllib.robotparser import RobotFileParser

from edlint.run.links import Answer, LinkState, store_answers, today
from edlint.run.web import AGENT, RefusedError, fetch

ARCHIVE = "https://archive.org/wayback/available?url="
"""The service that is queried for archived copies of dead pages."""
_HOSTS = 16  # hosts that are queried in parallel, each with one request at a time
_SLOWEST = 10.0  # seconds between two requests, whatever robots.txt asks for
_GONE = frozenset({404, 410})


def request_all(
    urls: Iterable[str],
    *,
    private: bool = False,
    pause: float = 1.0,
    archive: str = ARCHIVE,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, Answer]:
    """Request each address and return the answers, which are also cached; see `edlint.run.web` for what is refused.

    Hosts are queried in parallel, each with one request at a time and `pause` seconds between, as their robots.txt
    allows. `archive` is queried for copies of dead pages (empty: none). `progress` is called after each address.
    """
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in dict.fromkeys(urls):
        hosts[_host(url)].append(url)
    asking = _Asking(private, pause, archive, progress)
    with ThreadPoolExecutor(_HOSTS) as pool:
        answers = {url: answer for part in pool.map(asking.host, hosts.values()) for url, answer in part}
    store_answers(answers)
    return answers


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""  # an invalid address, which the request will report


class _Asking:
    def __init__(self, private: bool, pause: float, archive: str, progress: Callable[[str], None]) -> None:
        self._private = private
        self._pause = pause
        self._archive = archive
        self._progress = progress
        self._one = threading.Lock()  # one request to the archive at a time, too

    def host(self, urls: Sequence[str]) -> list[tuple[str, Answer]]:
        """Return the answers for the addresses of one host."""
        robots = self._robots(urls[0])
        pause = min(float(robots.crawl_delay(AGENT) or 0) or self._pause, _SLOWEST) if robots else self._pause
        found = []
        for url in urls:
            if robots is not None and not robots.can_fetch(AGENT, url):
                answer = self._answer(LinkState.PASSED, "robots.txt asks not to")
            else:
                time.sleep(pause)
                answer = self._page(url)
            found.append((url, answer))
            with self._one:
                self._progress(url)
        return found

    def _robots(self, url: str) -> RobotFileParser | None:
        """Return a host's parsed robots.txt; None if there is none, or the host does not answer."""
        try:
            parts = urlsplit(url)
            page = fetch(f"{parts.scheme}://{parts.netloc}/robots.txt", private=self._private, body=True)
        except (RefusedError, OSError, http.client.HTTPException, ValueError):
            return None
        if page.status != http.HTTPStatus.OK:
            return None
        robots = RobotFileParser()
        robots.parse(page.body.decode("utf-8", "replace").splitlines())
        robots.modified()
        return robots

    def _page(self, url: str) -> Answer:
        try:
            page = fetch(url, private=self._private)
        except RefusedError:
            return self._answer(LinkState.PASSED, "an address of this machine or network: refused")
        except ssl.SSLCertVerificationError as error:
            return self._answer(LinkState.UNSURE, f"its certificate is not right: {error.verify_message}")
        except TimeoutError:
            return self._answer(LinkState.UNSURE, "no answer in time")
        except (http.client.HTTPException, ValueError, UnicodeError) as error:
            return self._answer(
                LinkState.UNSURE, f"no answer of the web: {str(error) or type(error).__name__}"
            )
        except socket.gaierror as error:
            if error.errno == socket.EAI_NONAME:
                return self._gone(url, "no such host")
            return self._answer(LinkState.UNSURE, "its name could not be looked up")
        except OSError as error:
            return self._answer(
                LinkState.UNSURE, (error.strerror or str(error) or type(error).__name__).lower()
            )
        if page.status in _GONE:
            return self._gone(url, f"{page.status} {http.HTTPStatus(page.status).phrase}")
        if page.status >= http.HTTPStatus.BAD_REQUEST:
            return self._answer(LinkState.UNSURE, f"answers {page.status}")
        if urlsplit(page.url).path in {"", "/"} and urlsplit(url).path not in {"", "/"}:
            return self._answer(LinkState.UNSURE, f"leads to a front page now: {page.url}", to=page.url)
        if page.for_good and page.url != url:
            return self._answer(LinkState.MOVED, f"{page.status}, moved for good", to=page.url)
        return self._answer(LinkState.OK, str(page.status))

    def _gone(self, url: str, why: str) -> Answer:
        return self._answer(LinkState.DEAD, why, archived=self._copy(url))

    def _copy(self, url: str) -> str:
        """Return the address of an archived copy, or ""."""
        if not self._archive:
            return ""
        with self._one:
            try:
                page = fetch(self._archive + quote(url, safe=""), private=self._private, body=True)
                found = json.loads(page.body)["archived_snapshots"]["closest"]["url"]
            except (
                RefusedError,
                OSError,
                http.client.HTTPException,
                ValueError,
                LookupError,
                TypeError,
                RecursionError,
            ):
                return ""
        return found if isinstance(found, str) and found.startswith(("https://", "http://")) else ""

    def _answer(self, state: LinkState, why: str, *, to: str = "", archived: str = "") -> Answer:
        return Answer(state, why, today().isoformat(), to, archived)

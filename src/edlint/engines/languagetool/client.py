"""A client of LanguageTool's HTTP API. Every failure becomes an EngineError with the remedy.

Redirects are not followed but reported as errors. API: https://languagetool.org/http-api/ (version 1 of the
answer). The standard library's client is used because language-tool-python's does not support annotated text.
"""

import json
import time
import urllib.parse
from collections.abc import Mapping
from typing import Any

import msgspec

from edlint.model.errors import EngineError

_TRIES = 3
_PAUSE = 0.5
_BUSY = 429
_AWAY = 503
_TOO_LONG = 413
_ANSWER_LIMIT = 64_000_000


class GoneError(Exception):
    """Nothing answers at the address: the server is not running, or the connection was lost."""


class ServerAddress(msgspec.Struct, frozen=True):
    """The address of a LanguageTool server. `fields` (a user's name and key) are added to the form of each request."""

    scheme: str
    host: str
    port: int
    path: str = "/v2"
    fields: Mapping[str, str] = msgspec.field(default_factory=dict)

    @property
    def url(self) -> str:
        """Return the URL, such as `http://127.0.0.1:8081/v2`."""
        return f"{self.scheme}://{self.netloc}{self.path}"

    @property
    def netloc(self) -> str:
        """Return `host:port`, with an IPv6 host in brackets."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def at(url: str, fields: Mapping[str, str] | None = None) -> ServerAddress:
    """Return the address for a URL with or without `/v2`. Raises EngineError for an invalid URL."""
    wrong = f"“{url}” is no address of a LanguageTool server: write http://HOST:PORT"
    try:
        parts = urllib.parse.urlsplit(url if "://" in url else f"http://{url}")
        port = (443 if parts.scheme == "https" else 80) if parts.port is None else parts.port
    except ValueError:
        raise EngineError(wrong) from None
    host = parts.hostname or ""
    if (
        parts.scheme not in {"http", "https"}
        # Non-ASCII letters may be normalised to ASCII in name resolution (“ｏｒｇ”), so the host must be written in ASCII.
        or not host.replace(".", "").replace("-", "").replace(":", "").replace("_", "").isalnum()
        or not url.isascii()
        or not url.isprintable()
        or " " in url
        or not port
        or "@" in parts.netloc
        or parts.query
        or parts.fragment
    ):
        raise EngineError(wrong)
    path = parts.path.rstrip("/").removesuffix("/check")
    if not path.endswith("/v2"):
        path += "/v2"
    return ServerAddress(parts.scheme, host, port, path, fields or {})


def call(server: ServerAddress, name: str, fields: Mapping[str, str] | None, timeout: float) -> Any:
    """Return the decoded JSON answer of `GET name`, or of `POST name` when there are fields.

    Overload (429), a server error (5xx) or a lost connection is retried after a pause, within `timeout` seconds. Raises
    GoneError when nothing answers there or the connection is lost each time, EngineError for every other failure.
    """
    import http.client  # noqa: PLC0415 - every run looks whether LanguageTool is there, and few ask it anything
    import socket  # noqa: PLC0415 - as above
    import ssl  # noqa: PLC0415 - as above

    deadline = time.monotonic() + timeout
    pause = _PAUSE
    for attempt in range(1, _TRIES + 1):
        last = attempt == _TRIES
        try:
            status, headers, body = _exchange(server, name, fields, deadline)
        except ConnectionRefusedError:
            raise GoneError(f"nothing answers at {server.url}") from None
        except TimeoutError:
            raise EngineError(
                f"LanguageTool at {server.url} did not answer within {timeout:g} s; "
                "a higher `timeout` under [languagetool] gives it longer"
            ) from None
        except ssl.SSLCertVerificationError as error:
            raise EngineError(
                f"{server.url}: its certificate does not hold ({error.verify_message})"
            ) from None
        except socket.gaierror:
            raise GoneError(f"there is no host “{server.host}”") from None
        except (OSError, http.client.HTTPException) as error:
            if last:
                lost = "speaks no TLS" if isinstance(error, ssl.SSLError) else "lost the connection"
                raise GoneError(f"{server.url} {lost} ({_reason(error)})") from None
            status, headers, body = _AWAY, {}, b""
        if status == 200:
            return _decoded(server, body)
        retry = status == _BUSY or status >= 500
        if status in {_BUSY, _AWAY}:
            pause = _seconds(headers.get("retry-after"), pause)
        if last or not retry or time.monotonic() + pause >= deadline:
            raise EngineError(_refusal(server, status, headers, body))
        time.sleep(pause)
        pause *= 2
    raise AssertionError("unreachable: the last attempt returns or raises")


def _exchange(
    server: ServerAddress, name: str, fields: Mapping[str, str] | None, deadline: float
) -> tuple[int, Mapping[str, str], bytes]:
    import http.client  # noqa: PLC0415 - as above

    make = http.client.HTTPSConnection if server.scheme == "https" else http.client.HTTPConnection
    connection = make(server.host, server.port, timeout=_left(deadline))
    try:
        body = None
        headers = {"Accept": "application/json", "User-Agent": "edlint"}
        if fields is not None:
            body = urllib.parse.urlencode({**fields, **server.fields})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("GET" if body is None else "POST", f"{server.path}/{name}", body, headers)
        response = connection.getresponse()
        parts: list[bytes] = []
        size = 0
        # Read in pieces, so that the deadline also applies to a server that sends one byte a second.
        while True:
            left = _left(deadline)
            if connection.sock is not None:
                connection.sock.settimeout(left)
            piece = response.read1(65_536)
            if not piece:
                break
            parts.append(piece)
            size += len(piece)
            if size > _ANSWER_LIMIT:
                raise EngineError(f"{server.url} answered with more than {_ANSWER_LIMIT} bytes")
        if response.length:
            raise http.client.IncompleteRead(b"".join(parts), response.length)
        return response.status, {k.lower(): v for k, v in response.getheaders()}, b"".join(parts)
    finally:
        connection.close()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _seconds(header: str | None, otherwise: float) -> float:
    return float(header) if header and header.isdecimal() else otherwise


def _decoded(server: ServerAddress, body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise EngineError(
            f"{server.url} did not answer as LanguageTool does (“{_start(body)}”): is the address right?"
        ) from None


def _refusal(server: ServerAddress, status: int, headers: Mapping[str, str], body: bytes) -> str:
    if 300 <= status < 400:
        target = " ".join(headers.get("location", "").split())[:80]
        return f"{server.url} sends elsewhere (“{target}”), which is not followed: write the final address"
    if status == _BUSY:
        return f"{server.url} takes no more requests for now (429): try later, or use a server of your own"
    if status in {401, 403}:
        return f"{server.url} refused the request ({status}): check the name and key in the environment"
    remedy = ""
    if status == _TOO_LONG:
        remedy = ": set `max-text` under [languagetool] to what it takes"
    elif status == 404:
        remedy = ": is the address right?"
    return f"{server.url} answered {status} (“{_start(body)}”){remedy}"


def _start(body: bytes) -> str:
    return " ".join(body[:200].decode("utf-8", "replace").split())[:80]


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__

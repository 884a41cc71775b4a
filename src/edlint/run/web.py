"""Fetches pages on a user's command, but never from the machine's own or a private network, not even by a redirect.

The name is resolved once and the connection made to the address that was checked, so that a second DNS answer cannot
bypass the check. No proxy is used, for the same reason.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from edlint import __version__

AGENT = f"edlint/{__version__} (checks links; +https://github.com/edlint/edlint)"
_TIMEOUT = 10.0  # seconds without a byte
_LONGEST = 30.0  # seconds for one answer
_MOST = 500_000  # bytes that are read of one answer
_REDIRECTS = 10
_PERMANENT = frozenset({301, 308})
_TEMPORARY = frozenset({302, 303, 307})


class RefusedError(Exception):
    """The address belongs to this machine or to a private network."""


class Page(NamedTuple):
    """A response: the status, the final address, whether all redirects to it are permanent, and the body."""

    status: int
    url: str
    for_good: bool
    body: bytes
    wait: str = ""  # the Retry-After header


def fetch(url: str, *, private: bool, body: bool = False) -> Page:
    """Request `url`, follow redirects and return the response; `private` allows private addresses.

    Raises RefusedError, OSError (with ssl.SSLError), http.client.HTTPException, and ValueError for an invalid address.
    """
    for_good = True
    for _ in range(_REDIRECTS + 1):
        status, headers, data = _once(url, private=private, body=body)
        target = headers.get("location", "")
        if status not in _PERMANENT | _TEMPORARY or not target:
            return Page(status, url, for_good, data, headers.get("retry-after", ""))
        for_good = for_good and status in _PERMANENT
        url = urljoin(url, target)
    raise OSError("it redirects in a circle")


def _once(url: str, *, private: bool, body: bool) -> tuple[int, dict[str, str], bytes]:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("no address of the web")
    secure = parts.scheme == "https"
    host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    port = parts.port or (443 if secure else 80)
    connection = http.client.HTTPConnection(host, port, timeout=_TIMEOUT)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (
        f"?{quote(parts.query, safe='/%:@!$&()*+,;=~?')}" if parts.query else ""
    )
    with _socket(host, port, secure=secure, private=private) as sock:
        connection.sock = sock
        # A server may send one byte a second; that must not go on for ever.
        timer = threading.Timer(_LONGEST, _cut, [sock])
        timer.daemon = True
        timer.start()
        try:
            connection.request(
                "GET", path, headers={"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"}
            )
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            data = answer.read(_MOST) if body else b""
            return answer.status, headers, data
        finally:
            timer.cancel()
            connection.close()


@contextlib.contextmanager
def _socket(host: str, port: int, *, secure: bool, private: bool) -> Iterator[socket.socket]:
    """Connect to the first of the host's addresses that accepts; refuse if any of them is private."""
    found = list(
        dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    )
    if not private and not all(_public(address) for address in found):
        raise RefusedError
    failed: OSError = OSError("no address")
    for address in found:
        try:
            sock = socket.create_connection((address, port), _TIMEOUT)
        except OSError as error:
            failed = error
            continue
        with sock:
            if not secure:
                yield sock
                return
            with ssl.create_default_context().wrap_socket(sock, server_hostname=host) as wrapped:
                yield wrapped
                return
    raise failed


def _public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    # ::ffff:127.0.0.1, 64:ff9b::7f00:1 and 2002:7f00:1:: lead to the IPv4 address that they contain.
    inner = [found]
    if isinstance(found, ipaddress.IPv6Address):
        held = (found.ipv4_mapped, found.sixtofour, ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
        nat = found in ipaddress.ip_network("64:ff9b::/96")
        inner += [each for each in held[: 3 if nat else 2] if each is not None]
    return all(each.is_global and not each.is_multicast for each in inner)


def _cut(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)

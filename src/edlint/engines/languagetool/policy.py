"""Which server text and credentials may be sent to: another host only if the user's environment names it."""

import ipaddress
import os

from edlint.config.schema import LanguageToolSettings
from edlint.engines.languagetool.client import ServerAddress, at
from edlint.model.errors import EngineError

HOST = "EDLINT_LANGUAGETOOL_HOST"
USERNAME = "EDLINT_LANGUAGETOOL_USERNAME"
KEY = "EDLINT_LANGUAGETOOL_KEY"
_PUBLIC = ("languagetool.org", "languagetoolplus.com")


def remote(settings: LanguageToolSettings) -> ServerAddress | None:
    """Return the server that the configuration names, or None. Raises EngineError when it may not be used.

    A pull request may change the configuration. So a host other than this machine is used only when the user's
    environment names it as well. Name and key are read from the environment only, sent to that host only, and never
    unencrypted over a network.
    """
    if settings.url is None:
        return None
    server = at(settings.url)
    host = server.host.lower().rstrip(".")
    named = os.environ.get(HOST, "").lower() in {host, f"[{host}]", server.netloc.lower()}
    if not named and not is_local(server.host):
        raise EngineError(
            f"{server.host} is not this machine, and the articles would leave it: if they may, name the host "
            f"in your environment, {HOST}={host}"
        )
    if any(host == name or host.endswith(f".{name}") for name in _PUBLIC) and not settings.public:
        raise EngineError(
            f"{server.host} is LanguageTool's public service and the articles would leave this machine: "
            "set `public = true` under [languagetool] if they may"
        )
    return at(settings.url, _credentials(server, named=named))


def _credentials(server: ServerAddress, *, named: bool) -> dict[str, str]:
    fields = {"username": os.environ.get(USERNAME, ""), "apiKey": os.environ.get(KEY, "")}
    fields = {name: value for name, value in fields.items() if value}
    if not fields:
        return {}
    if not os.environ.get(HOST):
        raise EngineError(f"{KEY} is set without {HOST}: name there the one host it may be sent to")
    if not named:
        return {}
    if server.scheme != "https" and not is_local(server.host):
        raise EngineError(f"the key is not sent to {server.host} in clear text: use https in `url`")
    return fields


def is_local(host: str) -> bool:
    """Whether the host is `localhost` or a loopback address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

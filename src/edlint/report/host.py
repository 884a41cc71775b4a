"""Web addresses of the checked files, on the CI service that runs edlint: GitHub or GitLab."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import quote, urlsplit

_UNSAFE = frozenset("<>()[]\"'`\\ ")


class Host(NamedTuple):
    """A repository at the checked commit: its service, the address of its files, and the folder of its root."""

    kind: Literal["github", "gitlab"]
    blob: str
    root: str

    def address(self, path: str, first: int = 0, last: int = 0) -> str:
        """Return the address of a file, and of its lines from 1 (0: none); "" for a file outside of the repository."""
        inside = os.path.relpath(path, self.root).replace(os.sep, "/")
        if inside == ".." or inside.startswith("../"):
            return ""
        page = self.blob + quote(inside, errors="surrogateescape")
        if not first:
            return page
        sign = "L" if self.kind == "github" else ""
        lines = f"#L{first}" + (f"-{sign}{last}" if last > first else "")
        # Without this, Markdown is rendered, and its lines have no anchors.
        return f"{page}?plain=1{lines}"


def host(environment: Mapping[str, str] = os.environ) -> Host | None:
    """Return the repository that this run's CI service names in the environment, or None."""
    get = environment.get
    if get("GITHUB_ACTIONS") == "true":
        server, name, commit = get("GITHUB_SERVER_URL"), get("GITHUB_REPOSITORY"), get("GITHUB_SHA")
        return _checked("github", f"{server}/{name}", "blob", commit, get("GITHUB_WORKSPACE"))
    if get("GITLAB_CI") == "true":
        return _checked(
            "gitlab", get("CI_PROJECT_URL"), "-/blob", get("CI_COMMIT_SHA"), get("CI_PROJECT_DIR")
        )
    return None


def _checked(
    kind: Literal["github", "gitlab"], project: str | None, way: str, commit: str | None, folder: str | None
) -> Host | None:
    """Return the repository if the variables have plausible values: an address and a commit id, else None."""
    project, commit = project or "", commit or ""
    address = urlsplit(project)
    plain = project.isprintable() and not _UNSAFE & set(project)
    if address.scheme not in {"https", "http"} or not address.netloc or not plain or not commit.isalnum():
        return None
    return Host(kind, f"{project.rstrip('/')}/{way}/{commit}/", str(_root(folder)))


def _root(folder: str | None) -> Path:
    """Return the root of the repository around the working directory, else the folder that CI works in."""
    here = Path.cwd()
    found = next((one for one in (here, *here.parents) if (one / ".git").exists()), None)
    return found or Path(folder or here)

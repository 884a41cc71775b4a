"""What a page answers, and which addresses are nobody's business; nothing is asked of the network here."""

import ssl
from datetime import timedelta

import pytest

from edlint.model.claim import Claim, ClaimKind, ClaimStatus, Evidence, EvidenceKind
from edlint.model.report import FileReport, Report
from edlint.model.span import Span
from edlint.run import linkcheck, links, web
from edlint.run.links import Answer, LinkState


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("2606:2800:220:1::1", True),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("ff0e::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
    ],
)
def test_only_public_addresses_are_asked(address: str, public: bool) -> None:
    assert web._public(address) is public


def answering(monkeypatch: pytest.MonkeyPatch, answers: dict[str, tuple[int, str]]) -> None:
    """Have addresses answer with a status and a place to go on to."""

    def once(url: str, *, private: bool, body: bool) -> tuple[int, dict[str, str], bytes]:
        status, to = answers[url]
        return status, {"location": to} if to else {}, b"x" if body else b""

    monkeypatch.setattr(web, "_once", once)


@pytest.mark.parametrize(
    ("answers", "page"),
    [
        ({"http://a/": (200, "")}, (200, "http://a/", True)),
        ({"http://a/": (301, "/b"), "http://a/b": (200, "")}, (200, "http://a/b", True)),
        ({"http://a/": (302, "/b"), "http://a/b": (200, "")}, (200, "http://a/b", False)),
        (
            {"http://a/": (302, "/b"), "http://a/b": (308, "/c"), "http://a/c": (404, "")},
            (404, "http://a/c", False),
        ),
        ({"http://a/": (301, "")}, (301, "http://a/", True)),
        ({"http://a/": (304, "/b")}, (304, "http://a/", True)),
    ],
)
def test_redirects_are_followed(monkeypatch: pytest.MonkeyPatch, answers: dict, page: tuple) -> None:
    answering(monkeypatch, answers)
    assert web.fetch("http://a/", private=False)[:3] == page


@pytest.mark.parametrize(("redirects", "ends"), [(10, True), (11, False)])
def test_ten_redirects_lead_somewhere(monkeypatch: pytest.MonkeyPatch, redirects: int, ends: bool) -> None:
    answers = {f"http://a/{n}": (301, f"/{n + 1}") for n in range(redirects)}
    answering(monkeypatch, {**answers, f"http://a/{redirects}": (200, "")})
    if ends:
        assert web.fetch("http://a/0", private=False).url == f"http://a/{redirects}"
    else:
        with pytest.raises(OSError, match="in a circle"):
            web.fetch("http://a/0", private=False)


@pytest.mark.parametrize("url", ["ftp://a/b", "http:///b", "mailto:a@b.c", ""])
def test_what_is_no_address_of_the_web_is_not_asked(url: str) -> None:
    with pytest.raises(ValueError, match="no address of the web"):
        web.fetch(url, private=False)


def certificate() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError()
    error.verify_message = "it has expired"
    return error


@pytest.mark.parametrize(
    ("url", "page", "state", "why"),
    [
        ("http://a/b", (200, "http://a/b", True), LinkState.OK, "200"),
        ("http://a/b", (399, "http://a/b", True), LinkState.OK, "399"),
        ("http://a/b", (400, "http://a/b", True), LinkState.UNSURE, "answers 400"),
        ("http://a/b", (404, "http://a/b", True), LinkState.DEAD, "404 Not Found"),
        ("http://a/b", (410, "http://a/b", True), LinkState.DEAD, "410 Gone"),
        ("http://a/b", (200, "http://a/c", True), LinkState.MOVED, "200, moved for good"),
        ("http://a/b", (200, "http://a/c", False), LinkState.OK, "200"),
        ("http://a/b", (200, "http://a/", True), LinkState.UNSURE, "leads to a front page now: http://a/"),
        ("http://a/b", (200, "http://c", False), LinkState.UNSURE, "leads to a front page now: http://c"),
        ("http://a/", (200, "http://c/", True), LinkState.MOVED, "200, moved for good"),
        ("http://a", (200, "http://a/", False), LinkState.OK, "200"),
        (
            "http://a/b",
            web.RefusedError(),
            LinkState.PASSED,
            "an address of this machine or network: refused",
        ),
        ("http://a/b", TimeoutError(), LinkState.UNSURE, "no answer in time"),
        ("http://a/b", certificate(), LinkState.UNSURE, "its certificate is not right: it has expired"),
        ("http://a/b", ValueError(), LinkState.UNSURE, "no answer of the web: ValueError"),
        ("http://a/b", OSError(111, "Connection refused"), LinkState.UNSURE, "connection refused"),
        ("http://a/b", OSError(), LinkState.UNSURE, "oserror"),
    ],
)
def test_what_an_answer_says_of_a_link(
    monkeypatch: pytest.MonkeyPatch, url: str, page: tuple | Exception, state: LinkState, why: str
) -> None:
    def fetch(_: str, **__: object) -> web.Page:
        if isinstance(page, Exception):
            raise page
        return web.Page(*page, b"")

    monkeypatch.setattr(linkcheck, "fetch", fetch)
    answer = linkcheck._Asking(False, 0, "", lambda _: None)._page(url)
    assert (answer.state, answer.why) == (state, why)


@pytest.mark.parametrize(
    ("state", "days", "fresh"),
    [
        (LinkState.OK, 13, True),
        (LinkState.OK, 14, False),
        (LinkState.MOVED, 13, True),
        (LinkState.DEAD, 1, True),
        (LinkState.DEAD, 2, False),
        (LinkState.UNSURE, 0, False),
    ],
)
def test_for_how_long_an_answer_is_believed(state: LinkState, days: int, fresh: bool) -> None:
    assert Answer(state, "", (links.today() - timedelta(days)).isoformat()).fresh is fresh


def claim(status: ClaimStatus, *urls: str) -> Claim:
    evidence = tuple(Evidence(EvidenceKind.LINK, "w", url) for url in urls)
    return Claim(ClaimKind.STATISTIC, "t", Span(0, 1), "t", status, evidence)


def test_a_claim_is_unsourced_where_all_that_stands_behind_it_is_dead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dead, fine = Answer(LinkState.DEAD, "404", "2026-01-31"), Answer(LinkState.OK, "200", "2026-01-31")
    monkeypatch.setattr(
        links, "cached_answers", lambda urls: {url: dead if "dead" in url else fine for url in urls}
    )
    given = [
        claim(ClaimStatus.SOURCED, "http://dead#a"),
        claim(ClaimStatus.SOURCED, "http://dead", "http://fine"),
        claim(ClaimStatus.SOURCED),
        claim(ClaimStatus.OWN, "http://dead"),
        claim(ClaimStatus.SOURCED, "http://fine"),
    ]
    (file,) = links.mark_dead_evidence(Report("", [FileReport("a", "markdown", claims=tuple(given))])).files
    statuses = [ClaimStatus.UNSOURCED, *[one.status for one in given[1:]]]
    assert [one.status for one in file.claims] == statuses
    assert [[bool(e.gone) for e in one.evidence] for one in file.claims] == [
        [True], [True, False], [], [True], [False],
    ]  # fmt: skip


def test_answers_that_are_sure_are_kept() -> None:
    day = links.today().isoformat()
    links.store_answers(
        {"http://x/ok": Answer(LinkState.OK, "200", day), "http://x/?": Answer(LinkState.UNSURE, "", day)}
    )
    assert set(links.cached_answers(["http://x/ok", "http://x/?", "http://x/none"])) == {"http://x/ok"}

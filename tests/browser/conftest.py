"""A headless Chromium without network access; tests are skipped if it is not installed."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, started once."""
    if CHROMIUM is None:
        if os.environ.get("EDLINT_REQUIRE_BROWSER"):
            pytest.fail("no Chromium found, and EDLINT_REQUIRE_BROWSER is set")
        pytest.skip("no Chromium found: install it, or let .ci/run do so")
    with sync_playwright() as playwright:
        arguments = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
        ]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments, timeout=300_000)
        yield browser
        browser.close()


class Watched:
    """A page with its requests and its error messages."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on(
            "console",
            lambda message: self.complaints.append(message.text) if message.type == "error" else None,
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "dialog", lambda dialog: (self.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss())
        )


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A new page whose requests and errors are recorded."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    # A busy machine is slow; what never happens still fails the test.
    context.set_default_timeout(120_000)
    yield Watched(context.new_page())
    context.close()


def reload_until(page: Page, shows: Callable[[], bool]) -> None:
    """Reload a page until it shows what it stored: another process of the browser writes that."""
    for _ in range(20):
        page.reload()
        if shows():
            return

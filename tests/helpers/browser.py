"""A headless Chromium for the tests: the system's own, or else the one Playwright has installed."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (  # nothing of the browser's own on the network, so that what is seen there is the page's
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)


@contextmanager
def chromium() -> Iterator:
    """A running browser (playwright's Browser); skips the test where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install -r tests/requirements.txt")
    path = next(filter(None, map(shutil.which, NAMES)), None)
    arguments = [*QUIET, *(["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else [])]
    with playwright.sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=path, args=arguments)
        except playwright.Error:
            pytest.skip("no browser: install chromium, or run `python -m playwright install chromium`")
        yield browser
        browser.close()

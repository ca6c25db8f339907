"""One Chromium for the browser tests, and pages that collect their faults.

Needs Debian's `chromium` and, from PyPI, `pytest`, `playwright` and `axe-playwright-python`.
"""

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright
from screen import Screen

CHROMIUM = "/usr/bin/chromium"
ONLY_THIS_MACHINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
REPORT_VIOLATIONS = """
addEventListener('securitypolicyviolation', (event) =>
    console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""

expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def chromium():
    """One browser for the whole run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", ONLY_THIS_MACHINE])
        yield browser
        browser.close()


@pytest.fixture
def context(chromium, apus):
    """A fresh profile that collects the faults of its pages; a test with one fails at its end."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", locale="en-US")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=apus.admin_url)
    faults: list[str] = []
    context.add_init_script(REPORT_VIOLATIONS)
    context.on("console", lambda message: faults.append(f"{message.text} {message.location['url']}") if is_fault(message) else None)
    context.on("weberror", lambda error: faults.append(f"uncaught: {error.error}"))
    context.on("request", lambda request: faults.append(f"foreign request: {request.url}")
               if not request.url.startswith((f"{apus.admin_url}/admin", "data:")) else None)
    yield context
    context.close()
    assert faults == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def is_fault(message) -> bool:
    """Whether a console message is an error; refusals that the browser itself logs of API calls are not."""
    refused_call = message.text.startswith("Failed to load resource") and "/admin/api/" in message.location["url"]
    return message.type == "error" and not refused_call


@pytest.fixture
def screen(page: Page, apus) -> Screen:
    return Screen(page, apus)


@pytest.fixture
def demo(apus) -> None:
    """Gives the gateway the demo account."""
    status, _, _ = apus.admin("POST", "/admin/api/accounts", {"provider": "demo"})
    assert status == 201

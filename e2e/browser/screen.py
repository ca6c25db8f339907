"""The admin page as its user names it, and small questions about ports."""

import socket
import urllib.error
import urllib.request
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


@dataclass
class Screen:
    """One open page."""

    page: Page
    apus: object

    def open(self) -> "Screen":
        """Signs in through a fresh link."""
        self.page.goto(self.apus.link())
        return self.wait()

    def open_with_token(self) -> "Screen":
        """Signs in with the owner's token, which outlives a restart of the program."""
        self.page.goto(f"{self.apus.admin_url}/admin")
        self.unlock(self.owner_token())
        return self.wait()

    def wait(self) -> "Screen":
        expect(self.page.get_by_role("heading", name="API proxy")).to_be_visible()
        expect(self.port).to_be_visible()
        return self

    def owner_token(self) -> str:
        return (self.apus.home / "admin.token").read_text().strip()

    def unlock(self, secret: str) -> None:
        self.secret.fill(secret)
        self.page.get_by_role("button", name="Unlock").click()

    def start(self) -> None:
        self.power.click()
        expect(self.chip).to_contain_text("Running")

    def stop(self) -> None:
        self.power.click()
        expect(self.chip).to_contain_text("Stopped")

    def save(self) -> None:
        self.page.get_by_role("button", name="Save", exact=True).click()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def mode(self, name: str) -> Locator:
        return self.page.locator(f'input[name="auth_mode"][value="{name}"]')

    def verdicts(self) -> Locator:
        return self.page.locator("[data-who] tbody tr")

    def clipboard(self) -> str:
        return self.page.evaluate("navigator.clipboard.readText()")

    @property
    def secret(self) -> Locator:
        return self.page.get_by_label("One-time code or admin token")

    @property
    def power(self) -> Locator:
        return self.page.locator("[data-power]")

    @property
    def chip(self) -> Locator:
        return self.page.locator("[data-chip]")

    @property
    def notice(self) -> Locator:
        return self.page.locator("[data-notices]")

    @property
    def port(self) -> Locator:
        return self.page.get_by_label("Port", exact=True)

    @property
    def lan(self) -> Locator:
        return self.page.get_by_role("switch", name="LAN access")

    @property
    def key(self) -> Locator:
        return self.page.get_by_label("Present key")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")


def health(port: int, key: str | None = None) -> int:
    """The status of the health check on this computer."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}/healthz")
    if key is not None:
        request.add_header("Authorization", f"Bearer {key}")
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def is_refused(port: int) -> bool:
    """Whether nobody listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

"""The admin page in a real browser against the real program."""

import socket
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from screen import free_port, health, is_refused

AA = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}

# Program here, page from an allowed origin, other page, other device, health check.
OPEN, KEY, REFUSED, UNREACHABLE = "No key needed", "With the key", "Refused", "Not reachable"
WHO_MAY_CALL = {
    ("off", False): [OPEN, KEY, REFUSED, UNREACHABLE, OPEN],
    ("off", True): [OPEN, KEY, REFUSED, OPEN, OPEN],
    ("auto", False): [OPEN, KEY, REFUSED, UNREACHABLE, OPEN],
    ("auto", True): [KEY, KEY, REFUSED, KEY, OPEN],
    ("all_except_health", False): [KEY, KEY, REFUSED, UNREACHABLE, OPEN],
    ("all_except_health", True): [KEY, KEY, REFUSED, KEY, OPEN],
    ("strict", False): [KEY, KEY, REFUSED, UNREACHABLE, KEY],
    ("strict", True): [KEY, KEY, REFUSED, KEY, KEY],
}


class TestLogin:
    def test_a_link_opens_the_page_and_leaves_no_code_behind(self, screen, page):
        screen.open()
        assert "#" not in page.url
        page.reload()
        screen.wait()

    def test_the_owner_token_opens_the_page(self, screen):
        screen.open_with_token()

    def test_a_pasted_link_opens_the_page(self, screen, page, apus):
        page.goto(f"{apus.admin_url}/admin")
        screen.unlock(apus.link())
        screen.wait()

    @pytest.mark.parametrize("secret", ["0" * 64, "sk-0123456789"])
    def test_a_wrong_token_is_told(self, screen, page, apus, secret):
        page.goto(f"{apus.admin_url}/admin")
        screen.unlock(secret)
        expect(page.get_by_role("alert")).to_have_text(
            "That is not the admin token. API keys (sk-…) do not work here.")
        expect(screen.secret).to_be_focused()

    def test_a_code_works_once(self, screen, page, context, apus):
        link = apus.link()
        page.goto(link)
        screen.wait()
        second = context.new_page()
        second.goto(link)
        expect(second.get_by_role("alert")).to_contain_text("already used")
        assert "#" not in second.url

    def test_a_used_link_does_not_end_a_good_session(self, screen, page, apus):
        link = apus.link()
        page.goto(link)
        screen.wait()
        page.goto(link)
        expect(screen.power).to_be_visible()
        assert "#" not in page.url
        expect(screen.secret).to_be_hidden()

    def test_too_many_tries_count_down(self, screen, page, apus):
        page.clock.install()
        page.route("**/admin/api/session", lambda route: route.fulfill(
            status=429, json={"code": "too_many_attempts", "message": "Wait.", "retry_after": 8}))
        page.goto(f"{apus.admin_url}/admin")
        screen.unlock("0" * 64)
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("Next try in 8 s.")
        expect(screen.button("Unlock")).to_have_attribute("aria-disabled", "true")
        page.clock.run_for(3_000)
        expect(alert).to_contain_text("Next try in 5 s.")
        page.clock.run_for(5_000)
        expect(alert).to_have_text("You can try again now.")
        expect(screen.button("Unlock")).not_to_have_attribute("aria-disabled", "true")

    def test_a_gateway_that_is_gone_is_told_at_login(self, screen, page, apus):
        page.goto(f"{apus.admin_url}/admin")
        expect(screen.secret).to_be_focused()
        for bird in page.locator("img").all():
            expect(bird).to_have_js_property("complete", True)
        apus.stop_process()
        screen.unlock("0" * 64)
        expect(page.get_by_role("alert")).to_contain_text(f"not answering on {apus.admin_url[7:]}. Is it running?")

    def test_signing_out_ends_the_session(self, screen, page):
        screen.open()
        screen.button("Sign out").click()
        expect(screen.secret).to_be_visible()
        page.reload()
        expect(screen.secret).to_be_visible()

    def test_an_ended_session_asks_again_and_keeps_what_was_typed(self, screen, page, apus):
        screen.open()
        screen.port.fill("9123")
        screen.button("Show").click()
        expect(screen.key).not_to_have_value("…")
        token = page.evaluate("sessionStorage.getItem('apus.token')")
        request = urllib.request.Request(
            f"{apus.admin_url}/admin/api/session", method="DELETE", headers={"X-Admin-Token": token})
        urllib.request.urlopen(request).close()
        expect(page.get_by_role("alert")).to_contain_text("session has ended")
        screen.unlock(screen.owner_token())
        expect(screen.port).to_have_value("9123")
        assert "…" in screen.key.input_value()


class TestStartAndStop:
    def test_a_newcomer_adds_the_demo_account_and_starts(self, screen, page, apus):
        screen.open()
        expect(page.locator("[data-accounts]")).to_have_text("0 active accounts")
        screen.power.click()
        expect(screen.notice).to_contain_text("There is no account to send requests to.")
        expect(screen.notice).to_contain_text("nothing leaves this machine")
        screen.button("Add the demo account").click()
        expect(screen.notice).to_contain_text("Press Start.")
        expect(page.locator("[data-accounts]")).to_have_text("1 active account")
        expect(screen.power).to_be_focused()
        screen.start()
        expect(screen.chip).to_have_text(f"Running · 127.0.0.1:{apus.api_port} · auth: auto")
        expect(screen.power).to_have_text("Stop")
        assert health(apus.api_port) == 200
        screen.stop()
        expect(screen.power).to_have_text("Start")
        assert is_refused(apus.api_port)

    def test_the_port_is_locked_while_running(self, screen, demo):
        screen.open()
        expect(screen.port).to_be_enabled()
        screen.start()
        expect(screen.port).to_be_disabled()
        expect(screen.page.get_by_text("To change the port, stop the proxy first.")).to_be_visible()
        screen.stop()
        expect(screen.port).to_be_enabled()

    def test_a_new_port_is_used_from_the_next_start(self, screen, apus, demo):
        port = free_port()
        screen.open()
        screen.port.fill(str(port))
        screen.save()
        expect(screen.notice).to_contain_text("Saved: port.")
        screen.start()
        expect(screen.chip).to_contain_text(f"127.0.0.1:{port}")
        assert health(port) == 200
        assert is_refused(apus.api_port)

    def test_start_takes_the_unsaved_port_with_it(self, screen, demo):
        port = free_port()
        screen.open()
        screen.port.fill(str(port))
        expect(screen.power).to_have_text("Save and start")
        screen.start()
        assert health(port) == 200

    @pytest.mark.parametrize("text", ["0", "65536", "abc", ""])
    def test_a_bad_port_is_not_sent(self, screen, apus, demo, text):
        screen.open()
        screen.port.fill(text)
        expect(screen.page.get_by_text("Enter a whole number from 1 to 65535.")).to_be_visible()
        screen.power.click()
        expect(screen.port).to_be_focused()
        assert apus.admin("GET", "/admin/api/config")[2]["proxy"]["port"] == apus.api_port

    def test_a_taken_port_is_told_with_its_address_and_what_to_do(self, screen, apus, demo):
        with socket.create_server(("127.0.0.1", apus.api_port)):
            screen.open()
            screen.power.click()
            expect(screen.notice).to_contain_text(f"Port {apus.api_port} is taken.")
            expect(screen.notice).to_contain_text(f"127.0.0.1:{apus.api_port}")
            expect(screen.notice).to_contain_text("Address already in use")
            expect(screen.notice).to_contain_text("Pick another port")
        screen.start()
        expect(screen.notice).to_be_empty()

    def test_a_start_from_elsewhere_shows(self, screen, apus, demo):
        screen.open()
        apus.admin("POST", "/admin/api/start", {})
        expect(screen.chip).to_contain_text("Running")
        apus.admin("POST", "/admin/api/stop", {})
        expect(screen.chip).to_contain_text("Stopped")


class TestKey:
    def test_shows_copies_and_hides(self, screen, apus):
        _, _, body = apus.admin("GET", "/admin/api/config/key")
        screen.open()
        masked = screen.key.input_value()
        assert masked.startswith("sk-…") and body["api_key"] not in screen.page.content()
        screen.button("Show").click()
        expect(screen.key).to_have_value(body["api_key"])
        screen.button("Hide").click()
        expect(screen.key).to_have_value(masked)
        screen.page.locator('[data-key="copy"]').click()
        expect(screen.button("Copied")).to_be_visible()
        assert screen.clipboard() == body["api_key"]

    def test_rotates_after_asking(self, screen, apus):
        old = apus.admin("GET", "/admin/api/config/key")[2]["api_key"]
        screen.open()
        screen.button("Rotate…").click()
        screen.dialog.get_by_role("button", name="Cancel").click()
        expect(screen.dialog).to_have_count(0)
        assert apus.admin("GET", "/admin/api/config/key")[2]["api_key"] == old
        screen.button("Rotate…").click()
        screen.dialog.get_by_role("button", name="Rotate the key").click()
        expect(screen.notice).to_contain_text("A new API key is in force.")
        new = apus.admin("GET", "/admin/api/config/key")[2]["api_key"]
        assert new != old
        expect(screen.key).to_have_value(new)

    def test_checks_an_own_key_while_typing_and_saves_it(self, screen, apus):
        screen.open()
        screen.button("Use my own…").click()
        own = screen.page.get_by_label("Your own key")
        expect(own).to_be_focused()
        rules = screen.page.locator("[data-rule]")
        for text, met in [("x", "false false true"), ("sk-", "true false true"), ("sk-1234567", "true true true"),
                          ("sk-12345 67", "true true false")]:
            own.fill(text)
            for index, value in enumerate(met.split()):
                expect(rules.nth(index)).to_have_attribute("data-met", value)
        screen.save()
        expect(own).to_be_focused()
        own.fill("sk-my-own-key")
        screen.save()
        expect(screen.notice).to_contain_text("Saved: API key.")
        assert apus.admin("GET", "/admin/api/config/key")[2]["api_key"] == "sk-my-own-key"
        expect(own).to_be_hidden()

    def test_snippets_are_copied_with_the_real_key_and_address(self, screen, apus):
        key = apus.admin("GET", "/admin/api/config/key")[2]["api_key"]
        screen.open()
        base = f"http://127.0.0.1:{apus.api_port}"
        for name, parts in {"health": [f"curl {base}/healthz"],
                            "chat": [f"{base}/v1/chat/completions", f"Bearer {key}", '"model": "demo"'],
                            "python": [f'base_url="{base}/v1"', f'api_key="{key}"', 'model="demo"']}.items():
            screen.page.locator(f'[data-copy="{name}"]').click()
            expect(screen.page.locator(f'[data-copy="{name}"]')).to_contain_text("Copied")
            copied = screen.clipboard()
            assert all(part in copied for part in parts)
        assert key not in screen.page.content()


class TestWhoMayCall:
    def test_the_table_follows_mode_and_lan_access(self, screen):
        screen.open()
        for (mode, lan), expected in WHO_MAY_CALL.items():
            screen.mode(mode).check()
            screen.lan.set_checked(lan)
            for index, verdict in enumerate(expected):
                expect(screen.verdicts().nth(index).locator("td")).to_have_text(verdict)

    def test_lan_access_without_a_key_wants_the_word_open(self, screen, apus):
        screen.open()
        screen.lan.check()
        screen.mode("off").check()
        screen.save()
        confirm = screen.dialog.get_by_role("button", name="Open it to the network")
        expect(screen.dialog).to_contain_text("let anyone on the network use your accounts")
        expect(confirm).to_be_disabled()
        screen.dialog.get_by_label("Type “open”").fill("ope")
        expect(confirm).to_be_disabled()
        screen.dialog.get_by_role("button", name="Choose another mode").click()
        expect(screen.dialog).to_have_count(0)
        assert apus.admin("GET", "/admin/api/config")[2]["proxy"]["allow_lan_access"] is False
        screen.save()
        screen.dialog.get_by_label("Type “open”").fill("open")
        confirm.click()
        expect(screen.notice).to_contain_text("Saved: LAN access, auth mode.")
        proxy = apus.admin("GET", "/admin/api/config")[2]["proxy"]
        assert (proxy["allow_lan_access"], proxy["auth_mode"]) == (True, "off")

    def test_lan_access_moves_a_running_listener(self, screen, apus, demo):
        screen.open()
        screen.start()
        screen.lan.check()
        expect(screen.page.get_by_text("Devices on your network can reach the proxy. They need the key.")).to_be_visible()
        expect(screen.page.get_by_text(f"The running proxy moves to 0.0.0.0:{apus.api_port}")).to_be_visible()
        screen.save()
        expect(screen.notice).to_contain_text(f"The proxy now listens on 0.0.0.0:{apus.api_port}.")
        assert health(apus.api_port) == 200

    def test_an_address_that_cannot_be_bound_leaves_the_old_one_serving(self, screen, apus, demo):
        screen.open()
        screen.start()
        # The wildcard address is taken as soon as anybody listens on the port at another address.
        with socket.create_server(("127.0.0.2", apus.api_port)):
            screen.lan.check()
            screen.save()
            expect(screen.notice).to_contain_text(f"Port {apus.api_port} is taken.")
            expect(screen.notice).to_contain_text("the proxy keeps its present address")
        expect(screen.lan).to_be_checked()
        expect(screen.chip).to_contain_text("127.0.0.1")
        assert health(apus.api_port) == 200

    def test_the_advice_fills_in_the_form(self, screen, apus):
        screen.open()
        screen.button("Fill in for the network").click()
        expect(screen.lan).to_be_checked()
        expect(screen.mode("all_except_health")).to_be_checked()
        screen.button("Discard").click()
        expect(screen.lan).not_to_be_checked()
        screen.button("Fill in for this computer").click()
        screen.save()
        expect(screen.notice).to_contain_text("Saved: auth mode.")
        assert apus.admin("GET", "/admin/api/config")[2]["proxy"]["auth_mode"] == "off"

    def test_strict_closes_the_health_check_too(self, screen, apus, demo):
        screen.open()
        screen.start()
        screen.mode("strict").check()
        screen.save()
        expect(screen.notice).to_contain_text("In force at once")
        assert health(apus.api_port) == 401
        assert health(apus.api_port, apus.admin("GET", "/admin/api/config/key")[2]["api_key"]) == 200

    def test_origins_are_checked_and_saved(self, screen, apus):
        screen.open()
        origins = screen.page.get_by_label("Allowed origins")
        origins.fill("https://app.example.com/path")
        expect(screen.page.get_by_text("is not an origin")).to_be_visible()
        origins.fill("https://app.example.com\n\nhttp://localhost:5173\n")
        screen.save()
        expect(screen.notice).to_contain_text("Saved: allowed origins.")
        saved = apus.admin("GET", "/admin/api/config")[2]["proxy"]["allowed_origins"]
        assert saved == ["https://app.example.com", "http://localhost:5173"]

    def test_a_change_from_elsewhere_is_neither_lost_nor_overwritten(self, screen, apus):
        screen.open()
        screen.mode("strict").check()
        apus.admin("PATCH", "/admin/api/config", {"proxy": {"allowed_origins": ["http://localhost:3000"]}})
        screen.save()
        expect(screen.notice).to_contain_text("changed elsewhere")
        expect(screen.page.get_by_label("Allowed origins")).to_have_value("http://localhost:3000")
        expect(screen.mode("strict")).to_be_checked()
        screen.save()
        expect(screen.notice).to_contain_text("Saved: auth mode.")


class TestFrame:
    def test_the_theme_is_kept(self, screen, page):
        screen.open()
        background = "getComputedStyle(document.body).backgroundColor"
        page.get_by_role("radio", name="Light").check(force=True)
        light = page.evaluate(background)
        page.get_by_role("radio", name="Dark").check(force=True)
        assert page.evaluate(background) != light
        page.reload(wait_until="commit")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        expect(page.get_by_role("radio", name="Dark")).to_be_checked()
        page.get_by_role("radio", name="Like the system").check(force=True)
        expect(page.locator("html")).not_to_have_attribute("data-theme", "dark")

    def test_the_keyboard_is_enough(self, screen, page, apus):
        page.goto(f"{apus.admin_url}/admin")
        expect(screen.secret).to_be_focused()
        page.keyboard.type(screen.owner_token())
        page.keyboard.press("Enter")
        screen.wait()
        press_until(page, "Shift+Tab", "[data-power]")
        page.keyboard.press("Enter")
        expect(screen.button("Add the demo account")).to_be_visible()
        press_until(page, "Tab", ".notice .button")
        page.keyboard.press("Enter")
        expect(screen.power).to_be_focused()
        page.keyboard.press("Enter")
        expect(screen.chip).to_contain_text("Running")
        assert health(apus.api_port) == 200

    def test_a_gateway_that_goes_away_is_told_and_found_again(self, screen, apus):
        screen.open_with_token()
        screen.mode("strict").check()
        apus.stop_process()
        expect(screen.chip).to_have_text("Not answering")
        expect(screen.notice).to_contain_text("The gateway is not answering.")
        expect(screen.power).to_have_attribute("aria-disabled", "true")
        apus.start_process()
        expect(screen.chip).not_to_have_text("Not answering", timeout=20_000)
        expect(screen.notice).not_to_contain_text("not answering")
        expect(screen.mode("strict")).to_be_checked()

    def test_trying_again_need_not_wait(self, screen, page):
        page.clock.install()
        screen.open()
        page.route("**/admin/api/status", lambda route: route.abort())
        page.clock.run_for(1_500)
        expect(screen.chip).to_have_text("Not answering")
        page.unroute("**/admin/api/status")
        screen.button("Try now").click()
        expect(screen.chip).not_to_have_text("Not answering")

    def test_a_hidden_page_asks_nothing(self, screen, page):
        page.clock.install()
        screen.open()
        with page.expect_response("**/admin/api/status"):
            page.clock.run_for(1_500)
        hide = """(hidden) => {
            Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
            document.dispatchEvent(new Event('visibilitychange'));
        }"""
        page.evaluate(hide, True)
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.clock.run_for(60_000)
        assert asked == []
        with page.expect_response("**/admin/api/status"):
            page.evaluate(hide, False)

    @pytest.mark.parametrize("width", [320, 360, 800, 1280])
    def test_nothing_sticks_out_sideways(self, screen, page, width):
        page.set_viewport_size({"width": width, "height": 640})
        screen.open()
        screen.power.click()
        expect(screen.notice).to_contain_text("no account")
        screen.button("Use my own…").click()
        screen.button("Fill in for the network").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_everybody_can_use_it(self, screen, page, apus, demo, scheme):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{apus.admin_url}/admin")
        screen.unlock("sk-0123456789")
        expect(page.get_by_role("alert")).to_contain_text("not the admin token")
        assert violations(page) == []
        screen.open()
        assert violations(page) == []
        screen.start()
        screen.lan.check()
        screen.mode("off").check()
        screen.button("Use my own…").click()
        page.keyboard.type("sk-1")
        assert violations(page) == []
        screen.page.get_by_label("Your own key").fill("sk-1234567890")
        screen.save()
        expect(screen.dialog).to_be_visible()
        assert violations(page) == []
        page.keyboard.press("Escape")
        page.route("**/admin/api/stop", lambda route: route.fulfill(
            status=409, json={"code": "no_accounts", "message": "none"}))
        screen.power.click()
        expect(screen.notice).to_contain_text("no account")
        assert violations(page) == []


def press_until(page: Page, key: str, selector: str) -> None:
    """Presses a key until the element has the focus."""
    for _ in range(40):
        page.keyboard.press(key)
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{key} never reached {selector}")


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA."""
    return [f"{found['id']}: {node['target']} {node['failureSummary']}"
            for found in Axe().run(page, options=AA).response["violations"] for node in found["nodes"]]

"""The doors: who is let in, what is refused, and what every reply carries."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs planbuilder[web]")

from starlette.testclient import TestClient

from planbuilder import language as languages
from planbuilder.plan.journal import INVITED
from planbuilder.plan.store import open_plan
from planbuilder.web import invitations
from planbuilder.web.access import Login
from planbuilder.web.app import Site, application
from planbuilder.web.guarding import Limits
from planbuilder.web.opening import Wanted, invited, places

NOW = datetime(2027, 1, 5, 10, 0)
HOST = "testserver"
OURS = {"Origin": f"http://{HOST}"}
MATTERS = ("content-security-policy", "referrer-policy", "x-content-type-options", "cache-control")
Served = tuple[Callable[..., TestClient], list[str]]


def served(path: Path, login: Login | None = None, now: datetime = NOW, most: int = 1_000_000) -> Served:
    """Makes browsers of a site, and the one-time key of each of its plans."""
    found = places(path, lambda: now, "Kim Lund", "projektleder", login)
    site = Site([place for place, _ in found], languages.load("da"), lambda: now)
    app = application(site, Limits({HOST}, most))

    def browser(client: str = "127.0.0.1", **settings: object) -> TestClient:
        return TestClient(app, client=(client, 5000), headers=OURS, follow_redirects=False, **settings)

    return browser, [own.text for _, own in found]


def invited_to(folder: Path, role: str = "", until: date | None = None, **reach: tuple[str, ...]) -> str:
    return invited(folder, Wanted("Ane Holm", role, until=until, **reach), languages.load("da"), NOW)[1]


def entered(browser: TestClient, key: str, root: str = "") -> int:
    return browser.post(f"{root}/enter", data={"key": key}).status_code


class TestEntering:
    def test_the_link_of_the_server_leads_in_once(self, folder: Path):
        """Whoever presses the button first leads; the link opens nothing more."""
        make, (key,) = served(folder)
        first, second = make(), make()

        assert (entered(first, key), entered(second, key)) == (303, 403)
        assert (first.get("/").status_code, second.get("/").status_code) == (200, 403)

    def test_looking_at_a_link_uses_nothing_up(self, folder: Path):
        """Programs that look at links in mail send no forms."""
        make, (key,) = served(folder)
        browser = make()
        shown = browser.get(f"/enter?key={key}")

        assert f'value="{key}"' in shown.text
        assert (browser.get("/").status_code, entered(browser, key)) == (403, 303)

    def test_the_cookie_is_for_this_site_alone(self, folder: Path):
        """No script reads it, and no other site makes a browser send it."""
        make, (key,) = served(folder)
        cookie = make().post("/enter", data={"key": key}).headers["set-cookie"]

        assert re.search(
            r"^planbuilder-[0-9a-f]{8}=[\w-]+; HttpOnly; Max-Age=2592000; Path=/; SameSite=strict$", cookie
        )
        assert key not in cookie

    def test_who_leads_stays_in_after_a_restart(self, folder: Path):
        """The browser's key is known to the plan, not to the program that ended."""
        make, (key,) = served(folder)
        browser = make()
        entered(browser, key)
        again, _ = served(folder)
        other = again()
        other.cookies = browser.cookies

        assert other.get("/").status_code == 200

    def test_an_invitation_reaches_its_questions_only(self, folder: Path):
        """A theme and a question by name; nothing else is there, for reading or writing."""
        key = invited_to(folder, themes=("Kanalstrategi",), questions=("cover.department",))
        browser = served(folder)[0]()
        entered(browser, key)
        codes = [
            browser.post("/answer/cover.department", data={"answer": "Kultur"}).status_code,
            browser.post("/answer/cover.organisation", data={"answer": "Andre"}).status_code,
            browser.get("/table/benefits_tree.benefits").status_code,
            browser.get("/part/channel_strategy").status_code,
        ]

        assert codes == [303, 404, 404, 200]

    def test_a_role_needs_no_list(self, folder: Path):
        """The questionnaire says which questions are for a role."""
        browser = served(folder)[0]()
        entered(browser, invited_to(folder, role="økonomi"))

        assert browser.get("/").status_code == 200

    @pytest.mark.parametrize("what", ["revoked", "over", "made up", "of another plan"])
    def test_a_key_that_does_not_hold_opens_nothing(self, folder: Path, what: str):
        """Not on the day after the last, not after it was taken back, not in a copy begun as another plan."""
        key = invited_to(folder, role="leder", until=date(2027, 1, 5))
        if what == "revoked":
            invitations.revoke(open_plan(folder), "I1", NOW)
        if what == "of another plan":
            text = (folder / "plan.yaml").read_text(encoding="utf-8")
            other = re.sub(r"(?m)^plan_id: .*$", 'plan_id: "00000000-0000-4000-8000-000000000009"', text)
            (folder / "plan.yaml").write_text(other, encoding="utf-8")
        day = datetime(2027, 1, 6) if what == "over" else NOW
        browser = served(folder, now=day)[0]()

        assert entered(browser, "x" * 32 if what == "made up" else key) == 403

    def test_a_key_taken_back_ends_a_visit_at_once(self, folder: Path):
        """The next page is refused, with what to do."""
        browser = served(folder)[0]()
        entered(browser, invited_to(folder, role="leder"))
        before = browser.get("/").status_code
        invitations.revoke(open_plan(folder), "I1", NOW)
        after = browser.get("/")

        assert (before, after.status_code) == (200, 403)
        assert "bed den, der leder arbejdet med planen, om en ny" in after.text

    def test_keys_are_kept_as_digests(self, folder: Path):
        """What stands beside the plan opens nothing, and others of the machine cannot read it."""
        key = invited_to(folder, role="leder")
        file = folder / INVITED

        assert key not in file.read_text(encoding="utf-8")
        assert invitations.digest(key) in file.read_text(encoding="utf-8")
        assert file.stat().st_mode & 0o007 == 0


class TestGuard:
    @pytest.mark.parametrize(
        ("headers", "path", "status"),
        [
            ({"Host": "evil.example"}, "/", 421),
            ({"Host": f"{HOST}:81"}, "/", 421),
            ({}, "/static/../app.py", 404),  # the client itself makes it /app.py
            ({}, "/static/%2e%2e/app.py", 400),
            ({}, "/static/..%5capp.py", 400),
            ({}, "/static/vendor/..%2f..%2fapp.py", 400),
        ],
    )
    def test_what_no_browser_of_ours_asks_is_refused(
        self, folder: Path, headers: dict[str, str], path: str, status: int
    ):
        """Another host's name, and paths that climb."""
        assert served(folder)[0]().get(path, headers=headers).status_code == status

    @pytest.mark.parametrize(
        "headers",
        [
            {"Origin": "http://evil.example"},
            {"Origin": "null"},
            {"Origin": ""},
            {"Origin": f"http://{HOST}", "Sec-Fetch-Site": "cross-site"},
        ],
    )
    def test_a_form_of_another_site_is_refused(self, folder: Path, headers: dict[str, str]):
        """Whatever cookie the browser sends with it."""
        make, (key,) = served(folder)
        browser = make()
        entered(browser, key)
        before = open_plan(folder).digest

        assert browser.post("/answer/cover.department", data={"answer": "X"}, headers=headers).status_code == 403
        assert open_plan(folder).digest == before

    def test_a_large_form_is_refused_unread(self, folder: Path):
        """A hundred megabytes by their stated length, and as many as come without one."""
        make, (key,) = served(folder, most=10_000)
        browser = make()
        entered(browser, key)

        def endless():
            for _ in range(100):
                yield b"answer=" + b"x" * 1000

        stated = browser.post("/answer/cover.department", content=b"", headers={"Content-Length": "100000000"})
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        unstated = browser.post("/answer/cover.department", content=endless(), headers=form)

        assert (stated.status_code, unstated.status_code) == (413, 413)

    @pytest.mark.parametrize("path", ["/", "/enter?key=x", "/part/cover", "/nowhere", "/static/own.css"])
    def test_every_reply_carries_the_policies(self, folder: Path, path: str):
        """Pages, refusals and files alike."""
        make, (key,) = served(folder)
        browser = make()
        entered(browser, key)
        reply = browser.get(path)

        assert [name for name in MATTERS if name not in reply.headers] == []
        assert "unsafe" not in reply.headers["content-security-policy"]

    def test_markup_in_answers_is_text(self, folder: Path):
        """What is typed is shown as it was typed, on every page that shows it."""
        make, (key,) = served(folder)
        browser = make()
        entered(browser, key)
        typed = '<script>alert(1)</script>"><style>*{display:none}</style>'
        browser.post("/answer/cover.department", data={"answer": typed})
        pages = [browser.get(path).text for path in ("/part/cover", "/check", "/history")]

        assert all("<script>alert" not in page and "<style>*" not in page for page in pages)
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in pages[0]


class TestLogin:
    LOGIN = Login("10.0.0.5", "x-user", ("kimlund",))

    @pytest.mark.parametrize(
        ("client", "headers", "status"),
        [
            ("10.0.0.5", {"X-User": "kimlund"}, 200),
            ("10.0.0.5", {"X-User": "KimLund"}, 200),
            ("10.0.0.5", {"X-User": "Ane Holm"}, 200),
            ("10.0.0.5", {"X-User": "fremmed"}, 403),
            ("10.0.0.5", {}, 403),
            ("10.0.0.6", {"X-User": "kimlund"}, 403),
            ("10.0.0.6", {"X-User": "kimlund", "X-Forwarded-For": "10.0.0.5"}, 403),
        ],
    )
    def test_its_name_counts_from_its_address_alone(
        self, folder: Path, client: str, headers: dict[str, str], status: int
    ):
        """Who leads is named to the server; others need an invitation to their name."""
        invited_to(folder, role="leder")
        browser = served(folder, self.LOGIN)[0](client)

        assert browser.get("/", headers=headers).status_code == status

    def test_a_link_opens_nothing_behind_it(self, folder: Path):
        """A key that was passed on is no login."""
        key = invited_to(folder, role="leder")
        browser = served(folder, self.LOGIN)[0]("10.0.0.5")
        entered(browser, key)

        assert browser.get("/").status_code == 403


class TestSeveral:
    @pytest.fixture
    def two(self, folder: Path) -> Path:
        text = (folder / "plan.yaml").read_text(encoding="utf-8")
        other = folder.parent / "Ny løsning"
        other.mkdir()
        other_id = re.sub(r"(?m)^plan_id: .*$", 'plan_id: "00000000-0000-4000-8000-000000000002"', text)
        (other / "plan.yaml").write_text(other_id, encoding="utf-8")
        return folder.parent

    def test_an_invitation_reaches_one_plan(self, two: Path):
        """Its cookie is not sent to the other, and its key opens nothing there."""
        key = invited_to(two / "plan", role="leder")
        browser = served(two)[0]()
        codes = [entered(browser, key, "/plan/ny-l-sning"), entered(browser, key, "/plan/plan")]

        assert codes == [403, 303]
        assert browser.get("/plan/plan/").status_code == 200
        assert browser.get("/plan/ny-l-sning/").status_code == 403

    def test_no_other_plan_is_reached_by_a_path(self, two: Path):
        """What is not beneath the folder has no address."""
        browser = served(two)[0]()

        assert [browser.get(path).status_code for path in ("/plan/x/", "/plan/../plan.yaml", "/plan/")] == [404] * 3

"""Several plans: a start page for who leads them, and for nobody else."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs planbuilder[web]")

from starlette.testclient import TestClient

from planbuilder import language as languages
from planbuilder.web.access import Login, OneTimeKey
from planbuilder.web.app import Site, application
from planbuilder.web.guarding import Limits
from planbuilder.web.opening import Wanted, invited, places

NOW = datetime(2027, 1, 5, 10, 0)
HOST = "testserver"
DANISH = languages.load("da")


@pytest.fixture
def two(folder: Path) -> Path:
    """A folder with two plans beneath it."""
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    other = folder.parent / "Ny løsning"
    other.mkdir()
    renamed = re.sub(r"(?m)^plan_id: .*$", 'plan_id: "00000000-0000-4000-8000-000000000002"', text)
    (other / "plan.yaml").write_text(re.sub(r"(?m)^title: .*$", "title: Den anden", renamed), encoding="utf-8")
    return folder.parent


def browser(path: Path, own: OneTimeKey, login: Login | None = None) -> TestClient:
    found = places(path, lambda: NOW, "Kim Lund", "projektleder", login)
    site = Site([place for place, _ in found], DANISH, lambda: NOW, own=own)
    app = application(site, Limits({HOST}))
    return TestClient(app, headers={"Origin": f"http://{HOST}"}, follow_redirects=False, client=("10.0.0.5", 5000))


def test_who_leads_sees_every_plan_and_enters_each(two: Path) -> None:
    """By one link, once; and again after a restart, by what the browser keeps."""
    own = OneTimeKey()
    key, first = own.text, browser(two, own)
    entered = [first.post("/enter", data={"key": key}).status_code for _ in range(2)]
    again = browser(two, OneTimeKey())
    again.cookies = first.cookies
    start = again.get("/")

    assert entered == [303, 403]
    assert re.findall(r'href="(/plan/[^"]+)"', start.text) == ["/plan/ny-l-sning/", "/plan/plan/"]
    assert [again.get(f"/plan/{name}/").status_code for name in ("plan", "ny-l-sning")] == [200, 200]


def test_two_servers_of_a_machine_log_nobody_out_of_each_other(two: Path, tmp_path: Path) -> None:
    """A browser keeps the cookies of all ports together: each server's has a name of its own."""
    elsewhere = tmp_path / "elsewhere"
    for name in ("plan", "Ny løsning"):
        (elsewhere / name).mkdir(parents=True)
        (elsewhere / name / "plan.yaml").write_bytes((two / name / "plan.yaml").read_bytes())
    keys = [OneTimeKey(), OneTimeKey()]
    here, there = (browser(path, own) for path, own in zip((two, elsewhere), keys, strict=True))
    there.cookies = here.cookies

    for one, own in zip((here, there), keys, strict=True):
        one.post("/enter", data={"key": own.text})

    assert [one.get("/plan/plan/").status_code for one in (here, there)] == [200, 200]


def test_an_invitation_shows_no_list_of_plans(two: Path) -> None:
    """Nor the name of any other plan."""
    key = invited(two / "plan", Wanted("Ane Holm", "leder"), DANISH, NOW)[1]
    guest = browser(two, OneTimeKey())
    guest.post("/plan/plan/enter", data={"key": key})
    start = guest.get("/")

    assert (start.status_code, guest.get("/plan/plan/").status_code) == (403, 200)
    assert "Den anden" not in start.text


def test_a_stranger_learns_no_name_of_a_plan(two: Path) -> None:
    """The page that a link leads to is shown for a link that holds."""
    stranger = browser(two, OneTimeKey())
    replies = [stranger.get(path) for path in ("/", "/enter?key=x", "/plan/ny-l-sning/enter?key=x")]

    assert [one.status_code for one in replies] == [403] * 3
    assert all("Den anden" not in one.text for one in replies)


def test_a_login_in_front_leads_in_without_a_link(two: Path) -> None:
    """Whom the server was told that they lead; nobody else."""
    behind = browser(two, OneTimeKey(), Login("10.0.0.5", "x-user", ("Åse",)))
    names = ("Åse".encode(), b"ane")

    assert [behind.get("/", headers={b"X-User": name}).status_code for name in names] == [200, 403]


def test_a_broken_plan_hides_no_other(two: Path) -> None:
    """It is listed by its folder, and says that it cannot be shown now."""
    own = OneTimeKey()
    leader = browser(two, own)
    leader.post("/enter", data={"key": own.text})
    (two / "plan" / "plan.yaml").write_text("title: [", encoding="utf-8")
    start = leader.get("/")

    assert start.status_code == 200
    assert "Den anden" in start.text
    assert leader.get("/plan/plan/").status_code == 503

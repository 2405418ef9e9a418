"""The same work on a Dask cluster of two workers of this machine, one of which is killed in the middle of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from planbuilder import cluster
from planbuilder.cluster import Cluster, Keys
from planbuilder.errors import Conflict, UsageWrong
from tests.conftest import HANG
from tests.portfolio.plans import laid

pytest.importorskip("distributed", reason="needs planbuilder[cluster]")

# A cluster has threads, sockets and processes of its own: it is begun in a process that ends with it.
SCRIPT = """\
import json, os, signal, sys
from datetime import date
from pathlib import Path

def main():
    from distributed import LocalCluster
    from planbuilder.cluster import Cluster
    from planbuilder.usecases.building import Wanted
    from planbuilder.usecases.building_all import build_all

    home, wanted = Path(sys.argv[1]), Wanted(("summary",), ("text",))
    found = {}
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as workers:
        scheduler = Cluster(workers.scheduler_address)
        found["work"] = sorted(scheduler.done(eval, ["1 + 1", "1 / 0"]), key=str)
        found["work"] = [[piece, getattr(result, "said", result)] for piece, result in found["work"]]
        for travels in (True, False):
            pids = [one.pid for one in workers.workers.values()]
            states = {}
            for step in build_all(home, date(2026, 11, 23), scheduler, "", wanted, travels):
                if travels and not states:
                    os.kill(pids[0], signal.SIGKILL)
                states[step.place] = [step.state, *(one.code for one in step.problems)]
            found[str(travels)] = states
            found[f"files {travels}"] = sorted(one.parent.parent.name for one in home.rglob("summary.txt"))
            [one.unlink() for one in home.rglob("summary.txt")]
    print(json.dumps(found))

if __name__ == "__main__":
    main()
"""


@pytest.mark.slow
def test_every_document_is_there_though_a_worker_is_killed(tmp_path: Path) -> None:
    """As bytes, and in a folder that all see; a bad plan and a fault are told and stop nothing."""
    home = tmp_path / "plans"
    names = [f"p{n}" for n in range(4)]
    for name in names:
        laid(home, name)
    (home / "p3" / "plan.yaml").write_text("[", encoding="utf-8")
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "script.py"), str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=HANG)

    assert 0 == done.returncode, done.stderr
    found = json.loads(done.stdout)
    built = {name: ["failed", "PB001"] if name == "p3" else ["built"] for name in names}
    assert [["1 + 1", 2], ["1 / 0", "ZeroDivisionError: division by zero"]] == found["work"]
    assert [built, built] == [found["True"], found["False"]]
    assert [[n for n in names if n != "p3"]] * 2 == [found["files True"], found["files False"]]


def test_a_scheduler_that_does_not_answer_is_told() -> None:
    """With its address, and what the network said."""
    with pytest.raises(Conflict, match="PB415"):
        list(Cluster("tcp://127.0.0.1:9", patience=0.5).done(eval, ["1"]))
    with pytest.raises(Conflict, match="PB415"):
        list(Cluster("nothing://", patience=0.5).done(eval, ["1"]))


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is begun."""
    monkeypatch.setattr(cluster, "find_spec", lambda name: None)

    with pytest.raises(UsageWrong, match="PB414"):
        Cluster("tcp://127.0.0.1:9")


def test_certificates_are_passed_on_and_then_nothing_goes_unencrypted(tmp_path: Path) -> None:
    """An address without encryption is refused with them."""
    keys = Keys(tmp_path / "ca.pem", tmp_path / "own.pem", tmp_path / "own.key")
    security = Cluster("tls://127.0.0.1:9", keys)._security()

    assert (True, str(keys.authority)) == (security.require_encryption, security.tls_ca_file)
    assert (str(keys.certificate), str(keys.key)) == (security.tls_client_cert, security.tls_client_key)
    with pytest.raises(Conflict, match="PB415"):
        list(Cluster("tcp://127.0.0.1:9", keys, 0.5).done(eval, ["1"]))

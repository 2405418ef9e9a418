"""A plan is opened, changed, saved and journalled without losing anything, and never over somebody else's change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from planbuilder.errors import Conflict, InputInvalid, UsageWrong
from planbuilder.plan import store
from planbuilder.plan.journal import journal
from planbuilder.plan.model import FORMAT, Answer
from planbuilder.plan.store import Author, create, from_text, locate, open_plan, problems_of
from planbuilder.yamltext.nodes import Data

MINIMAL = "format: planbuilder.plan/1\nplan_id: p\ntitle: T\nprice_base: 2026\nfirst_year: 2026\nhorizon: 3\n"
Facts = dict[str, Data]


def text_of(folder: Path) -> str:
    return (folder / "plan.yaml").read_bytes().decode("utf-8")


def test_a_new_plan_holds_its_facts_and_opens_equal(tmp_path: Path, facts: Facts, author: Author) -> None:
    """What `create` returns is what `open_plan` reads."""
    made = create(tmp_path / "ny", facts, author)

    opened = open_plan(tmp_path / "ny")

    assert (opened.plan, opened.digest, opened.warnings) == (made.plan, made.digest, ())
    assert (opened.plan.format, opened.plan.title, opened.folder) == (FORMAT, "Fritidspas", tmp_path / "ny")


def test_two_plans_have_different_ids(tmp_path: Path, facts: Facts, author: Author) -> None:
    """Every plan can be told from every other."""
    one, other = (create(tmp_path / name, facts, author).plan.plan_id for name in "ab")

    assert one != other


def test_a_folder_with_a_plan_takes_no_second_one(tmp_path: Path, facts: Facts, author: Author) -> None:
    """`create` refuses, with exit code 2, and the plan stays."""
    create(tmp_path, facts, author)
    before = text_of(tmp_path)

    with pytest.raises(UsageWrong) as caught:
        create(tmp_path, {**facts, "title": "Anden"}, author)

    assert (caught.value.problems[0].code, caught.value.exit_code, text_of(tmp_path)) == ("PB051", 2, before)


def test_facts_that_make_no_plan_are_refused_unsaved(tmp_path: Path, author: Author) -> None:
    """No half plan is left behind."""
    with pytest.raises(InputInvalid):
        create(tmp_path / "ny", {"title": "x"}, author)

    assert not (tmp_path / "ny" / "plan.yaml").exists()


@pytest.mark.parametrize("name", ["", "plan.yaml"])
def test_a_plan_is_found_by_its_folder_or_its_file(tmp_path: Path, name: str) -> None:
    """Both stand for the same file."""
    (tmp_path / "plan.yaml").write_text(MINIMAL, encoding="utf-8")

    actual = locate(tmp_path / name)

    assert actual == tmp_path / "plan.yaml"


@pytest.mark.parametrize("name", ["", "nowhere", "nowhere/plan.yaml"])
def test_where_no_plan_is_usage_is_wrong(tmp_path: Path, name: str) -> None:
    """PB050 with exit code 2, not a file error."""
    with pytest.raises(UsageWrong) as caught:
        open_plan(tmp_path / name)

    assert (caught.value.problems[0].code, caught.value.exit_code) == ("PB050", 2)


def test_a_plan_of_only_its_facts_has_defaults_for_all_else() -> None:
    """A plan saved half-way is a valid plan."""
    plan = from_text(MINIMAL)

    assert (plan.language, plan.people, plan.economy.discount_rates) == ("da", {}, "dk-2021")
    assert (list(plan.years), plan.person("P1")) == ([2026, 2027, 2028], "P1")


def test_a_whole_plan_is_typed() -> None:
    """Registers, answers and economy come out as their types."""
    plan = from_text(
        MINIMAL
        + """
people: {P1: {name: Ane, role: chef}}
benefits_tree:
  changes: {F1: {title: Digital, owner: P1}}
  benefits: {G1: {kind: cashable, from: [F1], full_effect: {amount: 1.5}, ramp: [50, 100], start: 2027}}
costs: {K1: {amounts: {2026: 700}}}
indicators: {I1: {baseline: {value: 1, on: 2026-01-01}}}
matrix: {F1: {workflows_rules: {relevant: true, action: H1}}}
answers:
  a.b: {value: x, by: Ane, role: chef, on: 2026-03-01, internal: true}
  a.c: {rows: {r1: {x: 1}}}
  a.d: {state: unknown, ask: Bo}
"""
    )

    benefit = plan.benefits_tree.benefits["G1"]
    assert (benefit.from_, benefit.full_effect.amount, benefit.ramp) == (("F1",), Decimal("1.5"), (50, 100))
    assert plan.costs["K1"].amounts == {"2026": Decimal(700)}
    assert plan.indicators["I1"].baseline.on == date(2026, 1, 1)
    assert plan.matrix["F1"]["workflows_rules"].relevant is True
    assert plan.answers == {
        "a.b": Answer("x", by="Ane", role="chef", on=date(2026, 3, 1), internal=True),
        "a.c": Answer(rows={"r1": {"x": "1"}}),
        "a.d": Answer(state="unknown", ask="Bo"),
    }
    assert (plan.person("P1"), set(plan.registers["changes"])) == ("Ane", {"F1"})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("horizon: 3", "horizon: 0"), "PB027"),
        (("horizon: 3", "horizon: 61"), "PB027"),
        (("horizon: 3", "horizon: 2.5"), "PB026"),
        (("first_year: 2026", "first_year: 1999"), "PB027"),
        (("format: planbuilder.plan/1", "format: planbuilder.plan/2"), "PB032"),
        (("title: T\n", ""), "PB021"),
        (("title: T", "title: T\nanswers: {a.b: {state: maybe}}"), "PB032"),
        (("title: T", "title: T\ncosts: {K1: {amount: -1}}"), "PB027"),
        (("title: T", "title: T\npeople: {P1: {role: x}}"), "PB021"),
    ],
)
def test_what_makes_no_plan_is_refused(tmp_path: Path, change: tuple[str, str], code: str) -> None:
    """Opening raises with the code, and `problems_of` lists the same."""
    (tmp_path / "plan.yaml").write_text(MINIMAL.replace(*change), encoding="utf-8")

    with pytest.raises(InputInvalid) as caught:
        open_plan(tmp_path)

    assert [found.code for found in caught.value.problems] == [code]
    assert problems_of(tmp_path) == caught.value.problems


@pytest.mark.parametrize(("text", "codes"), [(MINIMAL, []), (MINIMAL + "colour: x\n", ["PB022"]), ("a: [", ["PB001"])])
def test_problems_of_a_file_are_listed_without_raising(tmp_path: Path, text: str, codes: list[str]) -> None:
    """A sound plan has none, an odd key is a warning, and broken YAML is an error."""
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")

    actual = [found.code for found in problems_of(tmp_path)]

    assert actual == codes


def test_a_key_nobody_reads_stays_in_the_file(tmp_path: Path, author: Author) -> None:
    """It is warned about, and saving keeps it."""
    (tmp_path / "plan.yaml").write_text(MINIMAL + "colour: red # ours\n", encoding="utf-8")
    opened = open_plan(tmp_path)

    opened.with_changes({("title",): "Ny"}, author)

    assert [found.code for found in opened.warnings] == ["PB022"]
    assert "colour: red # ours\n" in text_of(tmp_path)


def test_a_change_is_in_the_plan_returned_in_the_file_and_nowhere_else(
    tmp_path: Path, facts: Facts, author: Author
) -> None:
    """The opened plan is frozen; the new one equals what is read from disk."""
    before = create(tmp_path, facts, author)

    after = before.with_changes({("people", "P9"): {"name": "Cy"}, ("horizon",): 7}, author)

    assert (before.plan.horizon, after.plan.horizon, open_plan(tmp_path).plan) == (5, 7, after.plan)
    assert after.plan.people["P9"].name == "Cy"
    assert replace(after.plan, horizon=5, people=before.plan.people) == before.plan


def test_changes_of_typed_values_read_back_typed(tmp_path: Path, facts: Facts, author: Author) -> None:
    """Numbers, dates, booleans and lists of a program come back as what they were."""
    opened = create(tmp_path, facts, author)
    edits: store.Edits = {
        ("economy", "fte_cost"): Decimal("512345.5"),
        ("indicators", "I1", "target", "on"): date(2028, 2, 29),
        ("matrix", "F1", "goals_followup"): {"relevant": False, "reason": "no"},
        ("signers",): ["P2", "P1"],
        ("answers", "channel_strategy.website"): {"value": "yes: no # maybe", "on": date(2026, 1, 1)},
    }

    opened.with_changes(edits, author)

    plan = open_plan(tmp_path).plan
    assert (plan.economy.fte_cost, plan.indicators["I1"].target.on) == (Decimal("512345.5"), date(2028, 2, 29))
    assert (plan.matrix["F1"]["goals_followup"].relevant, plan.signers) == (False, ("P2", "P1"))
    assert plan.answers["channel_strategy.website"] == Answer("yes: no # maybe", on=date(2026, 1, 1))


def test_nothing_taken_away_is_left_of_a_record(tmp_path: Path, facts: Facts, author: Author) -> None:
    """None takes a key away, and its empty shell with it."""
    opened = create(tmp_path, facts, author)

    after = opened.with_changes({("costs", "K1"): None, ("people", "P2", "role"): None}, author)

    assert (after.plan.costs, "costs" in text_of(tmp_path)) == ({}, False)


def test_a_change_that_changes_nothing_writes_nothing(tmp_path: Path, facts: Facts, author: Author) -> None:
    """The same plan comes back; file and journal stay as they are."""
    opened = create(tmp_path, facts, author)
    before = (text_of(tmp_path), (tmp_path / "journal.jsonl").read_bytes())

    after = opened.with_changes({("title",): "Fritidspas", ("horizon",): "5"}, author)

    assert after is opened
    assert (text_of(tmp_path), (tmp_path / "journal.jsonl").read_bytes()) == before


def test_a_change_that_makes_no_plan_is_refused_unsaved(tmp_path: Path, facts: Facts, author: Author) -> None:
    """File and journal stay as they are."""
    opened = create(tmp_path, facts, author)
    before = (text_of(tmp_path), (tmp_path / "journal.jsonl").read_bytes())

    with pytest.raises(InputInvalid):
        opened.with_changes({("horizon",): 99}, author)

    assert (text_of(tmp_path), (tmp_path / "journal.jsonl").read_bytes()) == before


@pytest.mark.parametrize(
    ("meddle", "code"),
    [
        (lambda path: path.write_bytes(path.read_bytes() + b"x: [\n"), "PB350"),
        (lambda path: path.write_bytes(b""), "PB350"),
        (lambda path: path.unlink(), "PB052"),
    ],
    ids=["broken", "emptied", "deleted"],
)
def test_a_plan_that_was_broken_behind_our_back_is_not_overwritten(
    tmp_path: Path, facts: Facts, author: Author, meddle: Callable[[Path], Any], code: str
) -> None:
    """Conflict with exit code 6; what the other one left stays, and nothing is journalled."""
    opened = create(tmp_path, facts, author)
    meddle(tmp_path / "plan.yaml")
    before = sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir() if path.name != store.LOCK)

    with pytest.raises(Conflict) as caught:
        opened.with_changes({("title",): "Ny"}, author)

    assert (caught.value.problems[0].code, caught.value.exit_code) == (code, 6)
    assert sorted((p.name, p.read_bytes()) for p in tmp_path.iterdir() if p.name != store.LOCK) == before


def test_of_two_who_put_something_else_in_one_place_both_are_heard(
    tmp_path: Path, facts: Facts, author: Author
) -> None:
    """The first save holds until it is settled; the second is kept beside it, and told to whoever saved it."""
    create(tmp_path, facts, author)
    one, other = open_plan(tmp_path), open_plan(tmp_path)
    one.with_changes({("title",): "Første"}, author)

    after = other.with_changes({("title",): "Anden"}, author)

    said = [saying.value for saying in open_plan(tmp_path).plan.said["title"].answers]
    assert (after.apart, after.plan.title, said) == ((("title",),), "Første", ["Første", "Anden"])


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"\xef\xbb\xbf" + MINIMAL.encode(), id="byte order mark"),
        pytest.param(MINIMAL.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param(MINIMAL.replace("title: T", "title: Æ 😀 # note").encode(), id="letters outside ASCII"),
        pytest.param(MINIMAL.rstrip().encode(), id="no last line end"),
        pytest.param(
            b'{"format": "planbuilder.plan/1", "plan_id": "p", "title": "T", "price_base": 2026,'
            b' "first_year": 2026, "horizon": 3}',
            id="JSON",
        ),
    ],
)
def test_a_plan_from_any_editor_can_be_changed(tmp_path: Path, author: Author, raw: bytes) -> None:
    """Marks and line ends of other programs are no change behind our back."""
    (tmp_path / "plan.yaml").write_bytes(raw)
    opened = open_plan(tmp_path)

    opened.with_changes({("language",): "en"}, author).with_changes({("horizon",): 4}, author)

    plan = open_plan(tmp_path).plan
    assert plan == replace(opened.plan, language="en", horizon=4)


def test_comments_survive_a_change(tmp_path: Path, author: Author) -> None:
    """Only the changed line differs."""
    text = "# ours\n" + MINIMAL.replace("horizon: 3", "horizon: 3  # years") + "# end\n"
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")

    open_plan(tmp_path).with_changes({("horizon",): 4}, author)

    assert text_of(tmp_path) == text.replace("horizon: 3", "horizon: 4")


def test_every_change_is_a_line_of_the_journal(tmp_path: Path, facts: Facts, author: Author) -> None:
    """Who, in which role, when, what, from which to which value, and the digest it led to."""
    opened = create(tmp_path, facts, author)
    later = Author("Bo", "jurist", datetime(2026, 4, 1, 9, 30, 5))

    after = opened.with_changes({("title",): "Ny", ("signers",): ["P1"]}, later)

    common = {"at": "2026-04-01T09:30:05", "by": "Bo", "role": "jurist", "plan": after.digest}
    assert list(journal(tmp_path))[1:] == [
        {**common, "key": ["title"], "old": "Fritidspas", "new": "Ny"},
        {**common, "key": ["signers"], "old": None, "new": ["P1"]},
    ]


def test_an_edit_by_hand_shows_in_the_journal(tmp_path: Path, facts: Facts, author: Author) -> None:
    """The next save notes that the plan was another one than the journal's last."""
    create(tmp_path, facts, author)
    (tmp_path / "plan.yaml").write_text(text_of(tmp_path) + "# by hand\n", encoding="utf-8")

    open_plan(tmp_path).with_changes({("title",): "Ny"}, author)

    assert [line["new"] for line in journal(tmp_path)] == ["created", "edited by hand", "Ny"]


def test_changes_in_a_row_are_no_edits_by_hand(tmp_path: Path, facts: Facts, author: Author) -> None:
    """Digests in the journal follow each other."""
    opened = create(tmp_path, facts, author)
    for n in range(3):
        opened = opened.with_changes({("title",): f"v{n}", ("horizon",): n + 1}, author)

    assert [line["new"] for line in journal(tmp_path)] == ["created", "v0", "1", "v1", "2", "v2", "3"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    rounds=st.lists(
        st.dictionaries(
            st.sampled_from([("title",), ("horizon",), ("solution", "name"), ("answers", "a.b", "by")]),
            st.sampled_from(["1", "2"]),
            min_size=1,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_no_line_of_the_journal_tells_that_nothing_changed(
    tmp_path_factory: pytest.TempPathFactory, author: Author, rounds: list[dict[tuple[str, ...], Data]]
) -> None:
    """However many values a save carries along, only those that changed are told."""
    folder = tmp_path_factory.mktemp("plan")
    opened = create(folder, {"title": "1", "price_base": 2026, "first_year": 2026, "horizon": 1}, author)

    for edits in rounds:
        opened = opened.with_changes(edits, author)

    assert [line for line in list(journal(folder))[1:] if line["old"] == line["new"]] == []


def test_a_plan_without_journal_has_no_lines(tmp_path: Path) -> None:
    """A plan written by hand has no history."""
    actual = list(journal(tmp_path))

    assert actual == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(text=st.text(max_size=40))
@example("a\u2028b")
@example("a\x85b")
def test_any_answer_is_saved_or_refused_as_a_problem(
    tmp_path_factory: pytest.TempPathFactory, author: Author, text: str
) -> None:
    """Whatever a person types or pastes comes back as typed."""
    folder = tmp_path_factory.mktemp("plan")
    (folder / "plan.yaml").write_text(MINIMAL, encoding="utf-8")

    open_plan(folder).with_changes({("answers", "a.b", "value"): text}, author)

    assert open_plan(folder).plan.answers["a.b"].value == text
    assert list(journal(folder))[-1]["new"] == text


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_a_plan_reached_by_a_link_has_one_lock_and_one_journal(tmp_path: Path, author: Author, kind: str):
    """Those of the folder that it lies in, whichever way somebody came."""
    real, linked = tmp_path / "real", tmp_path / "linked"
    create(real, {"title": "Pas", "price_base": 2026, "first_year": 2026, "horizon": 3}, author)
    if kind == "folder":
        linked.symlink_to(real)
    else:
        linked.mkdir()
        (linked / "plan.yaml").symlink_to(real / "plan.yaml")
    there, here = open_plan(real), open_plan(linked)

    there.with_changes({("title",): "Et"}, author)
    here.with_changes({("solution", "name"): "To"}, author)

    plan = open_plan(real).plan
    assert (plan.title, plan.solution.name) == ("Et", "To")
    assert len(list(journal(real))) == 3
    assert kind == "folder" or [path.name for path in linked.iterdir()] == ["plan.yaml"]

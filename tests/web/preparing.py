"""The folder in which the commands of each page of the handbook are typed, as its reader has it before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from docx import Document

from planbuilder import example
from planbuilder.language import Language
from planbuilder.plan.store import PLAN, open_plan
from planbuilder.signing.trial_certificates import Authority
from planbuilder.usecases.interviewing import session
from tests.web.commanding import Command, Terminal

LEGAL = "workflows_rules.legal_basis"
AT = datetime(2026, 11, 23, 12, 0)
SECRET = "Kun til prøve"
WORDS = {
    "da": {"plan": "fritidspas", "key": "min-noegle.p12", "secret": "ADGANGSKODE", "minutes": "referat.pdf",
           "template": "kommune.docx", "approved": "godkendt", "lead": "projektleder", "manager": "leder",
           "law": "Folkeoplysningsloven", "other": "Kommunalfuldmagten"},
    "en": {"plan": "leisure-pass", "key": "my-key.p12", "secret": "PASSPHRASE", "minutes": "minutes.pdf",
           "template": "municipality.docx", "approved": "approved", "lead": "project manager", "manager": "manager",
           "law": "The Act on Non-formal Education", "other": "The unwritten municipal powers"},
}  # fmt: skip


def prepared(terminal: Terminal, page: str, language: Language) -> None:
    """Lay what the page's reader has into the folder of the terminal."""
    words = WORDS[language.code]
    plan = terminal.folder / words["plan"]
    if page != "start":
        plan.mkdir()
        (plan / PLAN).write_text(example.text(language), encoding="utf-8")
    PREPARING.get(page, lambda *_: None)(terminal, plan, language)


def typed(terminal: Terminal, *words: str) -> None:
    """Run the program as somebody would have before."""
    quoted = " ".join(f"'{word}'" for word in words)
    terminal.run(Command(f"planbuilder {quoted}", (), ""))


def _sealed(terminal: Terminal, plan: Path, language: Language) -> None:
    note = {"da": "Til udvalgets møde i december", "en": "For the committee's meeting in December"}[language.code]
    (terminal.folder / WORDS[language.code]["minutes"]).write_bytes(b"%PDF-1.7\n%%EOF\n")
    typed(terminal, "approve", plan.name, "--note", note.replace("'", "’"), "--as", "Hanne Vestergaard")


def _decided(terminal: Terminal, plan: Path, language: Language) -> None:
    _sealed(terminal, plan, language)
    for one in open_plan(plan).plan.decisions.values():
        if one.is_decided:
            continue
        outcome = WORDS[language.code]["approved"]
        typed(terminal, "decision", "add", plan.name, "--body", one.body, "--on", "2027-01-26", "--outcome", outcome)


def _changed(terminal: Terminal, plan: Path, language: Language) -> None:
    _sealed(terminal, plan, language)
    role = WORDS[language.code]["manager"]
    session(plan, language, lambda: AT, "Torben Krogh", role).record(LEGAL, WORDS[language.code]["law"])


def _apart(terminal: Terminal, plan: Path, language: Language) -> None:
    """Two have opened the plan, and answer the same."""
    both = [session(plan, language, lambda: AT, name) for name in ("Torben Krogh", "Mette Holm")]
    both[0].record(LEGAL, WORDS[language.code]["law"])
    both[1].record(LEGAL, WORDS[language.code]["other"])


def _with_a_key(terminal: Terminal, plan: Path, language: Language) -> None:
    words, plan_of = WORDS[language.code], open_plan(plan).plan
    first = plan_of.people[next(iter(plan_of.signers))].name
    key = Authority(datetime.now(UTC)).issue(first)
    (terminal.folder / words["key"]).write_bytes(key.pkcs12(SECRET))
    terminal.settings[words["secret"]] = SECRET


def _measured(terminal: Terminal, plan: Path, language: Language) -> None:
    name, head = {"da": ("maalinger.csv", "Indikator;Dato;Værdi"), "en": ("measurements.csv", "indicator;date;value")}[
        language.code
    ]
    (terminal.folder / name).write_text(f"{head}\nI2;2026-10-15;41\n", encoding="utf-8")


def _with_a_template(terminal: Terminal, plan: Path, language: Language) -> None:
    Document().save(str(terminal.folder / WORDS[language.code]["template"]))


PREPARING: dict[str, Callable[[Terminal, Path, Language], None]] = {
    "settle": _apart,
    "finish": _with_a_template,
    "approve": _with_a_key,
    "changes": _changed,
    "follow": _measured,
    "secretariat": _sealed,
    "archivist": _decided,
}

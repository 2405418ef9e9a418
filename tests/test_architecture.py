"""The house rules that a reader of ARCHITECTURE.md relies on, read from the code itself."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "planbuilder"
MODULES = sorted(PACKAGE.rglob("*.py"))
# From the ground up: a module may import its own layer and those before it.
LAYERS = [
    ("record", "codes"),
    ("errors", "numbers", "days", "repeating", "plaintext", "hyphenation", "filekind"),
    ("machine", "drive", "hold"),
    ("files", "locks", "hostile", "confined", "looking", "parallel"),
    ("cluster", "kept"),
    ("yamltext",),
    ("resources", "wholeness", "editions", "standing"),
    ("archive",),
    ("configuration",),
    ("language", "look", "units"),
    ("questionnaire",),
    ("plan",),
    ("figures",),
    ("changes", "portfolio"),
    ("document", "workbook"),
    ("drawing",),
    ("writers",),
    ("branding",),
    ("pipeline", "example"),
    ("interview",),
    ("signing",),
    ("approval",),
    ("usecases",),
    ("foreign",),
    ("web",),
    ("cli", "__main__", "__init__"),
]
# Each of these libraries is known in one place.
KNOWN_IN = {
    "questionary": ("interview/terminal.py",),
    "prompt_toolkit": ("interview/terminal",),
    "docx": ("writers/docx/",),
    "lxml": ("branding/wordparts.py",),
    "reportlab": ("writers/pdf/",),
    "pikepdf": ("foreign/",),
    "pypdfium2": ("foreign/",),
    "PIL": ("foreign/", "drawing/raster.py"),
    **dict.fromkeys(("pyhanko", "pyhanko_certvalidator", "asn1crypto", "cryptography", "pkcs11"), ("signing/",)),
    "numpy": ("figures/chance.py",),
    "xlsxwriter": ("writers/xlsx.py",),
    "matplotlib": ("drawing/raster.py",),
    "yaml": ("yamltext/",),
    "click": ("cli/",),
    "babel": ("language.py",),
    "pyphen": ("hyphenation.py",),
    **dict.fromkeys(("fcntl", "msvcrt"), ("hold.py",)),
    "fontTools": ("drawing/typeface.py",),
    **dict.fromkeys(("starlette", "jinja2"), ("web/",)),
    "markdown_it": ("web/marked.py",),
    "uvicorn": ("web/serving.py",),
    "distributed": ("cluster.py",),
}
# Whoever reads a file does so through `files`, which has limits and follows no device; these few have their reasons.
READS = {"open", "read_bytes", "read_text"}
OF_BYTES = {"pikepdf", "Image", "metadata"}  # of bytes that are read already
READERS = {
    "archive/auditor.py": "stands alone in every bag",
    "archive/bag.py": "copies files of any size out of the archive",
    "archive/commit.py": "copies a file of any size within the archive",
    "archive/log.py": "writes in the middle of a file",
    "cli/output.py": "opens the device that stands for nothing",
    "drawing/raster.py": "keeps hold of the folder one stands in",
    "drive.py": "makes new files, and flushes folders",
    "hold.py": "opens what is being made",
    "locks.py": "opens lock files",
    "drawing/typeface.py": "reads what a library brings along",
    "resources.py": "is asked at every start for what comes with the program",
    "writers/html/style.py": "reads what comes with the program",
    "writers/pdf/file.py": "reads what comes with the program",
}
# Copied into every bag, to be read and run in ten years: the standard library, and nothing of ours.
ALONE = PACKAGE / "archive" / "auditor.py"
CODES = PACKAGE / "codes.py"
CLOCKS = {"now", "today", "utcnow", "time"}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports_of(path: Path) -> tuple[str, ...]:
    return tuple(_imports(tree_of(path)))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from names if node.module == "planbuilder" else [node.module]


def layer_of(module: str) -> int:
    part = module.removeprefix("planbuilder.").split(".")[0]
    return next((n for n, names in enumerate(LAYERS) if part in names), -1)


def functions_of(path: Path) -> Iterator[ast.FunctionDef]:
    return (n for n in ast.walk(tree_of(path)) if isinstance(n, ast.FunctionDef))


def length_of(function: ast.FunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return function.end_lineno - body[0].lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_only_what_lies_beneath(path: Path) -> None:
    """Data flows one way: no module knows a layer above its own."""
    own = layer_of(name_of(path).removesuffix(".py").replace("/", "."))
    above = [name for name in imports_of(path) if name.startswith("planbuilder.") and layer_of(name) > own]

    assert above == []
    assert own >= 0


@pytest.mark.parametrize("path", [p for p in MODULES if "/writers/" in p.as_posix()], ids=name_of)
def test_a_writer_knows_the_document_and_nothing_before_it(path: Path) -> None:
    """Writers translate: they never see a plan, figures or a language."""
    known = ("record", "plaintext", "hyphenation", "document", "drawing", "look", "workbook.model", "writers")
    allowed = tuple(f"planbuilder.{name}" for name in known)
    strangers = [name for name in imports_of(path) if name.startswith("planbuilder.") and not name.startswith(allowed)]
    composing = [name for name in imports_of(path) if name.startswith("planbuilder.document.") and "model" not in name]

    assert (strangers, composing) == ([], [])


@pytest.mark.parametrize(("library", "places"), KNOWN_IN.items(), ids=KNOWN_IN)
def test_a_library_is_known_in_one_place(library: str, places: tuple[str, ...]) -> None:
    """Changing a library means changing one module or one folder."""
    users = [name_of(p) for p in MODULES if any(name.split(".")[0] == library for name in imports_of(p))]

    assert [user for user in users if not user.startswith(places)] == []
    assert users


# Names of ReportLab that no page of its manual has, beside those with an underscore.
UNDOCUMENTED = {
    "__NoDefault__",
    "frags",
    "blPara",
    "Outlines",
    "delayedFonts",
    "numberToId",
    "idToObject",
    "idToObjectNumberAndVersion",
}


@pytest.mark.parametrize("path", [p for p in MODULES if "/writers/pdf/" in p.as_posix()], ids=name_of)
def test_reportlabs_own_records_are_known_in_two_modules(path: Path) -> None:
    """What a new edition of it may change without a word is looked for in one place."""
    tree = tree_of(path)
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    own = {node.attr for node in names if isinstance(node.ctx, ast.Store)} | {f.name for f in functions_of(path)}
    private = {node.attr for node in names if node.attr.startswith("_") and not node.attr.endswith("__")} - own
    used = private | {node.attr for node in names} & UNDOCUMENTED

    assert used == set() or path.stem in ("undocumented", "undocumented_text")


@pytest.mark.parametrize("path", [p for p in MODULES if "/cli/" not in p.as_posix()], ids=name_of)
def test_only_the_command_line_reads_the_clock_or_prints(path: Path) -> None:
    """Same plan, same date, same result: nothing below the command line knows what time it is."""
    calls = [n.func for n in ast.walk(tree_of(path)) if isinstance(n, ast.Call)]
    clocks = [call.attr for call in calls if isinstance(call, ast.Attribute) and call.attr in CLOCKS]
    prints = [call.id for call in calls if isinstance(call, ast.Name) and call.id == "print"]

    assert (clocks, prints) == ([], [])


TERMINAL = re.compile(r"\benviron\b|\bgetenv\b|\bisatty\b|\bsys\.std|\bgetpass\b|\binput\(")


@pytest.mark.parametrize("path", [p for p in MODULES if name_of(p).startswith("usecases/")], ids=name_of)
def test_a_use_case_knows_no_terminal_and_no_environment(path: Path) -> None:
    """Whoever calls it gives what it needs by name and type, and hears of its work through what it was given."""
    text = path.read_text(encoding="utf-8")
    untyped = [name for name in ("Mapping[str, Any]", "**given", "import click") if name in text]

    assert (TERMINAL.findall(text), untyped) == ([], [])


# What these read is the answer of a task.
SEEING = ("pages", "properties")
TASK = re.compile(r"planbuilder\.foreign\.\w+:\w+")


def test_what_opens_foreign_files_runs_in_a_process_with_limits() -> None:
    """Nobody imports it: `confined` is given its name, and what the name says is there."""
    others = [path for path in MODULES if "/foreign/" not in path.as_posix()]
    importing = [name_of(p) for p in others if any(name.startswith("planbuilder.foreign") for name in imports_of(p))]
    tasks = {task for path in others for task in TASK.findall(path.read_text(encoding="utf-8"))}

    assert importing == []
    assert tasks
    assert all(callable(getattr(import_module(task.split(":")[0]), task.split(":")[1])) for task in tasks)


def reads_of(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id == "open":
            yield called.id
        elif isinstance(called, ast.Attribute) and called.attr in READS and ast.unparse(called.value) not in OF_BYTES:
            yield ast.unparse(called)


def test_files_are_read_in_one_place() -> None:
    """A file that somebody names may be a device, or larger than the machine: `files` alone opens one."""
    found = {name_of(path): list(reads_of(path)) for path in MODULES if name_of(path) != "files.py"}

    assert [] == [f"{name}: {reads}" for name, reads in found.items() if reads and name not in READERS]
    assert [] == [name for name in READERS if not found[name]]


# What these read with JSON's own reader was written by ourselves a moment ago, or stands alone.
JSON_OF_OURS = ("archive/auditor.py", "resources.py", "files.py", "foreign/third_reader.py", "approval/sealing.py")


def test_json_is_read_in_one_place() -> None:
    """Brackets without end are no `ValueError` of JSON's own reader: `files.json_in` makes them one."""
    reading = [name_of(p) for p in MODULES if "json.loads(" in p.read_text(encoding="utf-8")]

    assert [] == [name for name in reading if name not in (*JSON_OF_OURS, *(f"signing/{n}.py" for n in SEEING))]


def test_links_are_followed_in_one_place() -> None:
    """A link that leads in a circle is an error of `Path.resolve` before Python 3.13: `files.real` has none."""
    found = {name_of(path): re.findall(r"(\S+)\.resolve\(\)", path.read_text(encoding="utf-8")) for path in MODULES}

    assert [] == [f"{name}: {one}" for name, ones in found.items() for one in ones if not one.endswith("(__file__)")]


# What lies in a folder, and whether something is at a path, is asked for in `looking`, which follows no link out of it
# and takes nothing that it cannot tell for a "no"; these few have their reasons.
WALKS = {"iterdir", "glob", "rglob", "walk", "scandir", "listdir", "exists", "is_file", "is_dir", "is_symlink"}
WALKERS = {
    "archive/auditor.py": "stands alone in every bag, and follows no link",
    "archive/commit.py": "flushes what it has just written",
    "branding/wordparts.py": "asks what a container lists",
    "document/outline.py": "lists what comes with the program",
    "drawing/studio.py": "lists itself",
    "drive.py": "lies beneath",
    "figures/rates.py": "lists what comes with the program",
    "figures/uplifts.py": "lists what comes with the program",
    "files.py": "lies beneath",
    "hold.py": "lies beneath",
    "kept.py": "lists what it keeps",
    "hyphenation.py": "lists what a library brings along",
    "locks.py": "lies beneath",
    "looking.py": "is the place",
    "resources.py": "finds what comes with the program",
    "web/handbook.py": "lists what comes with the program",
    "wholeness.py": "lists what comes with the program",
}


def walks_of(path: Path) -> Iterator[str]:
    """Calls that look into a folder or at a path."""
    for node in ast.walk(tree_of(path)):
        called = node.func if isinstance(node, ast.Call) else None
        known = isinstance(called, ast.Attribute) and ast.unparse(called.value) in ("ast", "looking", "model")
        if isinstance(called, ast.Attribute) and called.attr in WALKS and not known:
            yield ast.unparse(called)


def test_folders_are_looked_into_in_one_place() -> None:
    """A folder from elsewhere may hold links, and names too long to be asked for: nobody else walks through one."""
    found = {name_of(path): list(walks_of(path)) for path in MODULES}

    assert [] == [f"{name}: {walks}" for name, walks in found.items() if walks and name not in WALKERS]
    assert [] == [name for name in WALKERS if not found[name]]


# What a drive may refuse, or a machine may not know: asked for in `drive`, `locks` and `machine`, which know what then.
WISHES = {
    "chmod", "chown", "fchmod", "fchown", "lchmod", "utime", "fsync", "fdatasync", "flock", "lockf", "link", "symlink",
    "mkdir", "makedirs", "replace", "copy2", "copystat", "copytree", "copymode", "getuser", "getpwuid", "gethostname",
    "expanduser",
}  # fmt: skip
WISHERS = {
    "resources.py": "keeps what it can do without",
    "kept.py": "keeps what it can do without",
}


def wishes_of(path: Path) -> Iterator[str]:
    """Calls of what may be refused; `replace` and `link` of a file, not of a text or a record."""
    for node in ast.walk(tree_of(path)):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in WISHES:
            owner, words = ast.unparse(called.value), [*node.args, *node.keywords]
            of_a_path = called.attr == "replace" and len(words) == 1 and isinstance(words[0], ast.Name)
            if owner == "os" or of_a_path or called.attr not in ("replace", "link"):
                yield ast.unparse(called)


def test_what_a_drive_may_refuse_is_asked_for_in_one_place() -> None:
    """A network drive or a container knows no rights, locks or names: whoever asks must know what becomes of that."""
    known = {"drive.py", "hold.py", "locks.py", "machine.py"}
    found = {name_of(path): list(wishes_of(path)) for path in MODULES if name_of(path) not in known}

    assert [] == [f"{name}: {wishes}" for name, wishes in found.items() if wishes and name not in WISHERS]
    assert [] == [name for name in WISHERS if not found[name]]


def test_standard_streams_are_replaced_in_one_place() -> None:
    """They may be closed, full or in another encoding: `cli/output.py` alone knows the system's own."""
    names = ("sys.stdout", "sys.stderr", "sys.stdin")
    users = [name_of(p) for p in MODULES if any(name in p.read_text(encoding="utf-8") for name in names)]

    assert set(users) == {"cli/output.py", "confined.py", "archive/auditor.py"}


def test_one_door_leads_to_the_terminal() -> None:
    """What is printed is cleaned of what acts in `cli/output.py`, so nothing is printed elsewhere."""
    printing = [name_of(p) for p in MODULES if ".echo(" in p.read_text(encoding="utf-8")]

    assert printing == ["cli/output.py"]


def test_the_auditors_program_stands_alone() -> None:
    """The verifier of a bag needs Python's standard library only."""
    assert [] == [name for name in imports_of(ALONE) if name.split(".")[0] not in sys.stdlib_module_names]


def test_the_archive_knows_nothing_of_plans() -> None:
    """It keeps files under names, with notes; what they mean is for others."""
    own = [p for p in MODULES if "/archive/" in p.as_posix()]
    known = {name.split(".")[1] for p in own for name in imports_of(p) if name.startswith("planbuilder.")}

    assert known == {"archive", "codes", "drive", "errors", "files", "hold", "locks", "looking", "record"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_small(path: Path) -> None:
    """A module has at most 300 lines and a function at most 40, its docstring not counted.

    What is copied into every bag has to be one file, and so may be a little longer; the table of codes has a line each.
    """
    long = [f"{f.name}: {length_of(f)}" for f in functions_of(path) if length_of(f) > 40]

    assert long == []
    longest = 330 if path == ALONE else 300
    assert path == CODES or len(path.read_text(encoding="utf-8").splitlines()) <= longest


# Tested where they show: layout through the figures it lays out, types through what is made of them.
TESTED_ELSEWHERE = {
    "figures/explain_certainty.py": "figures/test_catalogue.py",
    "figures/explanation.py": "figures/test_catalogue.py",
    "figures/model.py": "figures/test_case.py",
    "drawing/cards.py": "drawing/test_tree.py",
    "drawing/chart_frame.py": "drawing/test_charts.py",
    "archive/versions.py": "archive/test_store.py",
    "figures/exported.py": "cli/test_figures.py",
    "document/key_figures.py": "figures/test_catalogue.py",
    **{f"document/overview_{name}.py": "document/test_overview.py" for name in ("lists", "material", "money")},
    "workbook/key_figures.py": "figures/test_catalogue.py",
    "figures/exported_draws.py": "figures/test_simulation.py",
    "usecases/demonstrating.py": "cli/test_documents.py",
    "usecases/erasing.py": "cli/test_erasing.py",
    "usecases/reports.py": "cli/test_verdicts.py",
    "usecases/signing.py": "cli/test_signing.py",
    "usecases/talk.py": "usecases/test_plans.py",
    **{
        f"signing/{name}.py": "signing/test_verdict.py"
        for name in ("signed_file", "file_rules", "model", "signature_rules")
    },
    "foreign/fonts.py": "branding/test_profile.py",
    "foreign/workbooks.py": "usecases/test_importing.py",
    "usecases/workbook_file.py": "usecases/test_importing.py",
    "foreign/pdf.py": "plan/test_attached.py",
    "foreign/pictures.py": "branding/test_profile.py",
    "foreign/second_reader.py": "signing/test_pages.py",
    "foreign/third_reader.py": "signing/test_pages.py",
    "plan/registers.py": "plan/test_people.py",
    "document/blocks/sums.py": "document/blocks/test_economy.py",
    **{
        f"workbook/{name}.py": "workbook/test_build.py"
        for name in (
            "assumptions",
            "benefits",
            "budget",
            "committees",
            "costs",
            "funding",
            "kept",
            "limits",
            "risks",
            "table",
            "uncertainty",
            "years",
        )
    },
    **{f"writers/docx/{name}.py": "writers/docx/test_compared.py" for name in ("alignment", "pieces", "tracking")},
    "writers/pdf/undocumented.py": "writers/pdf/test_file.py",
    "writers/pdf/undocumented_text.py": "writers/pdf/test_undocumented.py",
    "plan/economy.py": "plan/test_check.py",
    "interview/asking.py": "interview/test_plain.py",
    "interview/terminal_fields.py": "interview/test_terminal_form.py",
    "plan/check_economy.py": "plan/test_check.py",
    "plan/model.py": "plan/test_store.py",
    "plan/odd_numbers.py": "plan/test_plausibility.py",
    "questionnaire/context.py": "questionnaire/test_kinds.py",
    "questionnaire/definition.py": "questionnaire/test_loading.py",
    "writers/html/markup.py": "writers/test_html.py",
    "writers/html/style.py": "writers/test_html.py",
    "writers/html/writer.py": "writers/test_html.py",
    "web/beside.py": "web/test_beside_routes.py",
    "web/board.py": "web/test_board_routes.py",
    "web/meeting.py": "web/test_board_routes.py",
    "web/guarding.py": "web/test_app.py",
    **{
        f"web/{name}.py": "web/test_routes.py"
        for name in ("saving", "controls", "showing", "views", "pages", "rendering", "visit")
    },
    "questionnaire/filed.py": "questionnaire/test_kinds.py",
    "foreign/sheets.py": "usecases/test_tables.py",
    "questionnaire/kind.py": "questionnaire/test_new_kind.py",
}


def test_every_module_has_its_tests() -> None:
    """Tests mirror the package: whoever looks for the tests of a module knows where they are."""
    tests = Path(__file__).parent
    with_code = [p.relative_to(PACKAGE) for p in MODULES if next(functions_of(p), None) and not p.name.startswith("__")]
    mirrors = [TESTED_ELSEWHERE.get(p.as_posix(), (p.parent / f"test_{p.name}").as_posix()) for p in with_code]

    assert [] == [mirror for mirror in mirrors if not (tests / mirror).exists()]


# What these add up are whole numbers: units and pieces of a font, dxa, characters, counts.
WHOLE_NUMBERS = {
    "drawing/typeface.py": 2,
    "writers/docx/oxml.py": 1,
    "writers/docx/tables.py": 1,
    "writers/docx/tracking.py": 1,
    "writers/html/writer.py": 1,
    "writers/columns.py": 1,
    "writers/together.py": 3,
    "writers/pdf/flowables.py": 1,
    "writers/pdf/splitting.py": 1,
}


@pytest.mark.parametrize(
    "path", [path for path in MODULES if name_of(path).startswith(("drawing/", "writers/"))], ids=name_of
)
def test_lengths_are_added_exactly(path: Path) -> None:
    """Python 3.12 adds floats otherwise than 3.11: where things are placed, `math.fsum` adds, alike everywhere."""
    calls = [node.func for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]

    assert WHOLE_NUMBERS.get(name_of(path), 0) == sum(isinstance(call, ast.Name) and call.id == "sum" for call in calls)

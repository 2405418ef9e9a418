"""Measure our writers against the best of others on the same document, in one run.

    pip install typst weasyprint docxtpl      (and LibreOffice, if it is to be measured)
    python benchmarks/peers.py [rounds [proposal]]     warm time of each, in turn, and ratios; of that document
    python benchmarks/peers.py memory         peak memory of a tagged PDF of 20 times the content
    python benchmarks/peers.py growth         our warm time at 1, 5 and 20 times the content, and peak memory

The document is the example's full plan, or the one that is named: the same texts, tables and lists for each, figures
drawn beforehand for each in the format it takes (shapes for us, SVG or PNG for the others). A peer that is not
installed is left out.
"""

from __future__ import annotations

import io
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from planbuilder import example, language, look, pipeline
from planbuilder.document import model as m
from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.drawing.studio import Studio
from planbuilder.drawing.svg import svg
from planbuilder.plan.store import from_text
from planbuilder.questionnaire.loading import load
from planbuilder.record import replace
from planbuilder.writers import WRITERS

LOOK = look.load()
FOLDER = Path(tempfile.mkdtemp())
STUDIO = Studio(LOOK, FOLDER / "kept")
SCALES = (1, 5, 20)
WIDTH, HEIGHT, DPI = 465.0, 215.0, 220
FONTS = Path(__import__("fontpkg_lato").__file__).parent


def content(scale: int = 1) -> m.Document:
    """The example's document, its chapters that many times."""
    danish = language.load("da")
    made_from = pipeline.material(from_text(example.text(danish)), load(), danish, date(2026, 11, 23))
    document = pipeline.document(made_from, os.environ.get("DOCUMENT", "plan"))
    sections = [block for block in document.blocks if isinstance(block, m.Section)]
    again = [replace(section, id=f"{section.id}x{n}") for n in range(1, scale) for section in sections]
    return replace(document, blocks=(*document.blocks, *again))


def text(spans: m.Spans) -> str:
    return m.text_of(spans)


def figure(block: Chart | Diagram, kind: str) -> Path:
    """A figure drawn beforehand, in the format a peer takes."""
    path = FOLDER / f"{abs(hash(block))}.{kind}"
    if not path.exists():
        drawing = STUDIO.drawing(block, WIDTH, HEIGHT)
        path.write_bytes(STUDIO.png(drawing, DPI) if kind == "png" else svg(drawing, block.alt).encode())
    return path


def typst_source(document: m.Document) -> str:
    """The document as typst markup."""
    quoted = lambda value: json.dumps(value, ensure_ascii=False)  # noqa: E731
    lines = [
        f"#set document(title: {quoted(document.title)})",
        '#set text(lang: "da", font: "Lato", size: 10pt)\n#set page(paper: "a4", margin: 2.3cm)',
        "#show figure: set block(breakable: true)\n#outline(depth: 2)",
    ]
    for block in m.walk(document.blocks):
        if isinstance(block, m.Section):
            lines.append(f"#heading(level: {block.level}, {quoted(block.title)})")
        elif isinstance(block, m.Paragraph | m.Note):
            lines.append(f"#par({quoted(text(block.spans))})")
        elif isinstance(block, m.ListBlock):
            lines += [f"#list[#{quoted(text(item.spans))}]" for item in block.items]
        elif isinstance(block, m.Table) and block.rows:
            widths = ",".join(f"{column.width}fr" for column in block.columns)
            head = ",".join(quoted(column.title or " ") for column in block.columns)
            cells = ",".join(_typst_cell(cell, row, block, quoted) for row in block.rows for cell in row.cells)
            lines.append(
                f"#figure(kind: table, supplement: none, numbering: none, caption: {quoted(block.caption or ' ')},"
                f"table(columns: ({widths},), table.header({head}), {cells}))"
            )
        elif isinstance(block, Chart | Diagram):
            path = quoted(str(figure(block, "svg")))
            lines.append(f"#figure(image({path}, alt: {quoted(block.alt)}), caption: {quoted(block.caption)})")
    return "\n".join(lines)


def _typst_cell(cell: m.Cell, row: m.Row, table: m.Table, quoted: Callable[[str], str]) -> str:
    inner = quoted(text(cell.spans) or " ")
    return f"table.cell(colspan: {len(table.columns)}, {inner})" if row.is_across else inner


def typst_pdf(document: m.Document) -> bytes:
    import typst

    fonts = [str(FONTS / "data"), str(FONTS)]
    source = typst_source(document).encode()
    return typst.compile(source, root="/", font_paths=fonts, ignore_system_fonts=False, pdf_standards=["ua-1"])


def weasyprint_pdf(document: m.Document) -> bytes:
    from weasyprint import HTML

    page = WRITERS["html"].render(document, LOOK, STUDIO).decode()
    return HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")


def libreoffice_pdf(document: m.Document) -> bytes:
    source = FOLDER / "plan.docx"
    source.write_bytes(WRITERS["docx"].render(document, LOOK, STUDIO))
    accessible = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
    profile = f"-env:UserInstallation=file://{FOLDER}/profile"
    call = ["soffice", profile, "--headless", "--convert-to", accessible, "--outdir", FOLDER, source]
    subprocess.run(call, check=True, capture_output=True)
    return (FOLDER / "plan.pdf").read_bytes()


def rows_of(document: m.Document) -> Iterator[dict[str, object]]:
    """The document as docxtpl's template takes it."""
    for block in m.walk(document.blocks):
        if isinstance(block, m.Section):
            yield {"kind": f"h{min(block.level, 3)}", "text": block.title}
        elif isinstance(block, m.Paragraph | m.Note):
            yield {"kind": "para", "text": text(block.spans)}
        elif isinstance(block, m.ListBlock):
            yield from ({"kind": "para", "text": text(item.spans)} for item in block.items)
        elif isinstance(block, m.Table):
            count = len(block.columns)
            cells = [[text(c.spans) for c in row.cells] + [""] * (count - len(row.cells)) for row in block.rows]
            heads = [column.title for column in block.columns]
            yield {"kind": "table", "head": heads, "rows": cells, "text": block.caption}
        elif isinstance(block, Chart | Diagram):
            yield {"kind": "figure", "path": str(figure(block, "png")), "text": block.caption}


def template() -> Path:
    """A Word template that loops over the blocks; made once and not timed."""
    import docx

    path = FOLDER / "template.docx"
    if path.exists():
        return path
    made = docx.Document()
    made.add_paragraph("{%p for b in blocks %}")
    for kind, style in (("h1", "Heading 1"), ("h2", "Heading 2"), ("h3", "Heading 3"), ("para", None)):
        for line, look_of in (
            ("{%p if b.kind == '" + kind + "' %}", None),
            ("{{ b.text }}", style),
            ("{%p endif %}", None),
        ):
            made.add_paragraph(line, style=look_of)
    for line in ("{%p if b.img %}", "{{ b.img }}", "{{ b.text }}", "{%p endif %}"):
        made.add_paragraph(line)
    for count in range(1, 12):
        made.add_paragraph("{%p if b.kind == 'table' and b.head|length == " + str(count) + " %}")
        table = made.add_table(rows=4, cols=count, style="Table Grid")
        for n in range(count):
            table.cell(0, n).text, table.cell(2, n).text = "{{ b.head[" + str(n) + "] }}", "{{ r[" + str(n) + "] }}"
        table.cell(1, 0).text, table.cell(3, 0).text = "{%tr for r in b.rows %}", "{%tr endfor %}"
        made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p endfor %}")
    made.save(str(path))
    return path


def docxtpl_docx(document: m.Document) -> bytes:
    from docxtpl import DocxTemplate, InlineImage

    made = DocxTemplate(template())
    blocks = [{**row, "img": InlineImage(made, row["path"])} if "path" in row else row for row in rows_of(document)]
    made.render({"blocks": blocks}, autoescape=True)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def ours(format: str) -> Callable[[m.Document], bytes]:
    return lambda document: WRITERS[format].render(document, LOOK, STUDIO)


PEERS: dict[str, tuple[str, bool, Callable[[m.Document], bytes]]] = {
    "planbuilder, tagged PDF": ("", True, ours("pdf")),
    "typst, ua-1": ("planbuilder, tagged PDF", bool(find_spec("typst")), typst_pdf),
    "WeasyPrint, ua-1": ("planbuilder, tagged PDF", bool(find_spec("weasyprint")), weasyprint_pdf),
    "LibreOffice, ua": ("planbuilder, tagged PDF", bool(which("soffice")), libreoffice_pdf),
    "planbuilder, DOCX": ("", True, ours("docx")),
    "docxtpl, DOCX": ("planbuilder, DOCX", bool(find_spec("docxtpl")), docxtpl_docx),
}


def measure(rounds: int) -> None:
    """Each peer once a round, in a process of its own that renders once before it counts."""
    names = [name for name, (_, there, _) in PEERS.items() if there]
    times: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            times[name].append(float(run("warm", name)))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    print("| | warm s | ours / theirs |\n|---|---|---|")
    for name, median in medians.items():
        ratio = f"{medians[PEERS[name][0]] / median:.2f}" if PEERS[name][0] else ""
        print(f"| {name} | {median:.3f} | {ratio} |")


def run(*words: str) -> str:
    return subprocess.run([sys.executable, __file__, *words], check=True, capture_output=True, text=True).stdout.strip()


def measure_warm(name: str) -> None:
    document, render = content(), PEERS[name][2]
    render(document)
    taken = []
    for _ in range(3 if name.startswith(("Weasy", "Libre")) else 9):
        # A document that no writer has seen: what is remembered of its tables is of no use to the next one.
        document = content()
        start = time.perf_counter()
        render(document)
        taken.append(time.perf_counter() - start)
    print(statistics.median(taken))


def measure_memory() -> None:
    """Peak memory of one tagged PDF of 20 times the content, each in a process of its own."""
    print("| 20 × content | peak MB | s |\n|---|---|---|")
    for name in ("planbuilder, tagged PDF", "typst, ua-1"):
        if PEERS[name][1]:
            print(run("one", name))


def measure_one(name: str) -> None:
    document = content(20)
    start = time.perf_counter()
    PEERS[name][2](document)
    took, peak = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {name} | {peak:.0f} | {took:.1f} |")


def measure_growth() -> None:
    """Our writers at each size in turn, three rounds, in processes of their own."""
    print("| | content | warm s | against 1× | least | against 1× | peak MB |\n|---|---|---|---|---|---|---|")
    for name in ("planbuilder, tagged PDF", "planbuilder, DOCX"):
        runs: dict[int, list[dict]] = {scale: [] for scale in SCALES}
        for _ in range(3):
            for scale in SCALES:
                runs[scale].append(json.loads(run("grown", name, str(scale))))
        first: list[float] = []
        for scale, made in runs.items():
            taken = [time for one in made for time in one["times"]]
            figures = [statistics.median(taken), min(taken)]
            first = first or figures
            cells = " | ".join(f"{now:.2f} | {now / then:.1f}" for now, then in zip(figures, first, strict=True))
            print(f"| {name} | {scale}× | {cells} | {max(one['peak'] for one in made):.0f} |", flush=True)


def measure_grown(name: str, scale: int) -> None:
    document, render = content(scale), PEERS[name][2]
    render(document)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    taken = []
    for _ in range({1: 12, 5: 5, 20: 3}[scale]):
        document = content(scale)
        start = time.perf_counter()
        render(document)
        taken.append(time.perf_counter() - start)
    print(json.dumps({"times": taken, "peak": peak}))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["memory"]:
            measure_memory()
        case ["one", name]:
            measure_one(name)
        case ["growth"]:
            measure_growth()
        case ["grown", name, scale]:
            measure_grown(name, int(scale))
        case ["warm", name]:
            measure_warm(name)
        case [rounds, *named]:
            os.environ["DOCUMENT"] = "".join(named) or "plan"
            measure(int(rounds))
        case _:
            measure(5)

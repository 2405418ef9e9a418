"""A packed file is a PDF file that others read.

Every PDF is PDF/UA-1 and PDF/A-3a at once, whatever stands in it: veraPDF says so.
"""

from __future__ import annotations

import io
import re
import zlib
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from planbuilder import example, language
from planbuilder.document.model import (
    Cell,
    Column,
    Contents,
    Item,
    ListBlock,
    Note,
    Paragraph,
    Row,
    Section,
    Signature,
    Span,
    Table,
    plain,
)
from planbuilder.record import replace
from planbuilder.writers.pdf import render
from planbuilder.writers.pdf.file import PackedFile
from tests.checkers.verapdf import broken_rules
from tests.conftest import OUTLINES
from tests.document.plans import HEAD, crowded
from tests.writers import samples

STREAM = b"<</Length 5>>\nstream\nordetendstream\n"


TOP = [
    b"<</Type/Catalog/Pages 3 0 R%b>>",
    b"<</Title(titel)>>\n",
    b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
    b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]/Resources<<>>>>",
]


def file_of(count: int, backwards: bool = False) -> bytes:
    """A page with as many more objects, each of which tells its number."""
    numbers = range(len(TOP) + 1, len(TOP) + 1 + count)
    catalogue = TOP[0] % b" ".join(b"/N%d %d 0 R" % (n, n) for n in numbers)
    numbered = list(enumerate([catalogue, *TOP[1:], *(b"[ %d ]" % n for n in numbers)], 1))
    file = PackedFile()
    for number, body in reversed(numbered) if backwards else numbered:
        file.add(number, body)
    return file.finished(1, 2)


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("count", [0, 1, 95, 96, 97, 250])
def test_every_object_is_found(count: int, backwards: bool) -> None:
    """However many packs they fill, in whatever order they come."""
    with pikepdf.open(io.BytesIO(file_of(count, backwards))) as pdf:
        found = {name: int(value[0]) for name, value in pdf.Root.items() if name.startswith("/N")}

        assert {f"/N{n}": n for n in range(5, count + 5)} == found
        assert "titel" == str(pdf.docinfo.Title)
        assert [] == pdf.check_pdf_syntax()


def test_a_stream_stands_by_itself() -> None:
    """Its end on a line of its own, its length that of what is in it."""
    file = PackedFile()
    file.add(1, b"<</Type/Catalog/Pages<</Type/Pages/Kids[]/Count 0>>/S 3 0 R>>")
    file.add(2, b"<<>>")
    file.add(3, STREAM)
    data = file.finished(1, 2)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert b"ordet" == pdf.Root.S.read_raw_bytes()
    assert b"3 0 obj\n<</Length 5>>\nstream\nordet\nendstream\nendobj\n" in data


def test_the_same_objects_make_the_same_file() -> None:
    """And others another one, which says so in its name."""
    name = re.compile(rb"/ID\[<(\w{32})><\1>\]")

    assert file_of(120) == file_of(120)
    assert name.search(file_of(120))[1] != name.search(file_of(121))[1]


def test_small_objects_are_compressed() -> None:
    """A thousand take less room than the old kind of table would take alone, twenty bytes each."""
    assert len(file_of(1000)) < 20_000
    assert zlib.decompress(re.search(rb"/ObjStm.*?stream\n(.*?)\nendstream", file_of(3), re.S)[1]).startswith(b"1 0 2 ")


def test_a_missing_number_is_our_fault() -> None:
    """A file with a hole is not written."""
    file = PackedFile()
    file.add(1, b"<<>>")
    file.add(3, b"<<>>")

    with pytest.raises(KeyError):
        file.finished(1, 3)


TEXTS = st.text(max_size=60)
SPANS = st.lists(st.builds(Span, TEXTS, bold=st.booleans(), italic=st.booleans(), gap=st.booleans()), max_size=3)
WORDS = SPANS.map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 6))
    columns = tuple(Column(draw(TEXTS), draw(st.floats(0.3, 4))) for _ in range(count))
    roles = st.sampled_from(["body", "body", "group", "note", "subtotal", "total"])
    rows = [_row(draw, draw(roles), count) for _ in range(draw(st.integers(0, 12)))]
    return Table("t", draw(TEXTS), columns, tuple(rows))


def _row(draw: st.DrawFn, role: str, count: int) -> Row:
    cells = 1 if role in ("group", "note") else count
    return Row(tuple(Cell(draw(WORDS)) for _ in range(cells)), role)


ITEMS = st.recursive(
    st.builds(Item, WORDS), lambda inner: st.builds(Item, WORDS, st.lists(inner, max_size=3).map(tuple)), max_leaves=8
)
BLOCKS = st.one_of(
    st.builds(Paragraph, WORDS, st.sampled_from(["body", "lead", "small", "label", "answer"])),
    st.builds(ListBlock, st.lists(ITEMS, min_size=1, max_size=5).map(tuple), st.booleans()),
    tables(),
    st.builds(Note, st.sampled_from(["gap", "info", "warning"]), TEXTS, WORDS),
    st.builds(Signature, st.just("s"), TEXTS, TEXTS, st.tuples(TEXTS, TEXTS, TEXTS)),
)
SECTIONS = st.builds(Section, st.uuids().map(str), TEXTS, st.lists(BLOCKS, max_size=5).map(tuple))
DOCUMENTS = st.lists(st.one_of(BLOCKS, SECTIONS), min_size=1, max_size=6).map(lambda blocks: samples.document(*blocks))


@pytest.mark.slow
def test_every_document_of_the_example_complies(compose, standard_look, tmp_path: Path) -> None:
    """In both languages, and so do the documents of an empty plan, and a poster that takes several sheets."""
    files = {
        f"{name}-{code}.pdf": render(compose(example.text(language.load(code)), name, code), standard_look)
        for name in OUTLINES
        for code in ("da", "en")
    }
    files |= {f"{name}-empty.pdf": render(compose(HEAD, name), standard_look) for name in OUTLINES}

    files["board-crowded.pdf"] = render(compose(crowded(), "board"), standard_look)
    files["poster.pdf"] = render(replace(samples.EVERYTHING, page="a3_landscape", columns=3), standard_look)

    assert [] == broken_rules(files, tmp_path)


@pytest.mark.slow
def test_hostile_documents_comply(standard_look, tmp_path: Path) -> None:
    """Tables of 500 rows, an answer of 50,000 characters, deep lists, right-to-left text, emoji, control characters."""
    rows = tuple(Row((Cell(plain(f"række {n}")), Cell(plain("tekst " * (n % 30))))) for n in range(500))
    deep = Item(plain("bund"))
    for depth in range(20):
        deep = Item(plain(f"niveau {depth}"), (deep,))
    blocks = {
        "rows": Table("t", "Lang", (Column("A", 1), Column("B", 2)), rows),
        "long": Paragraph(plain("ord " * 12_500)),
        "cell": Table("t", "Celle", (Column("A"),), (Row((Cell(plain("ord " * 12_500)),)),)),
        "deep": ListBlock((deep,), ordered=True),
        "right": Paragraph(plain("שלום עולם مرحبا بالعالم")),
        "emoji": Paragraph(plain("😀 👩‍👩‍👧 ﷽ \U0001f3f3\ufe0f \x00\x0b\ufffe")),
        "markup": Paragraph(plain('<b>fed</b> <img src="/etc/passwd"/> {{ x }} <a href="javascript:x()">k</a>')),
        "empty": Contents(""),
    }
    files = {f"{name}.pdf": render(samples.document(block), standard_look) for name, block in blocks.items()}

    assert [] == broken_rules(files, tmp_path)


@pytest.mark.slow
@settings(max_examples=1, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(documents=st.lists(DOCUMENTS, min_size=100, max_size=100))
def test_a_hundred_random_documents_comply(tmp_path_factory, standard_look, documents) -> None:
    """Made from the primitives of the document model, in any order."""
    files = {f"{n}.pdf": render(document, standard_look) for n, document in enumerate(documents)}

    assert [] == broken_rules(files, tmp_path_factory.mktemp("random"))


def structure(data: bytes) -> list[str]:
    """The tags of a PDF's structure tree in reading order."""

    def walk(node: pikepdf.Object) -> list[str]:
        kids = node.get("/K", [])
        kids = kids if isinstance(kids, pikepdf.Array) else [kids]
        own = [str(node.S)[1:]] if "/S" in node else []
        return own + [tag for kid in kids if isinstance(kid, pikepdf.Dictionary) for tag in walk(kid)]

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return walk(pdf.Root.StructTreeRoot)


def test_a_table_over_many_pages_is_one_table(standard_look) -> None:
    """Its head is told once, its rows in order; the repeated heads are decoration."""
    rows = tuple(Row((Cell(plain(f"r{n}")),)) for n in range(120))

    tags = structure(render(samples.document(Table("t", "Lang", (Column("A"),), rows)), standard_look))

    assert (1, 1, 121, 120) == (tags.count("Table"), tags.count("TH"), tags.count("TR"), tags.count("TD"))
    assert ["Table", "Caption", "TR", "TH", "TR", "TD"] == tags[tags.index("Table") :][:6]


def test_a_paragraph_over_two_pages_is_one_paragraph(standard_look) -> None:
    """However it is cut."""
    tags = structure(render(samples.document(Paragraph(plain("ord " * 2000))), standard_look))

    assert 1 == tags.count("P")


def test_lists_are_nested_with_labels(standard_look) -> None:
    """A list in a point stands in that point's body."""
    inner = Item(plain("ydre"), (Item(plain("indre")),))

    tags = structure(render(samples.document(ListBlock((inner,))), standard_look))

    assert ["L", "LI", "Lbl", "LBody", "P", "L", "LI", "Lbl", "LBody", "P"] == tags[tags.index("L") :]


def test_a_point_with_a_link_is_the_link(standard_look) -> None:
    """As a paragraph with a link is, so that the link says what it is about."""
    point = ListBlock((Item((Span("se "), Span("ordlisten", target="a"))),))
    made = samples.document(Section("a", "Ordliste", (point,)))

    tags = structure(render(made, standard_look))

    assert ["LBody", "P", "Link"] == tags[tags.index("LBody") :]


def test_sections_hold_their_headings(standard_look) -> None:
    """Levels follow the document's own."""
    inner = Section("b", "Indre", (Paragraph(plain("x")),), level=2)

    tags = structure(render(samples.document(Section("a", "Ydre", (inner,))), standard_look))

    assert ["Sect", "H1", "Sect", "H2", "P"] == tags[tags.index("Sect") :]


def test_words_stay_apart_at_the_end_of_a_line(standard_look, tool, tmp_path: Path) -> None:
    """Whoever hears the text hears words, not lines."""
    import subprocess

    path = tmp_path / "a.pdf"
    path.write_bytes(render(samples.document(Paragraph(plain(" ".join(["kommune"] * 60)))), standard_look))

    told = subprocess.run([tool("pdfinfo"), "-struct-text", path], capture_output=True, text=True, check=True).stdout

    assert "kommunekommune" not in told
    assert "kommune kommune" in told


def test_each_signer_has_a_field_to_sign_in(standard_look) -> None:
    """In their order, seen by a frame, told what it is for, and part of what is read."""
    labels = ("Underskrift", "Navn", "Dato")
    signers = [Signature(f"P{n}", f"Navn {n}", "leder", labels) for n in (1, 2)]
    data = render(samples.document(*signers), standard_look)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        told = [(str(field.T), str(field.TU), str(field.FT), "/N" in field.AP) for field in fields]

    assert [
        ("signature_1", "Underskrift: Navn 1, leder", "/Sig", True),
        ("signature_2", "Underskrift: Navn 2, leder", "/Sig", True),
    ] == told
    assert 2 == structure(data).count("Form")


def test_a_signed_file_can_be_held_against_this_one(standard_look) -> None:
    """Flags that signing does not change, the signer of each field, a lock on the last, and a line's end at the end."""
    labels = ("Underskrift", "Navn", "Dato")
    data = render(samples.document(*(Signature(f"P{n}", "Navn", "", labels) for n in (1, 2))), standard_look)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        form = pdf.Root.AcroForm
        locks = [(str(field.TM), "/Lock" in field, field.AP.N.is_indirect) for field in form.Fields]
        last = form.Fields[1].Lock

        assert (3, [("P1", False, True), ("P2", True, True)]) == (int(form.SigFlags), locks)
        assert ("/SigFieldLock", "/All", 1) == (str(last.Type), str(last.Action), int(last.P))
        assert data.endswith(b"%%EOF\n")


def test_everything_in_the_catalogue_is_an_object_of_its_own(standard_look) -> None:
    """A signer's program numbers what stands in it without a number, and then it is another catalogue."""
    signature = Signature("P1", "Navn", "", ("Underskrift", "Navn", "Dato"))
    document = replace(samples.document(signature, *samples.EVERYTHING.blocks), source="x: y\n")

    with pikepdf.open(io.BytesIO(render(document, standard_look))) as pdf:
        inside = {key: one for key, one in pdf.Root.items() if key not in ("/Type", "/Lang")}
        lists = [one for value in inside.values() if isinstance(value, pikepdf.Array) for one in value]

        assert {"/AcroForm", "/AF", "/Names", "/OutputIntents", "/MarkInfo", "/ViewerPreferences"} <= inside.keys()
        assert all(one.is_indirect for one in [*inside.values(), *lists])


def test_a_field_stands_right_below_its_element(standard_look) -> None:
    """In no list: those who compare a signed file with this one look for it there."""
    signature = Signature("P1", "Navn", "", ("Underskrift", "Navn", "Dato"))

    with pikepdf.open(io.BytesIO(render(samples.document(signature), standard_look))) as pdf:
        forms = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Form"]

        assert ["/OBJR"] == [str(one.K.Type) for one in forms]


def test_a_document_nobody_signs_has_no_form(standard_look) -> None:
    """Nothing is promised that is not there."""
    with pikepdf.open(io.BytesIO(render(samples.document(Paragraph(plain("x"))), standard_look))) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_no_date_is_made_up(standard_look) -> None:
    """What the file tells of itself, it knows; where it is told twice, it is the same."""
    with pikepdf.open(io.BytesIO(render(samples.EVERYTHING, standard_look))) as pdf:
        told = {name: str(value) for name, value in pdf.docinfo.items()}
        metadata = pdf.Root.Metadata.read_bytes().decode()

    assert {"/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer"} == told.keys()
    assert "Date" not in metadata
    assert f">{told['/Title']}<" in metadata

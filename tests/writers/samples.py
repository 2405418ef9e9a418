"""Documents made by hand, holding every primitive once or more."""

from __future__ import annotations

from decimal import Decimal

from planbuilder.document.figure_model import (
    Chart,
    Diagram,
    IcebergData,
    IcebergLevel,
    Mark,
    Series,
    Tick,
    TreeData,
    TreeNode,
    WheelData,
    WheelSegment,
)
from planbuilder.document.model import (
    Block,
    Cell,
    Column,
    Contents,
    Cover,
    Document,
    Furniture,
    Item,
    ListBlock,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Section,
    Signature,
    Span,
    Table,
    plain,
)


def document(*blocks: Block, cover: Cover | None = None) -> Document:
    furniture = Furniture("Nordlund · Prøve", "Plan, 23. november 2026", "side {page} af {pages}")
    return Document("Titel", "Emne", "Nordlund", "da-DK", "2026-11-23", furniture, blocks, cover)


def grid(rows: int, text: str = "tekst", caption: str = "Oversigt") -> Table:
    columns = (Column("Nr.", 0.5), Column("Hvad", 3), Column("Beløb", 1, "end"))
    body = (Row((Cell(plain(f"H{n}")), Cell(plain(text)), Cell(plain("1.250"), Decimal(1250)))) for n in range(rows))
    return Table("grid", caption, columns, tuple(body), "En oversigt", number="Tabel 1")


TREE = TreeData(
    ("Formål", "Gevinster", "Forandringer", "Løsning"),
    "Et formål",
    (TreeNode("G1", "En gevinst", "Anna", ("F1",), "cashable"),),
    (TreeNode("F1", "En forandring", "Bo"),),
    "Løsningen",
    (("cashable", "budgetvirksom"),),
)
ICEBERG = IcebergData(
    (IcebergLevel("A", "a", ("en linje",)), IcebergLevel("B", "b", ()), IcebergLevel("C", "c", ("to",))),
    "over",
    "under",
)
WHEEL = WheelData(tuple(WheelSegment(f"Tema {n}", Decimal("0.5"), "1 af 2") for n in range(6)), "Planen")
CHART = Chart(
    "chart",
    "Kurve",
    ("2027", "2028"),
    (Series("Netto", (Decimal(-5), Decimal(10)), "line"),),
    (Tick(Decimal(-5), "-5"), Tick(Decimal(0), "0"), Tick(Decimal(10), "10")),
    "1.000 kr.",
    "Netto er -5 og 10",
    (Mark("2028", Decimal(10), "Balance"),),
    "Figur 4",
)
FACTS = Table(
    "facts", "", (Column("", 1), Column("", 2)), (Row((Cell(plain("Ejer")), Cell(plain("Anna")))),), "Fakta", "facts"
)
TILES = Table(
    "tiles",
    "",
    (Column(""),) * 3,
    (Row((Cell(plain("1,2 mio.")), Cell(plain("netto")), Cell(plain("2026-pl")))),) * 4,
    "Tal",
    "tiles",
)
ROLES = Table(
    "roles",
    "Roller",
    (Column("Hvad", 3), Column("Beløb", 1, "end")),
    (
        Row((Cell(plain("Gruppe")),), "group"),
        Row((Cell(plain("række")), Cell(plain("1")))),
        Row((Cell(plain("delsum")), Cell(plain("1"))), "subtotal"),
        Row((Cell(plain("status"), tone="good"), Cell((Span("[mangler]", gap=True),), tone="gap"))),
        Row((Cell(plain("I alt")), Cell(plain("1"))), "total"),
    ),
    "Roller",
    number="Tabel 2",
)
COVER = Cover("Plan", "Titel", "Løsning", "Nordlund", (("Sag", plain("26/1")),), "Udkast – 3 åbne punkter", "watch")
LIST = ListBlock((Item(plain("et"), (Item(plain("et et"), (Item(plain("dybt")),)),)), Item(plain("to"))))
EVERYTHING = document(
    Contents("Indhold"),
    Section(
        "one",
        "Første",
        (
            Paragraph((Span("fed", bold=True), Span(" kursiv", italic=True), Span(" gab", gap=True))),
            Paragraph((Span("Se "), Span("Tabel 1", target="grid")), "lead"),
            LIST,
            ListBlock((Item(plain("nummer et")),), ordered=True),
            Section("inner", "Indre", (grid(3), FACTS, TILES, ROLES), level=2, number="1.1"),
        ),
        number="1",
        new_page=True,
    ),
    PageBreak(),
    Section(
        "two",
        "Anden",
        (
            Diagram("tree", "Træ", TREE, "Et træ", "Figur 1"),
            Diagram("iceberg", "Isbjerg", ICEBERG, "Et isbjerg", "Figur 2"),
            Diagram("wheel", "Hjul", WHEEL, "Et hjul", "Figur 3"),
            CHART,
            Note("gap", "Mangler", plain("Ejer")),
            Note("warning", "Udkast", plain("ikke klar")),
            Note("info", "Bemærk", plain("noget")),
            Signature("P1", "Anna Holm", "leder", ("Underskrift", "Navn", "Dato")),
        ),
        number="2",
        new_page=True,
    ),
    cover=COVER,
)

"""Word files of a few lines, written by hand: what Word opens, and what pretends to be that."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1134" w:bottom="1134" w:left="1134" '
    'w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)
NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TabelNormal"><w:name w:val="Normal Table"/></w:style>'
)
PLACE = "<w:p><w:r><w:t>pb:content</w:t></w:r></w:p>"
TYPES = {"styles": "styles+xml", "numbering": "numbering+xml", "header": "header+xml", "footer": "footer+xml"}
TYPES |= {"comments": "comments+xml", "settings": "settings+xml"}


def paragraph(words: str, style: str = "") -> str:
    looks = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{looks}<w:r><w:t>{words}</w:t></w:r></w:p>"


def control(tag: str, content: str, more: str = "") -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{more}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def style(id: str, name: str, inner: str = "", kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{name}"/>{inner}</w:style>'


def coloured(id: str, name: str, colour: str) -> str:
    return style(id, name, f'<w:rPr><w:color w:val="{colour}"/></w:rPr>')


def root(name: str, inner: str) -> str:
    return f"{HEAD}<w:{name} {SPACES}>{inner}</w:{name}>"


def relationships(*items: tuple[str, str, str], outside: tuple[tuple[str, str], ...] = ()) -> str:
    """(id, kind, target) of each, and (kind, address) of those out of the file."""
    made = "".join(f'<Relationship Id="{i}" Type="{_type(kind)}" Target="{t}"/>' for i, kind, t in items)
    made += "".join(
        f'<Relationship Id="out{n}" Type="{_type(kind)}" Target="{to}" TargetMode="External"/>'
        for n, (kind, to) in enumerate(outside)
    )
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def _type(kind: str) -> str:
    return kind if kind.startswith("http") else f"{OFFICE}/{kind}"


def word_file(
    body: str = PLACE + PAGE,
    styles: str = NORMAL,
    parts: Mapping[str, tuple[str, str]] | None = None,
    outside: tuple[tuple[str, str], ...] = (),
    files: Mapping[str, str | bytes] | None = None,
    types: str = "",
    main: str = "document.xml",
) -> bytes:
    """A Word template; `parts` has (kind of relationship, content of the root element) by name in `word/`.

    `files` go in as they are, in place of what would stand there, and `types` among the types of parts.
    """
    own = {"styles.xml": ("styles", styles), **(parts or {})}
    related = [(f"rId{n}", kind, name) for n, (name, (kind, _)) in enumerate(own.items())]
    declared = "".join(
        f'<Override PartName="/word/{name}" ContentType="{WORD}{TYPES[kind]}"/>' for name, (kind, _) in own.items()
    )
    roots = {"styles": "styles", "numbering": "numbering", "header": "hdr", "footer": "ftr"}
    roots |= {"comments": "comments", "settings": "settings"}
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/{main}" ContentType="{WORD}template.main+xml"/>{declared}{types}</Types>',
        "_rels/.rels": relationships(("rId1", "officeDocument", f"word/{main}")),
        f"word/{main}": root("document", f"<w:body>{body}</w:body>"),
        f"word/_rels/{main}.rels": relationships(*related, outside=outside),
        **{f"word/{name}": root(roots[kind], inner) for name, (kind, inner) in own.items()},
        **(files or {}),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return made.getvalue()

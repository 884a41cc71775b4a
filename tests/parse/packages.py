"""Builds Word and OpenDocument files from the XML of their paragraphs."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.'
    'openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="rId1" Type="http://x/hyperlink" Target="https://a.b/c" TargetMode="External"/><Relationship Id="rId9" Target="styles.xml"/></Relationships>'
)
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:b/><w:lang w:val="en-GB"/>'
    '<w:lang w:eastAsia="ja"/></w:rPr></w:rPrDefault></w:docDefaults><w:name w:val="loose"/><w:outlineLvl w:val="1"/><w:vanish/>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:rPr><w:lang w:val="fr"/></w:rPr></w:style><w:style w:type="character" w:styleId="VC">'
    '<w:name w:val="Verbatim Char"/></w:style><w:style w:styleId="Q"><w:name w:val="Quote"/></w:style><w:style w:styleId="T">'
    '<w:name w:val="Title"/></w:style><w:style w:styleId="SC"><w:name w:val="Source Code"/></w:style></w:styles>'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return a ZIP package of these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return data.getvalue()


def docx(body: str, **more: str | bytes) -> bytes:
    """Return a Word document with this body; `more` are parts by their names below `word/`, without `.xml`."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}'
        "<w:sectPr/></w:body></w:document>"
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES, "word/document.xml": document, "word/_rels/document.xml.rels": RELS,
        "word/styles.xml": STYLES, "word/media/image1.png": b"\x89PNG\r\n" + bytes(range(256)),
    }  # fmt: skip
    return zipped(parts | {f"word/{name}.xml": content for name, content in more.items()})


def odt(body: str, styles: str = "") -> bytes:
    """Return an OpenDocument text with this body."""
    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:table="b" '
        f'xmlns:xlink="x" xmlns:draw="d"><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>'
        f"{body}</office:text></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "Pictures/a.png": b"\x89PNG",
        }
    )


def run(text: str, properties: str = "", space: str = ' xml:space="preserve"') -> str:
    """Return the XML of a run in a Word document."""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t{space}>{text}</w:t></w:r>"


def paragraph(*runs: str, style: str = "") -> str:
    """Return the XML of a paragraph in a Word document."""
    looks = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{looks}{''.join(runs)}</w:p>"

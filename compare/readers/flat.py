"""Word documents written as one XML file (Flat OPC), as Word embeds them."""

from __future__ import annotations

import base64
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


def packed(content: bytes) -> bytes:
    """Return the package of a Flat OPC document as a zip file, which the reader of Word files knows.

    Raises:
        lxml.etree.XMLSyntaxError: It is no XML, or nested deeper than 256 elements.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for part in etree.fromstring(content, parser).iter(f"{_PKG}part"):
            name = part.get(f"{_PKG}name", "").lstrip("/")
            data = part.find(f"{_PKG}xmlData")
            binary = part.find(f"{_PKG}binaryData")
            if data is not None and len(data):
                archive.writestr(name, etree.tostring(data[0], encoding="utf-8"))
            elif binary is not None:
                archive.writestr(name, base64.b64decode(binary.text or "", validate=False))
    return made.getvalue()

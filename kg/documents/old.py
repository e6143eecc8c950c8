"""Office files that are not read: which kind one is, and how its text can be had."""

from __future__ import annotations

from kg.documents import plain
from kg.documents.source import Settings, Source
from kg.errors import InputError
from kg.model import Report

MAX_BYTES = 64 << 20
_CONVERT = "save it as .docx in Word or LibreOffice (soffice --headless --convert-to docx FILE) and give that"
_TABLE = "save its sheets as .csv and give those"
_SLIDES = "save its text as a .docx and give that"
# What an OLE file has inside, by the names of its streams.
_STREAMS = (
    ("EncryptedPackage", "is protected by a password", "save it without one and give that"),
    ("WordDocument", "is a document of Word 97-2003 (.doc)", _CONVERT),
    ("PowerPoint Document", "is a presentation of PowerPoint 97-2003 (.ppt)", _SLIDES),
    ("Workbook", "is a workbook of Excel 97-2003 (.xls)", _TABLE),
    ("Book", "is a workbook of Excel 5 (.xls)", _TABLE),
    ("__properties_version1.0", "is an Outlook message (.msg)", "save it as .eml and give that"),
    ("HwpSummaryInformation", "is a Hangul document (.hwp)", _CONVERT),
    ("\x01Ole10Native", "is a file wrapped for another one (OLE)", "open it there and save it by itself"),
)
_ODF = {
    b"text": ("is an OpenDocument text (.odt)", _CONVERT),
    b"spreadsheet": ("is an OpenDocument spreadsheet (.ods)", _TABLE),
    b"presentation": ("is an OpenDocument presentation (.odp)", _SLIDES),
}


def read(source: Source, settings: Settings) -> Report:
    """Raise the InputError that says what kind of office file a document is, and the remedy.

    What only bears such a name, and is plain text, is read as that.
    """
    head = source.head()
    if not head.startswith((b"{\\rtf", b"PK", b"\xd0\xcf\x11\xe0")):
        return plain.read(source, settings)
    if head.startswith(b"{\\rtf"):
        raise InputError(source.name, "is an RTF document", _CONVERT)
    if head.startswith(b"PK"):
        kind = head.partition(b"opendocument.")[2]
        found = (told for name, told in _ODF.items() if kind.startswith(name))
        raise InputError(source.name, *next(found, ("is an OpenDocument file", _CONVERT)))
    data = source.read(MAX_BYTES)
    found = (told for stream, *told in _STREAMS if (stream + "\0").encode("utf-16-le") in data)
    raise InputError(source.name, *next(found, ("is an old office document", _CONVERT)))

"""A PDF as PDFium opens it: its pages and its properties, within bounds."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kg.documents.pages import bounds, glyphs
from kg.documents.pages.glyphs import Page
from kg.errors import InputError

MAX_PAGES = 1500
MAX_LETTERS = 3_000_000
MAX_OBJECTS = 2_000_000  # that are drawn on all pages
_RESAVE = "print it to a new PDF and give that"


class Pdf:
    """An open PDF; a context manager. Raises InputError (naming it ``name``) for what cannot be opened."""

    def __init__(self, data: bytes, name: str):
        self._name = name
        bounds.check(data, name)
        try:
            self._document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise self._unopened(error, data) from None
        count = len(self._document)
        if count > MAX_PAGES:
            self._document.close()
            raise InputError(name, f"has {count} pages, more than {MAX_PAGES}", "split it")

    def __enter__(self) -> Pdf:
        return self

    def __exit__(self, *error: object) -> None:
        self._document.close()

    @property
    def title(self) -> str:
        """The title that its properties name, '' for none."""
        return self._told("Title")

    @property
    def author(self) -> str:
        """The author that its properties name, '' for none."""
        return self._told("Author")

    def pages(self) -> list[Page]:
        """Return all pages. Raises InputError where one is damaged, or has more letters than any page has."""
        found: list[Page] = []
        letters = objects = 0
        for index in range(len(self._document)):
            found.append(self._page(index))
            letters += len(found[-1].glyphs)
            objects += found[-1].objects
            if objects > MAX_OBJECTS:
                raise InputError(self._name, f"draws more than {MAX_OBJECTS:,} things", "split it")
            if letters > MAX_LETTERS:
                raise InputError(self._name, f"has more than {MAX_LETTERS:,} letters", "split it")
        return found

    def _told(self, key: str) -> str:
        try:
            return self._document.get_metadata_value(key)
        except UnicodeDecodeError:
            return ""  # damaged; it would count only where the text bears it out

    def _page(self, index: int) -> Page:
        try:
            page = self._document[index]
            try:
                return glyphs.read(page)
            finally:
                page.close()
        except pdfium.PdfiumError as error:
            reason = f"is damaged on page {index + 1} ({str(error).rstrip('.')})"
            raise InputError(self._name, reason, _RESAVE) from None
        except glyphs.TooMuch:
            reason = f"has more than {glyphs.MAX_GLYPHS:,} letters on page {index + 1}"
            raise InputError(self._name, reason, "no page has so many; print it to a new PDF") from None

    def _unopened(self, error: pdfium.PdfiumError, data: bytes) -> InputError:
        # PDFium leaves the code of an earlier file where one has no pages: only a locked file may be called so.
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) and b"/Encrypt" in data:
            return InputError(self._name, "is protected by a password", "save it without one and give that")
        return InputError(self._name, "is a damaged PDF, or one without pages", _RESAVE)

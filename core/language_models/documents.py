"""Paragraphs of documents, as material for a language model: plain text, Markdown, Word, PDF and subtitles.

Any thread. Documents come from anywhere: what they may unfold into is bounded, and what cannot be read is one
`DocumentError`.
"""

from __future__ import annotations

import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from core.language_models.ngram_counts import LanguageModelBuildError

MAXIMUM_BYTES = 256 * 2**20
"""Of a file, and of what a compressed one unfolds into."""
MAXIMUM_PAGES = 20_000
# Subtitles that lie further apart do not go on with the same sentence.
SUBTITLE_PAUSE_MS = 2000
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_HYPHEN_AT_LINE_END = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_MARKDOWN = (
    (re.compile(r"\A---\n.*?\n---\n", re.DOTALL), "\n\n"),  # front matter
    (re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.DOTALL | re.MULTILINE), "\n\n"),
    (re.compile(r"<!--.*?-->", re.DOTALL), " "),
    (re.compile(r"`[^`\n]*`"), " "),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), " "),
    (re.compile(r"\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])"), r"\1"),
    (re.compile(r"^ {0,3}(?:#{1,6} |> ?|[-*+] |\d{1,9}[.)] )", re.MULTILINE), "\n\n"),
    (re.compile(r"[*_~|]+"), " "),
)


class DocumentError(LanguageModelBuildError):
    """A document cannot be read; the message is one sentence that says what to do."""


def read_paragraphs(path: Path) -> Iterator[str]:
    """The paragraphs of one document, each on one line. Raises DocumentError."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise DocumentError(f"{path} is of a kind that cannot be read; give one of {' '.join(READERS)}.")
    try:
        if path.stat().st_size > MAXIMUM_BYTES:
            raise DocumentError(f"{path} is larger than {MAXIMUM_BYTES // 2**20} MiB; give it in parts.")
        for paragraph in reader(path):
            line = " ".join(_ADDRESS.sub(" ", paragraph).split())
            if line:
                yield line
    except OSError as failure:
        raise DocumentError(f"{path} cannot be read ({failure.strerror or failure}).") from failure


def read_lines(path: Path) -> str:
    """The text of one document as it is written: plain text line by line, of others a paragraph a line.

    Raises DocumentError.
    """
    if path.suffix.lower() != ".txt":
        return "\n".join(read_paragraphs(path))
    try:
        if path.stat().st_size > MAXIMUM_BYTES:
            raise DocumentError(f"{path} is larger than {MAXIMUM_BYTES // 2**20} MiB; give it in parts.")
        return _text(path)
    except OSError as failure:
        raise DocumentError(f"{path} cannot be read ({failure.strerror or failure}).") from failure


def _text(path: Path) -> str:
    content = path.read_bytes()
    encoding = next((name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding).replace("\r\n", "\n")
    except UnicodeDecodeError as failure:
        raise DocumentError(f"{path} is no UTF-8 text; save it as UTF-8 first.") from failure


def _plain(path: Path) -> list[str]:
    return _BLANK_LINE.split(_HYPHEN_AT_LINE_END.sub("", _text(path)))


def _markdown(path: Path) -> list[str]:
    text = _text(path)
    for pattern, replacement in _MARKDOWN:
        text = pattern.sub(replacement, text)
    return _BLANK_LINE.split(text)


def _word(path: Path) -> Iterator[str]:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAXIMUM_BYTES:
                raise DocumentError(f"{path} unfolds into more than {MAXIMUM_BYTES // 2**20} MiB; give it in parts.")
        document = docx.Document(str(path))
    except (zipfile.BadZipFile, PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, AttributeError) as failure:
        raise DocumentError(f"{path} is encrypted, damaged or no Word document; save it again as .docx.") from failure
    yield from (paragraph.text for paragraph in document.paragraphs)
    for table in document.tables:
        yield from (cell.text for row in table.rows for cell in row.cells)


def _portable(path: Path) -> Iterator[str]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    # What it finds wrong with a file would come on standard error beside our own sentence.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    damaged = f"{path} is damaged or no PDF; save it again, or give its text as .txt."
    # What pypdf raises for damaged files is not only its own.
    failures = (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, AssertionError)
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(f"{path} is protected by a password; save it without one.")
        pages = len(reader.pages)
    except failures as failure:
        raise DocumentError(damaged) from failure
    characters = 0
    for number in range(min(pages, MAXIMUM_PAGES)):
        try:
            text = reader.pages[number].extract_text()
        except failures as failure:
            raise DocumentError(damaged) from failure
        characters += len(text)
        if characters > MAXIMUM_BYTES:
            raise DocumentError(f"{path} holds more than {MAXIMUM_BYTES // 2**20} MiB of text; give it in parts.")
        yield from _BLANK_LINE.split(_HYPHEN_AT_LINE_END.sub("", text))


def _subtitles(path: Path) -> Iterator[str]:
    import pysubs2
    from pysubs2.exceptions import Pysubs2Error

    try:
        file = pysubs2.SSAFile.from_string(_text(path))
    except (Pysubs2Error, ValueError) as failure:
        raise DocumentError(f"{path} holds no subtitles that can be read; export it again as .srt.") from failure
    paragraph: list[str] = []
    end = 0
    for event in file.events:
        if paragraph and event.start - end > SUBTITLE_PAUSE_MS:
            yield " ".join(paragraph)
            paragraph = []
        paragraph.append(event.plaintext)
        end = event.end
    yield " ".join(paragraph)


READERS: dict[str, Callable[[Path], Iterator[str] | list[str]]] = {
    ".txt": _plain,
    ".md": _markdown,
    ".docx": _word,
    ".pdf": _portable,
    ".srt": _subtitles,
    ".vtt": _subtitles,
}

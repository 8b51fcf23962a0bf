from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from core.language_models import documents
from core.language_models.documents import DocumentError, read_lines, read_paragraphs


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page, with one text line each."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    content = f"BT /F1 12 Tf 72 700 Td {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    made += f"xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made.encode()


def word_document(path: Path, change: Callable[[docx.document.Document], None]) -> Path:
    document = docx.Document()
    change(document)
    document.save(str(path))
    return path


def test_plain_text_in_blocks(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "\ufeffFirst line\nof a para-\ngraph.\r\n\r\nSecond https://a.b/c?d one.\n")
    assert list(read_paragraphs(path)) == ["First line of a paragraph.", "Second one."]
    wide = written(tmp_path, "b.TXT", "Größe".encode("utf-16"))
    assert list(read_paragraphs(wide)) == ["Größe"]


def test_markdown_without_its_marks(tmp_path: Path) -> None:
    text = """---
title: no
---
# A *heading*
Some [linked](http://x.y) text, `code` and ![image](i.png) **bold**.
- one
- two

```python
print("not this")
```
> quoted <!-- not
this -->
"""
    assert list(read_paragraphs(written(tmp_path, "a.md", text))) == [
        "A heading Some linked text, and bold .",
        "one",
        "two",
        "quoted",
    ]


def test_word_document_with_a_table(tmp_path: Path) -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_paragraph("First paragraph.")
        document.add_table(1, 2).rows[0].cells[1].text = "In a table"

    path = word_document(tmp_path / "a.docx", fill)
    assert list(read_paragraphs(path)) == ["First paragraph.", "In a table"]


def test_portable_document(tmp_path: Path) -> None:
    path = written(tmp_path, "a.pdf", pdf(["Words on a page that go", "on in the next line.", "A hy-", "phen."]))
    assert " ".join(read_paragraphs(path)) == "Words on a page that go on in the next line. A hyphen."


def test_subtitles_that_go_on_and_a_pause(tmp_path: Path) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n<i>So the</i>\nfirst\n\n2\n00:00:02,500 --> 00:00:03,000\nthing is\n\n"
    text += "3\n00:01:00,000 --> 00:01:01,000\nlater\n"
    assert list(read_paragraphs(written(tmp_path, "a.srt", text))) == ["So the first thing is", "later"]
    web = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Hello there\n"
    assert list(read_paragraphs(written(tmp_path, "a.vtt", web))) == ["Hello there"]


def refused(path: Path) -> str:
    with pytest.raises(DocumentError) as caught:
        list(read_paragraphs(path))
    message = str(caught.value)
    assert "\n" not in message
    assert path.name in message
    return message


def test_hostile_documents_are_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert "cannot be read" in refused(tmp_path / "none.txt")
    assert "of a kind" in refused(written(tmp_path, "a.exe", b"MZ"))
    assert "no UTF-8" in refused(written(tmp_path, "latin.txt", b"caf\xe9"))
    assert "no Word document" in refused(written(tmp_path, "a.docx", b"PK\x03\x04 cut"))
    assert "no PDF" in refused(written(tmp_path, "a.pdf", b"%PDF-1.4\nnothing"))
    assert caplog.records == [], "one sentence is enough"
    assert "no subtitles" in refused(written(tmp_path, "a.srt", "words alone"))
    with zipfile.ZipFile(tmp_path / "other.docx", "w") as archive:
        archive.writestr("mimetype", "something else")
    assert "no Word document" in refused(tmp_path / "other.docx")
    monkeypatch.setattr(documents, "MAXIMUM_BYTES", 2**20)
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 2**21)
    assert "unfolds into more than 1 MiB" in refused(tmp_path / "bomb.docx")
    assert "larger than 1 MiB" in refused(written(tmp_path, "long.txt", b"a" * 2**21))


def test_a_document_with_a_password(tmp_path: Path) -> None:
    plain = written(tmp_path, "plain.pdf", pdf(["Secret"]))
    writer = PdfWriter(clone_from=PdfReader(plain))
    writer.encrypt("password", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    assert "protected by a password" in refused(tmp_path / "locked.pdf")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 900), at=st.integers(0, 900), junk=st.binary(max_size=8))
def test_a_damaged_pdf_gives_text_or_a_sentence(tmp_path: Path, cut: int, at: int, junk: bytes) -> None:
    whole = pdf(["Words on a page"])
    content = whole[:at] + junk + whole[at + len(junk) :]
    path = written(tmp_path, "damaged.pdf", content[: cut or None])
    with contextlib.suppress(DocumentError):
        assert all(isinstance(line, str) for line in read_paragraphs(path))


def test_lines_of_a_plain_text_stay_lines(tmp_path: Path) -> None:
    assert (
        read_lines(written(tmp_path, "a.txt", "One line\r\ngoes on.\n\nAnother.")) == "One line\ngoes on.\n\nAnother."
    )
    assert read_lines(written(tmp_path, "a.md", "# Title\n\nOne line\ngoes on.\n")) == "Title\nOne line goes on."
    for broken, message in ((tmp_path / "none.txt", "cannot be read"), (tmp_path / "none.xyz", "of a kind")):
        with pytest.raises(DocumentError, match=message):
            read_lines(broken)

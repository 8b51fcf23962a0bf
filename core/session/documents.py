"""A transcript as a Word document, written by python-docx. Pure; any thread."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from core.session.transcript import Transcript
from core.session.writing import clock, runs_right_to_left

# What XML cannot hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_GREY = 0x60


def docx_bytes(transcript: Transcript) -> bytes:
    """Title, what made it, then a paragraph a segment with its time before it."""
    from docx import Document
    from docx.shared import RGBColor

    document = Document()
    title = _plain(Path(transcript.file).name)
    document.core_properties.title = title[:255]
    document.core_properties.author = ""
    document.add_heading(title, level=1)
    document.add_paragraph(f"{clock(transcript.duration)} · {_plain(transcript.model)}")
    for segment in transcript.segments:
        if not segment.words:
            continue
        paragraph = document.add_paragraph()
        time = paragraph.add_run(f"{clock(segment.start)}\t")
        time.font.color.rgb = RGBColor(_GREY, _GREY, _GREY)
        if segment.speaker:
            paragraph.add_run(f"{_plain(segment.speaker)}: ").bold = True
        text = paragraph.add_run(_plain(segment.text))
        if runs_right_to_left(segment.text):
            _turn(paragraph, text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _turn(paragraph: Any, run: Any) -> None:
    """Right-to-left paragraph and run, as Word marks them (ECMA-376, w:bidi and w:rtl)."""
    from docx.oxml import OxmlElement

    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _plain(text: str) -> str:
    return _FORBIDDEN.sub("�", text)

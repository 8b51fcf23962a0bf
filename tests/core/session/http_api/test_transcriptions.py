"""Transcriptions as OpenAI's own client asks for them: the texts of `transcribe`, a clear error for each wrong wish."""

from __future__ import annotations

import glob
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import openai
import pytest

from core.decoding.hotwords import Hotword
from core.session.export import transcript_row, write_transcript
from core.session.http_api.service import MOST_REQUESTS
from core.session.readable_captions import load_readable, readable_transcript, shown_form
from core.session.recognition import Engine, RecognitionOptions, load_engine
from core.session.transcript import Transcript
from core.session.transcription import transcribe
from tests.core.session.http_api.api_server import DEMO, Running, ask, serving
from tests.helpers.shared_data import shared


def client_of(server: Running, key: str = "none") -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{server.address}/v1", api_key=key, max_retries=0, timeout=120)


@pytest.fixture
def client(server: Running) -> Iterator[openai.OpenAI]:
    with client_of(server) as client:
        yield client


def uploads_on_disk() -> list[str]:
    return glob.glob(f"{tempfile.gettempdir()}/wavescribe-upload-*")


def nothing_is_left() -> bool:
    """Uploads are removed by the thread that reads them, soon after the answer."""
    for _ in range(200):
        if not uploads_on_disk():
            return True
        time.sleep(0.05)
    return False


def test_the_text_equals_transcribe(client: openai.OpenAI, expected: Transcript) -> None:
    found = client.audio.transcriptions.create(file=DEMO, model="bundled-en-sounds")
    assert found.text == expected.text
    assert found.usage is not None
    assert found.usage.type == "duration"
    assert found.usage.seconds == 26
    assert nothing_is_left()


@pytest.mark.parametrize("form", ["text", "srt", "vtt"])
def test_plain_forms_equal_the_exports(client: openai.OpenAI, expected: Transcript, form: str) -> None:
    found = client.audio.transcriptions.create(file=DEMO, model="whisper-1", response_format=form)  # type: ignore[call-overload]
    assert found == (expected.text + "\n" if form == "text" else write_transcript(expected, form))


def test_verbose_json_has_words_and_segments(client: openai.OpenAI, expected: Transcript) -> None:
    found = client.audio.transcriptions.create(
        file=DEMO,
        model="bundled-en-sounds",
        response_format="verbose_json",
        timestamp_granularities=["word", "segment"],
    )
    assert (found.text, found.language) == (expected.text, "english")
    assert found.duration == pytest.approx(25.625, abs=0.01)
    rows = transcript_row(expected)["segments"]
    assert isinstance(rows, list)
    rows = [row for row in rows if row["text"]]
    assert found.segments is not None
    assert [(one.start, one.end, one.text) for one in found.segments] == [
        (row["start"], row["end"], row["text"]) for row in rows
    ]
    assert all(one.avg_logprob < 0 < one.compression_ratio and one.tokens == [] for one in found.segments)
    assert found.words is not None
    assert [one.model_dump() for one in found.words] == [word for row in rows for word in row["words"]]


def test_only_the_granularity_that_is_asked_for_is_given(client: openai.OpenAI) -> None:
    ask = client.audio.transcriptions.create
    words = ask(file=DEMO, model="bundled-en-sounds", response_format="verbose_json", timestamp_granularities=["word"])
    plain = ask(file=DEMO, model="bundled-en-sounds", response_format="verbose_json")
    assert (words.segments, plain.words) == (None, None)
    assert words.words
    assert plain.segments


def test_a_stream_gives_the_text_piece_by_piece(client: openai.OpenAI, expected: Transcript) -> None:
    events = list(client.audio.transcriptions.create(file=DEMO, model="bundled-en-sounds", stream=True))
    assert [one.type for one in events[:-1]] == ["transcript.text.delta"] * 5
    assert "".join(one.delta for one in events[:-1] if one.type == "transcript.text.delta") == expected.text
    assert events[-1].type == "transcript.text.done"
    assert events[-1].text == expected.text


def test_readable_texts_equal_those_of_transcribe_at_once_and_streamed(engine: Engine, expected: Transcript) -> None:
    readable = load_readable("en")
    shown = shown_form(readable_transcript(expected, readable), "txt")
    with serving(engine, readable=readable) as server, client_of(server) as client:
        assert client.audio.transcriptions.create(file=DEMO, model="bundled-en-sounds").text == shown.text
        *deltas, done = client.audio.transcriptions.create(file=DEMO, model="bundled-en-sounds", stream=True)
        assert "".join(one.delta for one in deltas if one.type == "transcript.text.delta") == shown.text
        assert done.type == "transcript.text.done"
        assert done.text == shown.text
    assert shown.text != expected.text


def test_a_prompt_names_words_to_listen_for(client: openai.OpenAI, engine: Engine) -> None:
    hotwords = (Hotword("telephony", 20.0), Hotword("proof", 8.0))
    with_words = load_engine(RecognitionOptions(hotwords=hotwords))
    found = client.audio.transcriptions.create(file=DEMO, model="bundled-en-sounds", prompt="telephony:20, proof")
    assert found.text == transcribe(DEMO, with_words).text


def test_many_at_once_get_each_their_own(server: Running, engine: Engine, expected: Transcript) -> None:
    other = shared("data/media/derived/ls-1688-142285-0003__opus.webm")
    texts = {DEMO: expected.text, other: transcribe(other, engine).text}
    found: list[tuple[Path, str]] = []

    def ask(path: Path) -> None:
        with client_of(server) as client:
            found.append((path, client.audio.transcriptions.create(file=path, model="bundled-en-sounds").text))

    threads = [threading.Thread(target=ask, args=(path,)) for path in (DEMO, other) * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted([(DEMO, texts[DEMO]), (other, texts[other])] * 4)


def test_a_short_clip_does_not_wait_for_a_long_one(server: Running, tmp_path: Path) -> None:
    long = tmp_path / "long.flac"
    write_long(long)
    order: list[str] = []

    def ask(name: str, path: Path) -> None:
        with client_of(server) as client:
            client.audio.transcriptions.create(file=path, model="bundled-en-sounds")
        order.append(name)

    first = threading.Thread(target=ask, args=("long", long))
    first.start()
    while not any(Path(folder, "audio.flac").exists() for folder in uploads_on_disk()):
        time.sleep(0.01)
    ask("short", DEMO)
    first.join()
    assert order == ["short", "long"]


def write_long(path: Path, times: int = 6) -> None:
    """The demo again and again."""
    import av

    with av.open(str(DEMO)) as source, av.open(str(path), "w", format="flac") as target:
        frames = list(source.decode(audio=0))
        stream = target.add_stream("flac", rate=frames[0].sample_rate, layout=frames[0].layout.name)
        for _ in range(times):
            for frame in frames:
                frame.pts = None
                target.mux(stream.encode(frame))
        target.mux(stream.encode(None))


@pytest.mark.parametrize(
    ("wish", "param", "sentence"),
    [
        ({"model": "whisper-9"}, "model", "ask for bundled-en-sounds"),
        (
            {"model": "bundled-en-sounds", "language": "de"},
            "language",
            "bundled-en-sounds has no language 'de'; it has eng.",
        ),
        (
            {"model": "bundled-en-sounds", "response_format": "docx"},
            "response_format",
            "json, text, srt, verbose_json, vtt",
        ),
        ({"model": "bundled-en-sounds", "response_format": "srt", "stream": True}, "stream", "json or text"),
        (
            {"model": "bundled-en-sounds", "timestamp_granularities": ["word"]},
            "timestamp_granularities",
            "verbose_json",
        ),
        ({"model": "bundled-en-sounds", "temperature": 3}, "temperature", "0 to 1"),
        ({"model": "bundled-en-sounds", "prompt": "word:900"}, "prompt", "has the weight 900"),
        ({"model": "bundled-en-sounds", "include": ["logprobs"]}, "include", "confidence"),
    ],
)
def test_a_wrong_wish_is_one_sentence(
    client: openai.OpenAI, wish: dict[str, object], param: str, sentence: str
) -> None:
    with pytest.raises((openai.BadRequestError, openai.NotFoundError)) as caught:
        client.audio.transcriptions.create(file=DEMO, **wish)  # type: ignore[call-overload]
    assert caught.value.param == param
    assert sentence in str(caught.value)
    assert nothing_is_left()


@pytest.mark.parametrize("language", ["en", "eng", "English", "en-GB"])
def test_the_models_own_language_may_be_named(client: openai.OpenAI, expected: Transcript, language: str) -> None:
    found = client.audio.transcriptions.create(file=DEMO, model="bundled-en-sounds", language=language)
    assert found.text == expected.text


@pytest.mark.parametrize("stream", [False, True])
def test_what_is_no_sound_is_refused_by_its_own_name(client: openai.OpenAI, stream: bool) -> None:
    with pytest.raises(openai.BadRequestError, match=r"notes\.txt is no audio or video file") as caught:
        client.audio.transcriptions.create(file=("notes.txt", b"hello" * 50), model="bundled-en-sounds", stream=stream)  # type: ignore[call-overload]
    assert caught.value.code == "invalid_file"
    assert tempfile.gettempdir() not in str(caught.value)
    assert nothing_is_left()


def test_a_playlist_tells_nothing_of_our_files(client: openai.OpenAI, tmp_path: Path) -> None:
    private = tmp_path / "private.mp3"
    private.write_bytes(shared("data/media/derived/ls-1688-142285-0003__cbr32.mp3").read_bytes())
    playlist = f"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1.0,\n{private}\n#EXT-X-ENDLIST\n"
    with pytest.raises(openai.BadRequestError, match="no audio or video file"):
        client.audio.transcriptions.create(file=("list.m3u8", playlist.encode()), model="bundled-en-sounds")


def test_an_empty_file_and_one_over_the_limit_are_said(engine: Engine) -> None:
    with serving(engine, most_bytes=1 << 20) as server, client_of(server) as client:
        with pytest.raises(openai.BadRequestError, match="empty"):
            client.audio.transcriptions.create(file=("a.wav", b""), model="bundled-en-sounds")
        with pytest.raises(openai.APIStatusError, match="larger than 1 MiB, which is the limit") as caught:
            client.audio.transcriptions.create(file=("a.wav", b"x" * (3 << 19)), model="bundled-en-sounds")
        assert caught.value.status_code == 413
        assert client.audio.transcriptions.create(file=DEMO, model="bundled-en-sounds").text
        assert nothing_is_left()


def refused(server: Running, body: bytes, content_type: str) -> tuple[int, dict[str, object]]:
    status, _headers, answer = ask(server, "/v1/audio/transcriptions", {"Content-Type": content_type}, body)
    assert set(answer["error"]) == {"message", "type", "param", "code"}
    return status, answer["error"]


def form(*parts: bytes) -> bytes:
    return b"".join(b"--x\r\n" + part + b"\r\n" for part in parts) + b"--x--\r\n"


FORM = "multipart/form-data; boundary=x"
MODEL = b'Content-Disposition: form-data; name="model"\r\n\r\nbundled-en-sounds'
FILE = b'Content-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\nRIFF'


@pytest.mark.parametrize(
    ("body", "content_type", "status", "sentence"),
    [
        (b"{}", "application/json", 415, "multipart/form-data"),
        (b"nonsense", FORM, 400, "form is damaged"),
        (b"nonsense", "multipart/form-data", 400, "form is damaged"),
        (form(MODEL), FORM, 400, "file is missing"),
        (form(FILE), FORM, 400, "model is missing"),
        (form(FILE, FILE, MODEL), FORM, 400, "one file at a time"),
        (form(FILE, MODEL, MODEL), FORM, 400, "model stands there 2 times"),
        (form(*[MODEL] * 70), FORM, 400, "at most 64"),
        (form(MODEL, b'Content-Disposition: form-data; name="prompt"\r\n\r\n\xff\xfe'), FORM, 400, "no text in UTF-8"),
        (form(MODEL, b'Content-Disposition: form-data; name="prompt"\r\n\r\n' + b"a" * 70_000), FORM, 413, "64 KiB"),
        (form(b"Content-Type: text/plain\r\n\r\nnameless"), FORM, 400, "named fields"),
    ],
)
def test_a_form_that_is_none_gets_one_sentence(
    server: Running, body: bytes, content_type: str, status: int, sentence: str
) -> None:
    found, error = refused(server, body, content_type)
    assert found == status, error
    assert sentence in str(error["message"])
    assert nothing_is_left()


def test_a_client_that_goes_away_cancels_its_work(server: Running, tmp_path: Path) -> None:
    long = tmp_path / "long.flac"
    write_long(long, 200)
    body = form(FILE.removesuffix(b"RIFF").replace(b"a.wav", b"a.flac") + long.read_bytes(), MODEL)
    head = f"POST /v1/audio/transcriptions HTTP/1.1\r\nHost: localhost\r\nContent-Type: {FORM}\r\n"
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        while not any(Path(folder, "audio.flac").exists() for folder in uploads_on_disk()):
            time.sleep(0.01)
        # Its work has begun, and an hour and a half of sound would take minutes.
        time.sleep(1)
        assert uploads_on_disk()
    assert nothing_is_left()
    with client_of(server) as client:
        assert client.audio.transcriptions.create(file=DEMO, model="bundled-en-sounds").text


def test_too_many_are_told_to_come_again(server: Running) -> None:
    head = (
        f"POST /v1/audio/transcriptions HTTP/1.1\r\nHost: localhost\r\nContent-Type: {FORM}\r\nContent-Length: 999\r\n"
    )
    waiting = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(MOST_REQUESTS)]
    try:
        for connection in waiting:
            connection.sendall(f"{head}\r\n".encode())
        while health(server)["transcriptions"] < MOST_REQUESTS:
            time.sleep(0.01)
        status, error = refused(server, form(FILE, MODEL), FORM)
        assert status == 429
        assert "try again later" in str(error["message"])
    finally:
        for connection in waiting:
            connection.close()
    while health(server)["transcriptions"]:
        time.sleep(0.01)


def health(server: Running) -> dict[str, int]:
    return ask(server, "/health")[2]


def test_stopping_finishes_what_was_begun_and_takes_nothing_more(engine: Engine, tmp_path: Path) -> None:
    long = tmp_path / "long.flac"
    write_long(long, 2)
    expected = transcribe(long, engine).text
    found: list[str] = []

    def ask() -> None:
        with client_of(server) as client:
            found.append(client.audio.transcriptions.create(file=long, model="bundled-en-sounds").text)

    with serving(engine) as server:
        thread = threading.Thread(target=ask)
        thread.start()
        while not uploads_on_disk():
            time.sleep(0.01)
        server.stop()
        server.join()
        thread.join()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port))
    assert found == [expected]


def test_giving_up_does_not_wait(engine: Engine, tmp_path: Path) -> None:
    long = tmp_path / "long.flac"
    write_long(long, 200)
    failed: list[Exception] = []

    def ask() -> None:
        with client_of(server) as client:
            try:
                client.audio.transcriptions.create(file=long, model="bundled-en-sounds")
            except openai.APIError as failure:
                failed.append(failure)

    with serving(engine) as server:
        thread = threading.Thread(target=ask)
        thread.start()
        while not uploads_on_disk():
            time.sleep(0.01)
        server.stop()
        server.give_up()
        server.join()
        thread.join()
    assert len(failed) == 1
    assert nothing_is_left()

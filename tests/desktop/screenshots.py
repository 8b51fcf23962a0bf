"""Pictures of every state of the window: `python -m tests.desktop.screenshots FOLDER [--language de] [NAME…]`."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QScrollArea

from core.audio.media import read_media
from core.audio.microphone import InputDevice
from core.audio.ring_buffer import RingBuffer
from core.audio.system_audio import Monitor
from core.decoding.emission import FRAME_SECONDS, Emission
from core.decoding.hotwords import Hotword
from core.decoding.hypothesis import Hypothesis, Word
from core.decoding.vocabulary import Vocabulary
from core.models.catalogue import ASSETS, ModelEntry
from core.models.download import DownloadProgress
from core.models.hub_files import HubFile, HubModel
from core.models.languages import language_name
from core.models.model_languages import ModelLanguage
from core.session.export_choices import Exported
from core.session.feeds.typed_text import TypingState
from core.session.file_job import FileJob, FileState
from core.session.folder_watching import WatchStanding
from core.session.language_model_list import ListedModel
from core.session.library import KeptWord, SessionEntry
from core.session.live_session import SessionState
from core.session.live_statistics import SessionStatus
from core.session.machine_check import Measurement, choose
from core.session.places import Place
from core.session.queue_progress import QueueStanding
from core.session.redecode import Difference, Redecoding
from core.session.settings import Settings, WatchedFolder
from core.session.speaker_labels import Labels
from core.session.speakers import SpeakerOptions
from core.session.transcript import Transcript
from core.speakers.turns import Turn
from core.streaming.captions import FinalCaption, PartialCaption
from desktop.controller import Controller
from desktop.models.learner import LearningStanding
from desktop.overlay.overlay_window import OverlayWindow
from desktop.overlay.projector_window import ProjectorWindow
from desktop.overlay.screens_sheet import COLOURS, overlay_look, projector_look
from desktop.system.crash_reports import versions
from desktop.theme.tokens import tokens_for
from desktop.translation import install_translations
from desktop.window.main_window import MainWindow
from tests.core.session.scripted_session import BlockSource, ScriptedEngine

SENTENCES = (
    "so the first thing we agreed was to move the release to thursday",
    "and okonkwo will write to the printers about the second proof",
    "the other question is whether the warehouse can take the new pallets before the end of the month or whether "
    "we have to rent the hall in the next street again as we did in the spring",
)
ARABIC = ("أول شيء اتفقنا عليه هو نقل الإصدار إلى يوم الخميس", "والسؤال الآخر هو ما إذا كان المستودع جاهزا")
CHINESE = ("我们首先商定的是把发布移到星期四", "另一个问题是仓库能不能在月底之前接收新的托盘")
LONG = ("donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2, "kurz")
MONITORS = [Monitor("speakers.monitor", "Speakers")]
DEVICES = [InputDevice("Built-in microphone", "ALSA", 0, 2, 48_000.0, True)]
MODELS = [
    ModelEntry("bundled-en-sounds", Path("/"), 12_000_000, ("eng",), "Apache-2.0", True, "bundled", 44),
    ModelEntry("bundled-en", Path("/"), 11_000_000, ("eng",), "Apache-2.0", True, "bundled", 32),
    ModelEntry(
        "facebook/mms-1b-all",
        Path("/"),
        3_858_000_000,
        ("ara", "cmn", "deu", "eng", "spa"),
        "cc-by-nc-4.0",
        False,
        labels=154,
        offered=tuple(f"x{number}" for number in range(1162)),
    ),
    ModelEntry(
        "/home/ada/interviews/my model",
        Path("/home/ada/interviews/my model"),
        1_262_000_000,
        (),
        "",
        False,
        "linked",
        32,
    ),
    ModelEntry(
        "/home/ada/models/bundled-en-corrected",
        Path("/home/ada/models/bundled-en-corrected"),
        27_000_000,
        ("eng",),
        "Apache-2.0",
        False,
        "imported",
        32,
        learned_from="bundled-en",
    ),
    ModelEntry("someone/large", Path("/"), 400_000_000, (), "", False, missing=("model.safetensors",)),
]


def final(number: int, text: str, language: str | None = None) -> FinalCaption:
    start = 41.0 + 7 * number
    words = tuple(
        Word(word, start + i * 0.3, start + i * 0.3 + 0.25, 0.4 if word in ("okonkwo", "pallets") else 0.95)
        for i, word in enumerate(text.split(" "))
    )
    return FinalCaption(number, start, start + 5, words, start + 5.6, language)


def listening(window: MainWindow, sentences: tuple[str, ...] = SENTENCES) -> None:
    window.live.show_state(SessionState.LISTENING, "")
    ring = RingBuffer(16_000)
    ring.write((0.3 * np.sin(np.arange(4000) * 0.2)).astype(np.float32))
    window.live.begin(ring, lambda: 764.0)
    window.live.meter.refresh()
    window.top_bar.show_title("Team meeting")
    window.live.bar.elapsed.setText("0:12:44")
    for number, sentence in enumerate(sentences):
        window.live.show_caption(final(number, sentence))
    words = final(len(sentences), "the other question is whether the wa").words
    window.live.show_caption(PartialCaption(len(sentences), 62.0, 64.0, words, 5, 64.5, None))
    window.live.show_status(
        SessionStatus(764.0, 0.3, 0.5, 4.0, 0, 0.05, "bundled-en-sounds", "cpu", "float32", None, ("eng",))
    )


def report(window: MainWindow) -> None:
    listening(window)
    told = '  File "desktop/live/live_page.py", line 170 in show_status\nZeroDivisionError'
    window.live.report.show_report(f"{versions()}\n\n{told}\n")
    window.live.open_sheet(window.live.report)


def files(window: MainWindow) -> None:
    window.go(1)
    job = FileJob(1, Path("/home/ada/interview with a very long name that does not fit anywhere.mp3"))
    transcript = Transcript(
        "interview.mp3", "bundled-en", None, 95.0, tuple(final(i, s) for i, s in enumerate(SENTENCES))
    )
    for changed in (
        replace(job, state=FileState.DONE, done=95.0, duration=95.0, last_line=SENTENCES[0], transcript=transcript),
        replace(
            job, number=2, state=FileState.RUNNING, done=400.0, duration=3600.0, speed=14.0, last_line=SENTENCES[0]
        ),
        replace(job, number=3, path=Path("/home/ada/lecture.mp4"), duration=5400.0),
        replace(
            job,
            number=4,
            path=Path("/home/ada/notes.txt"),
            state=FileState.FAILED,
            message="/home/ada/notes.txt is no audio or video file, or it is damaged.",
        ),
    ):
        window.files.show_jobs([changed])
    window.files.show_held(2)
    window.files.show_standing(QueueStanding(2, 4, 0.34, 12, paused=True))
    window.files.list.setCurrentIndex(window.files.model.index(2))


def watches(window: MainWindow) -> None:
    files(window)
    folders = (
        WatchedFolder("/home/ada/recordings"),
        WatchedFolder("/media/card/a folder with a long name", "/home/ada/texts", "srt", "{stem} {date}"),
    )
    window.controller.settings = replace(window.controller.settings, watched_folders=folders)
    window.files.apply(tokens_for(window.controller.settings.theme, False), window.controller.settings)
    window.files.open_watches()
    trouble = f"{folders[1].folder} is not there any more; put it back, or stop watching it."
    standings = [WatchStanding(folders[0], 12, 2), WatchStanding(folders[1], 0, 0, trouble)]
    window.controller.files.watched.emit(standings)


def result(window: MainWindow) -> None:
    files(window)
    window.files.list.actions_for(1).buttons["open"].click()


def growing(window: MainWindow) -> None:
    """The text of a file that runs."""
    files(window)
    heard = [final(number, text) for number, text in enumerate(SENTENCES * 4)]
    running = replace(window.files.model.jobs[1], heard=heard)
    window.files.show_jobs([running])
    window.files.open_growing(2)


def growing_above(window: MainWindow) -> None:
    """It is read from its beginning while it goes on below."""
    growing(window)
    settle()
    window.files.result.captions.verticalScrollBar().setValue(0)


def grown(window: MainWindow) -> None:
    growing(window)
    job = replace(window.files.model.jobs[1], state=FileState.DONE, done=3600.0, session="x", heard=[])
    window.files.show_jobs([job])


def history(window: MainWindow) -> None:
    entries = [
        SessionEntry("a", "x", 1_790_000_000.0, 1_790_000_400.0, "bundled-en", None, 400.0, SENTENCES[0]),
        SessionEntry("b", "y", 1_789_900_000.0, None, "bundled-en", None, 3725.0, SENTENCES[1]),
    ]
    window.go(2)
    # The place reads what there is when it opens.
    settle()
    window.history.show_sessions(entries, {"b"}, "/home/ada/.local/share/wavescribe/library")
    window.history.list.setCurrentIndex(window.history.model.index(1))


def words(window: MainWindow) -> None:
    listening(window)
    window.live.words.show_hotwords((Hotword("Okonkwo", 8.0), Hotword("second proof", 5.0)))
    window.live.toggle_words()
    window.live.words.heard(SENTENCES[1])
    window.live.words.add_lines("printer:-3")


def problem(window: MainWindow) -> None:
    listening(window)
    window.live.show_state(
        SessionState.WAITING_FOR_DEVICE, "Built-in microphone does not answer any more. Waiting for it."
    )


def scrolled(window: MainWindow) -> None:
    listening(window, SENTENCES * 12)
    window.live.captions.verticalScrollBar().setValue(200)


def languages(window: MainWindow) -> None:
    window.live.show_models(MODELS, replace(window.controller.settings, model="facebook/mms-1b-all", language="spa"))
    listening(window)
    window.live.show_caption(final(5, "we begin in english", "eng"))
    window.live.show_caption(final(6, "y seguimos en español", "spa"))


def muted(window: MainWindow) -> None:
    listening(window)
    window.live.meter.muted_changed.emit(True)
    window.live.show_mark(63.0, "second proof")


def clipping(window: MainWindow) -> None:
    listening(window)
    ring = RingBuffer(16_000)
    ring.write(np.ones(4000, np.float32))
    window.live.meter.follow(ring)
    window.live.meter.refresh()


def screens(window: MainWindow) -> None:
    listening(window)
    window.live.open_sheet(window.live.screens)


def reread(window: MainWindow) -> None:
    listening(window)
    word = KeptWord("conquer", 48.3, 48.6, 0.4)
    differences = (
        Difference(1, 1, (word,), (KeptWord("okonkwo", 48.3, 48.7, 0.8),)),
        Difference(1, 7, (), (KeptWord("second", 50.1, 50.4, 0.8),)),
        Difference(2, 0, (KeptWord("uh", 55.0, 55.1, 0.3),), ()),
    )
    window.live.reread.show_differences(Redecoding("x", differences, (), 60.0))
    window.live.open_sheet(window.live.reread)


def rereading(window: MainWindow) -> None:
    listening(window)
    window.live.reread.show_working()
    window.live.reread.show_progress(0.37)
    window.live.open_sheet(window.live.reread)


def language_model(window: MainWindow) -> None:
    listening(window)
    listed = (
        ListedModel(),
        ListedModel("/minutes of 2026", 0.67),
        ListedModel("/the minutes of a very long-winded committee.arpa", 0.3, on=False),
    )
    window.live.language_model.show_models((), Settings(language_models=listed))
    window.live.language_model.show_built(12_345)
    window.live.open_sheet(window.live.language_model)


def models(window: MainWindow) -> None:
    listening(window)
    window.controller.models_found.emit(MODELS)
    window.live.model_sheet.show_memory("bundled-en-sounds", 11_000_000, "cpu float32", ("eng",))
    window.live.open_sheet(window.live.model_sheet)


def models_below(window: MainWindow) -> None:
    """The part where models come in, which lies below the list."""
    models(window)
    to_end(window)


def to_end(window: MainWindow) -> None:
    settle()
    bar = window.live.model_sheet.findChild(QScrollArea).verticalScrollBar()
    bar.setValue(bar.maximum())


def models_learning(window: MainWindow) -> None:
    models(window)
    # What this library has is counted first.
    settle()
    window.live.model_sheet.learning.show_corrections("bundled-en-sounds", 48, 372.0, 0.0)
    window.live.model_sheet.learning.show_standing(LearningStanding("running", 0.4, 150.0))
    to_end(window)


def models_learned(window: MainWindow) -> None:
    models_learning(window)
    record = {
        "held_out_words": 448,
        "errors_before": 276,
        "errors_after": 230,
        "left_words": 61,
        "left_errors_before": 0,
        "left_errors_after": 2,
        "folder": "/home/ada/models/bundled-en-corrected",
    }
    window.live.model_sheet.learning.show_standing(LearningStanding("done", 1.0, record=record))
    to_end(window)


def models_found(window: MainWindow) -> None:
    models(window)
    window.live.model_sheet.adding.name.setText("facebook/mms-1b-all")
    files = (HubFile("model.safetensors", 3_858_000_000),)
    window.live.model_sheet.adding.show_found(HubModel("facebook/mms-1b-all", "main", "cc-by-nc-4.0", files, ("deu",)))
    to_end(window)


def models_coming(window: MainWindow) -> None:
    models(window)
    adding = window.live.model_sheet.adding
    adding.show_working("")
    adding.show_progress(DownloadProgress("model.safetensors", 1_203_000_000, 3_858_000_000))
    to_end(window)


def models_failed(window: MainWindow) -> None:
    models(window)
    message = "The hub cannot be reached (Connection refused); check the network and try again, or import the model "
    window.live.model_sheet.adding.show_problem(message + "from a file.", "Try again", lambda: None)
    to_end(window)


def models_removing(window: MainWindow) -> None:
    models(window)
    window.live.model_sheet.rows[2].remove.click()


def model_languages(window: MainWindow) -> None:
    models(window)
    names = [language_name(code) for code in ("deu", "eng", "spa", "ara", "cmn", "yor", "azj-script_latin")]
    rows = [ModelLanguage(name, at < 3, 8_900_000 if at < 3 else 0) for at, name in enumerate(names)]
    window.live.language_sheet.show_languages(MODELS[2], rows, "deu", ("eng", "spa"))
    window.live.open_sheet(window.live.language_sheet)


def automatic_language(window: MainWindow) -> None:
    languages(window)
    settings = Settings(automatic_language=True, allowed_languages=("eng", "spa"), identifier="facebook/mms-lid-126")
    window.live.apply(tokens_for(window.controller.settings.theme, False), settings)
    window.live.automatic.show_languages(("deu", "eng", "spa", "ara"), settings)
    window.live.show_caption(final(7, "then in english again", "eng"))
    window.live.open_sheet(window.live.automatic)


def typing_elsewhere(window: MainWindow) -> None:
    listening(window)
    window.controller.feeds.typing_changed.emit(TypingState.TYPING)


def model_languages_coming(window: MainWindow) -> None:
    model_languages(window)
    window.live.language_sheet.show_state("Downloading yor: 3 MB of 9 MB", stop=True)


def offer(window: MainWindow) -> None:
    window.models_place.offer.show(choose((Measurement("cpu", "bfloat16", 0.2),)))


def script(window: MainWindow) -> None:
    listening(window)
    sheet = window.live.script
    sheet.text.setPlainText("Good evening.\n\n" + "\n\n".join(f"{text.capitalize()}." for text in SENTENCES))
    sheet.follow.setChecked(True)
    while not sheet._words:
        settle()
    sheet.show_word(30)
    window.live.open_sheet(sheet)


def aligning(window: MainWindow) -> None:
    """A session whose text is to give way, while another recording's text is aligned; where letters are not known."""
    history(window)
    sheet = window.aligning.sheet
    sheet.show_session("a", "Team meeting")
    sheet.show_text("\n".join(f"{text.capitalize()}." for text in SENTENCES))
    window.aligning.work.show("interview with a long name.mp3", 34)
    sheet.show()


def not_aligned(window: MainWindow) -> None:
    files(window)
    problem = "the text has no words that could be spoken. Give the text of the recording."
    window.aligning.bar.show_message(f"No text was aligned to talk.mp3: {problem}", "Change the text…")
    window.aligning.open_recording(Path("/home/ada/talk.mp3"))
    window.aligning.sheet.show_problem("/home/ada/talk.txt is no UTF-8 text; save it as UTF-8 first.")


def feeds(window: MainWindow) -> None:
    listening(window)
    window.live.feeds.page_address.setText("http://127.0.0.1:8765/?token=Zm9vYmFyYmF6")
    window.live.feeds.page_address.setCursorPosition(0)
    window.live.feeds.page.setChecked(True)
    window.live.open_sheet(window.live.feeds)


def export(window: MainWindow) -> None:
    window.controller.change(export_format="srt", export_folder="/home/ada/minutes")
    editor(window)
    window.editor.exported.emit(window.editor._read)
    while not window.exporting.sheet.export.isEnabled():
        settle()


def exporting(window: MainWindow) -> None:
    """The tenth of forty files."""
    export(window)
    sheet = window.exporting.sheet
    sheet.show_exporting(40)
    window.exporting.work.show("", 9)
    settle()


def export_stopped(window: MainWindow) -> None:
    exporting(window)
    window.exporting.sheet.show_exported(Exported((Path("/home/ada/minutes/Team meeting-9.srt"),), stopped=True))
    settle()


def building(window: MainWindow) -> None:
    """A language model of seven documents."""
    language_model(window)
    sheet = window.live.language_model
    sheet.show_building(7)
    window.live_place.language_models._work.show("minutes", 2)
    settle()


def build_stopped(window: MainWindow) -> None:
    building(window)
    window.live.language_model.show_stopped()
    settle()


def menu(window: MainWindow) -> None:
    listening(window)
    window.menu.setParent(window.centralWidget())
    window.menu.move(window.width() - window.menu.sizeHint().width() - 16, 48)
    window.menu.resize(window.menu.sizeHint())
    window.menu.show()


def editor(window: MainWindow, sentences: tuple[str, ...] = SENTENCES) -> None:
    fill(window, sentences)
    window.go(2)
    window.history.list.setCurrentIndex(window.history.model.index(0))
    window.history.open.click()
    while not window.editor.isVisible() or not window.editor.strip.peaks.seconds:
        settle()
    window.editor.next_doubtful()


def editor_speakers(window: MainWindow, sentences: tuple[str, ...] = SENTENCES) -> None:
    """Labelled, one of two with a name; a line was said to be somebody else's."""
    editor(window, sentences)
    speakers, view = window.editor.speakers, window.editor.view
    end = view.editor.segments[-1].end
    turns = tuple(Turn(at, at + 8.0, round(at / 8) % 2) for at in np.arange(0.0, end, 8.0))
    speakers.take(Labels(turns, SpeakerOptions(names=("Ada Okonkwo",))))
    view.select(Place(1, 2))
    speakers.choose("Bob")
    window.history_place.labelling.work.show("Team meeting", 34)


def playing(window: MainWindow) -> None:
    """As while the sound is heard; no sound card is asked for it."""
    editor(window)
    settle()
    window.editor.playback.show_playing(True)
    window.editor.playback.show_position(49.6)
    window.editor.strip.show_position(49.6, follow=True)
    window.editor.view.show_playing(window.editor.view.editor.place_at(49.6))
    window.editor.strip.setFocus()


def speakers_menu(window: MainWindow) -> None:
    """The menu of speakers, inside the window's picture."""
    editor_speakers(window)
    menu = window.editor.speakers.menu
    menu.aboutToShow.emit()
    menu.setParent(window.centralWidget())
    menu.move(window.width() - menu.sizeHint().width() - 200, 96)
    menu.resize(menu.sizeHint())
    menu.show()


def no_loudspeaker(window: MainWindow) -> None:
    editor(window)
    window.editor.message.show_message(
        "nothing to play sound on was found; plug in headphones or loudspeakers, and play again.", "Try again"
    )


def silent(window: MainWindow) -> None:
    editor(window)
    session = window.history.chosen
    assert session is not None
    window.controller.library().delete_audio(session)
    window.history_place.open(session)
    while window.editor.strip.isVisible():
        settle()


def editing(window: MainWindow) -> None:
    editor(window)
    window.editor.view.edit_word()
    window.editor.message.show_message("The library cannot be written; free some space on its disk.")


def found(window: MainWindow) -> None:
    fill(window, SENTENCES)
    window.go(2)
    window.history.search.setText("okonkwo")
    window.history_place.refresh()


def not_found(window: MainWindow) -> None:
    found(window)
    window.history.search.setText("nowhere")
    window.history_place.refresh()


def deleting(window: MainWindow) -> None:
    fill(window, SENTENCES)
    window.go(2)
    window.history.list.setCurrentIndex(window.history.model.index(0))
    window.history.delete.click()


def heard_letters(said: FinalCaption, vocabulary: Vocabulary) -> Emission:
    """An emission in which every word's letters share its time; the second of a doubtful word is doubtful."""
    start = round(said.start / FRAME_SECONDS)
    rows = np.full((round(said.words[-1].end / FRAME_SECONDS) - start + 50, len(vocabulary.labels)), 1e-5, np.float32)
    for word in said.words:
        first, last = round(word.start / FRAME_SECONDS) - start, round(word.end / FRAME_SECONDS) - start
        rows[first:last, 0] = 0.99
        for n, letter in enumerate(word.text[: last - first]):
            rows[first + n, 0] = 1e-5
            rows[first + n, vocabulary.labels.index(letter)] = 0.2 if n == 1 and word.confidence < 0.5 else 0.995
    return Emission(start, np.log(rows))


def fill(window: MainWindow, sentences: tuple[str, ...]) -> None:
    """A session in the library, with other readings of one word."""
    library = window.controller.library()
    recorder = library.begin(window.controller.recognition_options(), "Team meeting")
    recorder.audio(np.tile(read_media(ASSETS / "demo/demo.flac"), 4))
    # As if each letter had been heard in turn, more or less surely; the words' times are those of `final`.
    labels = ("", "|", *sorted({letter for text in sentences for letter in text if letter != " "}))
    vocabulary = Vocabulary(labels, 0, 1, frozenset())
    for number, text in enumerate(sentences):
        said = final(number, text)
        heard = heard_letters(said, vocabulary)
        other = tuple(replace(word, text="a conqueror") if word.text == "okonkwo" else word for word in said.words)
        readings = (Hypothesis(said.words, -1.0, 0.0), Hypothesis(other, -1.5, 0.0))
        library.segments.add(recorder.session, replace(said, hypotheses=readings, emission=heard), vocabulary)
    recorder.end()


def keys_everywhere(window: MainWindow) -> None:
    """As where the desktop gives keys; one belongs to another program."""
    window.show_keys()
    rows = window.live.keys.everywhere
    rows.show()
    window.live.keys.nowhere.hide()
    rows.apply({"start": "Ctrl+Alt+Space", "mark": "F9"})
    rows.show_refused(("mark",))
    settle()
    window.live.keys.findChild(QScrollArea).ensureWidgetVisible(rows)


def keys_editor(window: MainWindow) -> None:
    """The keys of the editor's text; one is asked for anew."""
    window.show_keys()
    sheet = window.live.keys
    sheet.buttons["editor_loop"].click()
    settle()
    sheet.findChild(QScrollArea).ensureWidgetVisible(sheet.buttons["editor_turn_line"])


STATES: dict[str, Callable[[MainWindow], None]] = {
    "idle": lambda window: None,
    "loading": lambda window: window.live.show_state(SessionState.STARTING, ""),
    "listening": listening,
    "finishing": lambda window: (listening(window), window.live.show_state(SessionState.DRAINING, ""))[1],
    "problem": problem,
    "keys": lambda window: window.show_keys(),
    "keys-taken": lambda window: (window.show_keys(), window.live.keys.bind("mark", "Ctrl+E")),
    "keys-editor": keys_editor,
    "keys-everywhere": keys_everywhere,
    "report": report,
    "scrolled": scrolled,
    "words": words,
    "words-empty": lambda window: window.live.toggle_words(),
    "muted": muted,
    "clipping": clipping,
    "screens": screens,
    "reread": reread,
    "rereading": rereading,
    "language-model": language_model,
    "language-model-arabic": language_model,
    "language-model-building": building,
    "language-model-stopped": build_stopped,
    "offer": offer,
    "models": models,
    "models-below": models_below,
    "models-learning": models_learning,
    "models-learned": models_learned,
    "models-found": models_found,
    "models-coming": models_coming,
    "models-failed": models_failed,
    "models-removing": models_removing,
    "models-arabic": models,
    "model-languages": model_languages,
    "automatic-language": automatic_language,
    "typing": typing_elsewhere,
    "model-languages-coming": model_languages_coming,
    "model-languages-arabic": model_languages,
    "script": script,
    "aligning": aligning,
    "not-aligned": not_aligned,
    "feeds": feeds,
    "export": export,
    "exporting": exporting,
    "export-stopped": export_stopped,
    "menu": menu,
    "languages": languages,
    "long-words": lambda window: listening(window, LONG),
    "arabic": lambda window: listening(window, ARABIC),
    "chinese": lambda window: listening(window, CHINESE),
    "files-empty": lambda window: window.go(1),
    "files": files,
    "result": result,
    "growing": growing,
    "growing-above": growing_above,
    "grown": grown,
    "watches": watches,
    "history-empty": lambda window: window.go(2),
    "history": history,
    "history-found": found,
    "history-not-found": not_found,
    "history-deleting": deleting,
    "editor": editor,
    "editor-speakers": editor_speakers,
    "editor-speakers-menu": speakers_menu,
    "editor-speakers-arabic": lambda window: editor_speakers(window, ARABIC),
    "editor-writing": editing,
    "editor-playing": playing,
    "editor-no-loudspeaker": no_loudspeaker,
    "editor-silent": silent,
    "editor-arabic": lambda window: editor(window, ARABIC),
    "editor-long-words": lambda window: editor(window, LONG),
}
LOOKS = {
    "light": Settings(theme="light"),
    "dark": Settings(theme="dark"),
    "contrast": Settings(theme="contrast"),
    "large": Settings(theme="light", caption_size=40),
}


def settle() -> None:
    loop = QEventLoop()
    QTimer.singleShot(60, loop.quit)
    loop.exec()


def take(application: QApplication, folder: Path, look: str, state: str) -> None:
    """One picture. "large" is the text of the whole window at 200 %."""
    font = application.font()
    font.setPointSizeF(20.0 if look == "large" else 10.0)
    application.setFont(font)
    application.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if "arabic" in state else Qt.LayoutDirection.LeftToRight
    )
    with tempfile.TemporaryDirectory() as temporary:
        controller = Controller(
            LOOKS[look],
            Path(temporary) / "settings.json",
            Path(temporary) / "library",
            make_source=lambda _settings: BlockSource(np.zeros(1600, np.float32)),
            make_engine=lambda _options: ScriptedEngine(),  # type: ignore[arg-type, return-value]
        )
        controller.find_devices = lambda: None  # type: ignore[method-assign]
        controller.find_models = lambda: None  # type: ignore[method-assign]
        window = MainWindow(controller)
        window.resize(1280 if look == "large" else 1040, 800 if look == "large" else 680)
        window.controller.devices_found.emit(DEVICES)
        window.controller.monitors_found.emit(MONITORS)
        window.live.show_models(MODELS, controller.settings)
        window.show()
        settle()
        STATES[state](window)
        settle()
        window.grab().save(str(folder / f"{look}-{state}.png"))
        window.live.state = SessionState.STOPPED
        window.close()
        settle()


def take_plates(folder: Path) -> None:
    """Overlay and projector window in each of their looks, on a ground as busy as a film."""
    for name in COLOURS:
        for text, sentences in (("english", SENTENCES), ("arabic", ARABIC), ("chinese", CHINESE), ("long", LONG)):
            chosen = Settings(overlay_colours=name)
            overlay = OverlayWindow("", overlay_look(chosen))
            projector = ProjectorWindow(projector_look(chosen))
            projector.resize(960, 540)
            for window in (overlay, projector):
                window.show()
                for number, sentence in enumerate(sentences):
                    window.show_caption(final(number, sentence))
                window.show_caption(PartialCaption(9, 62.0, 64.0, final(9, sentences[-1]).words[:4], 2, 64.5, None))
            overlay._show_controls(text == "english")
            settle()
            on_ground(overlay).save(str(folder / f"overlay-{name.replace(' ', '-')}-{text}.png"))
            if text == "english":
                projector.grab().save(str(folder / f"projector-{name.replace(' ', '-')}.png"))
            for window in (overlay, projector):
                window.close()


def on_ground(window: OverlayWindow) -> QPixmap:
    """A translucent window on stripes of light and dark."""
    picture = QPixmap(window.size() + QSize(40, 40))
    painter = QPainter(picture)
    for stripe in range(0, picture.width(), 40):
        painter.fillRect(stripe, 0, 40, picture.height(), QColor("#c9b48a" if stripe // 40 % 2 else "#3a5a40"))
    window.render(painter, QPoint(20, 20))
    painter.end()
    return picture


def main(folder: Path, wanted: list[str], language: str) -> None:
    """All states in all looks, or only those named ("dark-words"; "dark": all of that look)."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    install_translations(application, language)
    if not wanted:
        take_plates(folder)
    for look in LOOKS:
        for state in STATES:
            if not wanted or f"{look}-{state}" in wanted or look in wanted:
                take(application, folder, look, state)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--language", default="en")
    given = parser.parse_args()
    main(given.folder, given.names, given.language)

"""The one model that the API serves, and what each client wants of it: a language, words to listen for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from core.decoding.hotwords import Hotword
from core.decoding.readable.readable_text import ReadableText
from core.models.catalogue import BUNDLED_MODELS, entry_of, resolve
from core.models.languages import find_language, language_name
from core.session.http_api.errors import ApiError
from core.session.http_api.wishes import read_prompt
from core.session.recognition import Engine
from core.session.suggestions import worth_listening_for

ALSO_CALLED = ("whisper-1",)
"""For programs that can ask for nothing else."""
MOST_HOTWORDS = 1000


@dataclass(frozen=True, slots=True)
class Speaking:
    """What one client's work is recognised with. `language`: the model's own code, None where it has only one."""

    engine: Engine
    language: str | None

    def take_up(self) -> Engine:
        """Put the client's language in place: others may have had the model since. On the recognising thread."""
        if self.language is not None:
            self.engine.model.use_language(self.language)
        return self.engine

    def with_letters(self) -> Speaking:
        """The same, with finals that say how sure each letter is."""
        return replace(self, engine=replace(self.engine, options=replace(self.engine.options, letters=True)))


class ServedModel:
    """An engine under the name by which clients ask for it. `readable`: makes the texts readable, where it is there."""

    def __init__(self, engine: Engine, readable: ReadableText | None = None) -> None:
        loaded = engine.options.model
        # Where it lies is nobody's affair.
        self.name = Path(loaded).name if Path(loaded).is_dir() else loaded
        self.readable = readable
        self._engine = engine
        self._default = engine.model.language
        folder = Path(resolve(loaded))
        # Of a model with one language, that is its card's affair; where no card says it, any is believed.
        self._only = entry_of(self.name, folder, "bundled" if loaded in BUNDLED_MODELS else "linked").languages

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that can be asked for; none where that is not known."""
        return self._engine.model.languages or self._only

    def speaking(self, model: str | None, language: str | None, prompt: str) -> Speaking:
        """What to recognise with for a client that names these (None: as the server was started).

        Raises ApiError where that is not served here.
        """
        if model is not None and model not in (self.name, *ALSO_CALLED):
            raise ApiError(
                f"The model {model[:100]} is not served; ask for {self.name}.", 404, "model", "model_not_found"
            )
        code = self._code(language) if language is not None else self._default
        options = self._engine.options
        hotwords = (*options.hotwords, *self._hotwords(prompt))
        if not self._engine.model.languages:
            code = None
        return Speaking(replace(self._engine, options=replace(options, language=code, hotwords=hotwords)), code)

    def english_name(self, language: str | None) -> str:
        """As verbose_json names languages: "english"; "unknown" where nobody knows."""
        code = language or (self.languages[0] if len(self.languages) == 1 else None)
        return "unknown" if code is None else language_name(code).english.lower()

    def _code(self, language: str) -> str:
        code = find_language(language, self.languages)
        if code is None and self.languages:
            known = ", ".join(self.languages[:20]) + (" …" if len(self.languages) > 20 else "")
            raise ApiError(f"{self.name} has no language {language[:40]!r}; it has {known}.", param="language")
        return code or language

    def _hotwords(self, text: str) -> Sequence[Hotword]:
        """What a prompt lists, and the words of its sentences that the language model does not know."""
        prompt = read_prompt(text)
        new = worth_listening_for(prompt.prose, self._known_words, prompt.terms) if prompt.prose else ()
        found = [*prompt.terms, *map(Hotword, new)]
        if len(found) > MOST_HOTWORDS:
            raise ApiError(f"The prompt lists more than {MOST_HOTWORDS} words; leave some out.", param="prompt")
        return found

    @cached_property
    def _known_words(self) -> frozenset[str]:
        language_model = self._engine.language_model
        return (
            frozenset(word.lower() for word in language_model.unigrams) if language_model is not None else frozenset()
        )

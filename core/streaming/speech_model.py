"""A Wav2Vec2 CTC checkpoint as the streaming line sees it: samples in, log-probabilities out.

Owned by one thread at a time (the recogniser thread); only `prepare_language`, `vocabulary_of` and what says so
may be called from any other.
"""

from __future__ import annotations

import logging

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.decoding.emission import FRAME_SAMPLES, RECEPTIVE_FIELD, SAMPLE_RATE, Emission, frame_count
from core.decoding.vocabulary import Vocabulary
from core.streaming.acoustic_model import ModelError
from core.streaming.compute import choose_device, choose_dtype, dtype_name
from core.streaming.freed_memory import FreedMemory
from core.streaming.languages import Language, Languages
from core.wav2vec2 import CheckpointError, Wav2Vec2Config, Wav2Vec2FeatureExtractor, Wav2Vec2ForCTC
from core.wav2vec2.adapters import put_adapter
from core.wav2vec2.inference import move, number_format, prepare_for_inference, reuse_features, weight_bytes
from core.wav2vec2.repeated_windows import RepeatedWindows

# Out of memory, and a device that is lost or broken: what a processor does not raise.
_DEVICE_FAILURES = (torch.OutOfMemoryError, torch.AcceleratorError)
_log = logging.getLogger(__name__)

__all__ = ["ModelError", "SpeechModel"]


class SpeechModel:
    """A loaded checkpoint; `SpeechModel.load` makes it. `name` is what it was loaded by."""

    def __init__(
        self, network: Wav2Vec2ForCTC, feature_extractor: Wav2Vec2FeatureExtractor, languages: Languages
    ) -> None:
        """Of a network that has the checkpoint's main weights. Raises CheckpointError and ModelError."""
        self.name = languages.name
        self._network = network
        self._windows = RepeatedWindows(network)
        self._feature_extractor = feature_extractor
        self._languages = languages
        self._freed = FreedMemory()
        self._prepared: dict[str, Language] = {}
        # Whether there is still a processor to go to when a device fails.
        self._on_device = True
        if languages.own is None and languages.codes:
            self._take_up(self._prepare(languages.default or languages.codes[0]))
            return
        adapter = None
        if languages.own is not None:
            # Another language will overwrite these, and not every checkpoint has them in a file of their own.
            adapter = {key: value.clone() for key, value in network.adapter_state().items()}
        self._current = languages.main(network.lm_head.out_features, adapter)
        if self._current.code is not None:
            self._prepared[self._current.code] = self._current

    @classmethod
    def load(
        cls, name_or_folder: str, device: str = "auto", dtype: str = "auto", language: str | None = None
    ) -> SpeechModel:
        """Load a local folder or a hub name, memory-mapped where its weights are safetensors.

        `device`: auto, cpu, cuda, mps. `dtype`: auto, float32, bfloat16, float16, int8. `language`: an
        adapter's code; None takes the checkpoint's own. Raises ModelError with one sentence that says what to do.
        """
        place = choose_device(device)
        try:
            config = Wav2Vec2Config.from_pretrained(name_or_folder)
            number = choose_dtype(dtype, place, config.hidden_size)
            extractor = Wav2Vec2FeatureExtractor.from_pretrained(name_or_folder)
            _check_frames(name_or_folder, config, extractor.sampling_rate)
            network = Wav2Vec2ForCTC.from_pretrained(name_or_folder, config=config)
            model = cls(network, extractor, Languages.of(name_or_folder))
        except CheckpointError as failure:
            raise ModelError(str(failure)) from failure
        if language is not None:
            model.use_language(language)
        try:
            prepare_for_inference(network, place, number)
        except RuntimeError as failure:
            raise ModelError(
                f"{name_or_folder} does not fit on {place} ({_reason(failure)}); choose device cpu."
            ) from failure
        return model

    @property
    def vocabulary(self) -> Vocabulary:
        """Labels of the current language."""
        return self._current.vocabulary

    @property
    def language(self) -> str | None:
        """Code of the current language; None for a checkpoint that has only one."""
        return self._current.code

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes that `use_language` takes, sorted; none for a checkpoint that has only one language."""
        return self._languages.codes

    @property
    def default_language(self) -> str | None:
        """The language that `load` takes where none is asked for; None for a checkpoint that has only one."""
        return self._languages.default

    @property
    def resident(self) -> tuple[str, ...]:
        """Codes of the languages that are in memory already, sorted: `use_language` is a copy. Any thread."""
        return tuple(sorted(list(self._prepared)))  # noqa: C414 - a copy: another thread may add one

    @property
    def memory_bytes(self) -> int:
        """What weights and languages take in memory. Any thread."""
        adapters = [language.adapter or {} for language in list(self._prepared.values())]
        held = sum(tensor.numel() * tensor.element_size() for adapter in adapters for tensor in adapter.values())
        return weight_bytes(self._network) + held

    @property
    def device(self) -> str:
        """Where it runs: cpu, cuda:0, mps:0."""
        return str(self._network.lm_head.weight.device)

    @property
    def dtype(self) -> str:
        """What it computes in: float32, bfloat16, float16, int8."""
        return dtype_name(number_format(self._network))

    def emission(self, samples: NDArray[np.float32], statistics: tuple[float, float] | None = None) -> Emission:
        """Log-probabilities (float32) of 16 kHz mono float32 samples, `frame_count(len(samples))` rows.

        The model sees all of them at once, normalised as the checkpoint's feature extractor says: with their
        own mean and variance, or with `statistics` in place of these: then it is one of several windows, which share
        what they can, so that the last bits (and in a "group" front the statistics of its channels) depend on the
        window before. Raises ModelError.
        """
        if not frame_count(len(samples)):
            return Emission(0, np.empty((0, len(self.vocabulary.labels)), np.float32))
        self._freed.about_to_hear(len(samples))
        values = torch.from_numpy(self._normalised(samples, statistics))[None]
        reuse_features(self._network, statistics is not None)
        try:
            log_probs = self._log_probs(values)
        except _DEVICE_FAILURES as failure:
            # Slower, but no window is lost; it stays there from now on.
            self._on_device = False
            self._leave_device(failure)
            log_probs = self._log_probs(values)
        if not np.isfinite(log_probs).all():
            raise ModelError(f"{self.name} gave numbers that are none in {self.dtype}; choose dtype float32.")
        return Emission(0, log_probs)

    def prepare_language(self, code: str) -> None:
        """Read a language into memory, so that `use_language` is a copy. Any thread. Raises ModelError."""
        self._prepare(code)

    def vocabulary_of(self, code: str | None) -> Vocabulary:
        """Labels of a language (None: the current one), read if need be. Any thread. Raises ModelError."""
        return self.vocabulary if code is None else self._prepare(code).vocabulary

    def use_language(self, code: str) -> None:
        """Put a language's adapter and head in place; on failure (ModelError) everything stays as it was."""
        if code != self.language:
            self._take_up(self._prepare(code))

    def _prepare(self, code: str) -> Language:
        if code not in self._prepared:
            try:
                self._prepared[code] = self._languages.read(code)
            except CheckpointError as failure:
                raise ModelError(str(failure)) from failure
        return self._prepared[code]

    def _take_up(self, language: Language) -> None:
        if language.adapter is not None:
            try:
                put_adapter(self._network, language.adapter)
            except CheckpointError as failure:
                raise ModelError(str(failure)) from failure
            self._windows.forget()
        self._current = language

    def _leave_device(self, failure: Exception) -> None:
        """Go on, on the processor. A device that is lost has taken the weights with it: they are read again."""
        processor = torch.device("cpu")
        number = choose_dtype("auto", processor, self._network.config.hidden_size)
        _log.warning("%s goes on on the processor: %s", self.name, _reason(failure))
        self._windows.forget()
        if isinstance(failure, torch.OutOfMemoryError):
            move(self._network, processor, number)
            return
        try:
            self._network = Wav2Vec2ForCTC.from_pretrained(self.name)
            self._windows = RepeatedWindows(self._network)
            prepare_for_inference(self._network, processor, number)
        except CheckpointError as missing:
            raise ModelError(str(missing)) from missing
        self._take_up(self._current)

    def _normalised(self, samples: NDArray[np.float32], statistics: tuple[float, float] | None) -> NDArray[np.float32]:
        if statistics is not None and self._feature_extractor.do_normalize:
            values = self._feature_extractor.normalize(samples, statistics)
        else:
            values = self._feature_extractor(samples, sampling_rate=SAMPLE_RATE)["input_values"][0]
        return np.asarray(values, dtype=np.float32)

    def _log_probs(self, values: Tensor) -> NDArray[np.float32]:
        """(1, samples) → (frames, labels), computed where the network is."""
        device = self._network.lm_head.weight.device
        try:
            with torch.inference_mode():
                logits = self._windows.logits(values.to(device=device))[0]
                log_probs: NDArray[np.float32] = torch.log_softmax(logits, dim=-1).cpu().numpy()
        except RuntimeError as failure:
            if isinstance(failure, _DEVICE_FAILURES) and self._on_device:
                raise
            reason = f"{self.name} failed on {device} ({_reason(failure)})"
            raise ModelError(f"{reason}; choose another device or a smaller model.") from failure
        return log_probs


def _check_frames(name: str, config: Wav2Vec2Config, rate: int) -> None:
    """Times and seams rest on one frame for 320 samples of 16 kHz, each hearing 400 of them."""
    found = (rate, config.inputs_to_logits_ratio, config.receptive_field)
    if found != (SAMPLE_RATE, FRAME_SAMPLES, RECEPTIVE_FIELD) or config.add_adapter:
        raise ModelError(
            f"{name} does not give one frame for each 320 samples of 16 kHz audio; "
            "choose a Wav2Vec2 recognition model such as facebook/wav2vec2-base-960h."
        )


def _reason(failure: Exception) -> str:
    return " ".join(str(failure).split())[:160]

"""The model that learning begins from, and the folder that holds what came of it. One thread."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from torch import Tensor

from core.decoding.vocabulary import Vocabulary
from core.models.catalogue import BUNDLED_MODELS, entry_of, language_model_of
from core.models.importing import belongs
from core.models.learned import RECORD
from core.models.model_folder import WEIGHTS, adapter_files
from core.streaming.languages import Languages
from core.training.augmentation import normalise
from core.training.jobs import vocabulary_of
from core.training.run_folder import export
from core.wav2vec2 import Wav2Vec2ForCTC
from core.wav2vec2.adapters import adapter_state, put_adapter

# Files of this size and more are not copied where the disk can have them under two names.
_LARGE = 1_000_000
_OWN_FILES = ("README.md", RECORD, "training.json")


@dataclass(frozen=True, slots=True)
class Base:
    """A model in memory (float32), in one language (`code`; None where it has only one), and as they were the weights
    that are to move: those of the language, where it has adapters.

    `adapter_file`: the language is a file beside the weights, and so will what is learned be.
    """

    folder: Path
    code: str | None
    network: Wav2Vec2ForCTC
    vocabulary: Vocabulary
    before: dict[str, Tensor]
    adapter_file: bool

    @classmethod
    def load(cls, folder: Path, code: str | None) -> Base:
        """Raises CheckpointError, ModelError."""
        languages = Languages.of(str(folder))
        network = Wav2Vec2ForCTC.from_pretrained(folder)
        beside = code is not None and code != languages.own and bool(adapter_files(folder, code))
        if code is not None and beside:
            found = languages.read(code)
            put_adapter(network, found.adapter or {})
            vocabulary = found.vocabulary
        elif code is not None:
            vocabulary = languages.main(network.lm_head.out_features, None).vocabulary
        else:
            vocabulary = vocabulary_of(folder)
        moving = network.state_dict() if network.config.adapter_attn_dim is None else adapter_state(network)
        before = {name: value.detach().clone() for name, value in moving.items()}
        return cls(folder, code, network, vocabulary, before, beside)

    @property
    def has_adapters(self) -> bool:
        """Whether there are adapter layers to move alone."""
        return self.network.config.adapter_attn_dim is not None

    def emission(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """(frames, labels) log-probabilities of the network as it is."""
        with torch.inference_mode():
            logits = self.network(torch.from_numpy(normalise(samples))[None]).logits[0]
        values: NDArray[np.float32] = torch.log_softmax(logits, dim=-1).numpy()
        return values


@dataclass(frozen=True, slots=True)
class LearnedRecord:
    """What was learned from and what it is worth: word errors before and after, in the held-out lines and in those that
    the user left as they were. `folder`: where the model is, empty where it was not kept."""

    base: str = ""
    language: str | None = None
    minutes: float = 0.0
    lines: int = 0
    held_out_words: int = 0
    errors_before: int = 0
    errors_after: int = 0
    left_words: int = 0
    left_errors_before: int = 0
    left_errors_after: int = 0
    folder: str = ""

    @property
    def better(self) -> bool:
        """Fewer errors, those counted in that it makes in lines that were right."""
        return self.errors_after + self.left_errors_after < self.errors_before + self.left_errors_before

    def keep(self, stage: Path, folder: Path) -> LearnedRecord:
        """Put a model into its place, where that of an earlier run goes; the record as it lies there."""
        kept = replace(self, folder=str(folder))
        (stage / RECORD).write_text(json.dumps(asdict(kept), indent=1) + "\n", encoding="utf-8")
        old = folder.with_name(f".old-{folder.name}")
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            folder.replace(old)
        stage.replace(folder)
        shutil.rmtree(old, ignore_errors=True)
        return kept


def write_learned(base: Base, run: Path) -> Path:
    """The network as it is now, with all that lies beside the base's, in a folder that is not listed yet."""
    stage = run / "model"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    if base.adapter_file:
        tensors = {name: value.detach().half().contiguous() for name, value in adapter_state(base.network).items()}
        save_file(tensors, stage / f"adapter.{base.code}.safetensors")
    else:
        export(base.network, base.folder, stage)
    _bring(base, stage)
    _write_card(base, stage)
    return stage


def _bring(base: Base, stage: Path) -> None:
    """What else belongs to the model, of which the files that are large are the same ones where the disk allows it."""
    replaced = set() if base.adapter_file else {*WEIGHTS, *(f"{name}.index.json" for name in WEIGHTS)}
    theirs = {path.name for path in adapter_files(base.folder, base.code)} if base.code and base.adapter_file else set()
    language_model = language_model_of(str(base.folder))
    shared = [] if language_model is None else [(language_model.parent, path) for path in language_model.iterdir()]
    for folder, path in [*((base.folder, path) for path in sorted(base.folder.rglob("*"))), *shared]:
        name = path.relative_to(folder)
        target = stage / name
        wanted = path.is_file() and belongs(PurePosixPath(name.as_posix())) and name.name not in {*_OWN_FILES, *theirs}
        shard = not base.adapter_file and name.suffix in (".safetensors", ".bin") and name.parent == Path()
        if not wanted or target.exists() or name.name in replaced or shard:
            continue
        target.parent.mkdir(exist_ok=True)
        content = path.resolve()
        if content.stat().st_size >= _LARGE:
            try:
                os.link(content, target)
                continue
            except OSError:
                pass
        shutil.copyfile(content, target)


def _write_card(base: Base, stage: Path) -> None:
    bundled = base.folder.name in BUNDLED_MODELS
    entry = entry_of(base.folder.name, base.folder, "bundled" if bundled else "linked")
    language = base.code or (entry.languages[0] if len(entry.languages) == 1 else "")
    head = [f"license: {entry.licence}"] if entry.licence else []
    head += [f"language: {language}"] if language else []
    text = f"{base.folder.name}, fine-tuned on lines that its user corrected; `{RECORD}` says what that is worth.\n"
    (stage / "README.md").write_text("\n".join(["---", *head, "---", text]), encoding="utf-8")

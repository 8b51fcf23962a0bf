"""`Wav2Vec2CTCTokenizer`: text to label indices, and the labels of CTC frames to text with its places in time.

One tokenizer belongs to one thread at a time where languages are switched or tokens added; decoding alone changes
nothing in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypedDict, Unpack

from core.wav2vec2.batch_encoding import to_lists
from core.wav2vec2.ctc_offsets import (
    CharOffset,
    TokenRun,
    WordOffset,
    char_offsets,
    clean_up_spaces,
    token_runs,
    word_offsets,
)
from core.wav2vec2.ctc_vocabulary import labels_of, languages_of, read_vocabulary, suggestion
from core.wav2vec2.hub import HubOptions, locate
from core.wav2vec2.loading_keywords import part_keywords
from core.wav2vec2.outputs import ModelOutput
from core.wav2vec2.text_encoder import TextEncoder
from core.wav2vec2.token_table import TokenTable
from core.wav2vec2.tokenizer_files import (
    CHANGEABLE,
    VOCABULARY_FILE,
    TokenizerKeywords,
    TokenizerSettings,
    read_settings,
    write_json,
    write_settings,
)


@dataclass
class Wav2Vec2CTCTokenizerOutput(ModelOutput):
    """Text with its places, in frames. Of a batch: lists of these, one entry a sequence."""

    text: str | list[str] = ""
    char_offsets: list[CharOffset] | list[list[CharOffset]] | None = None
    word_offsets: list[WordOffset] | list[list[WordOffset]] | None = None


class DecodingKeywords(TypedDict, total=False):
    """`group_tokens` (True): equal tokens in a row are one, the CTC rule. `spaces_between_special_tokens` (False)."""

    group_tokens: bool
    spaces_between_special_tokens: bool


class Wav2Vec2CTCTokenizer(TextEncoder):
    """Hugging Face's tokenizer of the same name (4.37.2).

    `vocab_file`: JSON, label → index, or language → label → index with `target_lang` naming one. `pad_token` is the
    CTC blank. `word_delimiter_token` parts words and is written as `replace_word_delimiter_char`. `do_lower_case`:
    labels are upper case and text is lower case. Raises CheckpointError for files that make no vocabulary.

    Unlike there: a delimiter of several characters is one token at encoding, not its letters; and a delimiter that the
    vocabulary lacks has the index None, not the unknown token's.
    """

    def __init__(self, vocab_file: str | Path, **settings: Unpack[TokenizerKeywords]) -> None:
        self._set_up(Path(vocab_file), TokenizerSettings.parse(settings))

    @classmethod
    def from_pretrained(
        cls, name_or_folder: str | Path, options: HubOptions | None = None, **keywords: Any
    ) -> Wav2Vec2CTCTokenizer:
        """Read `vocab.json` and the settings beside it, of a folder or of a model on the hub.

        `keywords`: those of `HubOptions`, and those of the constructor, which win over the files.
        Raises CheckpointError.
        """
        options, keywords = part_keywords(keywords, options)
        vocabulary = locate(name_or_folder, VOCABULARY_FILE, options)
        tokenizer = cls.__new__(cls)
        tokenizer._set_up(vocabulary, read_settings(name_or_folder, keywords, options))
        return tokenizer

    def _set_up(self, vocabulary: Path, settings: TokenizerSettings) -> None:
        super().__init__(settings)
        self._vocabulary_file = vocabulary
        self.vocab = read_vocabulary(vocabulary)
        labels = labels_of(self.vocab, self.target_lang, vocabulary)
        self.table = TokenTable(labels, settings.added_tokens, self.all_special_tokens)

    def set_target_lang(self, target_lang: str) -> None:
        """Use another language of a nested vocabulary. Raises ValueError where it has no such language.

        Added tokens stay, unless the language has a label of their text or index.
        """
        languages = languages_of(self.vocab)
        if not languages:
            raise ValueError(
                f"{self._vocabulary_file} is not a multi-lingual, nested vocabulary; it has no target_lang."
            )
        if target_lang not in languages:
            raise ValueError(f"{target_lang!r} does not exist; {suggestion(target_lang, languages)}.")
        self.target_lang = target_lang
        special = self.all_special_tokens
        added = {index: token for index, token in self.table.outside().items() if token.content not in special}
        self.table = TokenTable(languages[target_lang], added, special)

    def decode(
        self,
        token_ids: Any,
        skip_special_tokens: bool = False,
        clean_up_tokenization_spaces: bool | None = None,
        output_char_offsets: bool = False,
        output_word_offsets: bool = False,
        **keywords: Unpack[DecodingKeywords],
    ) -> Any:
        """One label a frame → text, or `Wav2Vec2CTCTokenizerOutput` where offsets (in frames) are asked for.

        `token_ids`: an index, a list, array or tensor of them. `skip_special_tokens` takes special tokens out before
        equal tokens are joined, the blank too, as Hugging Face does: doubled letters become one.
        """
        ids = to_lists(token_ids)
        tokens: list[str] = self.convert_ids_to_tokens(ids if isinstance(ids, list) else [int(ids)])
        if skip_special_tokens:
            special = set(self.all_special_tokens)
            tokens = [token for token in tokens if token not in special]
        output = self.convert_tokens_to_string(
            tokens,
            keywords.get("group_tokens", True),
            keywords.get("spaces_between_special_tokens", False),
            output_char_offsets,
            output_word_offsets,
        )
        clean = self.clean_up_tokenization_spaces
        if clean if clean_up_tokenization_spaces is None else clean_up_tokenization_spaces:
            output.text = clean_up_spaces(str(output.text))
        return output if output_char_offsets or output_word_offsets else output.text

    def batch_decode(
        self,
        sequences: Iterable[Any],
        skip_special_tokens: bool = False,
        clean_up_tokenization_spaces: bool | None = None,
        output_char_offsets: bool = False,
        output_word_offsets: bool = False,
        **keywords: Unpack[DecodingKeywords],
    ) -> Any:
        """`decode` of each: a list of texts, or one `Wav2Vec2CTCTokenizerOutput` whose fields are lists."""
        decoded = [
            self.decode(
                sequence,
                skip_special_tokens,
                clean_up_tokenization_spaces,
                output_char_offsets,
                output_word_offsets,
                **keywords,
            )
            for sequence in sequences
        ]
        if not (output_char_offsets or output_word_offsets):
            return decoded
        return Wav2Vec2CTCTokenizerOutput(
            text=[output.text for output in decoded],
            char_offsets=[output.char_offsets for output in decoded] if output_char_offsets else None,
            word_offsets=[output.word_offsets for output in decoded] if output_word_offsets else None,
        )

    def convert_tokens_to_string(
        self,
        tokens: Sequence[str],
        group_tokens: bool = True,
        spaces_between_special_tokens: bool = False,
        output_char_offsets: bool = False,
        output_word_offsets: bool = False,
    ) -> Wav2Vec2CTCTokenizerOutput:
        """CTC tokens, one a frame, to text: equal ones joined, blanks taken out, delimiters written as spaces."""
        if not tokens:
            return Wav2Vec2CTCTokenizerOutput("", [], [])
        shown = {self.word_delimiter_token: self.replace_word_delimiter_char}
        runs = [
            TokenRun(shown.get(run.token, run.token), run.start, run.end)
            for run in token_runs(tokens, group_tokens)
            if run.token != self.pad_token
        ]
        text = (" " if spaces_between_special_tokens else "").join(run.token for run in runs).strip()
        return Wav2Vec2CTCTokenizerOutput(
            text=text.lower() if self.do_lower_case else text,
            char_offsets=char_offsets(runs) if output_char_offsets else None,
            word_offsets=word_offsets(runs, self.replace_word_delimiter_char) if output_word_offsets else None,
        )

    def save_vocabulary(self, save_directory: str | Path, filename_prefix: str | None = None) -> tuple[str, ...]:
        """Write `vocab.json`, all languages, into a folder that exists. Returns its path."""
        folder = Path(save_directory)
        if not folder.is_dir():
            raise NotADirectoryError(f"{folder} is not a folder; make it first.")
        prefix = f"{filename_prefix}-" if filename_prefix else ""
        return (write_json(folder / (prefix + VOCABULARY_FILE), self.vocab),)

    def save_pretrained(self, save_directory: str | Path, filename_prefix: str | None = None) -> tuple[str, ...]:
        """Write vocabulary and settings into a folder, which is made if need be. Returns the paths.

        What is written loads in `transformers`, too.
        """
        folder = Path(save_directory)
        folder.mkdir(parents=True, exist_ok=True)
        settings = replace(
            self.settings,
            **{name: getattr(self, name) for name in CHANGEABLE},
            additional_special_tokens=tuple(self.additional_special_tokens),
            added_tokens=self.table.added,
        )
        prefix = f"{filename_prefix}-" if filename_prefix else ""
        return write_settings(folder, settings, prefix) + self.save_vocabulary(folder, filename_prefix)

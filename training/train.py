"""Groups of a question and its passages into weights."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, pad
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LambdaLR, LRScheduler

from index.sentences import sentences
from rag.reader.model import Outputs, Pair, PairEncoder, ReaderModel, minilm, pair_encoder
from rag.reader.weights import WEIGHTS
from training.examples import corrupted_groups
from training.groups import Group, Text
from training.settings import Settings, Stage


@dataclass(frozen=True, slots=True)
class Example:
    """One pair to read: `spans` are first and last positions of the answer, (0, 0) for none."""

    pair: Pair
    answers: bool
    spans: tuple[tuple[int, int], ...]
    group: int


def train(
    model: ReaderModel,
    groups: Sequence[Group],
    settings: Settings,
    number: int,
    log: Callable[[str], None],
) -> None:
    """Take `model` through the stage `settings.stages[number]`, over `groups`."""
    torch.manual_seed(settings.seed + number)
    stage, first = settings.stages[number], sum(stage.epochs for stage in settings.stages[:number])
    set_dropout(model, stage.dropout)
    model.encoder.set_attn_implementation("eager")  # the faster one with gradients
    encoder = pair_encoder()
    epochs = [
        epoch_batches(groups, encoder, settings, stage, epoch) for epoch in range(first, first + stage.epochs)
    ]
    steps = sum(map(len, epochs))
    optimizer, schedule = optimization(
        model, stage.learning_rate, steps, settings.warmup, settings.weight_decay
    )
    begun, seen, means = time.monotonic(), 0, [0.0, 0.0, 0.0]
    for step, batch in enumerate((batch for epoch in epochs for batch in epoch), start=1):
        with torch.autocast("cpu", torch.bfloat16):
            outputs = read(model, [example.pair for example in batch], settings)
        parts = losses(outputs, batch)
        weights = (settings.span_weight, settings.relevance_weight, settings.ranking_weight)
        sum(weight * part for weight, part in zip(weights, parts, strict=True)).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), settings.clip)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        seen += len(batch)
        means = [0.98 * mean + 0.02 * part.item() for mean, part in zip(means, parts, strict=True)]
        if step % 50 == 0 or step == steps:
            rate = seen / (time.monotonic() - begun)
            span, relevance, ranking = (mean / (1 - 0.98**step) for mean in means)
            log(
                f"step {step}/{steps}: span {span:.3f}, relevance {relevance:.3f}, ranking {ranking:.3f}; "
                f"{rate:.1f} pairs/s, {(steps - step) / step * (time.monotonic() - begun) / 60:.0f} min left"
            )


def set_dropout(model: ReaderModel, share: float) -> None:
    """Leave out this share of what each layer adds, but nothing of the attention: that would slow it down."""
    for name, module in model.named_modules():
        if name.endswith(("output.dropout", "embeddings.dropout")):
            module.p = share


def started(settings: Settings) -> ReaderModel:
    """The network with MiniLM's weights and new heads; its word embeddings are not trained."""
    torch.manual_seed(settings.seed)
    model = ReaderModel()
    missing, unexpected = model.encoder.load_state_dict(load_file(minilm()[0]), strict=False)
    if missing or set(unexpected) - {"embeddings.position_ids", "pooler.dense.bias", "pooler.dense.weight"}:
        raise SystemExit(f"MiniLM's weights do not fit: missing {missing}, unexpected {unexpected}")
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    return model.train()


def averaged(folders: Sequence[Path], settings: Settings) -> ReaderModel:
    """The network with the mean of the weights in `folders`, to ship or to train on.

    Stages of one training lie close enough together for that: what each learned by heart cancels out
    (Wortsman et al. 2022, "Model soups").
    """
    found = [load_file(folder / WEIGHTS) for folder in folders]
    model = started(settings)
    mean = {name: torch.stack([one[name].float() for one in found]).mean(0) for name in found[0]}
    model.load_state_dict(mean, strict=False)
    return model


def read(model: ReaderModel, pairs: Sequence[Pair], settings: Settings) -> Outputs:
    """The outputs of all pairs, the shorter and the longer ones read apart, so that less is padded."""
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i].ids))
    size = -(-len(order) // settings.parts)
    parts = [order[i : i + size] for i in range(0, len(order), size)]
    outputs = [model([pairs[i] for i in part], settings.multiple) for part in parts]
    width = max(output.start.shape[1] for output in outputs)
    back = torch.tensor(order).argsort()

    def together(tensors: list[Tensor]) -> Tensor:
        return torch.cat([pad(tensor, (0, width - tensor.shape[1]), value=-1e4) for tensor in tensors])[back]

    return Outputs(
        torch.cat([output.relevance for output in outputs])[back],
        together([output.start for output in outputs]),
        together([output.end for output in outputs]),
    )


def losses(outputs: Outputs, batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Where the answer stands, whether the passage answers, and which of a question's passages does."""
    spans = torch.stack(
        [
            -torch.logsumexp(torch.stack([start[first] + end[last] for first, last in example.spans]), dim=0)
            for example, start, end in zip(
                batch, outputs.start.log_softmax(1), outputs.end.log_softmax(1), strict=True
            )
        ]
    ).mean()
    answers = torch.tensor([float(example.answers) for example in batch])
    relevance = binary_cross_entropy_with_logits(outputs.relevance, answers)
    ranking = []
    for rows in _by_group(batch):
        right = [row for row in rows if batch[row].answers]
        if right and len(right) < len(rows):
            scores = outputs.relevance[rows]
            ranking.append(scores.logsumexp(0) - outputs.relevance[right].logsumexp(0))
    return spans, relevance, torch.stack(ranking).mean() if ranking else relevance * 0


def epoch_batches(
    groups: Sequence[Group], encoder: PairEncoder, settings: Settings, stage: Stage, epoch: int
) -> list[list[Example]]:
    """One epoch: a share of each source, fresh negatives, corrupted questions; a group stays in one batch."""
    chance = random.Random(settings.seed * 1000 + epoch)
    taken = []
    for source, share in stage.shares.items():
        own = [group for group in groups if group.source == source]
        taken += _part(own, share, epoch, settings.seed)
    taken += corrupted_groups(taken, settings.corrupted, chance)
    chance.shuffle(taken)
    made = [list(_examples(group, number, encoder, stage, chance)) for number, group in enumerate(taken)]
    batches = list(_batches([group for group in made if group], settings, chance))
    chance.shuffle(batches)
    return batches


def _part(groups: list[Group], share: float, epoch: int, seed: int) -> list[Group]:
    """A share of the groups; another one in each epoch as long as there are any."""
    order = random.Random(seed).sample(groups, len(groups))
    size = round(len(order) * share)
    start = epoch * size % max(1, len(order))
    return (order + order)[start : start + size]


def _examples(
    group: Group, number: int, encoder: PairEncoder, stage: Stage, chance: random.Random
) -> Iterator[Example]:
    count = 1 if group.source in ("reviews", "posts") else stage.negatives
    others = list(group.others)
    if group.source in ("reviews", "posts"):
        if chance.random() > 0.3:  # their questions name no topic, so that another text may well answer
            others = []
    elif len(others) > count:  # the most misleading ones, and some of the rest
        others = others[: count - 1] + chance.sample(others[count - 1 :], 1)
    answering = chance.sample(group.answering, min(1, len(group.answering)))
    for text in [*answering, *others[:count]]:
        read = part_of(text, chance) if chance.random() < stage.cut else text
        yield _example(group.question, read, number, encoder)


def part_of(text: Text, chance: random.Random) -> Text:
    """Some sentences in a row, with a place of the answer where the whole has one."""
    borders = sentences(text.text)
    kept = chance.choice(text.spans) if text.spans else chance.choice(borders)
    inside = [i for i, (start, end) in enumerate(borders) if start < kept[1] and kept[0] < end]
    first, last = chance.randint(0, inside[0]), chance.randint(inside[-1], len(borders) - 1)
    start, end = borders[first][0], borders[last][1]
    spans = tuple((a - start, b - start) for a, b in text.spans if start <= a and b <= end)
    return Text(text.title, text.text[start:end], spans)


def _example(question: str, text: Text, group: int, encoder: PairEncoder) -> Example:
    pair = encoder.encode(question, text.title, text.text)
    spans = {span for place in text.spans if (span := _positions(pair, place))}
    return Example(pair, bool(spans), tuple(sorted(spans)) or ((0, 0),), group)


def _positions(pair: Pair, place: tuple[int, int]) -> tuple[int, int] | None:
    """The wordpieces that cover some characters of the passage."""
    inside = [i for i, (start, end) in enumerate(pair.offsets) if start < place[1] and place[0] < end]
    return (pair.first + inside[0], pair.first + inside[-1]) if inside else None


def _batches(
    groups: list[list[Example]], settings: Settings, chance: random.Random
) -> Iterator[list[Example]]:
    """Groups of about the same length together, up to the budget of wordpieces."""

    def longest(group: list[Example]) -> int:
        return max(len(example.pair.ids) for example in group)

    batch: list[Example] = []
    for group in sorted(groups, key=lambda group: longest(group) + chance.random() * settings.multiple):
        if batch and sum(len(example.pair.ids) for example in [*batch, *group]) > settings.batch_tokens:
            yield batch
            batch = []
        batch += group
    if batch:
        yield batch


def _by_group(batch: Sequence[Example]) -> list[list[int]]:
    rows: dict[int, list[int]] = {}
    for row, example in enumerate(batch):
        rows.setdefault(example.group, []).append(row)
    return list(rows.values())


def optimization(
    model: ReaderModel, learning_rate: float, steps: int, warmup: float, weight_decay: float
) -> tuple[Optimizer, LRScheduler]:
    """AdamW, and the schedule of its learning rate: up for the warm-up, then down to 0 in a straight line."""
    optimizer = torch.optim.AdamW(
        _parameters(model, weight_decay), lr=learning_rate, betas=(0.9, 0.98), eps=1e-6
    )
    warm = max(1, round(steps * warmup))

    def rate(step: int) -> float:
        return min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))

    return optimizer, LambdaLR(optimizer, rate)


def _parameters(model: ReaderModel, weight_decay: float) -> list[dict[str, object]]:
    """All that is trained; biases and normalisations without decay."""
    trained = [(name, weight) for name, weight in model.named_parameters() if weight.requires_grad]
    plain = [weight for name, weight in trained if weight.ndim < 2]
    decayed = [weight for name, weight in trained if weight.ndim >= 2]
    return [
        {"params": decayed, "weight_decay": weight_decay},
        {"params": plain, "weight_decay": 0.0},
    ]

"""Train the reader: python -m training DATA."""

import argparse
import json
import logging
from dataclasses import asdict, replace
from pathlib import Path

from rag.reader.read import TrainedReader
from rag.reader.weights import FACTS, FOLDER, load_model, save_model
from training.calibrate import FIRST_FACTS, fitted, see
from training.examples import training_groups
from training.held import given_questions, held_questions
from training.pictures import draw_coverage
from training.report import figures
from training.settings import Data, Settings
from training.train import averaged, started, train

FIGURES, PICTURE = "figures.json", "coverage.svg"


def main() -> None:
    """The recipe: examples, stages, the mean of their weights; then what is fitted and measured on others."""
    asked = _arguments()
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.INFO)
    settings, data, out = _settings(asked.set), Data(asked.data), asked.out
    out.mkdir(parents=True, exist_ok=True)

    stages = [asked.work / f"stage-{number + 1}" for number in range(len(settings.stages))]
    groups = training_groups(data, settings) if asked.stage <= len(stages) else []
    for number, folder in list(enumerate(stages))[asked.stage - 1 :]:
        logging.info("stage %d: %d questions to train on", number + 1, len(groups))
        model = averaged(stages[:number], settings) if number else started(settings)
        train(model, groups, settings, number, logging.info)
        folder.mkdir(parents=True, exist_ok=True)
        save_model(model, folder)
    sha256 = save_model(averaged(stages, settings), out)
    _write(out / FACTS, FIRST_FACTS | {"sha256": sha256, "settings": asdict(settings)})
    model, facts = load_model(out)

    reader = TrainedReader(model, FIRST_FACTS)
    held = see(reader, held_questions(data, settings))
    given = [
        (each, reader.judge(each.question, [each.paragraph])) for each in given_questions(data, settings)
    ]
    dev = [[each for each in part if _part(each) == "dev"] for part in (held, given)]
    test = [[each for each in part if _part(each) == "test"] for part in (held, given)]
    facts |= fitted(*dev)
    _write(out / FACTS, facts)
    table = figures(*test, facts)
    _write(out / FIGURES, table)
    draw_coverage(test[0], facts, out / PICTURE)
    for name, value in table.items():
        print(f"{name:60} {value:.3f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA", help="the folder that holds eval/ and train/")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where the weights go (%(default)s)")
    parser.add_argument(
        "--stage",
        type=int,
        default=1,
        metavar="N",
        help="begin with this stage, from what earlier ones left; one past the last only fits and measures",
    )
    parser.add_argument(
        "--work",
        type=Path,
        default=Path(".footnote/training"),
        metavar="DIR",
        help="where each stage leaves its weights (%(default)s)",
    )
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="change a setting")
    return parser.parse_args()


def _settings(changes: list[str]) -> Settings:
    return replace(
        Settings(), **{name: json.loads(value) for name, value in (c.split("=", 1) for c in changes)}
    )


def _part(each: object) -> str:
    return getattr(each, "held", each[0] if isinstance(each, tuple) else each).part


def _write(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""The generator that a setting, an argument or an option names."""

import importlib
import os
import sys
from functools import cache
from types import ModuleType

from rag.errors import GeneratorError
from rag.generate.config import Llm
from rag.generate.extractive import EXTRACTIVE, Extractive
from rag.generate.limits import Limited
from rag.generate.llm import ChatModel
from rag.generate.protocol import Generator
from rag.types import Reading

OPENAI = "openai"

_DEFAULTS = Llm()


def load_generator(generator: str | Generator, reading: Reading, llm: Llm = _DEFAULTS) -> Generator:
    """The generator of this name, or this one itself, kept within the limits of `llm`.

    A name is "extractive", "openai", or "module:name" for your own, where the name is of a generator or
    of a class to be called without arguments, once; the module may lie in the current folder.
    Raises GeneratorError for an unknown name or an object that does not fit the Protocol.
    """
    if not isinstance(generator, str):
        return Limited(_checked(generator), llm)
    if generator == EXTRACTIVE:
        return Extractive(reading)
    if generator == OPENAI:
        return Limited(ChatModel(llm), llm)
    return Limited(_imported(generator), llm)


@cache
def _imported(name: str) -> Generator:
    module, _, attribute = name.partition(":")
    if (here := os.getcwd()) not in sys.path:
        sys.path.append(here)  # last, so that it hides nothing
    if not (module and attribute):
        raise _unknown(name)
    try:
        home = importlib.import_module(module)
        found = getattr(home, attribute, None)
        if found is None:
            raise _unknown(name, f": the module {module!r} ({_file(home)}) has no {attribute!r}")
        return _checked(found() if isinstance(found, type) else found)
    except GeneratorError:
        raise
    except ModuleNotFoundError as error:
        if error.name and f"{module}.".startswith(f"{error.name}."):
            raise _unknown(
                name,
                f": no module {error.name!r} was found, neither in the current folder, {here}, "
                "nor on Python's path",
            ) from None
        raise GeneratorError(
            f"the generator {name!r} needs the module {error.name!r}, which was not found; install it"
        ) from None
    except Exception as error:  # whatever the user's own code may raise
        raise GeneratorError(f"the generator {name!r} fails as it starts: {type(error).__name__}") from error


def _unknown(name: str, why: str = "") -> GeneratorError:
    return GeneratorError(
        f"there is no generator {name!r}{why}; set {EXTRACTIVE!r}, {OPENAI!r}, or module:name of your own"
    )


def _file(module: ModuleType) -> str:
    return getattr(module, "__file__", None) or "built in"


def _checked(found: object) -> Generator:
    if isinstance(found, type) or not isinstance(found, Generator):
        kind = (
            f"the class {found.__name__}"
            if isinstance(found, type)
            else f"an object of type {type(found).__name__}"
        )
        raise GeneratorError(f"{kind} is no generator; give an object that has generate(question, passages)")
    return found

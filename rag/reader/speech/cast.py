"""Who is who in an article: whom a last name, "the minister" or a question means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.reader.speech.quotes import DOT, shortened

TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady h.e he excellency rev gen col capt sgt lt maj
    president minister premier chancellor senator governor mayor ambassador king queen prince princess pope
    datuk hon eng cllr councillor pastor judge justice chief captain colonel general major sergeant deputy
    director secretary
    """.split()
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who in an article."""

    roles: Mapping[str, str]  # the full name by role, such as "minister", where only one person has it
    names: Sequence[str]  # each full name once, with its title, in order

    def meant(self, who: str, before: str) -> str:
        """`who` in full, where it is "the minister" or one name; `before` is the text up to there."""
        if role := ROLE.fullmatch(who.lower()):
            return f"{who}, {self.roles[role['role']]}" if role["role"] in self.roles else who
        own = capitals(who)
        if len(own) != 1:
            return who
        alike = [name for name in self.names if own[0] in capitals(name)]
        if len(alike) > 1:
            alike = [name for name in alike if titles(name) & titles(who)] or alike
        return max(alike, key=before.rfind, default=who)


def cast_of(text: str) -> Cast:
    """Who is who in `text`: people are named in full before they are by what they do or a last name."""
    text = shortened(text)
    names: dict[str, set[str]] = {}
    for form in (_ROLE_NAME, _NAME_ROLE):
        for match in form.finditer(text):
            names.setdefault(match["role"].lower(), set()).add(match["name"].replace(DOT, "."))
    roles = {role: next(iter(found)) for role, found in names.items() if len(found) == 1}
    people = dict.fromkeys(match[0].replace(DOT, ".") for match in _FULL.finditer(text))
    return Cast(roles, [name for name in people if len(capitals(name)) > 1])


def capitals(text: str) -> list[str]:
    """Its words with a capital, but titles."""
    found = re.findall(r"[^\W\d_](?:[\w.’'-]*\w)?", text)
    return [word.replace("’", "'") for word in found if word[0].isupper() and word.lower() not in _LITTLE]


def titles(text: str) -> set[str]:
    """The titles in it, such as "dr", written out where they are shortened elsewhere."""
    found = {word.lower() for word in re.findall(r"[\w.]*\w", text)} & TITLES
    return {_WRITTEN_OUT.get(title, title) for title in found}


def same_speaker(name: str, phrase: str) -> bool:
    """Whether the phrase names whom the question names: all of the name, or its last part alone."""
    wanted, said = capitals(name), capitals(_own(phrase))
    if not is_name(name):
        return _head(name).split()[-1].lower() in re.findall(r"[\w-]+", phrase.lower())
    if all(word in said for word in wanted):
        return True
    if wanted[-1] not in said:
        return False
    return len(wanted) == 1 or not said[: said.index(wanted[-1])]


def is_name(phrase: str) -> bool:
    """Whether it names somebody, as "the mayor of Paris" does not."""
    return bool(capitals(_head(phrase)))


def _head(name: str) -> str:
    return _OF.split(name)[0]


def _own(phrase: str) -> str:
    """The phrase without where it speaks of others: "Tom Reed, a friend of Ada Holt and lawyer for Lund"."""
    return ", ".join(_OTHERS.split(part)[0] for part in phrase.split(","))


_WRITTEN_OUT = dict(
    pair.split()
    for pair in """
    cllr councillor, prof professor, capt captain, col colonel, gen general, sgt sergeant, maj major
    """.split(",")
)
_LITTLE = TITLES | frozenset("the a an".split())
CAPITAL = rf"[A-Z][\w’'{DOT}-]{{0,30}}"  # with a limit, as all that repeats: an article may be hostile
ROLE = re.compile(r"the (?P<role>[a-z-]+)")
_OF = re.compile(r"\s(?:on|about|into|in|from|by|of|for)\s")
_OTHERS = re.compile(r"\s(?:for|with|by|from|against|about|who|whose|that|which)\s|\b[a-z][\w-]*\sof\s")
_PARTICLES = r"(?:(?:bin|binti?|al|da|de|del|der|di|van|von)\s){0,2}"
_FULL_NAME = rf"(?<![\w’'{DOT}-]){CAPITAL}(?:\s{_PARTICLES}{CAPITAL}){{1,6}}"
_FULL = re.compile(_FULL_NAME)
_PERSON = rf"(?P<name>{_FULL_NAME})"
_ROLE_NAME = re.compile(
    rf"\b(?P<role>[a-z]{{4,30}}|Minister|President|Ambassador|Governor|Mayor),? {_PERSON}"
)
_NAME_ROLE = re.compile(
    rf"{_PERSON}, (?:the |an? |its |his |her |their )?(?:[\w’'-]{{1,30}} ){{0,4}}?(?P<role>[A-Za-z]{{4,30}})"
    r"(?=,|\.| (?:of|at|for|in|on|with|said)\b)"
)

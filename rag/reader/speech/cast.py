"""Who is who in an article: whom a last name, "the minister" or a question means."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rag.reader.speech.quotes import DOT, shortened
from rag.terms import folded

TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady h.e he excellency rev gen col capt sgt lt maj
    president vice-president minister premier chancellor senator governor mayor ambassador king queen prince
    princess pope datuk dato seri sri tan tun samdech hon eng cllr councillor pastor judge justice chief
    captain colonel general major sergeant deputy director secretary prime
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
        parts = who.split(", ")
        return ", ".join(self._in_full(part, before) for part in parts)

    def knows(self, name: str) -> bool:
        """Whether somebody is named like this, in full."""
        return any(set(capitals(name)) <= set(capitals(one)) for one in self.names)

    def has_namesake(self, name: str) -> bool:
        """Whether somebody else has the last name of this one."""
        own = capitals(name)
        return any(own[-1] in (found := capitals(one)) and not set(own) <= set(found) for one in self.names)

    def _in_full(self, who: str, before: str) -> str:
        own = capitals(who)
        if len(own) != 1:
            return who
        alike = [name for name in self.names if own[0] in capitals(name) and not _apart(name, who)]
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
    people = dict.fromkeys(match[0].replace(DOT, ".") for match in _FULL.finditer(text))
    roles = {
        role: max((name for name in people if min(found) in name), key=len, default=min(found))
        for role, found in names.items()
        if len(found) == 1
    }
    return Cast(
        roles, [name for name in people if capitals(name) and len(name.split()) > 1 + len(titles(name))]
    )


def capitals(text: str) -> list[str]:
    """Its words with a capital, but titles and initials, and without accents and capitals."""
    found = re.findall(r"[^\W\d_](?:[\w.’'-]*\w)?", text)
    own = [word for word in found if word[0].isupper() and len(word) > 1 and "." not in word]
    return [_plain(word) for word in own if word.lower() not in _LITTLE]


def _plain_words(text: str) -> set[str]:
    return {_plain(word) for word in re.findall(_WORDS, text)}


def _plain(word: str) -> str:
    return folded(word).replace("’", "'")


def titles(text: str) -> set[str]:
    """The titles in it, such as "dr", written out where they are shortened elsewhere."""
    found = {word.lower() for word in re.findall(r"[\w.]*\w", text)} & TITLES
    return {_WRITTEN_OUT.get(title, title) for title in found}


def same_speaker(name: str, phrase: str) -> bool:
    """Whether the phrase names whom the question names: all of the name, or its last part alone."""
    if _apart(name, phrase):
        return False
    if not is_name(name):
        return any(_same_role(name, part) for part in phrase.split(","))
    wanted = capitals(name)
    return any(_same_name(wanted, capitals(own), bool(titles(name))) for own in names_of(phrase))


def is_name(phrase: str) -> bool:
    """Whether it names somebody, as "the mayor of Paris" and "Holt's report" do not."""
    head = _OF.split(phrase)[0]
    return bool(capitals(head)) and not head.split()[-1][0].islower()


def _same_name(wanted: Sequence[str], said: Sequence[str], titled: bool) -> bool:
    if not said:
        return False
    if len(wanted) == 1:
        return wanted[0] == said[-1] or (titled and wanted[0] == said[0])
    return all(word in said for word in wanted) or (len(said) == 1 and said[0] == wanted[-1])


def _same_role(name: str, phrase: str) -> bool:
    """Whether the phrase has the role, or the name in small letters, and no other place than is asked for."""
    head, *place = _OF.split(name, maxsplit=1)
    own, *other = _OF.split(phrase, maxsplit=1)
    wanted = [word for word in re.findall(_WORDS, head.lower()) if word not in _LITTLE_WORDS]
    if not wanted or (place and other and not _plain_words(place[0]) & _plain_words(other[0])):
        return False
    said = re.findall(_WORDS, own)
    places = [i for i, word in enumerate(said) if word.lower() == wanted[-1]]
    ends = any(i + 1 == len(said) or said[i + 1][0].isupper() or said[i + 1].endswith("ed") for i in places)
    return ends and {_plain(word) for word in wanted} <= _plain_words(phrase)


def names_of(phrase: str) -> Iterator[str]:
    """Those who speak, by name: not who is only spoken of, as in "a friend of Ada Holt, Tom Reed"."""
    if _NOBODY.match(phrase):
        return
    for part in re.split(r",|\sand\s", phrase):
        own = _OTHERS.split(part)[0].rstrip()
        if found := _LAST_NAME.search(own):
            yield from {found[0], found[0].split(" of ")[0]}


def _apart(one: str, two: str) -> bool:
    """Whether the titles are of a man and of a woman."""
    both = [titles(one), titles(two)]
    return any(a & MEN and b & WOMEN for a, b in (both, both[::-1]))


_WRITTEN_OUT = dict(
    pair.split()
    for pair in """
    cllr councillor, prof professor, capt captain, col colonel, gen general, sgt sergeant, maj major
    """.split(",")
)
MEN = frozenset("mr sir lord king prince".split())
WOMEN = frozenset("mrs ms miss dame lady queen princess".split())
_LITTLE = TITLES | frozenset("the a an".split())
_WORDS = r"[\w’'-]+"
_LITTLE_WORDS = frozenset("the a an this that".split())
CAPITAL = rf"[A-ZÀ-ÖØ-ÞČĆĐŁŚŠŻŹŽ][\w’'{DOT}-]{{0,30}}"  # limits everywhere: an article may be hostile
OPENERS = "But|And|Yet|So|Then|Later|Still|Yesterday|Today|Meanwhile|Now|Also|On|In|At|If|When|While|As"
ROLE = re.compile(r"the (?P<role>[a-z-]+)")
_OF = re.compile(r"\s(?:on|about|into|in|from|by|of|for|at)\s")
_OTHERS = re.compile(
    r"\s(?:for|with|by|from|against|about|at|to|in|after|before|who|whose|that|which|like|as|not|alongside)\s|"
    r"\b[a-z][\w-]*\sof\s|\s(?!bin\b)[a-z]+ing\s"
)
_NOBODY = re.compile(r"(?:neither|nobody|no one|none|if|unless|unlike|contrary|echoing)\b", re.IGNORECASE)
_PARTICLES = r"(?:(?:bin|binti?|al|da|de|del|der|di|van|von)\s){0,2}"
_BEGINS = rf"(?<![\w’'{DOT}-])(?<!\b[IiOo]n\s)(?<!\b[Aa]t\s)(?!(?:{OPENERS})\s)"
_FULL_NAME = rf"{_BEGINS}{CAPITAL}(?:\s{_PARTICLES}{CAPITAL}){{1,6}}"
_FULL = re.compile(_FULL_NAME)
_LAST_NAME = re.compile(
    rf"(?:{CAPITAL}\.?\s(?:(?:of|the|&|bin|binti?|al|da|de|del|der|di|van|von)\s){{0,2}})*{CAPITAL}"
    r"(?:\s(?:himself|herself|itself))?$"
)
_PERSON = rf"(?P<name>{_FULL_NAME})"
_ROLE_NAME = re.compile(
    rf"\b(?P<role>[a-z]{{4,30}}|Minister|President|Ambassador|Governor|Mayor),? {_PERSON}"
)
_NAME_ROLE = re.compile(
    rf"{_PERSON}, (?:the |an? |its |his |her |their )?(?:[\w’'-]{{1,30}} ){{0,4}}?(?P<role>[A-Za-z]{{4,30}})"
    r"(?=,|\.| (?:of|at|for|in|on|with|said)\b)"
)

"""What the forms of a word have in common: "cities" and "city", "lain" and "lie", "moved" and "move"."""

import re
from functools import lru_cache

from rag.terms import stem

_FORMS = """
beat beaten; take took taken; strike struck; fly flew flown; steal stole stolen; throw threw thrown; know knew
known; lie lay lain lying; shoot shot; seek sought; catch caught; become became; feel felt; deal dealt; mean
meant; hang hung; ride rode ridden; shake shook; sing sang sung; sink sank sunk; swear swore sworn; swim swam
swum; withdraw withdrew withdrawn; overthrow overthrew overthrown; overcome overcame; forbid forbade
forbidden; forget forgot forgotten; freeze froze frozen; give gave given; hide hid hidden; lend lent; light
lit; make made; prove proven; tear tore torn; understand understood; undergo underwent undergone; bind bound;
breed bred; feed fed; flee fled; arise arose arisen; stick stuck; sweep swept; swing swung; wake woke woken;
bite bit bitten; blow blew blown; drink drank drunk; eat ate eaten; lay laid; stand stood; die dying dies; get
got gotten; go goes going gone went; family families; half halves; learn learnt; dwell dwelt; choose choosing
chooses chose chosen; tell told tells telling; say said; sell sold; hold held; have has had having; use used
using uses; receive received receives receiving; supply supplied supplies supplying; state stated states
stating; transfer transferred transferring; show shown; shrink shrank shrunk; overtake overtook overtaken; tie
tied tying ties; sit sat; slay slew slain; spring sprang sprung; combat combated combating; wife wives;
initial initialled; stay stayed stays
"""
FORMS = {form: verbs.split()[0] for verbs in _FORMS.split(";") for form in verbs.split()}
"""Irregular forms to their word, and regular ones that the stemmer cuts at another place."""


_SHORT = re.compile(r"[^aeiouy]+[aeiou][bdklmnprt]e")  # words whose "e" tells them from another


@lru_cache(maxsize=65536)
def root(plain: str) -> str:
    """The root of a folded word; it need be no word itself."""
    plain = FORMS.get(plain, plain)
    for end in ("ated", "ates", "ating"):
        if plain.endswith(end) and len(plain) > len(end) + 2 and plain.removesuffix(end)[-1] not in "aeo":
            plain = plain.removesuffix(end) + "ate"
    found = re.sub(r"(?<=\w\w)ie?$", "y", stem(re.sub(r"men$", "man", plain)))
    if len(found) < 3 or found.isdigit():
        return found
    if _SHORT.fullmatch(found):
        return found  # "mile" is not "mill"
    if plain in (f"{found}ed", f"{found}ing", f"{found}es") and _SHORT.fullmatch(f"{found}e"):
        return stem(f"{found}e")
    if len(found) == 3:
        return found
    return re.sub(r"(?<!e)e$", "", found[:-1] if found[-1] == found[-2] else found)


def roots(text: str) -> frozenset[str]:
    """The roots of the words of a list."""
    return frozenset(map(root, text.split()))

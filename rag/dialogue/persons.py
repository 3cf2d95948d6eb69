"""Whom a question asks for, and what speaks against a name being a person's."""

import re

from rag.dialogue.names import LITTLE, Name, names
from rag.dialogue.wording import AUXILIARY, tells

_ASKS_WHO = re.compile(
    r"\W*(?:(?:and|but|so|then)\s)*(?:(?:by|to|with|for|from|of|about)\s)?(?:who|whom|whose)\b", re.IGNORECASE
)
_WHO_IS = re.compile(
    r"\W*(?:(?:and|but|so|then)\s)*who(?:['’]s| is| was) (?P<whom>(?:the\s|[\w -]+['’]s?\s).+?)[ ?.!]*$",
    re.IGNORECASE,
)
_WHO_DOES = re.compile(
    r"\W*(?:(?:and|but|so|then)\s)*who "
    rf"(?P<does>(?!{AUXILIARY}\s(?:(?:he|she|it|they|you|we|I|the|an?)\b|(?-i:[A-Z])))"
    r"(?!(?:is|was|are|were)\s(?!.*\s(?:in|on|at|for|by|to|from|with|after|of|as)\s))\w.+?)[ ?.!]*$",
    re.IGNORECASE,
)
_IDENTIFIES = re.compile(r"\W*who(?:['’]s| is| was)\s$", re.IGNORECASE)
_PLACED = re.compile(r"\b(?:in|at|near)\s(?:the\s)?$", re.IGNORECASE)
_THE = re.compile(r"\bthe\s$", re.IGNORECASE)
_SUBJECT = re.compile(rf"\b(?:{AUXILIARY}|when|while|because|that|if|whether|as)\sthe\s$", re.IGNORECASE)
_VERB_BEFORE = re.compile(rf"\b{AUXILIARY}\s(?:the\s)?$", re.IGNORECASE)
_WHEN_IS = re.compile(r"\b(?:when|where|what|who)\s(?:is|are|was|were)\sthe\s$", re.IGNORECASE)
_NOUN = re.compile(r"\s((?!(?:\w+(?:ed|ly)|already|today|worth)\b)[a-z][a-z-]+)\b")
_NO_PERSON = frozenset(
    """
    ag inc ltd gmbh corp corporation plc llc sa co company companies group bank holdings motors airlines
    industries university college school institute academy museum gallery library hospital theatre theater
    orchestra press times news party council ministry department office court parliament senate congress
    commission committee agency authority police union association federation foundation society league cup
    club united team olympics games championship championships tournament festival prize award awards city
    county province state states kingdom republic bay island islands river lake sea ocean mountain mountains
    valley forest desert coast street road avenue square bridge airport station stadium cathedral temple
    palace castle treaty accord act agreement war battle election revolution
    """.split()
)


def person(question: str, answer: str) -> str | None:
    """The person who answers "Who led Peru?": the first that the answer names and the question does not.

    "Who is Ana Diaz?" names the person itself. A name must have two to four words, or be all of the answer.
    """
    if not _ASKS_WHO.match(question):
        return None
    for name in names(question):
        if _IDENTIFIES.match(question, 0, name.start) and not question[name.end :].strip(" ?.!"):
            return name.text
    said = set(re.findall(r"\w+", question.lower()))
    for name in names(answer):
        words = name.text.lower().split()
        full = 2 <= len(words) <= 4 or answer.strip(" .") == name.text
        if full and said.isdisjoint(words) and not (definite(answer, name) or impersonal(answer, name)):
            return name.text
    return None


def described(question: str) -> str:
    """Who is asked for, in the question's words: "the mayor of Oslo", "the person who led Peru", or ""."""
    office, deed = _WHO_IS.match(question), _WHO_DOES.match(question)
    if office:
        return office["whom"]
    return f"the person who {deed['does']}" if deed else ""


def impersonal(text: str, name: Name) -> bool:
    """Whether the name, as it stands in the text, is no person's: "in Oslo", "the Hindenburg", "Peru AG"."""
    words = name.text.lower().split()
    return (
        name.quoted
        or words[0] == "the"
        or "and" in words
        or not _NO_PERSON.isdisjoint(word.strip(".,") for word in words)
        or bool(_PLACED.search(text, 0, name.start))
        or (definite(text, name) and not modified(text, name))
    )


def acts(question: str, name: Name) -> bool:
    """Whether the name does or has what is asked for: "Who did Ana meet?", "Who is Ana's aunt?"."""
    owns = question[name.end : name.end + 1] in ("'", "’")
    return owns or bool(_VERB_BEFORE.search(question, 0, name.start))


def definite(text: str, name: Name) -> bool:
    """Whether the name is said with "the": "the Hindenburg", but also "the Oslo election"."""
    return bool(_THE.search(text, 0, name.start))


def modified(text: str, name: Name, known: str = "") -> str:
    """The noun that a name with "the" only modifies, or "": "election" in "the Oslo election".

    A `known` noun, one so found before, is found wherever it follows.
    """
    noun = _NOUN.match(text, name.end)
    if not noun or not definite(text, name):
        return ""
    said = not _SUBJECT.search(text, 0, name.start) or (
        _WHEN_IS.search(text, 0, name.start) and not tells(noun[1])
    )
    told = said and noun[1] not in LITTLE
    return noun[1] if told or noun[1] == known else ""

"""What a conversation is about: who and what was named in it, and how much each is in mind."""

import re
from dataclasses import dataclass, field

from rag.dialogue.names import Name, names, topic_line
from rag.dialogue.persons import acts, definite, described, impersonal, modified, person

TOPIC, TURN, ASKED, ANSWERED = 4.0, 5.0, 2.0, 0.5  # what a mention adds; TURN: one that turns the talk to it
FADING = 0.7  # of a weight is left after a turn
WHO, MET, WHO_FADING = 4.5, 1.0, 0.35  # what having answered "Who?", or "Whom did she meet?", adds for "she"
READ = 1000  # characters of a turn that are listened to

PRONOUNS = {
    form: pronoun
    for pronoun, forms in {
        "he": "he him his",
        "she": "she her hers",
        "it": "it its",
        "they": "they them their theirs",
    }.items()
    for form in forms.split()
}
"""Every form of the third person, and the pronoun it belongs to."""

WORKS = "album|song|single|film|movie|book|record|play|musical|novel|poem|series|episode|show|tour"
"""Nouns for what has a title."""

_CALLED = re.compile(rf"\b(?:(?:{WORKS})s?,?|called|titled|entitled|named)\s[\"“‘']?$", re.IGNORECASE)
_SOMEONE = re.compile(r"\b(?:he|she|his)\b", re.IGNORECASE)
_PLACED = re.compile(r"\b(?:in|at|to|from|near)\s(?:the\s)?$")
_DEFINES = re.compile(
    r"\W*(?:(?P<asks>who|what)(?:['’]s| (?:is|are|was|were))|tell me about) "
    r"(?P<what>[\w’'-]+(?: [\w’'-]+){0,3})\W*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Entity:
    """Someone or something named; `pronouns` are those that stood for it so far."""

    name: str
    weight: float = 0.0  # higher is more in mind
    topic: bool = False  # a turn did nothing but name it
    work: bool = False  # a book, a song, a film
    definite: bool = False  # said with "the"
    thing: bool = False  # said as no person is: "in Oslo"
    noun: str = ""  # what was asked about is this of it: "election" for "the Oslo election"
    who: float = 0.0  # added for "he" and "she": it answered a question "Who ...?" lately
    pronouns: set[str] = field(default_factory=set)

    @property
    def person(self) -> bool:
        """Whether "he" or "she" stood for it."""
        return not self.pronouns.isdisjoint(("he", "she"))

    @property
    def title(self) -> str:
        """The name, in quotation marks where it is a work's and would be read as several names."""
        broken = self.work and [name.text for name in names(self.name)] != [self.name]
        return f'"{self.name}"' if broken else self.name


class Talk:
    """Listens to a conversation, turn by turn, and tells what is meant.

    Salience is a sum of mentions that fades with every turn, much as in Lappin and Leass 1994, "An
    Algorithm for Pronominal Anaphora Resolution".
    """

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.question = ""  # the last one, as it stands alone
        self.answer = ""  # the last one that told something
        self.reply = ""  # what the last question was told, if anything
        self.place = ""  # the last one named
        self.answering = ""  # the person who answers the last question

    def hear_question(self, question: str, complete: bool = True) -> None:
        """Take in a turn of the user, made to stand alone if it was not `complete`."""
        self.question, self.reply, self.answering = question[:READ], "", ""
        before = self.topic()
        for entity in self.entities:
            entity.weight *= FADING
            entity.who *= WHO_FADING
        topic = topic_line(self.question)
        if topic:
            entity = self._entity(topic)
            entity.topic = True
            entity.weight += TOPIC
        elif names(self.question):
            turns = complete and before is not None and not before.topic and not self._about(before)
            self._hear(self.question, TURN if turns else ASKED, ASKED)
        elif defined := _DEFINES.match(self.question):
            entity = self._entity(defined["what"])
            entity.weight += ASKED
            entity.pronouns |= {"it"} if (defined["asks"] or "").lower() == "what" else set()

    def hear_answer(self, answer: str) -> None:
        """Take in an answer."""
        answer = answer[:READ]
        self._hear(answer, ANSWERED, ANSWERED)
        if not _TELLS_NOTHING.match(answer):
            self.answer = self.reply = answer
            self.answering = person(self.question, answer) or ""
        meant = self.answering or ("" if self._someone_in_mind() else described(self.question))
        if meant:
            self._entity(meant).who = MET if self._asks_of_person() else WHO

    def topic(self) -> Entity | None:
        """What is most in mind."""
        return max(self.entities, key=lambda entity: entity.weight, default=None)

    def titled(self) -> Entity | None:
        """The work most in mind."""
        works = (entity for entity in self.entities if entity.work)
        return max(works, key=lambda entity: entity.weight, default=None)

    def antecedent(self, pronoun: str, question: str) -> Entity | None:
        """Who or what "he", "she", "it" or "they" stands for in `question`, if anything fits."""
        said = question.lower()
        fitting = [entity for entity in self.entities if entity.name.lower() not in said]
        best = max(fitting, key=lambda entity: _fit(entity, pronoun), default=None)
        return best if best and _fit(best, pronoun) > 0.05 else None

    def known(self, name: str) -> Entity | None:
        """The entity of this name, or else the one most in mind whose name begins or ends with it."""
        words = name.lower().split()
        ranked = sorted(self.entities, key=lambda entity: -entity.weight)
        for entity in ranked:
            if entity.name.lower().split() == words:
                return entity
        for entity in ranked:
            longer = entity.name.lower().split()
            if not entity.work and words in (longer[: len(words)], longer[-len(words) :]):
                return entity
        return None

    def _about(self, entity: Entity) -> bool:
        """Whether the last question names the entity, by its whole name or a part."""
        return any(self.known(name.text) is entity for name in names(self.question))

    def _someone_in_mind(self) -> bool:
        """Whether someone, or the topic that a turn named, is in mind."""
        return any((entity.person or entity.topic) and entity.weight > ANSWERED for entity in self.entities)

    def _asks_of_person(self) -> bool:
        """Whether the last question is of someone spoken of: "Who was Ana's aunt?", "Who did she meet?"."""
        acting = [self.known(name.text) for name in names(self.question) if acts(self.question, name)]
        return bool(_SOMEONE.search(self.question)) or any(e and (e.person or e.topic) for e in acting)

    def _hear(self, text: str, first: float, others: float) -> None:
        weight, heard = first, []
        for name in self._named(text):
            entity = self._entity(name.text)
            entity.work |= name.quoted or bool(_CALLED.search(text, 0, name.start))
            noun = modified(text, name, entity.noun)
            entity.noun = entity.noun if first == ANSWERED else noun
            entity.definite |= definite(text, name) and not noun
            entity.thing |= impersonal(text, name)
            if _PLACED.search(text, 0, name.start):
                self.place = entity.name
            if entity not in heard:
                heard.append(entity)
                entity.weight += weight
                weight = others

    def _named(self, text: str) -> list[Name]:
        """The names in the text; a work spoken of is one name, in quotation marks or not."""
        titles = [work.name for work in self.entities if work.title != work.name]
        works = [Name(title, text.find(title), quoted=True) for title in titles if title in text]
        apart = [
            name for name in names(text) if not any(work.start <= name.start < work.end for work in works)
        ]
        return sorted([*works, *apart], key=lambda name: name.start)

    def _entity(self, name: str) -> Entity:
        entity = self.known(name) or self._known_by_surname(name)
        if entity is None:
            entity = Entity(name)
            self.entities.append(entity)
        if len(name) > len(entity.name):
            entity.name = name
        return entity

    def _known_by_surname(self, name: str) -> Entity | None:
        """The entity so far known by the last word of `name` only."""
        *given, surname = name.split()
        if not given or given[0] == "The":
            return None
        return next((entity for entity in self.entities if not entity.work and entity.name == surname), None)


def _fit(entity: Entity, pronoun: str) -> float:
    """How well an entity fits a pronoun: its weight, less where something speaks against it."""
    fit = entity.weight + (entity.who if pronoun in ("he", "she") else 0)
    if pronoun in entity.pronouns:
        return fit
    if pronoun in ("he", "she"):
        fit *= 0.1 if entity.person else 0.2 if entity.work or entity.pronouns else 1
        return fit * (0.3 if entity.thing else 1) * (1 if " " in entity.name else 0.5)
    if pronoun == "they":
        return fit * (0.6 if entity.person else 0.3 if entity.work or entity.pronouns else 1)
    return fit * (0.1 if entity.person else 0.3 if entity.pronouns else 1)


_TELLS_NOTHING = re.compile(
    r"\W*(?:i do(?:n['’]t| not) know|cannotanswer|nothing in the articles|the articles do not answer|$)",
    re.IGNORECASE,
)

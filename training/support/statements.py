"""A question and its answer as a statement, in the manner of Demszky et al. 2018.

"Transforming Question Answering Datasets Into Natural Language Inference Datasets", by patterns instead of a
parser: what fits none of them is left out, and some come out bent, which training bears. Where the benchmark
of verification needs statements that are surely right, it takes the fewer forms of `made.py`.
"""

import re

import lemminflect

LONGEST = 12  # words of an answer

_AUX = "do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|may|might|must"
_BE = "is|are|was|were"
_TO = "for|to|of|in|on|at|by|from|with|after|as|about|like"
_DONE = (
    r"(?:\w+ed|\w+en|known|called|built|found|held|made|born|begun|sold|named|told|led|set|put|kept|thought|brought"
    r"|seen|sent|won|paid|met|lost|meant|read|said|left|fought|caught|taught|bought|worn|drawn|shown|grown|cut|hit"
    r"|hung|run|able|likely|responsible|required)"
)
_PAST = r"(?:\w+ed|made|led|gave|took|became|held|won|began)"
_PLACED = re.compile(
    r"(?:in|on|at|by|since|during|before|after|around|near|between|from|under|within|to|as|when|every)\b",
    re.I,
)
_WHEN = (
    r"(?:when|where|what year"
    r"|(?:in|on) (?:what|which) (?:year|month|century|decade|date|day|city|country|place|state))"
)
_NOT_VERB = frozenset("the a an of in on at to for and this their its his her most".split())
_VERBS = frozenset(
    """
have want make take give get go come become begin start end use need do see look find know think believe
say tell call name ask show play run live die kill win lose lead leave move build create found establish
form invent discover develop produce provide allow cause help include contain consist refer mean describe
define write publish release sell buy pay earn receive send bring hold keep put set join support oppose
attack defeat fight invade conquer rule govern serve work study teach learn graduate attend marry appear
occur happen increase decrease rise fall grow reduce change turn replace follow divide separate connect
reach arrive return travel visit open close sign pass declare claim argue suggest propose state announce
report like love hate prefer recommend eat drink wear drive break fix cost feel try hope plan expect
decide choose elect appoint vote meet face suffer experience remain stay stand sit lie cover surround
border measure weigh spend save offer add remove act perform record sing star direct host compete score
represent depend rely affect influence involve require resemble own belong consider treat protect defend
avoid prevent stop fail succeed achieve gain seek attempt agree refuse accept reject approve grant deny
demand promote encourage introduce adopt abandon issue enter settle occupy control command seize capture
destroy damage hit carry transport store identify recognize speak talk share date originate stem derive
differ vary range operate function flow drain extend stretch
""".split()
)


def statement(question: str, answer: str) -> str | None:
    """The question with its answer in the place of what it asks; None where its form is another."""
    asked, answer = " ".join(question.split()).rstrip("? ."), answer.strip(" .,;")
    if not answer or len(answer.split()) > LONGEST or re.search(r"\bnot\b|n't\b", asked):
        return None
    made = (
        _who_or_what(asked, answer)
        or _how_many(asked, answer)
        or _when_was(asked, answer)
        or _did(asked, answer)
    )
    return made[0].upper() + made[1:] + "." if made else None


def _who_or_what(asked: str, answer: str) -> str | None:
    """ "Who founded it?", "What was it named after?", "Which bank was founded by him?" """
    if not (match := re.match(r"(who|what|which)\b\s*(.+)$", asked, re.I)):
        return None
    word, rest = match[1].lower(), match[2]
    if word != "which":
        if match := re.match(rf"({_BE}) (.+)$", rest):
            return _was(match[1], match[2], answer)
        if match := re.match(r"(?:has|have|had|can|could|will|would|should|may|might|must) (\w+)\b", rest):
            return (
                f"{answer} {rest}"
                if re.fullmatch(rf"{_DONE}|been|be|cause|help|make|lead", match[1])
                else None
            )
        acts = word == "who" or re.match(rf"(?:{_PAST}|\w+es|\w+[^s]s)\b", rest)
        if acts and not re.match(rf"(?:{_AUX})\b", rest) and " " in rest:
            return f"{answer} {rest}"
    if word != "who":
        if match := re.match(rf"(?:[\w'-]+ ){{1,2}}?({_BE}) ((?:the|a|an|{_DONE})\b.+)$", rest):
            return f"{answer} {match[1]} {match[2]}"
        if match := re.match(rf"[a-z][\w'-]* ({_PAST} .+)$", rest):
            return f"{answer} {match[1]}"
    return None


def _was(be: str, rest: str, answer: str) -> str | None:
    """What follows "Who was" and "What is"."""
    if match := re.match(rf"(.+?) ({_DONE}(?: (?:{_TO}))?)$", rest):
        return f"{match[1]} {be} {match[2]} {answer}"
    if match := re.match(rf"(.+) ({_TO})$", rest):
        return f"{match[1]} {be} {match[2]} {answer}"
    if re.match(rf"(?:the|a|an|one|{_DONE})\b", rest):
        return f"{answer} {be} {rest}"
    return f"{rest} {be} {answer}"


def _how_many(asked: str, answer: str) -> str | None:
    match = re.match(
        rf"how (?:many|much) ((?:(?!(?:{_AUX})\b)[\w'-]+ ){{1,3}}?)((?:{_BE}|have|had|has|\w+ed) .+)$",
        asked,
        re.I,
    )
    if not match or re.match(
        rf"(?:{_BE}|have|had|has) (?:there|the|a|in|you|he|she|it|they|[A-Z])\b", match[2]
    ):
        return None
    counted = match[1].strip()
    return f"{answer} {match[2]}" if counted.split()[-1] in answer else f"{answer} {counted} {match[2]}"


def _when_was(asked: str, answer: str) -> str | None:
    match = re.match(rf"{_WHEN} ({_BE}) (.+?) ({_DONE}.*)$", asked, re.I)
    return f"{match[2]} {match[1]} {match[3]} {_placed(answer)}" if match else None


def _did(asked: str, answer: str) -> str | None:
    """ "When did the Turks conquer it?", "What does it contain?" """
    if match := re.match(rf"{_WHEN} (did|does|do) (.+)$", asked, re.I):
        said = _finite(match[1].lower(), match[2])
        return f"{said} {_placed(answer)}" if said else None
    if match := re.match(r"(?:what|who|whom|(?:which|what|how many) \w+) (did|does|do) (.+)$", asked, re.I):
        said = _finite(match[1].lower(), match[2])
        return f"{said} {answer}" if said else None
    return None


def _placed(answer: str) -> str:
    return answer if _PLACED.match(answer) else f"in {answer}"


def _finite(auxiliary: str, rest: str) -> str | None:
    """ "the Turks conquer it" after "did": "the Turks conquered it"."""
    words = rest.split()
    for place in range(1, min(len(words), 8)):
        if words[place] in _VERBS and words[place - 1].lower() not in _NOT_VERB:
            if auxiliary == "do":
                return rest
            forms = lemminflect.getInflection(words[place], "VBD" if auxiliary == "did" else "VBZ")
            return " ".join([*words[:place], forms[0], *words[place + 1 :]]) if forms else None
    return None

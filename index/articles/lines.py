"""Kinds of line on a page: prose, headlines, cut-off snippets, and furniture such as buttons and menus."""

import re


def _words_of(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


STRONG = _words_of(  # a line of button words is furniture if it has one of these
    "share shares tweet retweet print email whatsapp telegram facebook twitter linkedin pinterest reddit",
    "instagram youtube tiktok messenger flipboard bluesky subscribe unsubscribe newsletter newsletters login",
    "signup comment comments reply replies menu cookie cookies advertisement sitemap rss bookmark",
)
WEAK = _words_of(
    "a about accept account add advertise all an and app article articles back be by cancel click close",
    "contact content continue copy daily download feed first follow for free from get here home in join",
    "leave like link load log main manage more my navigation next no now of on open or our out page policy",
    "post posts preferences previous privacy read reading register reject required save search see send",
    "service settings show sign site skip story submit tap terms the this to toggle top up updates url us",
    "use via view website weekly with write x yet you your",
)
ALONE = re.compile(  # button lines without a strong word
    r"back to top|click here|close|contact us|continue reading|donate|email address|follow us|log in|search|"
    r"like (?:this|loading)|(?:load|read|see|show|view) (?:all|more)|(?:accept|reject) all|up next|"
    r"(?:next|previous)(?: (?:article|page|post|story))?|privacy policy|read next|sign (?:in|up)|"
    r"terms of (?:service|use)|skip (?:to )?(?:main )?(?:content|navigation)|"
    r"(?:(?:last )?updated|published|posted)(?: on| by)?"
)
NAVIGATION = _words_of(
    "home about contact news politics business economy world sport sports opinion culture lifestyle",
    "entertainment technology tech video videos photos podcasts weather jobs search login menu archive",
    "advertise subscribe newsletters sitemap privacy terms faq help careers account",
)
RELATED_KIND = _words_of(
    "related recommended more most popular trending latest recent similar other top also might may must miss",
    "picks next read",
)
RELATED_THING = _words_of(
    "article articles story stories post posts news reads reading coverage content headlines picks like",
    "viewed related recommended videos miss read topics trending popular",
)
RELATED_FILLER = _words_of(
    "you the our on this for in from by about today now up dont and editors of us week here"
)
MORE_FROM = re.compile(r"(?:more|latest|also) (?:from|on|in|about|by) \S.{1,40}", re.IGNORECASE)
RELATED_ELSEWHERE = (
    "(?:à )?lire aussi|sur le même sujet|lesen sie auch|mehr zum thema|(?:lea|lee|leer) también|"
    "te puede interesar|noticias relacionadas|leia também|leggi anche|lees ook|читайте также"
)
INLINE_TEASER = re.compile(
    rf"(?:read more|read also|also read|read next|must read|related(?: story| article)?|{RELATED_ELSEWHERE})"
    r"\s{0,3}[:|»>–—-]\s{0,3}\S.{4,200}|read more (?:about|from|here)\b.{0,120}",
    re.IGNORECASE,
)
ADVERTISEMENT = re.compile(
    r"[\W_]{0,5}(?:advertisement|continue reading (?:below|the main story)|"
    r"(?:story|article) continues (?:below|after)(?: (?:this |the )?advertisement)?)[\W_]{0,5}",
    re.IGNORECASE,
)
COMMENT_FORM = re.compile(
    r"(?:leave|post|write|add|submit|cancel|join)(?: an?| the| your| my)? "
    r"(?:comment|reply|conversation|discussion)s?\b.{0,20}|be the first to comment\W?|"
    r"(?:\d{1,6} comment|(?:\d{1,6}|no) (?:comments|replies|responses))\b.{0,8}|"
    r"(?:comments?|replies|responses) ?\(\d{1,6}\)|comments are (?:closed|off)\b.{0,20}|"
    r"what do you think\? leave .{0,30}",
    re.IGNORECASE,
)
NETWORK = "facebook|twitter|x|instagram|telegram|whatsapp|youtube|linkedin|tiktok"
SITE_VOICE = re.compile(  # the site speaks to its reader, not the article
    r"\b(?:we|(?:this|our) (?:web)?site|this page) uses? cookies|email address will not be published|"
    r"required fields are marked|^save my name, |^notify me of (?:new|follow)|all rights reserved|"
    r"^(?:©|(?:copyright|\(c\)) ?(?:©|\(c\)|\d{4}\b))|^you must be logged in|protected by recaptcha|"
    r"uses akismet|^by .{3,60}, you (?:agree|accept|consent)|"
    r"no part of this (?:article|publication|site) may be|"
    r"^(?:please )?(?:sign up|subscribe|register|join|get|receive|follow|download)\b.{0,120}"
    r"\b(?:newsletters?|inbox|mailing list|(?:email|news) alerts|"
    rf"us on (?:{NETWORK})|our (?:app|channel|{NETWORK}))\b|"
    r"tous droits réservés|alle rechte vorbehalten|todos los derechos reservados|"
    r"todos os direitos reservados|tutti i diritti riservati|все права защищены",
    re.IGNORECASE,
)
LABELLED = re.compile(r"(?:tags?|filed under|categor(?:y|ies)|keywords)\s?:.{0,200}", re.IGNORECASE)
COUNTER = re.compile(
    r"\d[\d.,]{0,8}[km]? ?(?:shares?|views?|likes?|claps|comments?)|\d{1,3}[ -]?min(?:ute)?s? read|"
    r"(?:estimated )?reading time\W{0,3}\d.{0,12}|listen to this article\b.{0,15}",
    re.IGNORECASE,
)
SEPARATORS = re.compile(r" ?[|•·»›>/] ?")
LIST_ITEM = re.compile(r"(?:[-*•–—·]|\d{1,3}[.)]|[a-z][.)]|q:|a:)\s", re.IGNORECASE)
CUT_OFF = re.compile(
    r"[\w,’')”\"%-] ?(?:\.\.\.|…|[\[(](?:\.\.\.|…)[\])])"
    r"(?: ?(?:read more|continue reading|more))?[\s»›→>]{0,3}$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?؟।።][\"'”’»)\]]{0,3}(?:\s|$)|[。！？।។]")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
LONGEST = 320  # characters of a line that may be furniture


def is_prose(block: str) -> bool:
    """Whole sentences of an article, rather than a heading, a list or a button."""
    unspaced = len(block) >= 25 and not block.isascii() and " " not in block[:25]
    if len(block) < 80 and not unspaced:
        return False
    if len(block) <= LONGEST and any(map(is_furniture, block.split("\n"))):
        return False
    return is_sentence(block) and not is_snippet(block)


def is_sentence(line: str) -> bool:
    """Whether a sentence ends in it."""
    return SENTENCE_END.search(line) is not None


def is_furniture(line: str) -> bool:
    """A line that is furniture at the head or the tail of a page."""
    if len(line) > LONGEST:
        return False
    if any(shape.fullmatch(line) for shape in (COUNTER, LABELLED, ADVERTISEMENT, COMMENT_FORM)):
        return True
    if SITE_VOICE.search(line) and not re.search(r"[“\"«]", line):
        return True
    return _buttons(line) or _menu(line)


def _buttons(line: str) -> bool:
    said = words(line)
    if not 1 <= len(said) <= 12:
        return False
    if ALONE.fullmatch(" ".join(said)):
        return True
    return not STRONG.isdisjoint(said) and all(word in STRONG or word in WEAK for word in said)


def _menu(line: str) -> bool:
    items = [words(item) for item in SEPARATORS.split(line) if item.strip()]
    entries = sum(not NAVIGATION.isdisjoint(item) for item in items)
    short = len(items) >= 3 and all(len(item) <= 3 for item in items)
    return short and (entries >= 3 or items[0] == ["home"])


def is_related_heading(line: str) -> bool:
    """A heading such as "Related stories" or "Most read"."""
    if not 4 <= len(line) <= 80:
        return False
    line = line.strip().rstrip(":").strip()
    said = [word.replace("'", "") for word in words(line)]
    if re.fullmatch(RELATED_ELSEWHERE, line, re.IGNORECASE) or MORE_FROM.fullmatch(line):
        return not is_sentence(line)
    if not 1 <= len(said) <= 7 or line[-1:] in ".!?":
        return False
    known = all(word in RELATED_KIND or word in RELATED_THING or word in RELATED_FILLER for word in said)
    return known and not RELATED_KIND.isdisjoint(said) and not RELATED_THING.isdisjoint(said)


def is_headline(line: str) -> bool:
    """A line that may head a story: some words, no full stop."""
    if not 12 <= len(line) <= 160 or line[-1] in ".,;:…?!。" or LIST_ITEM.match(line) or is_furniture(line):
        return False
    return 3 <= len(words(line)) <= 25 and not line[0].islower()


def is_snippet(line: str) -> bool:
    """The first words of another story, cut off."""
    if not 20 <= len(line) <= 400 or "\n" in line or LIST_ITEM.match(line):
        return False
    return CUT_OFF.search(line[-80:]) is not None and len(words(line)) >= 4


def words(line: str) -> list[str]:
    """Its words in lower case, numbers among them."""
    return [word.replace("’", "'") for word in WORD.findall(line.lower())]

"""What the check knows about English: negation, hedges, verbs of saying. Word lists only."""

from rag.verify.roots import roots

NEGATORS = frozenset(
    "not never no none nobody nothing neither nor without cannot hardly scarcely barely n't unable".split()
)
"""Words that deny what follows them; by spelling."""
SAYING = roots(
    "say state report declare announce note remark argue claim warn believe think allege add mention deny "
    "explain suggest"
)
"""Verbs of saying and thinking; by stem."""
DENYING = roots("fail refuse deny denied lack prevent prohibit ban forbid reject decline avoid abandon")
"""Verbs that deny what follows them; by stem."""
SUPPOSING = roots(
    "accuse allege suspect believe hope hoped fear seem appear agree threaten promise vow pledge offer "
    "want urge urged call demand recommend suggest propose predict expect estimate warn claim argue order "
    "consider intend thought"
)
"""Verbs whose object is not told as a fact; by stem."""
HEDGES = frozenset(
    "may might could would should plan plans planned aim aims aimed hope hopes hoped intend "
    "intends intended "
    "seek seeks sought attempt attempts attempted try tries tried propose proposes proposed proposing "
    "allegedly reportedly supposedly possibly perhaps claimed if expected likely unlikely "
    "probably potentially "
    "considering".split()
)
"""Words that keep what follows from being a fact; by spelling."""
LIGHT = roots(
    "have make take include use get locate call know consider find found show say state "
    "describe regard "
    "occur happen exist base various certain particular also however both kind type term way example "
    "contain consist provide mention accord refer likely about approximately around nearly almost "
    "roughly "
    "currently today present actually fact time thing number amount total level long set serve "
    "hold come go"
)
"""Stems that say little: a claim may have them of its own."""
CRITICAL = frozenset(
    "only first last oldest youngest largest smallest biggest highest lowest longest shortest "
    "most least best "
    "worst sole every always earliest latest fewest tallest richest poorest greatest exclusively "
    "entirely".split()
)
"""Words that claim a rank or a limit: the evidence must have them."""
BE = frozenset("is are was were".split())
FINITE = frozenset("is are was were has have had can could will would does do did".split())
ANAPHORS = frozenset(
    "he she it they his her its their him them this these that those such who which whose the "
    "there former latter"
    " we our i my".split()
)
"""Words that stand for a name told before; by spelling."""
HONORIFICS = frozenset("mr mrs ms miss dr prof sir dame lord lady he h.e st hon rev jr sr".split())
TITLES = frozenset(
    "president minister king queen general emperor sultan mayor senator governor pope professor "
    "captain".split()
)
SPELLINGS = {
    "bce": "bc",
    "ce": "ad",
    "usa": "us",
    "british": "britain",
    "spanish": "spain",
    "french": "france",
    "turkish": "turkey",
    "dutch": "netherlands",
    "greek": "greece",
    "swiss": "switzerland",
    "danish": "denmark",
    "polish": "poland",
    "swedish": "sweden",
    "english": "england",
    "irish": "ireland",
    "scottish": "scotland",
    "welsh": "wales",
    "norwegian": "norway",
    "finnish": "finland",
}
"""Names and their forms that no rule derives."""

PAST = frozenset(
    "said told held built won wrote led began fought found bought sold taught sent spent left "
    "lost met went came "
    "grew saw chose rose fell drove ran died brought thought kept paid drew wore broke became "
    "gave took made stood "
    "understood set put cut let hit beat spread cost knew flew threw struck swore sang sank spoke "
    "stole overtook "
    "caught sought felt dealt meant lay laid rode shot slew hung overthrew withdrew forbade "
    "overcame".split()
)
"""Irregular pasts of verbs; by spelling."""

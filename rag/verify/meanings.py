"""Words of one meaning, and words of contrary meaning. Word lists only."""

from itertools import combinations

from rag.verify.roots import roots


def _groups(text: str) -> list[frozenset[str]]:
    """The groups of words between semicolons, by their stems."""
    return [roots(group) for group in text.split(";")]


_SAME_MEANING = """
found establish start create begin launch set form formed open inaugurate initiate originate introduce; make
create produce build construct manufacture develop generate; build construct erect; big large huge great major
vast massive; small little tiny minor; begin start commence onset; end finish conclude complete cease stop
terminate over; last final ultimate end; first initial original earliest; buy purchase acquire obtain get; use
utilize employ apply rely usage; show demonstrate indicate reveal display prove; say state claim tell report
declare announce note remark; say mention cite; argue claim maintain contend assert; suggest propose
recommend; help aid assist support assistance boost; need require demand necessary must; allow permit enable
let able may can; kill murder slay die; die death deceased; live reside dwell inhabit home; resident
inhabitant people person citizen dweller; people population person individual human folk; child kid children
youth young; man men male; woman women female; job work employment occupation employ; worker employee staff
workforce; firm company corporation business enterprise; country nation state land; city town municipality
urban; area region zone district territory land place; rural countryside; area size; river stream; lake water;
road street avenue; school college university academy; student pupil undergraduate; teacher professor
instructor; teach instruct educate education; learn study; study research investigate examine analyze
analysis; scientist researcher; doctor physician; illness disease sickness; cause lead result bring due
because make; reason cause why; result consequence outcome effect; effect impact influence affect; important
significant key vital central crucial essential; many numerous several various; most majority; part portion
share piece; piece section part; type kind form sort variety class; also too additionally; often frequently
commonly usually typically; common frequent popular widespread usual general; main chief primary principal
major; near nearby close adjacent beside; about approximately around roughly circa estimate; more over exceed;
rise increase grow growth climb gain expand expansion; fall decrease decline drop reduce reduction shrink
lower; improve enhance better upgrade boost strengthen; worse worsen deteriorate; win victory defeat beat;
beat defeat overcome; lose loss; attack invade invasion assault raid; fight battle combat; war conflict; army
military troop force; soldier troop; leader head chief ruler; lead head direct run manage; king monarch;
govern rule administer government; law legislation statute act; vote elect election choose; elect appoint name
choose select pick; pass enact adopt approve; sign ratify; join merge unite combine; split divide separate;
contain include comprise consist have hold feature; include involve; call name term know refer dub title; mean
refer denote signify stand; mean purpose; describe depict portray; write author publish; publish release issue
appear; print publish; book novel work; song track record; music musical; musician artist singer; make cause;
give provide grant supply offer award; receive get obtain; take capture seize; keep retain maintain preserve
remain; remain stay; leave depart exit; arrive come reach; go travel move; move relocate shift transfer;
return revert; send dispatch; carry transport; meet gather; think believe consider regard view; want desire
wish seek; try attempt seek; aim goal objective target purpose intend; plan scheme program programme; begin
origin; come originate derive descend; descent origin; old ancient; new modern novel recent; quick fast rapid
swift; slow gradual; rich wealthy affluent; poor poverty impoverish; money fund funding finance; cost price
worth expense; pay spend; cheap inexpensive; expensive costly; hard difficult; easy simple; wide broad; tall
high; long length; deep depth; year annual yearly; day daily; month monthly; yearly annually; decade ten; name
surname; surname family; citizen national; foreign alien; international global worldwide world; world globe
earth; rain rainfall precipitation; snow snowfall; dry arid; wet humid; hot warm; cold cool; food nutrition;
eat consume feed; drink beverage; animal livestock; plant crop; farm agriculture farmer cultivate; domesticate
cultivate grow; forest wood woodland; mountain peak hill; sea ocean; coast shore; island isle; north northern;
south southern; east eastern; west western; center centre central; middle mid central; top summit highest;
highest tallest; largest biggest greatest; smallest littlest; best top; number amount quantity total; percent
percentage proportion share rate; half fifty; twice double; triple three; ask request; answer reply respond;
question query; problem issue challenge difficulty; solve resolve address tackle; solution remedy; change
alter modify transform shift; become turn; convert turn change transform; replace substitute succeed; follow
succeed; surpass exceed overtake outstrip pass; earn gain receive; gain obtain; dismiss fire sack; quit resign
leave; close shut; destroy demolish ruin wreck; damage harm hurt; protect defend guard safeguard; danger risk
threat; safe secure; crime offense; prison jail; judge justice; court tribunal; illegal unlawful; legal
lawful; right entitlement; duty obligation; member part belong; group team band; party faction; idea concept
notion; belief view opinion; theory hypothesis; method way technique approach means; tool instrument device;
machine equipment; part component element; substance material; mix combine blend; measure gauge; detect sense;
discover find identify; see observe witness view; look appear seem; visible apparent; light illuminate; dark
black; color colour hue; behavior behaviour; labor labour; theater theatre; program programme; organization
organisation group body; agency department office bureau; ministry department; minister secretary; president
chairman head; chairman chair; mayor head; owner proprietor own; possess own have; belong own; marry wed
spouse wife husband; wife spouse; parent father mother; homeless home; house home residence dwelling; exile
banish expel; expel oust deport; move migrate immigrate emigrate; immigrant migrant; settle settlement
colonize; settler colonist; trade commerce; export sell; sell market; located situated lie found sit stand;
border neighbor neighbour; surround enclose encircle; cross traverse; connect link join; link tie relation
connection; separate divide; equal same identical; similar alike resemble; differ different distinct; opposite
contrary; example instance; detail particular; accurate precise correct exact; wrong incorrect false; true
correct accurate; event incident occurrence; happen occur take; celebrate commemorate mark honor; festival
celebration; ceremony ritual; tradition custom practice; practice exercise; train training; perform play;
contest competition compete; game match; score point; record document; list catalog catalogue; map chart;
picture image photo photograph; film movie; television tv; telephone phone; car automobile vehicle; train
railway rail railroad; ship vessel boat; plane aircraft airplane; weapon arms; bomb explosive; energy power;
strong powerful; weak feeble; strength power; control command; order command; km kilometre kilometer; m metre
meter; mm millimetre millimeter; cm centimetre centimeter; mi mile; ft foot feet; kg kilogram kilogramme; g
gram gramme; t ton tonne; ha hectare; hr hour; sq square; sharply rapidly; entire whole complete full total
all; only sole solely exclusively; every each all; sometimes occasionally; always ever; early beginning; late
end; century hundred; unite union; partner cooperate collaborate; cooperation collaboration partnership; host
hold organize; hold conduct; workshop seminar course training; conduct organize run; official officer; attend
participate participant; stimulate boost promote encourage; promote foster encourage advance; encourage urge;
reliance dependence dependent depend rely; depend rely; import imported; strike hit; resign quit step;
surrender capitulate; travel go fly visit; accuse allege blame; back support; reject refuse; start initiate;
postpone delay; damage hit; injure wound hurt; occur happen; finance fund pay; found establish; run operate;
watch see attend; score net; replace succeed; condemn criticize criticise denounce; praise welcome; warn
caution; vow pledge promise; probe investigate; hire recruit employ; arrest detain; lawyer attorney; invent
devise create develop; emphasize stress highlight; select designate
"""

_OPPOSITES = """
increase rise grow expand gain | decrease fall decline drop reduce shrink lower diminish; more | less fewer;
most | least fewest; many | few; much | little; high higher highest | low lower lowest; large larger largest
big bigger biggest | small smaller smallest little; long longer longest | short shorter shortest; strong
stronger strongest | weak weaker weakest; fast faster fastest quick rapid | slow slower slowest; old older
oldest | young younger youngest new newer newest recent; early earlier earliest | late later latest; first |
last final second; begin start open found | end finish close cease stop; before | after; above | below
beneath; over | under; north northern northwest northeast | south southern southwest southeast; east eastern |
west western; northeast southeast | northwest southwest; left | right; inside within inner | outside outer;
upper | lower; internal | external; import | export; buy purchase | sell; accept approve allow permit support
| reject refuse deny oppose forbid prohibit ban; agree | disagree; include | exclude; join enter | leave exit;
arrive | depart; win beat defeat | lose; success succeed | fail failure; pass | fail; legal lawful | illegal
unlawful; rich wealthy | poor; public | private; male man men boy | female woman women girl; husband | wife;
father | mother; brother | sister; son | daughter; king | queen; hot warm | cold cool; dry | wet humid; dark
black | light bright white; summer | winter; spring | autumn; day | night; morning | evening; positive |
negative; good better best | bad worse worst; safe | dangerous; easy | difficult hard; common frequent | rare
uncommon; always | never rarely; often usually commonly frequently | rarely seldom; all every | none few;
major main | minor; maximum | minimum; urban city | rural countryside; ancient | modern; native indigenous |
foreign; domestic | foreign international; local | national global; love | hate; friend ally | enemy; create
build construct establish | destroy demolish abolish dissolve; appear | disappear; attack | defend; victory |
defeat; war | peace; life born birth | death die; employ hire | dismiss; unemployment | employment; give send
| receive take; lend | borrow; teach | learn; add | remove subtract; push | pull; raise | lower; strengthen
improve enhance | weaken worsen deteriorate; majority | minority; liberal | conservative; democrat |
republican; left-wing | right-wing; convex | concave; simple | complex complicated; solid | liquid gas; active
| passive; full | empty; wide broad | narrow; thick | thin; heavy | light; deep | shallow; near close | far
distant; true | false; right correct | wrong incorrect; same identical similar | different; together | apart
separately; optional voluntary | mandatory compulsory; temporary | permanent; centralize centralization |
decentralize decentralization; minor | adult; parent | child; student | teacher; ancestor | descendant;
predecessor | successor; cause | prevent; encourage promote | discourage prevent; protect | harm; virtual |
real; southern | northern; inner | outer; vertical | horizontal; direct | indirect; formal | informal;
abundant plentiful | scarce; enter | withdraw; advance | retreat; ascend | descend; attract | repel; converge
| diverge; expand | contract; visible | invisible; literate | illiterate; odd | even; include including |
except excluding; favor favour | oppose; input | output; cheap | expensive
"""

SAME_MEANING: dict[str, frozenset[int]] = {}
"""Stem to the numbers of the groups it is in."""
for _number, _group in enumerate(_groups(_SAME_MEANING)):
    for _stem in _group:
        SAME_MEANING[_stem] = SAME_MEANING.get(_stem, frozenset()) | {_number}

OPPOSITE: dict[str, frozenset[str]] = {}
"""Stem to the stems of the contrary."""
for _line in _OPPOSITES.split(";"):
    for _one, _other in combinations([roots(side) for side in _line.split("|")], 2):
        for _stem in _one:
            OPPOSITE[_stem] = OPPOSITE.get(_stem, frozenset()) | (_other - _one)
        for _stem in _other:
            OPPOSITE[_stem] = OPPOSITE.get(_stem, frozenset()) | (_one - _other)

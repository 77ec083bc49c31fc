"""Verbs and words by which something to be done is told from figures of speech."""

from octomem.agents.reading.vocabulary import vocabulary

TO_DO = vocabulary(
    "call phone ring email mail text write send reply answer book buy order pay renew cancel "
    "schedule reschedule arrange organise organize prepare pack clean wash fix repair replace "
    "return submit finish complete deliver bring fetch collect print sign file apply register "
    "enrol enroll check review update install test deploy merge refactor upload download "
    "transfer water feed invite ask tell visit see meet attend pick drop sort plan research study "
    "read learn practise practice move take get make find choose decide figure set build paint "
    "draft edit present fly travel drive go start join run sell rent hire interview follow look "
    "talk contact confirm cook bake do exchange clear file hand pick-up sign turn train save "
    "adopt compare mow vacuum iron charge refill reserve post ship measure migrate debug "
    "repaint ping grab fill catch forward mail message swap cut publish release rewrite revise "
    "translate record scan copy back upgrade rotate revoke configure document announce report "
    "settle transfer deposit withdraw claim appeal donate assemble hang mount sand plant prune "
    "weed rake shovel descale service inspect tidy declutter unpack iron fold walk groom "
    "vaccinate photograph film rehearse memorize revise submit grade mark proofread format "
    "reformat speak discuss brief onboard chase nudge remind negotiate notify rsvp withdraw tax insure lodge hoover defrost "
    "unblock bleed sharpen polish wrap rewire regrout grout sew dust flash fit reboot reinstall rebase patch bump"
)
"""Verbs that something to be done begins with."""

IDLE_VERBS = vocabulary(
    "be say know think feel keep admit mention agree love like enjoy hope believe understand "
    "remember appreciate help let support share inspire continue stay try miss cherish "
    "laugh smile cry relax chill calm accept realize realise wonder wait live exist survive "
    "die hate regret forget trust respect care stick spread push stop face embrace focus "
    "confess warn apologize sleep rest breathe eat drink vent rant have seem sound want need"
)
"""Verbs that tell of a state, a feeling or a manner of speaking rather than of an errand."""

EMPTY_OBJECTS = vocabulary(
    "it that this them you something anything everything things stuff a the more one lot all "
    "both chance look break time way difference "
    "best progress forces path word shot care turn part fun sense peace better stronger ready "
    "on up out off back again too soon later also though care well there here home bed sure"
)
"""Last words of a phrase that names nothing to be done."""

FIGURES = vocabulary(
    "memory memories dream dreams true happen ton tons few magic history impact mark world "
    "future splash confidence positivity unforgettable possible count sense friends fun noise "
    "dancing shining happy proud big fullest themselves myself ourselves yourself"
)
"""Last words of what people mean to do and cannot tick off."""

POINTING = vocabulary("it that this them those these one ones")
"""Words that point back to what was spoken of before."""

OPEN_STATES = vocabulary("at in there back home ready on by online present up out off")
"""What stands after "be" where one has to be somewhere or be ready: "be at the hotel"."""

ASKABLE = vocabulary(
    "send call phone email mail text book bring buy pick review finish submit forward pay sign "
    "update check print fix order cancel prepare deliver fetch collect return upload reserve "
    "confirm schedule invite drop clean water feed ship post message ping merge deploy"
)
"""Verbs of a request that is done in the world rather than in the answer."""

HANDLED = ASKABLE - vocabulary(
    "call phone drop check pick return text water feed invite clean ping message"
)
"""Those that are no figure of speech with "it" alone: not "call it a day", "drop it"."""

IRREGULAR = {
    "sent": "send", "bought": "buy", "paid": "pay", "written": "write", "wrote": "write",
    "made": "make", "done": "do", "did": "do", "got": "get", "gotten": "get", "taken": "take",
    "took": "take", "found": "find", "built": "build", "sold": "sell", "met": "meet",
    "brought": "bring", "given": "give", "gave": "give", "told": "tell", "read": "read",
    "spoken": "speak", "spoke": "speak", "driven": "drive", "drove": "drive", "gone": "go",
    "went": "go", "seen": "see", "saw": "see", "chosen": "choose", "chose": "choose",
    "cut": "cut", "set": "set", "run": "run", "ran": "run", "hung": "hang", "fed": "feed",
    "taught": "teach", "caught": "catch", "flown": "fly", "flew": "fly", "rung": "ring",
    "rang": "ring", "shown": "show", "hidden": "hide", "left": "leave", "put": "put", "lent": "lend",
    "rewritten": "rewrite", "withdrawn": "withdraw", "ordered": "order", "said": "say",
}  # fmt: skip
"""Past forms of verbs of errands that no stemmer takes back."""

"""Likelihoods that tagged values need, wherever they are told."""

BAR = 0.6
"""The likelihood from which a value is stated. On the writers held out such values are right in 84 of 100 cases in
English and 72 in Chinese, and how long their words last told next to nothing of which."""
CERTAIN = 0.95
"""The likelihood that a value needs against other marks: a home of words that pass, kin that is no
more or in a sentence about others, a customer's firm."""
ORDERS = {"en": 0.7, "zh": 0.7}
"""By language, the likelihood from which words are a standing order: of messages held out, half of which look like orders and
are none, 88 of 100 were right in English and 90 in Chinese, and half were found."""
BESIDE = {"en": 0.6, "zh": 0.7}
"""By language, the likelihood from which words beside an order in its sentence belong to it: "speak plainly with me, none of
that jargon"."""
WISHED = 0.4
"""The likelihood that an order in English needs which says by a word that it is for good: "always", "with me"."""
OVER = 0.4
"""The likelihood from which a stretch tells of what is over, beside a word of it that is told of so."""
OF_OTHERS = {"nickname": 0.8, "child": 0.8}
"""By slot, the likelihood that a value in Chinese needs which is told of somebody else than the speaker: below it none of fourteen
was right, what somebody is called for others' names and others' children for their parents' own."""

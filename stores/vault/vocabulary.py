"""Words that tell a secret from talk about secrets."""

NOT_VALUES = frozenset(
    """a about above absolutely again all almost already also always am an and another any
    apparently are as ask asking at auto back bad based because been before being below better
    blank both but by can case changed common complex compulsory confidential correct correctly
    crap critical default different difficult easy either empty encrypted enough essential
    exactly expired false fine for forgotten from fun given gone good great guessable hard
    hashed here hers hidden his horrible how i if important impossible in incorrect insecure
    invalid it its itself kept key known later like literally locked long lost mandatory maybe
    me mine missing more my necessary needed never new no none not nothing null number obvious
    obviously of off ok okay old on one only optional or ours our out over part per perfect
    pretty private probably public quite random really required reset right safe same saved sec
    secret secure see sent set she short should shown simple so some something somewhere stale
    still stored string strong stupid such super temporary terrible text that the their theirs
    there they this to too true unchanged undefined under unique unknown unsafe up updated used
    useless user valid vital very was weak what when where which who whose why with within
    working wrong yes yet you your yours str bool int float bytes password passwords passphrase
    pin code token n/a tbd na field hash policy input case-sensitive self-explanatory write-only
    read-only up-to-date generated""".split()  # noqa: SIM905 - a page of quotes reads worse
)
"""Words after "the password is" that tell about it and are not it."""

NOT_ANSWERS = NOT_VALUES | frozenset(
    """sure thanks thank cheers sorry nope yeah yep maybe idk dunno dont don't never nothing hello
    done great stored noted understood perfect later tomorrow today tonight anytime check wait hang
    hold what why netflix google gmail github facebook instagram amazon spotify apple icloud outlook
    router phone laptop email work home bank wifi door gate office mine both neither either none all
    coming sending sent texted emailed really seriously lol haha hmm umm please just forgot forgotten
    unfortunately absolutely certainly definitely probably changed reset nah""".split()  # noqa: SIM905 - a page of quotes reads worse
)
"""Words that are the whole of an answer and do not give what was asked for."""

NOT_PHRASES = frozenset(
    """a an the my your our his her their its it i you we they he she this that these those there
    here what when where which who why how very too so quite really not no in on at of for from
    to by with as if stored kept written saved used required needed long only also still now""".split()  # noqa: SIM905 - a page of quotes reads worse
)
"""Words that no passphrase begins with, for they begin a remark about it."""

NOT_LABELS = frozenset(
    """mein dein unser das mi tu la mon ton le minha mijn my the your our his her their a an new
    old current is was and or to for of this that with using use same actual correct wrong first
    second changed set reset update updated remember forgot change enter type wrote gave give
    got need needs have has had says said saved save what which no any every each some its it
    here's heres now also hi hello ok okay please store note try keep""".split()  # noqa: SIM905 - a page of quotes reads worse
)
"""Words before "password" that do not say which one."""

WHICH = frozenset(
    """wifi wi-fi router guest network door gate bank netflix gmail email github google amazon
    apple icloud work office laptop phone sim card debit credit alarm safe database db admin
    root vpn server aws openai stripe spotify account login home windows mac computer locker
    front back""".split()  # noqa: SIM905 - a page of quotes reads worse
)
"""Words before "password" that say which one."""

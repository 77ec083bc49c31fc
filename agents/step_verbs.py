"""Verbs that the steps of a procedure begin with."""

_VERB_WORDS = """
    activate add adjust allow apply approve arrange ask assemble assign attach back backup bake baste
    beat bend bleed blend block boil boot braise breathe brew bring browse brush build bump burn call
    cancel carry cc change charge check choose chop clean clear click clip clone close coat collect
    combine come commit compare compile complete compress configure confirm connect contact continue
    cook cool copy count cover crack create cross cut declare decide delete deploy describe detach
    dice dip disable discard disconnect dissolve divide do double double-check download drag drain
    draw drink drive drizzle drop dry dump duplicate edit eject email empty enable enter erase escape
    examine execute exit expand export extract fasten fetch file fill filter find finish fix flash
    flip flush fold follow force format fry garnish gather generate get give glue go grab grate grease
    greet grill grind hang heat hit hold import increase inform init initialize insert inspect install
    invert invite iron join keep knead know label ladle launch lay leave let lift light link list load
    locate lock log look loosen lower make mark marinate mash measure meet melt merge migrate mince
    mix monitor mount move name navigate note notify open order organize pack paint paste pat pause
    peel pick pin ping place plan plant plug poke polish pop pour practice praise prepare preheat
    press print proof provision publish pull pump purge push put raise reach read reboot rebase
    rebuild receive record recover redeploy reduce refresh register reheat reinstall release reload
    remember remove rename render repeat replace reply report request rerun reset resolve rest restart
    restore retry return review rinse roast roll rotate rub run save scan schedule scoop score scroll
    scrub seal sear search season select send separate serve set shake share ship shut sift sign
    simmer sip sit skip slice slide slow smooth soak sort source spin split spray spread sprinkle
    squash squeeze stage stand start stay steam steep stir stop store strain stretch submit subtract
    switch tag take tap taste tear tell test thaw throw tie tighten tilt toast toss touch trace train
    transfer trim try tuck turn twist type undo uninstall unlock unmount unplug unscrew untar unzip
    update upgrade upload use vacuum validate verify visit wait wake walk warm wash watch water weigh
    whip whisk wipe wrap write zip cd npm pip git docker kubectl make curl ssh sudo apt brew yarn cargo
    cache merge obtain collect monitor implement integrate optimize optimise refactor improve increase
    address identify resolve maintain deploy enforce hand lie put keep match book reconcile tally cash file settle post tally invoice arrange collect reserve greet
    char parboil skim chuck dab rip ring tick untick reconnect revoke bounce claim chill refrigerate freeze
    defrost sear saute sauté deglaze whizz blitz zest grate shred baste glaze sandwich pipe temper prove rest
    rename redeem refund sign-in log-in toggle disable enable swipe scroll zoom pinch crop resize rotate pair
    unpair sync resync reset-up calibrate pressurize inflate deflate degrease sand prime varnish mask caulk drill
    screw hammer nail saw clamp bolt unbolt unscrew align level hook unhook clip strap unstrap latch unlatch
    queue request renew cancel appeal attach enclose stamp scan fax photocopy staple fold seal pay deposit
    withdraw transfer bow elevate ice compress bandage disinfect rinse gargle swallow inject puff shout signal
    evacuate stand crouch jump hop squat plank lunge curl flex head bear cross exit board alight hop-off catch
    hail ride cycle walk climb descend pass merge yield branch commit stash rebase cherry-pick checkout fetch
    squash bump lint format dockerize provision ssh scale drain cordon failover promote demote rollback roll
    invoke instantiate declare define implement configure parse serialize encode decode hash encrypt decrypt
    tidy sweep mop dust hoover vacuum declutter unplug replug power switch hold unhold restart relaunch reopen
    go do have ask give phone text consult document mail chase escalate sign-off ship bag box label scoop feed
    brush groom muzzle leash crate bathe burp swaddle stake prune sow weed mulch repot deadhead thin harvest
    say stash squash practise memorize lather rinse apply inhale exhale lie kneel bow rehearse
"""
VERBS = frozenset(_VERB_WORDS.split())
"""Verbs that steps begin with, in the imperative."""

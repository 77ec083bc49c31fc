"""Given names that tell whether somebody is "he" or "she", where no other word does."""

from octomem.agents.reading.vocabulary import vocabulary

FEMALE = vocabulary(
    "ada adele agnes aisha alice alicia alina amelia amina amy ana anastasia angela anita "
    "anja anna anne annika anya astrid ayesha barbara beatrice bella beth birgit bridget camila "
    "carla carmen carol caroline catherine cecilia chiara chloe christina claire clara claudia "
    "cora cristina daniela daphne deborah diana dina dora dorothy edith ela elena elif elisa "
    "elizabeth ella ellen elsa emilia emily emma erica esther eva evelyn fatima fiona francesca "
    "frida gabriela gemma gina giulia greta hana hannah harriet heather heidi helen helena "
    "helga ida ilse ines inga ingrid irene irina isabel isabella isla ivana jana jane janet "
    "jasmine jennifer jessica joanna johanna josephine judith julia juliet kamala karen karin "
    "katarina kate katherine kathleen katja keiko khadija kirsten klara laila lara laura layla "
    "lea leila lena lilian lina linda linnea lisa lotte louise lucia lucy luisa lydia "
    "magdalena maja margaret maria mariam marie marina marion marta martha martina mary mathilda "
    "maya meera mei melanie melissa mia michelle mila mina miriam mona monica nadia naomi natalia "
    "natalie natasha nicole nina nora olga olivia ophelia patricia paula petra petronella "
    "phoebe pia polly priya rachel rebecca regina renata rita rosa rosalind rosie ruth sabine "
    "sabrina salma sandra sara sarah selma sharon sheila silvia simone sofia sofie sonia sophia "
    "sophie stella stephanie susan svetlana sylvia tamara tanja tatiana teresa tessa thea theresa "
    "tina trudy ulrike ursula valentina valerie vera veronica vivian "
    "wendy wilma xenia yasmin yvonne zahra zoe"
)
MALE = vocabulary(
    "aaron abdul abel abraham adam adrian ahmed alan albert alberto aldo alexander alfred ali "
    "amir anders andreas andrew anthony anton antonio arjun arnold arthur axel benjamin "
    "bernard boris bruno carlos cedric charles christian christopher claus colin conrad cyril "
    "damian daniel dario david declan dennis derek diego dieter dimitri dominic donald douglas "
    "edgar edmund eduardo edward edwin elias emil emilio enrique eric erik ernest ethan eugene "
    "fabian felipe felix ferdinand fernando finn francesco frederick friedrich gabriel "
    "gareth gary george gerard giovanni giuseppe graham gregory gunnar gustav hamid hans harold "
    "harry hassan hector hendrik henri henrik henry herbert herman hiroshi howard hugh hugo "
    "ibrahim igor isaac ivan jack jacob jakob james jason javier jeremy jerome jim johan "
    "john jonas jonathan jorge jose joseph joshua juan julian julio karim karl keith kenji kevin "
    "klaus kofi konrad kurt lars laurence lawrence leo leon leonard leonardo liam lorenzo louis "
    "luca lucas luis lukas magnus malcolm manuel marcel marco marcus mario marius markus "
    "martin mateo matteo matthew matthias maurice michael miguel mikhail mohamed "
    "mohammed moritz nathan neil nicholas niels nikolai nils noah norbert oliver omar oscar oskar otto "
    "owen pablo patrick paul pavel pedro peter philip pierre piotr rafael rahul ralph ramon raj "
    "raul ravi raymond ricardo richard rob robert roberto roger roland roman ronald rudolf rupert "
    "samir samuel sandeep sanjay santiago sebastian sergei sergio simon stefan stephen steven "
    "sven takeshi tariq ted theo theodore thomas tim timothy tobias tom tomas umberto "
    "viktor vincent vladimir walter werner wilhelm william wolfgang xavier yannick yusuf"
)
GIVEN = FEMALE | MALE


def gender_of(name: str) -> str | None:
    """Return `f` or `m` for a name that is given to one of them only, as far as is known."""
    first = name.partition(" ")[0].casefold()
    if first in FEMALE:
        return "f"
    return "m" if first in MALE else None

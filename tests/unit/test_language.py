"""Which language a text is in."""

import pytest

from octomem.agents.reading.language import language_of
from octomem.stores.vault import placeholder


@pytest.mark.parametrize("vault_id", ["v_qqqqqqqqqqqq", "v_q3a5qqqqqqqq", "v_2is2my2the2a"])
@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("\u6211\u5bb6WiFi\u5bc6\u7801\u662f{}\u3002", "zh"),
        ("My wifi password is {}.", "en"),
        ("Mein WLAN-Passwort ist {} und es ist nicht geheim.", "other"),
    ],
)
def test_a_secret_says_nothing_of_the_language(vault_id: str, said: str, language: str) -> None:
    """Whatever the letters by which the vault knows it."""
    text = said.format(placeholder.write("wifi password", vault_id))

    assert language == language_of(text)


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Anna works as a plumber", "en"),
        ("new manager starts Monday, someone called Philippa, ex army", "en"),
        ("cousin's wedding, three weeks off", "en"),
        ("Ben lives in Leeds.", "en"),
        ("Della is in Padua", "en"),
        ("Ik ben in Leiden", "other"),
        ("Umzug nach Leipzig geschafft, neue Wohnung, Kaution bezahlt", "other"),
        ("Trabajo nuevo, piso nuevo, vida nueva, gracias Madrid", "other"),
        ("Nouvelle voiture, enfin! Renault bleue, cinq portes, super contente", "other"),
        ("Nieuwe baan, nieuw huis, alles goed, groetjes thuis", "other"),
    ],
)
def test_words_tell_where_function_words_do_not(said: str, language: str) -> None:
    """What the encoder's vocabulary has whole is English."""
    assert language == language_of(said)

"""The vault: sealing, opening, placeholders and its key."""

import base64
import json
import pickle
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octomem.agents.reading.reading import Reading
from octomem.agents.vaulted import vault_candidates
from octomem.errors import SettingsError, VaultError
from octomem.stores.vault import placeholder
from octomem.stores.vault.key import load_key
from octomem.stores.vault.labels import Sensitivity
from octomem.stores.vault.vault import Vault
from octomem.turn import Role, Turn

VAULT = Vault(b"k" * 32)
OTHER = Vault(b"j" * 32)
MEI = '["acme", "mei"]'
JO = '["acme", "jo"]'
AT = datetime(2024, 5, 8, 10, tzinfo=UTC)

values = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=6, max_size=30).map(
    lambda text: f"{text}9z"
)
around = st.text(max_size=200)


@given(value=st.text(max_size=300), label=st.sampled_from(["pin", "wifi password"]))
def test_what_is_sealed_opens_to_itself(value: str, label: str) -> None:
    """Opening gives back exactly what was sealed, whatever it is."""
    _, sealed = VAULT.seal_value(value, label, MEI)
    assert value == VAULT.open(sealed, MEI)


@given(before=around, value=values, after=around)
def test_a_sealed_text_never_holds_the_value(before: str, value: str, after: str) -> None:
    """The value is gone from the text, and opens from the vault."""
    text = f"{before}\nmy password is {value}\n{after}"
    redacted, sealed = VAULT.seal(text, MEI)
    opened = {VAULT.open(item, MEI) for item in sealed}
    assert any(value in item for item in opened)
    assert value not in redacted


@given(text=st.text(max_size=400))
def test_sealing_is_deterministic(text: str) -> None:
    """The same text always redacts to the same text, so message identity holds."""
    assert VAULT.seal(text, MEI)[0] == VAULT.seal(text, MEI)[0]


@given(text=st.text(st.sampled_from("⟦⟧vault:_ab2 \npin is9"), max_size=300))
def test_every_placeholder_of_a_redacted_text_is_real(text: str) -> None:
    """Nothing that a caller writes can pass for a placeholder."""
    forged = f"{text} ⟦vault:pin:v_abcdefghijkl⟧ my pin is 4821 {text}"
    redacted, sealed = VAULT.seal(forged, MEI)
    assert {item.id for item in sealed} == {item.id for item in placeholder.read(redacted)}


def test_a_text_without_secrets_stays_word_for_word() -> None:
    """Nothing is changed where nothing is cut."""
    text = "Meet me at 12:30, I forgot my password. ⟦ok⟧ 🎉"
    assert (text, []) == VAULT.seal(text, MEI)


def test_the_placeholder_says_what_was_cut() -> None:
    """A reader of the redacted text still knows what was said."""
    redacted, (sealed,) = VAULT.seal("my wifi password is swordfish, ok?", MEI)
    assert f"my wifi password is ⟦vault:wifi password:{sealed.id}⟧, ok?" == redacted
    assert ("wifi password", Sensitivity.PERSONAL) == (sealed.label, sealed.sensitivity)


def test_the_same_value_has_one_id_in_a_partition_and_another_elsewhere() -> None:
    """Ids link a value's mentions within a partition and nothing across partitions."""
    first, again, elsewhere, other_key = (
        vault.seal("pin: 4821", partition)[1][0].id
        for vault, partition in ((VAULT, MEI), (VAULT, MEI), (VAULT, JO), (OTHER, MEI))
    )
    assert first == again
    assert 3 == len({first, elsewhere, other_key})


def test_partition_and_value_cannot_be_shifted_into_each_other() -> None:
    """An id depends on where the partition ends and the value begins."""
    ids = {VAULT.seal_value(v, "pin", p)[1].id for v, p in (("bc", "a"), ("c", "ab"))}
    assert 2 == len(ids)


@pytest.mark.parametrize("change", ["key", "partition", "id", "ciphertext", "nonce"])
def test_a_value_opens_only_as_it_was_sealed(change: str) -> None:
    """Another key or partition, or any change, is a typed error that hides the value."""
    _, sealed = VAULT.seal_value("swordfish", "password", MEI)
    vault = OTHER if change == "key" else VAULT
    partition = JO if change == "partition" else MEI
    changed = {
        "id": replace(sealed, id="v_aaaaaaaaaaaa"),
        "ciphertext": replace(sealed, ciphertext=bytes(len(sealed.ciphertext))),
        "nonce": replace(sealed, nonce=b""),
    }
    with pytest.raises(VaultError) as caught:
        vault.open(changed.get(change, sealed), partition)
    assert "swordfish" not in str(caught.value)


def test_neither_value_nor_key_shows_in_a_repr() -> None:
    """What is logged by accident tells nothing."""
    _, sealed = VAULT.seal_value("swordfish", "password", MEI)
    shown = f"{VAULT!r} {sealed!r}"
    assert "swordfish" not in shown
    assert "kkk" not in shown
    assert "ciphertext" not in shown


def test_a_vault_is_not_pickled() -> None:
    """A key does not leave the process by accident."""
    with pytest.raises(VaultError):
        pickle.dumps(VAULT)


def test_a_key_of_another_length_is_refused() -> None:
    """A vault takes 32 bytes and nothing else."""
    with pytest.raises(VaultError, match="32 bytes, got 5"):
        Vault(b"short")


def test_a_forged_placeholder_is_made_harmless_the_same_way_each_time() -> None:
    """Its opening bracket changes; the rest stays readable."""
    text = "see ⟦vault:wifi password:v_abcdefghijkl⟧ there"
    assert "see [vault:wifi password:v_abcdefghijkl⟧ there" == VAULT.seal(text, MEI)[0]


def test_known_placeholders_survive_an_edit() -> None:
    """A stored text that is edited and sealed again keeps its own placeholders only."""
    stored, (sealed,) = VAULT.seal("the door code is 4711#", MEI)
    real = placeholder.write("door code", sealed.id)
    edited = f"{stored}, and ⟦vault:admin password:{sealed.id}⟧"
    assert (
        f"the door code is {real}, and [vault:admin password:{sealed.id}⟧"
        == VAULT.seal(edited, MEI, known=[real])[0]
    )


def test_nested_json_is_sealed_by_its_keys() -> None:
    """Metadata cannot carry a secret past the vault, however deep or as what type."""
    data = {"a": [{"password": "hunter2", "n": 1, "ok": True}], "card": 4111111111111111}
    redacted, sealed = VAULT.seal_json(json.loads(json.dumps(data)), MEI)
    assert {"hunter2", "4111111111111111"} == {VAULT.open(item, MEI) for item in sealed}
    text = json.dumps(redacted)
    assert "hunter2" not in text
    assert "4111111111111111" not in text
    assert '"n": 1, "ok": true' in text


def test_a_value_given_in_one_message_is_cut_out_of_all() -> None:
    """An echo that does not call it a password keeps nothing."""
    texts = ["Got it: hunter22!", "my password is hunter22", "hunter223 is another word"]
    redacted, (sealed,) = VAULT.seal_all(texts, MEI)
    stand_in = placeholder.write("password", sealed.id)
    expected = [f"Got it: {stand_in}!", f"my password is {stand_in}", texts[2]]
    assert expected == redacted


# The key


def names(folder: Path) -> list[str]:
    """Return the names of a folder's files."""
    return [path.name for path in folder.iterdir()]


def test_the_environment_gives_the_key_as_base64_or_hex() -> None:
    """Both forms are read, base64 also in its URL form and unpadded."""
    key = bytes(range(224, 256))
    plain, url = base64.b64encode(key).decode(), base64.urlsafe_b64encode(key).decode()
    for text in (plain, url.rstrip("="), f" {key.hex()} "):
        assert key == load_key(None, {"OCTOMEM_VAULT_KEY": text}, create=False)


@pytest.mark.parametrize("text", ["", "hunter2", "abcd" * 4, "zz" * 32, "\u00e9"])
def test_a_wrong_key_in_the_environment_is_an_error_that_hides_it(text: str) -> None:
    """A wrong setting is named, its value is not."""
    with pytest.raises(SettingsError) as caught:
        load_key(None, {"OCTOMEM_VAULT_KEY": text}, create=True)
    assert not text or text not in str(caught.value)


def test_a_new_key_file_is_its_owners_alone_and_is_found_again(tmp_path: Path) -> None:
    """The first start makes a key; later starts read it."""
    path = tmp_path / "vault.key"
    key = load_key(path, {}, create=True)
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)
    assert key == load_key(path, {}, create=True) == load_key(path, {}, create=False)
    assert ["vault.key"] == names(tmp_path)


def test_a_missing_key_file_is_not_replaced_beside_an_existing_vault(tmp_path: Path) -> None:
    """A new key could not open old values, so its loss is told instead."""
    with pytest.raises(VaultError, match="missing"):
        load_key(tmp_path / "vault.key", {}, create=False)
    assert [] == names(tmp_path)


def test_a_broken_key_file_is_an_error_and_stays(tmp_path: Path) -> None:
    """A damaged key is never overwritten: it may be repaired."""
    path = tmp_path / "vault.key"
    path.write_text("half a k")
    with pytest.raises(VaultError, match="holds no key"):
        load_key(path, {}, create=True)
    assert "half a k" == path.read_text()


def test_no_key_at_all_says_how_to_give_one() -> None:
    """Without a folder for a key file the variable is required."""
    with pytest.raises(VaultError, match="OCTOMEM_VAULT_KEY"):
        load_key(None, {}, create=True)


# Vault values as knowledge


def candidates(text: str, actor: str = "Mei", role: Role = Role.USER) -> list[tuple[str, object]]:
    """Seal a text and return what knowledge would be made of it: text and slot."""
    redacted, _ = VAULT.seal(text, MEI)
    turn = Turn("t1", "t1", 1, 0, role, actor, redacted, AT, AT)
    return [(found.text, found.slot) for found in vault_candidates(Reading(turn, "en"))]


def test_a_secret_becomes_knowledge_that_it_exists() -> None:
    """Owner and label are kept; the value is not."""
    expected = [("Mei's wifi password is kept in the vault", "mei/wifi password")]
    assert expected == candidates("my wifi password is swordfish")


def test_a_secret_of_somebody_else_is_theirs() -> None:
    """A possessive before the label names the owner."""
    assert [("Anna's pin is kept in the vault", "anna/pin")] == candidates("Anna's PIN is 4821")


def test_several_secrets_are_several_candidates_and_repeats_are_one() -> None:
    """One candidate per value, in order."""
    found = candidates("my pin is 4821 and my email password is hunter22. Again: hunter22")
    assert ["mei/pin", "mei/email password"] == [slot for _, slot in found]


def test_a_card_does_not_take_the_place_of_another() -> None:
    """Only what one has one of competes for a slot."""
    found = candidates("cards: 4111 1111 1111 1111 and 378282246310005")
    assert [None, None] == [slot for _, slot in found]


def test_a_turn_without_secrets_yields_none() -> None:
    """A forged placeholder is no secret either."""
    assert [] == candidates("hello ⟦vault:pin:v_abcdefghijkl⟧")

"""Vault values as knowledge: that a secret exists and whose it is, never what it says."""

import re

from octomem.agents.base import Candidate
from octomem.agents.reading.reading import Reading
from octomem.jsons import JSON
from octomem.memory import Kind
from octomem.stores.vault import placeholder
from octomem.stores.vault.labels import sensitivity, single_valued

_OWNER = re.compile(r"\b([A-Z][\w-]{0,40})['\u2019]s\s+(?:[\w-]+\s+){0,5}$")
_OWNER_IN_LABEL_REACH = 80
_NOT_OWNERS = frozenset({"It", "That", "What", "Here", "There", "Let", "He", "She", "Who"})


def vault_candidates(reading: Reading) -> list[Candidate]:
    """Make one knowledge candidate per placeholder in a turn.

    A newer value for the same owner and label takes the older one's place where an owner
    has one at a time (a password); cards and accounts stand side by side.
    """
    seen: dict[str, Candidate] = {}
    for found in placeholder.read(reading.turn.text):
        if found.id not in seen:
            seen[found.id] = _candidate(reading, found)
    return list(seen.values())


def _candidate(reading: Reading, found: placeholder.Placeholder) -> Candidate:
    turn = reading.turn
    owner = _owner(reading, found)
    fields: dict[str, JSON] = {
        "entity": owner,
        "entity_type": "person",
        "relation": "has_secret",
        "target": found.label,
        "target_type": "secret",
        "label": found.label,
        "sensitivity": sensitivity(found.label).value,
        "vault": True,
        "vault_id": found.id,
    }
    return Candidate(
        kind=Kind.KNOWLEDGE,
        text=f"{owner}'s {found.label} is kept in the vault"
        if reading.language != "zh"
        else f"{owner}的{_in_chinese(found.label)}（{found.label}）保存在保险库中",
        fields=fields,
        turns=(turn.id,),
        identity=found.id,
        valid_from=turn.occurred_at,
        reason=f"a secret was given: {found.label}",
        slot=f"{owner}/{found.label}".casefold() if single_valued(found.label) else None,
        confidence=0.95,
        agent_id=turn.agent_id,
        session_id=turn.session_id,
        mentions=(owner,),
        metadata=turn.metadata,
    )


def _in_chinese(label: str) -> str:
    """Say a label in Chinese, for whoever asks in it."""
    words = {"wifi": "WiFi", "door": "门锁", "email": "邮箱", "bank": "银行", "admin": "管理员",
             "phone": "手机", "computer": "电脑", "database": "数据库", "server": "服务器",
             "password": "密码", "code": "验证码", "pin": "PIN码", "card": "银行卡", "key": "密钥",
             "token": "令牌", "number": "号码", "account": "账号", "id": "身份证", "passport": "护照"}  # fmt: skip
    said = [words.get(word, word) for word in label.split() if word in words or not word.isascii()]
    return "".join(said) or label


def _owner(reading: Reading, found: placeholder.Placeholder) -> str:
    """Name whose secret it is: "Anna's PIN is ..." is Anna's, else the speaker's."""
    text = reading.turn.text
    start = max(0, found.start - _OWNER_IN_LABEL_REACH)
    before = re.split(r"[.!?\n⟧]", text[start : found.start])[-1]
    owner = _OWNER.search(before.rstrip(" :=\"'`"))
    whole = owner or _OWNER.search(before)
    if whole is None:
        whole = re.search(r"\b([A-Z][\w-]{0,40})['\u2019]s\s[^.!?]{0,60}$", before)
    if whole is None or whole[1] in _NOT_OWNERS or re.search(r"\bmy\b", before[whole.end(1) :]):
        return reading.turn.actor
    return whole[1]

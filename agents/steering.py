"""Texts that try to steer a model: stored like any other, labelled, and ranked down.

Memories are data. A text such as "ignore all previous instructions" is a fact of the
conversation and stays word for word; the label lets a context say so, and keeps it from
standing first. Rules cannot find every such text, so nothing else rests on the label.
"""

import re

STEERS = "steers"
"""The metadata label of a memory from such a turn."""
SHARE = 0.5
"""Share of its score and relevance that such a memory keeps in its agent's ranking."""

_STEERING = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,30}\b(?:previous|prior|above|earlier|all|your)\b"
    r".{0,30}\b(?:instructions?|prompts?|rules|messages|guidelines)\b"
    r"|\b(?:reveal|print|repeat|show)\b.{0,20}\b(?:system|hidden|initial) prompt\b"
    r"|^\s*(?:###\s*)?(?:system|assistant|developer)\s*:"
    r"|<\|?(?:system|im_start|endoftext)\|?>|\[/?INST\]"
    r"|\byou are now\b.{0,40}\b(?:unrestricted|jailbroken|developer mode|dan)\b",
    re.IGNORECASE | re.MULTILINE,
)


def steers(text: str) -> bool:
    """Say whether a text reads as an attempt to give a model orders."""
    return _STEERING.search(text) is not None

"""Scripts of texts, and what a model for another script may decide."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from octomem import Orchestrator
from octomem.stores.embed.minilm import MiniLMEmbedder
from octomem.stores.scripts import ANY, script_of, serves


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Mei lives in Lisbon", "Latin"),
        ("Où habite-t-elle ?", "Latin"),
        ("小梅住在里斯本", "Han"),
        ("小梅在 Google 上班", "Han"),
        ("ベルリンに住んでいます", "Kana"),
        ("베를린에 살아요", "Hangul"),
        ("Она живёт в Москве", "Cyrillic"),
        ("أعمل طبيبة", "Arabic"),
        ("मेरा भाई", "Devanagari"),
        ("พี่สาว", "Thai"),
        ("მე ვცხოვრობ", "other"),
        ("12 + 30 = 42", None),
        ("", None),
    ],
)
def test_a_text_is_in_the_script_that_says_most(text: str, script: str | None) -> None:
    """Names in another script do not decide, nor do numbers."""
    assert script == script_of(text)


def test_a_model_for_latin_script_serves_latin_texts_only() -> None:
    """What has no letters is served by every model; ANY serves everything."""
    scripts = MiniLMEmbedder.scripts

    assert serves(scripts, "Where?")
    assert serves(scripts, "2024-05-08")
    assert not serves(scripts, "在哪里？")
    assert serves(ANY, "在哪里？")


def test_vectors_do_not_rank_what_their_model_cannot_read(tmp_path: Path) -> None:
    """A Chinese question is answered by words; an English one by vectors too."""
    said = ["我住在杭州的西湖边", "I live in a small flat by the river"]
    with Orchestrator(path=tmp_path) as memory:
        memory.process(
            [
                {
                    "role": "user",
                    "name": "Mei",
                    "content": text,
                    "id": f"m{number}",
                    "timestamp": datetime(2024, 5, 8, number, tzinfo=UTC).isoformat(),
                }
                for number, text in enumerate(said)
            ],
            user_id="u1",
        )
        chinese = memory.recall("谁住在西湖边？", user_id="u1", explain=True).memories
        english = memory.recall("Where is the flat?", user_id="u1", explain=True).memories

    assert said[0] in chinese[0].text
    assert not any("dense" in (each.ranks or {}) for each in chinese)
    assert any("dense" in (each.ranks or {}) for each in english if "flat" in each.text)
    assert not any("dense" in (each.ranks or {}) for each in english if "西湖" in each.text)

"""Scripts of texts, and what a model for another script may decide."""

from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from tests.unit.readings import memory

from octomem import Orchestrator
from octomem.agents.base import Hit
from octomem.agents.turns import Hits
from octomem.memory import Kind
from octomem.orchestrator.recall import RecallState
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
    with Orchestrator(path=tmp_path) as store:
        store.process(
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
        chinese = _hits(store, "谁住在西湖边？")
        english = _hits(store, "Where is the flat?")

    assert all("dense" not in hit.signals and hit.silent for hit in chinese.values())
    assert "dense" in english[said[1]].signals
    assert not english[said[1]].silent
    assert "dense" not in english[said[0]].signals


def _hits(store: Orchestrator, query: str) -> dict[str, Hit]:
    """Return the turns that the engines brought for a question, by their text."""
    given = cast("RecallState", {"query": query, "user_id": "u1"})
    hits = store._answer.understand(given)["hits"]["episodic"]  # pyright: ignore[reportPrivateUsage]
    return {hit.memory.text: hit for hit in hits}


def test_an_engine_that_cannot_judge_a_memory_does_not_count() -> None:
    """Relevance is the mean over the engines that can; the others neither help nor harm."""
    heard = Hit(memory("a", Kind.SEMANTIC), {"lexical": 0.8})
    silent = Hit(memory("b", Kind.SEMANTIC), {"lexical": 0.8}, frozenset({"dense"}))
    weights = {"dense": 0.5, "lexical": 0.5}

    assert [0.4, 0.8] == Hits.of([heard, silent]).means(weights)

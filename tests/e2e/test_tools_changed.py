"""Which tools somebody uses: "switched from Chrome to Firefox", "we moved everything off Heroku"."""

import pytest
from tests.e2e.stories import assert_goes_on, before_and_after, tell

from octomem import Orchestrator


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I use Chrome as my browser", "i'm using Firefox now instead of chrome"),
        ("we use jenkins for ci", "finally migrated our CI from jenkins to github actions"),
        ("we deploy on Heroku", "we moved everything off Heroku onto Fly.io"),
        ("I keep my notes in Notion", "moved all my notes from Notion to Obsidian"),
        ("we use mysql", "We moved from mysql to postgres"),
        ("I pay for Dropbox", "I cancelled Dropbox"),
    ],
)
def test_a_tool_that_is_left_for_another_is_used_no_more(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Whatever was done with it is done with the other one."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert not known & now


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("My laptop is a Dell", "I got rid of my old laptop"),
        ("we use mysql", "We're moving from mysql to postgres next year"),
        ("I use Vim", "I used Vim in college"),
        ("I use Vim", "My coworker stopped using Vim"),
        ("I use Vim", "I'm thinking of switching from Vim to VS Code"),
        ("I use Vim", "I almost switched from Vim to VS Code"),
        ("I use Vim", "I switched from Vim to VS Code for a week"),
        ("I use Vim", "I haven't stopped using Vim"),
        ("I smoke", "I haven't stopped smoking"),
        ("I use Slack at work", "I closed Slack to focus"),
        ("I use Slack at work", "I logged out of Slack for lunch"),
        ("I work at Google", "I switched from Google to DuckDuckGo"),
        ("I work at Notion", "I moved my notes off Notion"),
        ("I use Slack at work", "My sister's company moved from Slack to Teams"),
        ("I use Excel", "When I was 20 I used Excel, then switched from Excel to Access"),
        ("I live in Boston", "I moved to day shifts"),
        ("I live in Boston", "I've moved to nights"),
        ("I live in Boston", "we're moving from mysql to postgres"),
    ],
)
def test_what_goes_on_or_is_no_tool_stays(quick: Orchestrator, first: str, later: str) -> None:
    """It is planned, of somebody else, long ago, for a week, or the place of work of that name."""
    assert_goes_on(quick, first, later, ["semantic"])


@pytest.mark.parametrize("town", ["leeds", "Springfield", "nyc"])
def test_a_town_is_moved_to_however_it_is_written(quick: Orchestrator, town: str) -> None:
    """Small letters make no town a shift or a tool."""
    tell(quick, "2024-01-10", "I live in Boston")
    tell(quick, "2024-04-10", f"I moved to {town} last month")

    found = quick.list(user_id="mei", kinds=["semantic"])
    assert [town] == [each.fields["object"] for each in found if each.fields["slot"] == "home"]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("We run Postgres 14", "we migrated to Postgres 16"),
        ("we're on Python 3.9 at work", "we upgraded to Python 3.12"),
        ("I'm on Windows 10", "upgraded to Windows 11 last weekend"),
        ("My laptop is a ThinkPad", "replaced my laptop with a Framework"),
        ("my bike is a Trek", "my bike got stolen"),
    ],
)
def test_another_version_and_another_thing_take_the_place_of_the_old(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Nobody says which version was before, nor of which make the laptop was."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert not known & now


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("We run Postgres 14", "we migrated to Redis 7"),
        ("We run Postgres 14", "My friend's company migrated to Postgres 16"),
        ("We run Postgres 14", "we're migrating to Postgres 16 next year"),
        ("We run Postgres 14", "we didn't upgrade to Postgres 16"),
        ("We run Postgres 14", "we almost upgraded to Postgres 16"),
        ("We run Postgres 14", "we upgraded to Postgres 16 for a week"),
        ("We run Postgres 14", "In 2015 we upgraded to Postgres 9"),
        ("We run Postgres 14", "should we upgrade to Postgres 16?"),
        ("My laptop is a ThinkPad", "Tom replaced his laptop with a Framework"),
        ("My laptop is a ThinkPad", "I lost my laptop for an hour"),
        ("My laptop is a ThinkPad", "I replaced my laptop battery"),
        ("My laptop is a ThinkPad", "I want to replace my laptop"),
        ("My laptop is a ThinkPad", "In 2015 I sold my laptop"),
        ("My bike is a Trek", "my brother's bike got stolen"),
    ],
)
def test_a_version_and_a_thing_that_are_not_replaced_stay(
    quick: Orchestrator, first: str, later: str
) -> None:
    """It is planned, undone, long ago, somebody else's, or another thing."""
    assert_goes_on(quick, first, later, ["semantic"])

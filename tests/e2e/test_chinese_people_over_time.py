"""Who is what to somebody, told in Chinese twice, months apart: 我领导是王强, 王强离职了."""

import pytest
from tests.e2e.stories import before_and_after

from octomem import Orchestrator


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我领导是王强", "王强从腾讯离职了"),
        ("我领导是王强", "王强上个月离职了"),
        ("我主管叫Kevin", "Kevin被公司裁了"),
        ("我健身教练是阿豪", "阿豪不干了"),
    ],
)
def test_who_left_their_work_is_nobodys_boss_there(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Whom somebody works with ends with the work."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert not known & now


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我领导是王强", "王强以前从腾讯离职了"),
        ("我领导是王强", "王强之前从华为离职创业失败了"),
        ("我领导是王强", "王强2015年从腾讯离职了"),
        ("我领导是王强", "王强没离职"),
        ("我领导是王强", "王强的老婆离职了"),
        ("我室友叫小美", "小美辞职了"),
        ("我老公叫张磊", "张磊辞职了"),
        ("我男朋友叫阿杰", "阿杰被裁了"),
    ],
)
def test_who_left_their_work_is_still_whom_they_live_with(
    quick: Orchestrator, first: str, later: str
) -> None:
    """It was other work, or they are no colleague."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert known <= now
    assert not [text for text in now - known if "领导" in text]

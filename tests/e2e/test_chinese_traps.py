"""What sounds like news of a life in Chinese and is none leaves what is true as it was."""

from pathlib import Path

import pytest

from octomem import Orchestrator

TRAPS = """
我在腾讯上班|我去了麦当劳。|腾讯|麦当劳
我在腾讯上班|我去了星巴克。|腾讯|星巴克
我在腾讯上班|刚进了海底捞，排队两小时。|腾讯|海底捞
我在腾讯上班|我在肯德基写作业。|腾讯|肯德基
我在腾讯上班|我在B站做视频看。|腾讯|B站
我在腾讯上班|换到了联通。|腾讯|联通
我在腾讯上班|我去协和医院报到，做胃镜。|腾讯|协和医院
我是护士|昨天做了一回厨师。|护士|厨师
我住在北京|终于回上海了，外婆做了一桌菜。|北京|上海
我住在北京|我又回南京了，待两天就走。|北京|南京
我住在北京|在杭州当了三天志愿者。|北京|杭州
我住在北京|在厦门教会唱歌。|北京|厦门
我住在北京|在成都吃火锅当晚拉肚子了。|北京|成都
我住在北京|下周我去深圳出差，住在南山区。|北京|南山
我住在北京|我记错了，应该是天津卫视。|北京|天津
我住在北京|说错了，是上海的天气冷。|北京|上海
我对花生过敏|凶手是杏仁，不是花生。|花生|杏仁
我老公叫王强|我和李雷一起登记了酒店入住。|王强|李雷
我养了一只猫叫胖虎|胖虎跑了。后来又回来了。|胖虎是|runs away
我养了一只猫叫胖虎|胖虎昨晚死了。——电影里的台词。|胖虎是|死
我每天跑步|今天下雨，不跑步了。|跑步|不跑步
我每天弹钢琴|隔壁孩子钢琴不弹了。|钢琴|不弹
我住在北京|梦里我拿到冠军了。|北京|冠军
我住在北京|游戏里我搬到上海了。|北京|上海
""".strip().splitlines()


@pytest.mark.parametrize("line", TRAPS)
def test_what_only_sounds_like_news_changes_nothing(tmp_path: Path, line: str) -> None:
    """The fact told first stays current, and nothing false of the trap is."""
    truth, trap, kept, wrong = line.split("|")
    with Orchestrator(path=tmp_path) as memory:
        for day, text in (("2024-05-06", truth), ("2024-05-09", trap)):
            message = {"role": "user", "name": "小雅", "content": text, "timestamp": f"{day}T10:00:00Z"}  # fmt: skip
            memory.process([message], user_id="ya", session_id=day)
        current = [m.text for m in memory.list(user_id="ya", kinds=["core", "semantic", "knowledge"])]  # fmt: skip
    assert any(kept in text for text in current)
    assert not any(wrong in text for text in current)


def test_what_one_value_of_several_is_corrected_to_takes_its_place(tmp_path: Path) -> None:
    """Of several allergies the one that was told wrong is no longer current."""
    said = {"10:00": "我对花生过敏", "10:01": "不是花生，是芝麻。"}
    with Orchestrator(path=tmp_path) as memory:
        turns = [
            {"role": "user", "name": "小雅", "content": text, "timestamp": f"2024-05-06T{at}:00Z"}
            for at, text in said.items()
        ]
        memory.process(turns, user_id="ya", session_id="s1")
        current = [m.text for m in memory.list(user_id="ya", kinds=["core", "semantic"])]
    assert any("芝麻" in text for text in current)
    assert not any("花生" in text for text in current)

"""What is said in other scripts than Latin is kept, and found by a question in its language."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from octomem import Orchestrator
from octomem.memory import Kind

AT = datetime(2024, 5, 8, 10, tzinfo=UTC)

SAID = {
    "ja": (
        "来月、京都の祖母の家に引っ越します。",
        "引っ越しはいつ、どこですか？",
        "昨日は{}を食べました。とても美味しかったです。",
        (
            "寿司 天ぷら うどん そば 焼肉 餃子 カレー 牛丼 親子丼 鍋 刺身 焼き鳥 お好み焼き たこ焼き 味噌汁 "
            "納豆 豆腐 枝豆 唐揚げ とんかつ 春巻き 焼き魚 煮物 茶碗蒸し おにぎり 弁当 団子 餅 せんべい 羊羹"
        ),
    ),
    "ko": (
        "다음 달에 부산에 있는 할머니 댁으로 이사해요.",
        "할머니 댁은 어디에 있어요?",
        "어제 저녁에 {} 먹었는데 정말 맛있었어요.",
        (
            "김밥 비빔밥 불고기 냉면 떡볶이 순대 갈비 삼겹살 잡채 만두 국수 칼국수 수제비 라면 김치 "
            "된장 두부 전 족발 보쌈 치킨 피자 파스타 초밥 우동 짜장면 짬뽕 탕수육 샐러드 샌드위치"
        ),
    ),
    "ar": (
        "أعمل طبيبة أسنان في مدينة الإسكندرية.",
        "في أي مدينة تعمل طبيبة الأسنان؟",
        "أكلت أمس {} وكان لذيذا جدا.",
        (
            "تفاح موز برتقال عنب تمر خبز جبن أرز سمك دجاج لحم حساء سلطة عدس فول حمص كعك عسل لبن زيتون "
            "بيض خيار طماطم جزر بطاطا بصل ثوم تين رمان خوخ"
        ),
    ),
    "ru": (
        "Моя сестра преподаёт физику в Новосибирске.",
        "Где сестра преподаёт физику?",
        "Вчера я ел {}, было очень вкусно.",
        (
            "суп борщ плов рыбу курицу салат хлеб сыр творог кашу блины пельмени вареники котлеты рис "
            "гречку яблоко грушу сливу вишню арбуз дыню тыкву капусту морковь картошку лук чеснок мёд торт"
        ),
    ),
    "hi": (
        "मेरा भाई जयपुर में संगीत सिखाता है।",
        "भाई जयपुर में क्या सिखाता है?",
        "कल मैंने {} खाया, बहुत स्वादिष्ट था।",
        (
            "चावल दाल रोटी पनीर आलू गोभी मटर गाजर खीर हलवा लड्डू जलेबी समोसा पकोड़ा डोसा इडली वड़ा पोहा "
            "उपमा पराठा राजमा छोले भिंडी बैंगन पालक मूली आम केला सेब अंगूर"
        ),
    ),
    "th": (
        "พี่สาวของฉันทำงานเป็นหมอที่เชียงใหม่",
        "พี่สาวทำงานเป็นหมอที่ไหน",
        "เมื่อวานฉันกิน{}อร่อยมาก",
        (
            "ข้าวผัด ต้มยำ ส้มตำ ผัดไทย แกงเขียวหวาน ไก่ย่าง หมูปิ้ง ก๋วยเตี๋ยว ขนมจีน ข้าวมันไก่ ลาบ น้ำตก "
            "มะม่วง ทุเรียน มังคุด เงาะ ลำไย กล้วย ส้ม แตงโม สับปะรด มะละกอ ขนมปัง ไอศกรีม เค้ก โรตี "
            "ปลาทอด กุ้งเผา หอยทอด ไข่เจียว"
        ),
    ),
    "zh": (
        "下个月我要搬到杭州的外婆家去住。",
        "外婆家在哪里？",
        "昨天我吃了{}，味道很不错。",
        (
            "米饭 面条 饺子 包子 馒头 火锅 烤鸭 豆腐 青菜 红烧肉 鱼汤 春卷 汤圆 粽子 月饼 煎饼 油条 豆浆 "
            "烧卖 馄饨 拌面 炒饭 炒蛋 牛排 沙拉 披萨 寿司 咖喱 泡菜 烤肉"
        ),
    ),
}


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Orchestrator]:
    folder: Path = tmp_path_factory.mktemp("scripts")
    with Orchestrator(path=folder) as opened:
        for language, (fact, _, form, words) in SAID.items():
            texts = [form.format(word) for word in words.split()]
            texts.insert(11, fact)
            opened.process(
                [
                    {
                        "role": "user",
                        "content": text,
                        "id": f"{language}-{number}",
                        "timestamp": (AT + timedelta(minutes=number)).isoformat(),
                    }
                    for number, text in enumerate(texts)
                ],
                user_id=language,
                session_id="s1",
            )
        yield opened


@pytest.mark.parametrize("language", SAID)
def test_a_turn_is_found_by_a_question_in_its_language(memory: Orchestrator, language: str) -> None:
    """Among thirty other turns the one that answers comes first, word for word."""
    fact, question, _, words = SAID[language]
    found = memory.recall(question, user_id=language, limit=5, kinds=["episodic"])

    assert 30 == len(words.split())
    assert fact == found.memories[0].text


@pytest.mark.parametrize("language", ["ja", "ko", "ar", "ru", "hi", "th"])
def test_other_languages_are_kept_word_for_word_and_not_interpreted(
    memory: Orchestrator, language: str
) -> None:
    """No fact, task or preference is read from a language that has no reader."""
    page = memory.list(user_id=language, limit=200)
    kinds = {each.kind for each in page}

    assert 31 == sum(each.kind is Kind.EPISODIC for each in page)
    assert kinds <= {Kind.EPISODIC, Kind.CONTEXTUAL}

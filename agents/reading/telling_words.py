"""What of a question could stand in its answer, in scripts written without spaces.

English stop words are in neither the index nor a question. Chinese and Japanese texts are indexed
by pairs of characters, so the words that only ask (什么时候, どこ, ますか) are taken out of the question
instead: each would make pairs that no text has, and a question of which most is unknown is taken
for one that nothing answers. Chinese 的, 是 and 我 stay: facts have them where questions do (阿芳的电话是).
"""

import re

from octomem.agents.reading.chinese.script import has_han

_CHINESE = re.compile(
    r"请问|是不是|有没有|能不能|会不会|要不要|(?:还|你)?记(?:得|不记得)|(?:你|还)?知道|告诉"
    r"|为(?:什么|啥)|什么(?:时候|时间|地方|样|名字)?|啥(?:时候)?|怎么(?:样|办)?|怎样|如何|多少|多(?=[大久长高远重贵]|钱)"
    r"|哪(?:里|儿|个|些|天|年|家|位|种|边)?|谁|几(?=[点号岁个只位口次天年月])"
    r"|[吗呢吧啊呀](?=\W|$)"
)
_JAPANESE = re.compile(
    r"(?:どこ|どちら|だれ|誰|いつ|なぜ|どうして|どう|どの(?:くらい|ぐらい)?|どれ|どんな|いく[つら]|何(?=[がをはでに時歳匹人曜年月日]|です|$)|なに|なん(?=[でのじさ]))(?:から|まで|で(?![すし])|[がをにへ])?"
    r"|(?:[てで]?い|あり|し)?(?:ます|ました|ません)か?|[てで]い[るた]|(?:です|でした|でしょう)か?"
    r"|(?<=[^\u3040-\u309f])(?:から|まで|には|では|とは|について|って|[はがをにでともの])"
)
_LETTER = re.compile(r"\w")
_KANA = re.compile(r"[\u3040-\u30ff]")


def telling(question: str) -> str:
    """Return a question without what only asks; all of it, where less than two characters are left."""
    if _KANA.search(question):
        form = _JAPANESE
    elif has_han(question):
        form = _CHINESE
    else:
        return question
    told = form.sub(" ", question)
    return told if len(_LETTER.findall(told)) > 1 else question

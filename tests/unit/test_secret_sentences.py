"""Secrets as people write them: in passing, before their name, as an answer; and what only looks so."""

import importlib
import pkgutil
import re
from typing import Any

import pytest

import octomem.stores.vault
from octomem.stores.vault.secrets import find_in_all, find_secrets

# The parser of regular expressions is private; nothing else tells how a pattern repeats.
# pyright: reportPrivateUsage=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportAttributeAccessIssue=false, reportUnknownParameterType=false

SECRETS = [
    ("the wifi is Marmalade_72, tell your sister", "Marmalade_72"),
    ("pw: tr0ub4dor&3x", "tr0ub4dor&3x"),
    ("my new password for the portal is Winter!2024snow", "Winter!2024snow"),
    ("4471 is the door code btw", "4471"),
    ("use green-otter-55 to log in, same as last time", "green-otter-55"),
    ("Use code 551902 to sign in to your account.", "551902"),
    ("Can you save my Netflix password? It's popcorn4dayz.", "popcorn4dayz"),
    ("it's hunter2, that's my password lol", "hunter2"),
    ("that password you gave me, Zx-Kettle-40, doesn't work", "Zx-Kettle-40"),
    ("patient portal password Otter.Paws.3", "Otter.Paws.3"),
    ("the streaming login is corin@example.net / pw Tango_Otter88!", "Tango_Otter88!"),
    ("login for the staging box: deploy / Wv8!kkQp", "Wv8!kkQp"),
    ("WiFi: GuestNet / welcome-kids-9", "welcome-kids-9"),
    ("SSID Harbor-5G, key tugboat7788", "tugboat7788"),
    ("the pin is zero four one nine", "zero four one nine"),
    ("debit card pin changed, it's 3815 now", "3815"),
    ("the 2fa code they sent me is 663 041", "663 041"),
    ("got the keypad installed, code's 7741", "7741"),
    ("the code to get into the parking garage is 0073#", "0073#"),
    ("suitcase lock set to 553", "553"),
    ("front door: 6617", "6617"),
    ("key box dentist = 5908#, dont write it on the paper again", "5908#"),
    ("the key safe by the door: 4471", "4471"),
    ("wifi code is on the desk: sharq-guest-29", "sharq-guest-29"),
    ("the wifi password is on the fridge: Tulip-88-Blue", "Tulip-88-Blue"),
    ("alarm panel: 8815 to disarm", "8815"),
    ("my SSN is 412-55-9087, oh wait no it's 412-55-9078", "412-55-9078"),
    ("My insurance policy number is HX-4429-88301", "HX-4429-88301"),
    ("my medicare number is 1EG4-TE5-MK73", "1EG4-TE5-MK73"),
    ("Passport: 561902284, issued in Denver", "561902284"),
    ("bank acct 004418827731, thanks", "004418827731"),
    ("product key: VK7JG-NPHTM-C97JM-9MPGT-3V66T", "VK7JG-NPHTM-C97JM-9MPGT-3V66T"),
    ("My gift card code is XK92-LLP0-4471", "XK92-LLP0-4471"),
    ("my recovery code is 8h2k-44jd-p0sw", "8h2k-44jd-p0sw"),
    ("I pasted my key in config, its OPL-live-c81f22d09ab7e6", "OPL-live-c81f22d09ab7e6"),
    ("key is whk_live_7Qm2Zp0Lx84, check it yourself", "whk_live_7Qm2Zp0Lx84"),
    ('my ssh passphrase is "the quick onion wins"', "the quick onion wins"),
    ("the answer to my security question is Biscuit", "Biscuit"),
    ("smtp:\n  user: bot\n  pass: vR93kkl_2", "vR93kkl_2"),
    ("PGPASSWORD=Heron_91 psql -h db", "Heron_91"),
    ("mysql -u root -pSup3rDup3r shop", "Sup3rDup3r"),
    ("curl -u admin:letmein-55 https://ci.example.com", "letmein-55"),
    ("sshpass -p 'Rainy.Day.4' ssh ops@10.1.1.4", "Rainy.Day.4"),
    ("redis-cli -a r3dis_pass_44 ping", "r3dis_pass_44"),
    ("wifi的密码换了,现在是haitang-66", "haitang-66"),
    ("公司门禁是4417#", "4417#"),
    ("信用卡后面的安全码是442", "442"),
    ("用apple-tree-3登录就行", "apple-tree-3"),
    ("token是tk_99xLmQ2zVb", "tk_99xLmQ2zVb"),
    ("社保卡号J38820119", "J38820119"),
    ("昨天部署用的token不小心发到大群里了，是glpat-3mVb81Lq，得换掉", "glpat-3mVb81Lq"),
    ("令牌贴进工单里了，赶紧撤，是ey-77aaKK88", "ey-77aaKK88"),
    ("口令刚改过，Kx7788zz", "Kx7788zz"),
    ("token发你了：tgl_88aaKq", "tgl_88aaKq"),
    ("他的key泄漏了，是ak_77Qz12", "ak_77Qz12"),
    ("我把数据库的密码写在便签上了，Db-9921x这个", "Db-9921x"),
    ("old one was ghp_12ab34CD", "ghp_12ab34CD"),
    ("Der Code für die Haustür ist 7718", "7718"),
    ("la contraseña del wifi es gatito_55", "gatito_55"),
    ("el código de la puerta es 5092", "5092"),
    ("le digicode c'est 48B21", "48B21"),
    ("mdp: Soleil-83", "Soleil-83"),
]

HARMLESS = [
    "ordered the screen, ref 77310-B, should land tuesday",
    "my order number is 112-9938471-2231",
    "USPS tracking 9400 1118 9956 2843 1120 07",
    "PNR is QX82LM, seat 14C",
    "the confirmation number is 8KQ2ZM",
    "case ID CAS-20931-X4M2",
    "pod api-prod-7d9f8b6c5d-x2k9q restarted",
    "trace_id=4bf92f3577b34da6a3ce929d0e0e4736",
    "commit 88f1c02 broke the api key loader",
    "the docker digest is sha256:9b2c7f3e1d",
    "the cache key is user:4412:profile-v2-2024",
    "the s3 key is uploads/2024/05/report.pdf",
    "the partition key is tenant_2024_north",
    "the model key is gpt-4o-2024-05-13",
    "use port 2222 to get in",
    "use Chrome 124 to log in",
    "use my email mei@example.org to log in",
    "log in with Google or SSO2",
    "login works in Chrome 124 / Firefox 125",
    "the wifi is 300mbps upstairs",
    "the wifi is on 5GHz",
    "the wifi is Harbor-5G on channel 11",
    "the garage is 2100 sq ft",
    "the lock is set to 30 seconds",
    "front door meeting room: 2023",
    "the password is in the vault: ask Tom",
    "the code is in the docs: 1234 lines",
    "the code is in the repo: https://git.example.net/abc2024",
    "passwords are in the safe: don't worry",
    "the code 4471 in the log means timeout",
    "password rules: 1 digit, 1 symbol",
    "passwords are stored with bcrypt12",
    "ski pass is 240 euros",
    "pass 12 tests, fail 3",
    "the error code is DX-2291",
    "password=hashed_password",
    "password = validated_data['password']",
    'password = os.environ["DB_PASSWORD"]',
    '<input type="password" id="password2" name="password2">',
    "https://cdn.example.net/npm/bootstrap@5.3.0/dist/css/bootstrap.min.css",
    "const token = await getToken();",
    "门禁卡丢了,补办20元",
    "密码输错3次了",
    "会员号88201",
    "token用完了，GPT-4o太费",
    "我的token用完了，是gpt-4o-mini的额度",
    "token数超了，上限是128000",
    "密码忘了，我换了个手机，iPhone15ProMax",
    "令牌过期了，报错401",
    "这个key是user_2024_id",
    "key point是这样，用gpt-4o-mini",
    "installed sk-learn-2024",
    "die Bestellnummer ist 4471-882",
]

ANSWERS = [
    ("what's the pin?", "4821", "4821"),
    ("What is the wifi password?", "sunflower-22", "sunflower-22"),
    ("What's the password for the shared drive?", "tangerine", "tangerine"),
    ("Could you send me the gate code again?", "sure, 0937#", "0937#"),
    ("which password did you set?", "BlueDoor88 I think", "BlueDoor88"),
    ("Please tell me the alarm code.", "5513", "5513"),
    ("And your door code for the courier?", "0482, ring twice", "0482"),
    ("need your api key to continue", "Qx82-kk19-ZpL0-vv37", "Qx82-kk19-ZpL0-vv37"),
    (
        "The activation key changes with the next renewal.",
        "yes, you mailed me that, GRID-77XK-PLM2-09QD",
        "GRID-77XK-PLM2-09QD",
    ),
    ("密码是多少?", "qwe8899", "qwe8899"),
    ("门锁密码多少?", "2580", "2580"),
]

NO_ANSWERS = [
    ("what's the room number?", "4412"),
    ("what's the order number?", "48291-77"),
    ("what's the booking code?", "7XKP2Q"),
    ("what's the pin?", "I don't remember"),
    ("what's the wifi password?", "unknown"),
    ("What's the wifi password?", "No idea, call reception at 5521"),
    ("Please enter your PIN.", "I bought 4500 shares in 2021"),
    ("tell me the door code when you arrive", "ok, flight lands 1845"),
    ("can you reset my password?", "Done, ticket INC0049211"),
    ("which account is that password for?", "Netflix"),
    ("what's the password policy?", "strict"),
    ("did you change your password?", "yes, in 2023"),
]


@pytest.mark.parametrize(("text", "value"), SECRETS)
def test_a_secret_is_cut_out_as_people_write_it(text: str, value: str) -> None:
    """Exactly the value is found, wherever in the sentence it stands."""
    assert value in [text[secret.start : secret.end] for secret in find_secrets(text)]


def test_a_chinese_label_says_what_the_password_opens() -> None:
    """Two systems' passwords are two secrets: neither takes the other's place."""
    found = find_secrets("考勤系统的新密码是Bz88qq11，打印机密码是Pw77kk20")
    assert ["考勤系统 password", "打印机 password"] == [secret.label for secret in found]


@pytest.mark.parametrize("text", HARMLESS)
def test_ids_versions_and_code_stay_readable(text: str) -> None:
    """A number or a token without a secret's name is none."""
    assert [] == [text[secret.start : secret.end] for secret in find_secrets(text)]


@pytest.mark.parametrize(("question", "answer", "value"), ANSWERS)
def test_the_answer_to_a_question_for_a_secret_is_one(
    question: str, answer: str, value: str
) -> None:
    """What was said just before tells what a bare value is."""
    found = find_in_all([question, answer], said_before=["", question])[1]
    assert [value] == [answer[secret.start : secret.end] for secret in found]


@pytest.mark.parametrize(("question", "answer"), NO_ANSWERS)
def test_another_answer_stays_readable(question: str, answer: str) -> None:
    """A question for something else, or an answer without the value, seals nothing."""
    assert [] == find_in_all([question, answer], said_before=["", question])[1]


def test_an_answer_without_its_question_stays_readable() -> None:
    """A bare number is no secret by itself."""
    assert [] == find_secrets("4821")


def patterns() -> list[re.Pattern[str]]:
    """Return every compiled pattern of the vault's modules."""
    names = [f"octomem.stores.vault.{m.name}" for m in pkgutil.iter_modules(vault_path())]
    found: list[re.Pattern[str]] = []
    for name in names:
        for value in vars(importlib.import_module(name)).values():
            values = value.values() if isinstance(value, dict) else [value]
            found += [one for one in values if isinstance(one, re.Pattern)]
    return found


def vault_path() -> list[str]:
    """Return where the vault's modules are."""
    return list(octomem.stores.vault.__path__)


def unbounded(parsed: Any, *, inside: bool = False) -> bool:
    """Say whether a repetition without bound holds another one, or is held by one."""
    if isinstance(parsed, tuple) and len(parsed) == 3 and isinstance(parsed[0], int):
        endless = int(parsed[1]) > 10_000
        return (endless and inside) or unbounded(parsed[2], inside=inside or endless)
    if isinstance(parsed, (list, tuple)) or hasattr(parsed, "data"):
        return any(unbounded(part, inside=inside) for part in getattr(parsed, "data", parsed))
    return False


def test_no_pattern_nests_repetitions_without_bound() -> None:
    """Nested endless repetition is what makes a pattern take exponential time."""
    parse = re._parser.parse  # type: ignore[attr-defined]
    assert unbounded(parse("(?:a+b?)+"))
    found = patterns()
    assert len(found) > 50
    assert [] == [one.pattern for one in found if unbounded(parse(one.pattern, one.flags))]


@pytest.mark.parametrize("unit", ["my pin? ", "login a / ", "A1B2-", "门禁是"])
def test_a_long_hostile_text_is_searched_to_its_end(unit: str) -> None:
    """Repetition that invites backtracking still ends in a found secret."""
    text = unit * (200_000 // len(unit)) + "\nthe wifi is Marmalade_72"
    found = find_in_all([text], said_before=[text])[0]
    assert "Marmalade_72" in [text[secret.start : secret.end] for secret in found]

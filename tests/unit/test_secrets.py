"""What the vault recognises as a secret, and what it leaves alone."""

import pytest

from octomem.stores.vault.labels import Sensitivity, sensitivity, single_valued
from octomem.stores.vault.secrets import find_in_field, find_secrets

SECRETS = [
    ("my password is hunter2", "hunter2", "password"),
    ("My password is Tr0ub4dor&3!", "Tr0ub4dor&3!", "password"),
    ("my wifi password is swordfish.", "swordfish", "wifi password"),
    ("the wifi password's BlueHeron77", "BlueHeron77", "wifi password"),
    ("password for the router is admin1234", "admin1234", "router password"),
    ("Password: sunflower", "sunflower", "password"),
    ("pwd: X9!kk2", "X9!kk2", "password"),
    ("DB_PASSWORD=s3cr3t-value", "s3cr3t-value", "db password"),
    ('{"user": "mei", "password": "hunter2"}', "hunter2", "password"),
    ("I changed my netflix password to popcorn42", "popcorn42", "netflix password"),
    ("change my password from oldpass1 to newpass2", "oldpass1", "password"),
    ("change my password from oldpass1 to newpass2", "newpass2", "password"),
    ("log in with password qwerty99 please", "qwerty99", "password"),
    ("use hunter2-xyz as the password", "hunter2-xyz", "password"),
    ("my passphrase is correct horse battery staple", "correct horse battery staple", "passphrase"),
    ("my password is 'open sesame 7'", "open sesame 7", "password"),
    ("The guest network password is `lemon-tree-42`", "lemon-tree-42", "network password"),
    ("**Password:** hunter22", "hunter22", "password"),
    ("my PIN is 4821", "4821", "pin"),
    ("btw library pin is QX-5520-R, on the card", "QX-5520-R", "pin"),
    ("the bank PIN is 77-A120-B", "77-A120-B", "bank pin"),
    ("The PIN for my bank card is 9034.", "9034", "bank card pin"),
    ("pin: 0042", "0042", "pin"),
    ("PIN 7788", "7788", "pin"),
    ("The door code is 4711#", "4711#", "door code"),
    ("door code: 4711#", "4711#", "door code"),
    ("the code for the front gate is 2580", "2580", "front gate code"),
    ("alarm code 9917", "9917", "alarm code"),
    ("Your verification code is 123456", "123456", "verification code"),
    ("verification code 123456", "123456", "verification code"),
    ("483920 is your Acme verification code", "483920", "one-time code"),
    ("backup codes: 8837-2210, 1192-7740", "1192-7740", "backup code"),
    ("The combination to the safe is 12-34-56", "12-34-56", "safe combination"),
    ("the locker combination is 4413", "4413", "locker combination"),
    ("cvv 123", "123", "card security code"),
    ("My card is 4111 1111 1111 1111 exp 12/27", "4111 1111 1111 1111", "visa card number"),
    ("amex 378282246310005", "378282246310005", "amex card number"),
    ("mastercard 5555-5555-5555-4444", "5555-5555-5555-4444", "mastercard number"),
    ("IBAN DE89 3704 0044 0532 0130 00 please", "DE89 3704 0044 0532 0130 00", "iban"),
    ("send it to GB82WEST12345698765432", "GB82WEST12345698765432", "iban"),
    ("my account number is 12345678", "12345678", "account number"),
    ("routing number: 021000021", "021000021", "routing number"),
    ("sort code 20-00-00", "20-00-00", "sort code"),
    ("my SSN is 078-05-1120", "078-05-1120", "social security number"),
    ("passport number is X1234567", "X1234567", "passport number"),
    ("postgres://app:s3cr3t@db.local:5432/x", "s3cr3t", "database password"),
    ("mongodb+srv://root:p@ss:word@cluster0.mongodb.net/db", "p@ss:word", "database password"),
    ("https://mei:tok3n99@git.example.com/repo.git", "tok3n99", "url password"),
    (
        "key is sk-proj-abcDEF1234567890abcdEFGH",
        "sk-proj-abcDEF1234567890abcdEFGH",
        "openai api key",
    ),
    ("sk-ant-api03-AbCdEf1234567890xyz", "sk-ant-api03-AbCdEf1234567890xyz", "anthropic api key"),
    (
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "github token",
    ),
    ("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE", "aws access key"),
    (
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEYX",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEYX",
        "aws secret access key",
    ),
    ("xoxb-123456789012-abcdefABCDEF", "xoxb-123456789012-abcdefABCDEF", "slack token"),
    (
        "AIzaSyA1234567890abcdefghijklmnopqrstuvw",
        "AIzaSyA1234567890abcdefghijklmnopqrstuvw",
        "google api key",
    ),
    ("glpat-AbCd1234EfGh5678IjKl", "glpat-AbCd1234EfGh5678IjKl", "gitlab token"),
    ("hf_AbCdEfGhIjKlMnOp12345678", "hf_AbCdEfGhIjKlMnOp12345678", "hugging face token"),
    ("sk_live_4eC39HqLyjWDarjtT1zdp7dc", "sk_live_4eC39HqLyjWDarjtT1zdp7dc", "stripe api key"),
    (
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
        "json web token",
    ),
    (
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
        "private key",
    ),
    ("api key: 9f8e7d6c5b4a39281706", "9f8e7d6c5b4a39281706", "api key"),
    ("the token is abcd1234efgh5678", "abcd1234efgh5678", "token"),
    ("client_secret=Zk81mmPq07aa&grant=x", "Zk81mmPq07aa", "client secret"),
    ("Authorization: Bearer abcDEF1234567890ghij", "abcDEF1234567890ghij", "bearer token"),
    ("密码是 hunter2", "hunter2", "password"),
    ("WiFi密码怎么改，现在是 hunter2Xy9", "hunter2Xy9", "wifi password"),
    ("门锁密码改了，新的是 482913", "482913", "door password"),
    ("wifi密码\uff1aabc12345", "abc12345", "wifi password"),
    ("Mein Passwort ist Geheim99", "Geheim99", "password"),
    ("so my email password is: fluffy and my pin is 1122", "fluffy", "email password"),
    ("so my email password is: fluffy and my pin is 1122", "1122", "pin"),
    ("Her laptop password is Pepper, please remember it", "Pepper", "laptop password"),
    (
        "seed phrase: ripple tower lake mango drift alpha stone ivory quiz lunar fabric ozone",
        "ripple tower lake mango drift alpha stone ivory quiz lunar fabric ozone",
        "seed phrase",
    ),
    ("The Wi-Fi password is coffee-first", "coffee-first", "wifi password"),
    ("creds: mei / s3cretpw", "s3cretpw", "password"),
    ("the garage keypad code is 8841, don't tell", "8841", "garage keypad code"),
    ("My phone passcode is 246810", "246810", "phone passcode"),
    ("New password will be Winter2025!", "Winter2025!", "password"),
    ("Server=db;User Id=sa;Password=Pa55w0rd;Encrypt=true", "Pa55w0rd", "password"),
    (
        "export OPENWEATHER_API_KEY='0a1b2c3d4e5f60718293'",
        "0a1b2c3d4e5f60718293",
        "openweather api key",
    ),
]

HARMLESS = [
    "密码锁坏了，iPhone15也没了",
    "密码是什么，是123456吗",
    "密码忘了，是apple账号的",
    "密码已改，明天是3月12号",
    "the password is important",
    "I forgot my password",
    "password must be 8 characters",
    "the password should be at least 12 characters long",
    "my password is 8 characters",
    "The password is too weak",
    "password is required",
    "your password is incorrect",
    "password: required",
    "password: string",
    "password = get_password()",
    "password = os.environ['PW']",
    "PASSWORD=$PASSWORD",
    "password: <your password>",
    "password: ********",
    "def login(user: str, password: str) -> None:",
    "what is the wifi password?",
    "I reset my password to be safe",
    "the password is the name of my dog",
    "My password is the same everywhere",
    "I use a password manager called Bitwarden",
    "The passphrase is very long",
    "Error code: 404",
    "the error code is 50012",
    "zip code 94105",
    "my zip code is 94105",
    "area code 415",
    "promo code SAVE20",
    "status code 200 and exit code 137",
    "HTTP code 301",
    "the code is 300 lines long",
    "my code is 1200 lines",
    "source code: main.py",
    "order number 4829104857",
    "Order 4532 0151 1283 0367 arrived? no",
    "tracking number 1Z999AA10123456784",
    "ISBN 978-3-16-148410-0",
    "version 10.15.7 and 3.11.4",
    "it costs 4500 dollars",
    "on 2024-05-08 at 13:56",
    "call me at +1 415 555 0132",
    "my phone number is 555-867-5309",
    "mail mei@example.com",
    "I live at 1600 Amphitheatre Parkway, 94043",
    "PIN is 4 digits long",
    "the PIN is GPIO-17",
    "my pin is A-5 on the board",
    "connect GPIO pin 17 to ground",
    "I pinned 4 posts",
    "a combination of 3 colours",
    "the secret is 3 tablespoons of butter",
    "the token is expired",
    "max_tokens: 4096",
    "sk-learn is not scikit",
    "the token limit is 128000 tokens",
    "https://example.com/a/b?x=1#frag",
    "see http://localhost:8080/@mei",
    "https://medium.com/@mei/12345",
    "postgres://user:password@host/db",
    "postgres://${USER}:${PASS}@host/db",
    "the meeting is at 12:30-13:45",
    "my card ends in 4242",
    "1234567890123456",
    "4111 1111 1111 1112",
    "GB82 WEST 1234 5698 7654 33",
    "my account is 3 years old",
    "social security is a hard topic in 2024",
    "session 12 and chapter 1234",
    "the secret is out",
    "The secret: practice",
    "the key is under the mat",
    "my keys are at home",
    "password protected",
    "Password reset link: https://example.com/reset/abc123def",
    "he set the password to expire every 90 days",
    "my password is expired",
    "a strong password is essential.",
    "The password field is empty",
    "password: None",
    "password: null",
    "the access code was changed yesterday",
    "security code review in 2024",
    "I used the pin 2 times",
    "booking code XK93PL",
    "flight LH1234 at gate 4711",
    "the door is 2100 mm high",
    "I changed my password to something longer",
    "I'll use the same password for everything.",
    "api key: YOUR_API_KEY",
    "API_KEY=xxxxxxxxxxxxxxxx",
    "token = request.headers.get('X')",
    "the login page is /users/sign_in2",
    "the code for the report is 300 lines",
    "UUID 123e4567-e89b-12d3-a456-426614174000",
    "commit 9f8e7d6c5b4a3928170655443322110099887766",
    "The alarm is set for 0630",
    "entry 4711 in the log",
    "secret santa is on 2024-12-20",
    "bitcoin is at 64000",
    "my lucky number is 4711",
    "lat 48.8566, lon 2.3522",
    "Password policy: minimum 12 characters, one digit",
    "pin the message 1234",
]


def cut(text: str) -> dict[str, str]:
    """Return what would be cut out of a text, with its label."""
    return {text[secret.start : secret.end]: secret.label for secret in find_secrets(text)}


@pytest.mark.parametrize(("text", "value", "label"), SECRETS)
def test_a_secret_is_found_with_its_label(text: str, value: str, label: str) -> None:
    """Exactly the value is found, and named by the words around it."""
    assert label == cut(text).get(value)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_secret_is_left_alone(text: str) -> None:
    """Words about secrets, and numbers that are none, stay readable."""
    assert {} == cut(text)


def test_a_value_is_found_wherever_it_is_repeated() -> None:
    """A value that was given once is cut out at every other place of the text."""
    text = "hunter22, yes: my password is hunter22. Type hunter22!"
    assert ["hunter22"] * 3 == [text[s.start : s.end] for s in find_secrets(text)]


def test_the_secret_next_to_an_aws_access_key_needs_no_name() -> None:
    """A commit's hash there, or a secret's like without an access key, is left alone."""
    secret, commit = (
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    )
    text = f"AKIAIOSFODNN7EXAMPLE and {secret}, deployed at {commit}"

    assert ["AKIAIOSFODNN7EXAMPLE", secret] == [text[s.start : s.end] for s in find_secrets(text)]
    assert [] == find_secrets(f"the path {secret} at {commit}")
    far = f"AKIAIOSFODNN7EXAMPLE {'so ' * 100}{secret}"
    assert ["aws access key"] == [each.label for each in find_secrets(far)]


def test_a_value_inside_a_longer_word_is_not_a_repetition() -> None:
    """Only whole words count as the same value."""
    assert 1 == len(find_secrets("The door code is 4711. Order 147112 came."))


def test_finds_do_not_overlap_and_come_in_order() -> None:
    """A key that is also called a password is one secret."""
    found = find_secrets("password: ghp_16C7e42F292c6912E7710c838347Ae178B4a, pin: 4821")
    assert ["github token", "pin"] == [secret.label for secret in found]


def test_a_placeholder_is_not_taken_for_a_value() -> None:
    """An assistant that repeats a stored text does not have its placeholder sealed."""
    assert [] == find_secrets("Your wifi password is ⟦vault:wifi password:v_abcdefghijkl⟧")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("password", "hunter2", 1),
        ("apiKey", "zzzz1111yyyy", 1),
        ("client_secret", "just words here", 1),
        ("pin", "4821", 1),
        ("password", "********", 0),
        ("password_hint", "my dog", 0),
        ("code", "4711", 0),
        ("note", "hunter2", 0),
    ],
)
def test_a_field_name_counts_as_a_label(name: str, text: str, expected: int) -> None:
    """In structured data the key says what a value is."""
    assert expected == len(find_in_field(name, text))


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("wifi password", Sensitivity.PERSONAL),
        ("email password", Sensitivity.SECRET),
        ("visa card number", Sensitivity.CRITICAL),
        ("openai api key", Sensitivity.CRITICAL),
    ],
)
def test_sensitivity_follows_the_label(label: str, expected: Sensitivity) -> None:
    """What moves money or opens a system is critical; a wifi password is not."""
    assert expected is sensitivity(label)


def test_a_person_has_one_password_but_several_cards() -> None:
    """Only labels of which one value holds at a time supersede."""
    assert single_valued("wifi password")
    assert not single_valued("visa card number")


@pytest.mark.parametrize(
    "unit", ["a", "password ", "password is ", "1 ", "token=", "eyJ", "http://a:b@c ", "DE89 "]
)
def test_long_hostile_text_is_searched_to_its_end(unit: str) -> None:
    """Repetition that makes naive patterns backtrack still ends in a found secret."""
    text = unit * (100_000 // len(unit)) + "\nmy password is hunter2"
    assert "hunter2" in cut(text)

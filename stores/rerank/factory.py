"""Makes the reranker that a setting names."""

from pathlib import Path

from octomem.errors import SettingsError
from octomem.stores.rerank.onnx import FILES, OnnxReranker
from octomem.stores.seams import Reranker

_ONNX, _LITELLM = "onnx:", "litellm:"


def create_reranker(name: str, *, api_base: str | None = None, timeout: float) -> Reranker:
    """Return the reranker called `name`: "onnx:<folder>" or "litellm:<model>".

    Nothing is loaded yet. A server, at `api_base` or the provider's own, has `timeout` seconds.

    Raises:
        SettingsError: no reranker has this name, or its folder lacks a file.
        MissingExtraError: it needs an optional package.
    """
    if name.startswith(_ONNX) and name != _ONNX:
        folder = Path(name.removeprefix(_ONNX))
        missing = [file for file in FILES if not (folder / file).is_file()]
        if missing:
            raise SettingsError(
                f"reranker {name!r}: {str(folder)!r} has no {' and no '.join(missing)}; expected "
                f"a folder with a cross-encoder's {' and '.join(FILES)}"
            )
        return OnnxReranker(folder)
    if name.startswith(_LITELLM) and name != _LITELLM:
        from octomem.stores.rerank.litellm import LitellmReranker  # noqa: PLC0415 - an extra

        return LitellmReranker(name.removeprefix(_LITELLM), api_base=api_base, timeout=timeout)
    raise SettingsError(f"unknown reranker {name!r}; expected 'onnx:<folder>' or 'litellm:<model>'")

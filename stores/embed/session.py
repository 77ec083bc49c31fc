"""Opens the models that are written here in onnxruntime, each pass in the thread that asks for it."""

import importlib
import platform
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from numpy.typing import NDArray


class Session(Protocol):
    """What is used of `onnxruntime.InferenceSession`, which has no types."""

    def run(self, output_names: None, input_feed: dict[str, NDArray[Any]]) -> list[Any]: ...


def session(model: bytes, *, keeps_room: bool = True) -> Session:
    """Open a model that is written here; call `give_back` when the last is open.

    Args:
        model: an ONNX file.
        keeps_room: whether it keeps for good the room that its largest run took.
    """
    onnxruntime: Any = importlib.import_module("onnxruntime")  # it has no types; first use loads
    options: Any = onnxruntime.SessionOptions()
    # Who asks computes: two threads work a tenth longer in all, and take turns with the parser.
    options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = keeps_room
    if overflows(platform.machine(), _processor()):
        options.add_session_config_entry("session.x64quantprecision", "1")
    made: Session = onnxruntime.InferenceSession(
        model,
        options,
        providers=["CPUExecutionProvider"],
        # The fused form adds up number by number: a seventh of a run, for nothing.
        disabled_optimizers=["SkipLayerNormFusion"],
    )
    return made


def overflows(machine: str, processor: str) -> bool:
    """Tell an x86 processor that adds products of 8 bits in 16, of which two may be too many.

    Told so, the runtime adds them exactly, in nearly twice the time; with VNNI it need not be told.

    Args:
        machine: as `platform.machine` names it.
        processor: what /proc/cpuinfo says; empty where there is none.
    """
    return machine.lower() in {"x86_64", "amd64"} and "vnni" not in processor


@cache
def _processor() -> str:
    try:
        return Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:  # no Linux
        return ""


@cache
def onnx_errors() -> tuple[type[Exception], ...]:
    """Return what onnxruntime raises; its errors share no base but Exception."""
    state = importlib.import_module("onnxruntime.capi.onnxruntime_pybind11_state")
    members: list[object] = list(vars(state).values())
    own = (one for one in members if isinstance(one, type) and issubclass(one, Exception))
    return (*own, RuntimeError, ValueError)

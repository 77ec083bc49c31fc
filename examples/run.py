"""What the examples have in common: a store, and a model that is scripted unless one is named."""

import argparse
import tempfile
from collections.abc import Callable, Sequence

from examples.real import RealModel
from examples.scripted import Script, ScriptedModel
from langchain_core.language_models import BaseChatModel

from octomem import Orchestrator

Example = Callable[[Orchestrator, BaseChatModel], None]


def main(example: Example, script: Script, argv: Sequence[str] | None = None) -> None:
    """Run an example.

    `--model openai/gpt-5-mini` or `--model ollama_chat/qwen3` asks a real model, by litellm's
    names (it needs `octomem[models]` and the provider's key, if it has one), `--api-base` one on
    a server of one's own; `--path` keeps the store.
    """
    parser = argparse.ArgumentParser(description=example.__doc__)
    parser.add_argument("--model", help="a chat model by litellm's name; default: a script")
    parser.add_argument("--api-base", help="the model's server, if not the provider's own")
    parser.add_argument("--path", help="keep the memory in this folder; default: a temporary one")
    options = parser.parse_args(argv)
    model: BaseChatModel = ScriptedModel(script=script)
    if options.model:
        model = RealModel(name=options.model, api_base=options.api_base)
    with (
        tempfile.TemporaryDirectory() as folder,
        Orchestrator(path=options.path or folder) as memory,
    ):
        example(memory, model)

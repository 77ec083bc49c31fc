"""What the examples have in common: a store, and a model that is scripted unless one is named."""

import argparse
import tempfile
from collections.abc import Callable, Sequence

from examples.scripted import Script, ScriptedModel
from langchain_core.language_models import BaseChatModel

from octomem import Orchestrator

Example = Callable[[Orchestrator, BaseChatModel], None]


def main(example: Example, script: Script, argv: Sequence[str] | None = None) -> None:
    """Run an example.

    `--model openai:gpt-5-mini` asks a real model, by LangChain's names (it needs
    `octomem[langchain]`, the provider's package and its key); `--path` keeps the store.
    """
    parser = argparse.ArgumentParser(description=example.__doc__)
    parser.add_argument("--model", help="a chat model by LangChain's name; default: a script")
    parser.add_argument("--path", help="keep the memory in this folder; default: a temporary one")
    options = parser.parse_args(argv)
    model: BaseChatModel = ScriptedModel(script=script)
    if options.model:
        from langchain.chat_models import init_chat_model  # noqa: PLC0415 - needs the extra

        model = init_chat_model(options.model)
    with (
        tempfile.TemporaryDirectory() as folder,
        Orchestrator(path=options.path or folder) as memory,
    ):
        example(memory, model)

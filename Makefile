# The two commands a new user needs: `make scan` and `make test`.
PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: scan test lint types unit bench train lock clean

$(STAMP): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(STAMP)

scan: $(STAMP)            ## set up, then scan the example draft
	$(BIN)/detector scan corpora/examples --fail-on never

test: $(STAMP) lint types unit  ## set up, then lint, type check and run every test

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

unit: $(STAMP)
	$(BIN)/python -m pytest -n 2 --dist loadfile

bench: $(STAMP)           ## words per second beside plain Presidio, and start-up time
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench_risk

train: $(STAMP)           ## rebuild the models of columns and about (names: see models/names/card.md)
	$(BIN)/python -m models.columns.train
	$(BIN)/python -m models.about.train

lock:                     ## renew requirements.lock (needs uv)
	uv pip compile pyproject.toml --group dev --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header -o requirements.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

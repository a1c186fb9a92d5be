# Hankemuisti. The two commands a newcomer needs: `make demo` and `make test`.
# Everything is installed into .venv/ (and pip's downloads into .cache/); only Voikko may come
# from the system's package manager, see tools/install-voikko.sh.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_CACHE_DIR=$(CURDIR)/.cache/pip $(BIN)/python -m pip
SHELL := /bin/sh

.DEFAULT_GOAL := help
.PHONY: help setup demo test check faults fuzz soak audit format lock examples clean

help: ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## / – /'

$(BIN)/python:
	@tools/make-venv.sh "$(PYTHON)" $(VENV)

$(VENV)/.runtime: $(BIN)/python pyproject.toml requirements/runtime.txt
	@echo "setting up .venv (once) …" >&2
	@$(PIP) install --quiet --no-deps --require-hashes --only-binary :all: -r requirements/runtime.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@tools/install-voikko.sh $(BIN)/python
	@tools/install-ocr.sh || true
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.txt
	@$(PIP) install --quiet --no-deps --require-hashes -r requirements/dev.txt
	@tools/install-chromium.sh || true
	@tools/install-test-servers.sh || true
	@touch $@

setup: $(VENV)/.runtime ## the virtual environment, the package and Voikko

demo: setup ## the main job on the sample reports, and three searches
	@$(BIN)/hankemuisti demo

test: $(VENV)/.dev ## format, lint, types and the whole test suite
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n auto --cov --cov-report=term:skip-covered --cov-fail-under=90

check: test

faults: $(VENV)/.dev ## the long part of the fault suite: 1,500 kills and power cuts
	@HANKEMUISTI_KILLS=100 $(BIN)/python -m pytest -q -n auto --timeout=3600 tests/faults

fuzz: $(VENV)/.dev ## five minutes of hostile mutants, then 2,000 examples of every Hypothesis test
	@$(BIN)/python -m benchmarks.fuzz --seconds 300
	@$(BIN)/python -m pytest -m hypothesis --hypothesis-profile=thorough --timeout=900 -n auto

soak: $(VENV)/.dev ## an hour of ingest, search and reindex together: nothing may grow
	@$(BIN)/python -m benchmarks.soak --minutes 60 --svg soak.svg

audit: ## known faults of the pinned dependencies
	@tools/audit.sh

format: $(VENV)/.dev ## let ruff put the code in order
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lock: ## write the lock files anew (needs uv)
	@tools/lock.sh

examples: $(VENV)/.dev ## rebuild the sample PDFs (needs Chromium and LibreOffice)
	@$(BIN)/python -m examples.build

clean: ## remove the virtual environment, caches and built files
	rm -rf $(VENV) .cache build dist *.egg-info .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache

# Needs make and Python >= 3.10, nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
ID := samples/id
PLANS := $(addprefix samples/plan/,flat_metric.png house_imperial.pdf flat_scanned.jpg)
READ = $(BIN)/docparse extract --out runs/demo --overlay --table

.DEFAULT_GOAL := help
.PHONY: help demo test lint schemas floors finetune clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "docparse needs Python 3.10 or later; set PYTHON=")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.installed

demo: $(VENV)/.installed  ## read the sample documents: a table here, results and pictures in runs/demo
	@$(READ) $(ID)/licence_numbered_front.jpg --back $(ID)/licence_numbered_back.jpg
	@$(READ) $(ID)/identity_card_front.jpg --back $(ID)/identity_card_back.jpg
	@$(READ) $(ID)/passport_page.jpg $(ID)/licence_worded_front.jpg $(ID)/licence_bilingual_front.jpg \
	  $(ID)/licence_photographed.jpg
	@$(READ) $(PLANS)
	@# Exit status 1: a landscape is no document, and docparse says so.
	@$(READ) $(ID)/landscape.jpg || test $$? -eq 1
	@echo "JSON and pictures with what was found drawn in: runs/demo"

test: $(VENV)/.installed-dev  ## run the tests
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev  ## style, types and layering
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

schemas: $(VENV)/.installed  ## write the JSON Schemas anew
	$(BIN)/docparse schema --out schemas

floors: $(VENV)/.installed-dev  ## score the benchmark sets, where their data is, against the recorded floors
	$(BIN)/python scripts/benchmarks/check_floors.py

.venv-train/.installed: pyproject.toml
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check -e '.[train,dev]'
	@touch $@

finetune: .venv-train/.installed  ## fine-tune a shipped model on drawn badges, and test training (an environment of its own)
	.venv-train/bin/python -m pytest tests/training tests/cli/test_train.py
	.venv-train/bin/python scripts/finetune_walkthrough.py

clean:  ## remove what is built; the environment too
	rm -rf $(VENV) .venv-train build dist runs *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# Two commands on a fresh machine: `make run` and `make test`. `make help` lists the rest.

VENV ?= .venv
BIN := $(VENV)/bin
# The newest supported Python that really starts here (a shim on PATH may not).
USABLE := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3 python; do \
	$$python -c '$(USABLE)' >/dev/null 2>&1 && { echo $$python; break; }; done)
PIP = $(BIN)/python -m pip --disable-pip-version-check install -qq -c constraints.txt
PINS := pyproject.toml constraints.txt
SCENARIO ?= scenarios/baseline.yaml

.DEFAULT_GOAL := help
.PHONY: help run test test-slow lint format types docs translations effect python clean

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(VENV)/.run  ## run the baseline: findings on screen, then where the report is (ARGS="--lang zh")
	@$(BIN)/makersim run $(SCENARIO) $(ARGS)

test: $(VENV)/.test  ## all tests but the slow ones (ARGS="-k match")
	@$(BIN)/python -m pytest -q -n auto --dist loadfile -m "not slow" $(ARGS)

test-slow: $(VENV)/.test  ## the slow tests
	@$(BIN)/python -m pytest -q -m slow $(ARGS)

lint: $(VENV)/.dev  ## style, format and doors between the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo

format: $(VENV)/.dev  ## put style and format right where a tool can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/.dev  ## types: strict in sim/model and sim/scenario
	$(BIN)/mypy

docs: $(VENV)/.run  ## write the generated pages in docs/
	$(BIN)/python -m sim.docs

translations: $(VENV)/.test  ## bring the Chinese catalogue up to date with the texts, and compile it
	@$(BIN)/python -m tests.translations

# The same scenario, draws and seeds with the rules of BASE and with those on disk.
BASE ?= HEAD
EFFECT := build/effect
CLI := -c 'from sim.cli import main; main()' run $(SCENARIO) --quiet
effect: $(VENV)/.run  ## what your changes since BASE=HEAD do to the findings of the baseline
	@rm -rf $(EFFECT) && git worktree prune && git worktree add -q --detach $(EFFECT)/rules $(BASE)
	@cd $(EFFECT)/rules && "$(abspath $(BIN))/python" $(CLI) --out "$(CURDIR)/$(EFFECT)/before" $(ARGS)
	@$(BIN)/python $(CLI) --out $(EFFECT)/after $(ARGS)
	@git worktree remove --force $(EFFECT)/rules
	@cd $(EFFECT) && git --no-pager diff --no-index --word-diff --color=auto \
		"$$(find before -name findings.csv)" "$$(find after -name findings.csv)" \
		&& echo "No finding changed." || test $$? -eq 1

clean:  ## remove the environment, caches and builds; outputs/ stays
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache \
		.import_linter_cache .hypothesis
	find sim tests -name __pycache__ -type d -prune -exec rm -rf {} +

python:  ## say which Python would make the environment
	@echo $(PYTHON)

# The three environments are one: each stamp adds its tools to the same folder.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "makersim needs Python 3.11, 3.12 or 3.13 with venv" \
		"(on Debian: apt-get install python3-venv), or name one: make run PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python $(PINS)
	@echo "Installing makersim and its pinned dependencies into $(VENV) (once, about two minutes) ..."
	@$(PIP) -e .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	@echo "Adding the test tools to $(VENV) (once) ..."
	@$(PIP) -e '.[test,fonts]'
	@touch $@

$(VENV)/.dev: $(VENV)/.test
	@echo "Adding the developers' tools to $(VENV) (once) ..."
	@$(PIP) -e '.[test,fonts,dev]'
	@touch $@

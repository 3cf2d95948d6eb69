# Two commands do everything: `make chat` and `make test`. `make help` lists the rest.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
export Q

.PHONY: help setup chat ask index test browser clean

help:  ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(VENV)/.installed  ## make .venv and install the pinned dependencies

chat: setup  ## build the index from seeds/ if there is none, serve the chat, print its address
	@$(BIN)/footnote serve

ask: setup  ## answer one question: make ask Q="Who ...?"
	@$(BIN)/footnote ask "$$Q"

index: setup  ## build or rebuild the index from seeds/
	@$(BIN)/footnote index

test: $(VENV)/.installed-test browser  ## lint, types and tests, with all that they need
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses 2 --dist loadfile

browser:  # Debian's chromium, for the tests that use the chat as a person does
	@command -v chromium >/dev/null || { \
		echo "Installing chromium for the browser tests"; \
		if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
		$$sudo apt-get update -qq && $$sudo apt-get install -y -qq --no-install-recommends chromium fonts-liberation; \
	}

clean:  ## remove .venv, the index and caches; what people said of the answers stays
	rm -rf $(VENV) .footnote/index .mypy_cache .pytest_cache .ruff_cache .hypothesis footnote.egg-info

$(VENV)/.installed: pyproject.toml constraints.txt
	@echo "Setting up $(VENV) with the pinned dependencies; this takes a few minutes once"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

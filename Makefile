# Every target needs only python3 (3.11 or newer), make and git; the rest goes into .venv.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run test lint bench lock screenshots

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run-installed ## install, prepare and start the site on this machine (PORT=8000)
	@$(BIN)/python manage.py run --port $(PORT) --end-with-parent

test: $(VENV)/.test-installed ## install what the tests need and run all of them
	@PATH="$(CURDIR)/$(BIN):$$PATH" .ci/test

lint: $(VENV)/.test-installed ## style, import contracts, migrations, deployment settings
	@PATH="$(CURDIR)/$(BIN):$$PATH" .ci/lint

bench: $(VENV)/.test-installed ## measure speed and weight beside yardsticks of the same minute (PARTS="answers pages rebuild import")
	@$(BIN)/python -m tests.bench $(PARTS)

screenshots: $(VENV)/.test-installed ## pictures of the site that make run has started, into var/pictures
	@$(BIN)/python -m tests.browser.pictures http://127.0.0.1:$(PORT) var/pictures

lock: $(VENV)/.bootstrap-installed ## resolve pyproject.toml anew into the requirements files
	@PATH="$(CURDIR)/$(BIN):$$PATH" .ci/lock

# The stamps are newer than the lock files they answer for, so a second start installs nothing.
$(VENV)/.bootstrap-installed: requirements-bootstrap.txt
	@PYTHON="$(PYTHON)" .ci/bootstrap $(VENV)
	@touch $@

$(VENV)/.run-installed: requirements.txt $(VENV)/.bootstrap-installed
	@.ci/install $(VENV) requirements.txt
	@touch $@

# The test requirements hold all of the others, in the same versions.
$(VENV)/.test-installed: requirements-dev.txt $(VENV)/.bootstrap-installed
	@.ci/install $(VENV) requirements-dev.txt
	@touch $@ $(VENV)/.run-installed

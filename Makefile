# make run    starts the application, e.g. make run ARGS="run --demo"
# make test   checks style, types and imports, then runs the tests
# make test-window   runs the tests of the window on a virtual screen (Linux)
#
# Paths are relative throughout, so the checkout may lie in a folder with spaces in its name.

PYTHON ?= python3
ARGS ?=
VENV_PYTHON := .venv/bin/python

# An interrupted set-up starts anew instead of being taken for a finished one.
.DELETE_ON_ERROR:
.PHONY: run test test-window lint format bench screenshots clean system-packages

run: .venv/ready-to-run
	@$(VENV_PYTHON) main.py $(ARGS)

test: lint
	QT_QPA_PLATFORM=offscreen $(VENV_PYTHON) -m pytest --numprocesses auto

# The tests of the window once more in a real window, on a virtual screen.
test-window: .venv/ready-to-test
	@PYTHON="$(PYTHON)" sh .ci/system-packages virtual
	QT_QPA_PLATFORM=xcb xvfb-run -a $(VENV_PYTHON) -m pytest tests/ui/main_window tests/ui/test_leaving.py

lint: .venv/ready-to-test
	$(VENV_PYTHON) -m ruff check
	$(VENV_PYTHON) -m ruff format --check
	$(VENV_PYTHON) -m mypy
	.venv/bin/lint-imports --no-logo

format: .venv/ready-to-test
	$(VENV_PYTHON) -m ruff check --fix
	$(VENV_PYTHON) -m ruff format

bench: .venv/ready-to-test
	QT_QPA_PLATFORM=offscreen $(VENV_PYTHON) -m tests.benchmarks

# Pictures of every screen, in both themes and three sizes, in the folder screenshots.
screenshots: .venv/ready-to-test
	QT_QPA_PLATFORM=offscreen $(VENV_PYTHON) -m tests.screenshots

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/ready-to-run: pyproject.toml .venv/pyvenv.cfg
	@echo "Installing the libraries into .venv ..."
	@$(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/ready-to-test: pyproject.toml .venv/pyvenv.cfg
	@echo "Installing the libraries and the development tools into .venv ..."
	@$(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch .venv/ready-to-run $@

# Cleared, because an interrupted set-up may have left something behind.
.venv/pyvenv.cfg: | system-packages
	@"$(PYTHON)" -m venv --clear .venv

# A window needs more libraries than the tests do; the goal hands its set on to this rule.
run: SCREEN = window
test bench: SCREEN = offscreen
system-packages:
	@PYTHON="$(PYTHON)" sh .ci/system-packages $(SCREEN)

# 一窗 Yichuang. `make` prints this menu.
PY ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
VENV ?= .venv
BIN := $(VENV)/bin
export PORT
export PYTHONWARNINGS ?= ignore
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help run stop install test check format bench shots messages lock clean browser

help:
	@awk '/^## /{print "\n" substr($$0, 4)} /^[a-z]+:.*## /{split($$0, a, ":.*## "); printf "  make %-10s %s\n", a[1], a[2]}' $(MAKEFILE_LIST)

## Use it
run: install ## set everything up and open the hall with sample data (PORT=8000)
	@YICHUANG_DEMO=$${YICHUANG_DEMO:-1} $(BIN)/yichuang serve
stop: ## close the hall, stop its database and that of the tests
	@! test -x $(BIN)/yichuang || $(BIN)/yichuang stop
	@! test -x $(BIN)/yichuang || YICHUANG_DATA=$${YICHUANG_TEST_DATA:-.data/test} $(BIN)/yichuang stop >/dev/null
install: $(VENV)/.installed ## set up .venv/bin/yichuang

## Prove it
test: $(VENV)/.dev node_modules/.installed browser check ## every check and every test, browser tests included
	@$(BIN)/python -m pytest -n 2 --dist loadfile
check: $(VENV)/.dev ## lint, format, types, layers
	@$(BIN)/ruff check src tests
	@$(BIN)/ruff format --check src tests
	@$(BIN)/mypy
	@$(BIN)/lint-imports
bench: $(VENV)/.dev ## measure against the limit and the peers in one run
	@YICHUANG_DEMO=1 $(BIN)/yichuang bench all
shots: $(VENV)/.dev browser ## screenshots of every page of the running hall into shots/
	@YICHUANG_DEMO=1 $(BIN)/python tests/shots.py

## Build on it
format: $(VENV)/.dev ## let the formatter and the linter mend what they can
	@$(BIN)/ruff check --fix src tests; $(BIN)/ruff format src tests
messages: $(VENV)/.dev ## collect the messages people see
	@cd src/yichuang && ../../$(BIN)/django-admin makemessages -l zh_Hans --no-obsolete
lock: ## lock the requirements again (needs uv)
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header requirements.in -o requirements.txt
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header requirements-dev.in -o requirements-dev.txt
clean: ## remove what was set up (not the data)
	rm -rf $(VENV) node_modules src/*.egg-info

# --- set-up, each step once ---------------------------------------------------------------------
# uv if it is there (seconds), else pip; both take only what the lock's hashes name.
define packages
	@if command -v uv >/dev/null; then uv pip install -q --python $(BIN)/python --require-hashes -r $(1); \
	else $(BIN)/python -m pip install -q --require-hashes -r $(1); fi
endef

$(BIN)/python:
	@test -n "$(PY)" && $(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "需要 Python 3.11 或更新的版本：make PY=/path/to/python3.11"; exit 1; }
	@$(PY) -m venv $(VENV) || { rm -rf $(VENV); echo "建不了虚拟环境；Debian 请先安装 python3-venv"; exit 1; }

$(VENV)/.installed: requirements.txt pyproject.toml | $(BIN)/python
	@echo "安装运行所需的软件包…"
	$(call packages,requirements.txt)
	@$(BIN)/python -m pip install -q --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed requirements-dev.txt
	@echo "安装测试所需的软件包…"
	$(call packages,requirements-dev.txt)
	@touch $@

# What checks and opens our BPMN files; only the tests need it.
node_modules/.installed: package.json package-lock.json
	@command -v npm >/dev/null || { echo "检查流程图需要 Node.js 20 或更新的版本和 npm；Debian 请先安装 nodejs 和 npm"; exit 1; }
	@echo "安装检查流程图的软件包…"
	@npm ci --silent
	@touch $@

browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "安装 Chromium…" && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } || \
	$(BIN)/playwright install chromium

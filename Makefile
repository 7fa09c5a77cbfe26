# `make` lists what can be made. Every target first sets up what it needs, in .venv.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq --require-hashes

NPM := --ignore-scripts --no-audit --no-fund --loglevel=error

# The stamps carry a checksum of the lock file, so that a changed lock sets up anew and a fresh
# checkout of the same one does not; and of this folder's path, because a venv cannot be moved.
stamp = $(shell { pwd; cat $(1); } | cksum | tr ' ' '-')
RUNTIME := .venv/runtime-$(call stamp,requirements.txt)
DEV := .venv/dev-$(call stamp,requirements.txt requirements-dev.txt)
CHECKERS := .venv/checkers-$(call stamp,browser/package-lock.json)
LIGHTHOUSE := .venv/lighthouse-$(call stamp,bench/package-lock.json)

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s%s\n", $$1, $$2 }' Makefile

.PHONY: site
site: $(RUNTIME) ## build the site into site/; warnings are errors
	@$(dated) NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --clean

# The date of the last commit to the data, so that two builds of one commit are byte-identical. With data that are not committed
# yet, the generator takes the date of the newest of them, and the build is dated by the clock.
dated = if [ -z "$$SOURCE_DATE_EPOCH" ] && [ -z "$$(git status --porcelain -- data 2>&1)" ]; then \
		SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct -- data); fi; \
	if [ -n "$$SOURCE_DATE_EPOCH" ]; then export SOURCE_DATE_EPOCH; else unset SOURCE_DATE_EPOCH; fi;

.PHONY: serve
serve: $(RUNTIME) ## preview the site with live reload
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve

.PHONY: check
check: $(RUNTIME) ## check the data alone (FORMAT=github prints annotations)
	@$(BIN)/annals check $(if $(FORMAT),--format $(FORMAT))

.PHONY: schema
schema: $(RUNTIME) ## write the JSON Schemas again
	@$(BIN)/annals schema

# Every step runs even if one before it fails; pytest comes last, so that its count is what is read. Each core takes one file of
# tests after the other, in their order: those in the browser take longest, and come first.
.PHONY: test
test: $(DEV) $(CHECKERS) ## run everything that CI runs
	@$(BIN)/python browser/chromium.py >/dev/null
	@failed=; \
	$(BIN)/ruff check --quiet || failed="$$failed ruff-check"; \
	$(BIN)/ruff format --quiet --check || failed="$$failed ruff-format"; \
	$(BIN)/mypy --no-error-summary || failed="$$failed mypy"; \
	$(BIN)/actionlint -shellcheck= -pyflakes= .github/workflows/*.yml || failed="$$failed actionlint"; \
	report=$$($(BIN)/zizmor --quiet --offline .github) || { echo "$$report"; failed="$$failed zizmor"; }; \
	$(BIN)/annals check || failed="$$failed annals-check"; \
	if [ -n "$$failed" ]; then echo "failed:$$failed"; fi; \
	$(BIN)/pytest --quiet --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder && [ -z "$$failed" ]

.PHONY: pictures
pictures: site $(DEV) ## take pictures of the main pages into pictures/
	@$(BIN)/python browser/chromium.py >/dev/null
	@$(BIN)/python browser/pictures.py site pictures

.PHONY: bench
bench: site $(DEV) $(LIGHTHOUSE) ## measure the check, the build, the pages and their controls
	@$(BIN)/python browser/chromium.py >/dev/null
	@$(BIN)/python bench/run.py
	@$(BIN)/python bench/pages.py site
	@$(BIN)/python bench/paints.py

.PHONY: lock
lock: $(DEV) ## write the lock files again (UPGRADE=1 takes the newest versions)
	@for name in requirements requirements-dev; do \
		$(BIN)/uv pip compile --no-config --quiet --universal --python-version 3.11 \
			--generate-hashes --no-emit-index-url --no-emit-find-links \
			$(if $(UPGRADE),--upgrade) --output-file $$name.txt $$name.in >/dev/null || exit 1; \
	done
	@for folder in browser bench; do \
		(cd $$folder && ../$(BIN)/npm install --package-lock-only --omit-lockfile-registry-resolved $(NPM)) || exit 1; \
	done

.PHONY: clean
clean: ## remove what has been made, .venv too
	@rm -rf .venv site pictures browser/node_modules bench/node_modules .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUNTIME):
	@command -v $(PYTHON) >/dev/null || { echo >&2 "There is no $(PYTHON) here. Install Python 3.11 or newer, or name it: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo >&2 "$(PYTHON) is older than Python 3.11. Name a newer one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo >&2 "$(PYTHON) has no venv. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "setting up .venv"
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) -r requirements.txt
	@printf '%s\n' '#!$(CURDIR)/$(BIN)/python' 'import sys' 'sys.path.insert(0, "$(CURDIR)/hooks")' \
		'from annals.cli import main' 'sys.exit(main())' > $(BIN)/annals
	@chmod +x $(BIN)/annals
	@touch $@

$(DEV): $(RUNTIME)
	@echo "setting up .venv for the tests"
	@$(PIP) -r requirements-dev.txt
	@touch $@

# What the tests check pages with. No package runs anything while it is installed.
$(CHECKERS): browser/package-lock.json | $(DEV)
	@echo "setting up the checkers of pages"
	@cd browser && ../$(BIN)/npm ci $(NPM)
	@touch $@

$(LIGHTHOUSE): bench/package-lock.json | $(DEV)
	@echo "setting up Lighthouse"
	@cd bench && ../$(BIN)/npm ci $(NPM)
	@touch $@

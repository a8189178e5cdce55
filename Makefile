# make report   set up and analyse the shipped corpus
# make serve    set up and let the committee decide on the example in the browser
# make test     set up and check everything: lint, types, tests
# make quick    what a change of one rule needs: lint, types, tests that load no language model
# make docs     the documentation as a site, in out-docs/
# make lock     resolve the dependencies anew (needs uv)
PYTHON ?= python3
VENV := .venv
RUNS := $(VENV)/.runs
SERVES := $(VENV)/.serves
READY := $(VENV)/.ready
RUN := $(VENV)/bin/python -m
INSTALL = $(RUN) pip install -q --disable-pip-version-check --no-deps --no-compile
# A sign of life every five seconds: how much is there. It ends with make, however that ends.
SIGNS = start=$$(date +%s); (while sleep 5 && kill -0 $$$$ 2>/dev/null && kill -0 $$PPID 2>/dev/null; do \
	echo "  $$(du -sm $(VENV) | cut -f1) MB after $$(( $$(date +%s) - start )) s"; done) & beat=$$!; trap "kill $$beat" EXIT;
# More than half of what these packages bring for Linux is for debuggers alone; it goes where there is a tool for it.
STRIP = if [ "$$(uname)" = Linux ] && command -v strip >/dev/null; then \
	for name in spacy thinc fontTools wordllama kiwisolver blis; do \
	find $(VENV)/lib/python3*/site-packages/$$name -name '*.so' -exec strip --strip-debug {} +; done; fi

.PHONY: report serve test quick check tests coverage docs lock example pictures clean help

report: $(RUNS)  ## analyse the shipped corpus into out/
	@echo "analysing the shipped corpus into out/"; $(VENV)/bin/worldcafe run --out out

serve: $(SERVES)  ## decide on the example in the browser
	@echo "opening the app on the example"; mkdir -p out-serve && cp -R reports/ccnso-2023 out-serve/ 2>/dev/null; $(VENV)/bin/worldcafe serve out-serve/ccnso-2023

test: check tests  ## everything that must hold

quick: $(READY)  ## what a change of one rule needs, T=tests/test_turns.py for one file
	@$(RUN) ruff check .
	@$(RUN) mypy
	@$(RUN) pytest -q --quick $(T)

check: $(READY)
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) mypy
	@$(RUN) codespell_lib README.md CHANGELOG.md CONTRIBUTING.md pipeline tests/*.py

tests: $(READY)
	@$(RUN) pytest -q -n 2 --dist loadfile

coverage: $(READY)  ## the same, counting the lines that are run, which takes longer
	@$(RUN) pytest -q -n 2 --dist loadfile --cov --cov-report=term:skip-covered

example: $(READY)  ## renew the committed example in reports/
	@rm -rf reports/ccnso-2023 && $(VENV)/bin/worldcafe run --out reports/ccnso-2023

pictures: $(READY)  ## take the pictures of the gallery anew (needs Chromium)
	@$(RUN) pytest -q --pictures tests/test_gallery.py

docs: $(READY)  ## the documentation as a site, in out-docs/
	@$(VENV)/bin/python docs/build.py

COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--override requirements-left-out.txt --no-annotate --no-header --no-emit-index-url -q

lock:
	@$(COMPILE) --group setup -o requirements.lock
	@$(COMPILE) --extra serve --group setup -c requirements.lock -o requirements-serve.lock
	@$(COMPILE) --extra serve --group setup --group dev -c requirements-serve.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) out out-serve out-docs

help:
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST)

# What running needs; beside it what the app needs, and what checking needs.
$(RUNS): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v <= (3, 13) else f"worldcafe needs Python 3.11 to 3.13; this is {v[0]}.{v[1]} (make PYTHON=python3.12 ...)")'
	@echo "setting up $(VENV): $$(grep -c '==' requirements.lock) packages, 900 MB, some minutes the first time"
	@mkdir -p $(VENV); $(SIGNS) $(PYTHON) -m venv $(VENV) && $(INSTALL) --require-hashes -r requirements.lock && \
		$(INSTALL) --no-build-isolation -e . && $(STRIP)
	@touch $(RUNS)

$(SERVES): $(RUNS) requirements-serve.lock
	@$(SIGNS) $(INSTALL) --require-hashes -r requirements-serve.lock
	@touch $(SERVES)

$(READY): $(RUNS) requirements-dev.lock
	@echo "adding what the checks need: $$(grep -c '==' requirements-dev.lock) packages in all"
	@$(SIGNS) $(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $(READY)

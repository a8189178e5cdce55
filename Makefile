# make report   set up and analyse the shipped corpus
# make serve    set up and let the committee decide on the example in the browser
# make test     set up and check everything: lint, types, tests
# make lock     resolve the dependencies anew (needs uv)
PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
RUN := $(VENV)/bin/python -m

.PHONY: report serve test check tests lock example clean help

report: $(READY)  ## analyse the shipped corpus into out/
	@$(VENV)/bin/worldcafe run --out out

serve: $(READY)  ## decide on the example in the browser
	@mkdir -p out-serve && cp -R reports/ccnso-2023 out-serve/ 2>/dev/null; $(VENV)/bin/worldcafe serve out-serve/ccnso-2023

test: check tests  ## everything that must hold

check: $(READY)
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) mypy
	@$(RUN) codespell_lib README.md CHANGELOG.md CONTRIBUTING.md pipeline tests/*.py

tests: $(READY)
	@$(RUN) pytest -q --cov --cov-report=term:skip-covered

example: $(READY)  ## renew the committed example in reports/
	@rm -rf reports/ccnso-2023 && $(VENV)/bin/worldcafe run --out reports/ccnso-2023

lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --override requirements-left-out.txt --no-annotate --no-header --no-emit-index-url -q -o requirements.lock

clean:
	rm -rf $(VENV) out out-serve

help:
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v <= (3, 13) else f"worldcafe needs Python 3.11 to 3.13; this is {v[0]}.{v[1]} (make PYTHON=python3.12 ...)")'
	@echo "setting up $(VENV) (some minutes the first time)"
	@$(PYTHON) -m venv $(VENV)
	@$(RUN) pip install --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(RUN) pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

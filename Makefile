# make compute  sets up what it needs and prints the gap table of the repository's plan
# make test     sets up what it needs and runs the tests
# make check    what CI runs: lint, types, contracts, tests with coverage, documents up to date
# make long     what takes minutes: every test with newly drawn examples, the long ones too, and the benchmarks
# make mutants  an hour or more: puts slips into the code where numbers are made, and the tests must notice; docs/mutants.md
# make package  wheel and sdist in dist/, installed into an empty environment without a network and tried
# make wheelhouse PLATFORM=linux-x86_64|linux-aarch64|windows-x64 VERSION=3.12
#               a folder of wheels in dist/, to install fzplan where there is no network
# make bundle-windows PYTHON_EMBED=python-3.12.x-embed-amd64.zip
#               one zip for Windows that is unpacked and double-clicked; docs/offline.md
# make bundle-linux PLATFORM=… VERSION=…
#               the same for Linux, where Python is the system's
# make audit    asks, with a network, whether a locked version is known to be vulnerable
# make platforms the tests under every Python at hand, with the oldest and the newest dependencies
# make size     what the installation takes on the disk
.DEFAULT_GOAL := compute
.PHONY: compute test check lint types contracts tests docs docs-site long bench data lock clean \
	package wheelhouse bundle-windows bundle-linux size audit platforms mutants

PYTHON ?= $(shell for p in python3.13 python3.12 python3.14 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
TARGET = $(if $(PLATFORM),--platform $(PLATFORM)) $(if $(VERSION),--version $(VERSION))
PARALLEL := --numprocesses auto --maxprocesses 4 --dist worksteal
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.venv/run.stamp: requirements/run.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "fzplan needs Python 3.11 or newer (with venv); set PYTHON=/path/to/python" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --require-hashes --requirement requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@

# what fzplan is measured against, in an environment of its own: nothing of it is needed to run, test or develop
.venv/bench.stamp: requirements/bench.txt .venv/dev.stamp
	@test -x .venv/bench/bin/python || $(PYTHON) -m venv .venv/bench
	.venv/bench/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --requirement requirements/bench.txt
	@touch $@

.venv/audit.stamp: .venv/run.stamp
	@test -x .venv/audit/bin/python || $(PYTHON) -m venv .venv/audit
	.venv/audit/bin/python -m pip --disable-pip-version-check --quiet install "pip-audit>=2.9,<3"
	@touch $@

compute: .venv/run.stamp
	@$(BIN)/fzplan compute

test: .venv/dev.stamp
	$(BIN)/python -m pytest -q $(PARALLEL)

check: lint types contracts tests docs docs-site

lint: .venv/dev.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/dev.stamp
	$(BIN)/mypy

contracts: .venv/dev.stamp
	$(BIN)/lint-imports

tests: .venv/dev.stamp
	$(BIN)/python -m pytest -q $(PARALLEL) --cov --cov-report=
	$(BIN)/python scripts/coverage_floor.py

docs: .venv/dev.stamp
	$(BIN)/python scripts/build_docs.py --check

# the documentation site in build/site, in both languages; a broken link fails
docs-site: .venv/dev.stamp
	@$(BIN)/python scripts/docs/site.py

long: .venv/dev.stamp bench platforms mutants
	$(BIN)/python -m benchmarks scale
	FZPLAN_RANDOM=1 $(BIN)/python -m pytest -q -m ""

mutants: .venv/dev.stamp
	$(BIN)/python -m scripts.mutants

bench: .venv/dev.stamp .venv/bench.stamp
	$(BIN)/python -m benchmarks

package: .venv/dev.stamp
	$(BIN)/python -m scripts.bundle package
	$(BIN)/python -m pytest -q -m package tests/package

wheelhouse: .venv/dev.stamp
	$(BIN)/python -m scripts.bundle wheelhouse $(TARGET)

bundle-windows: .venv/dev.stamp
	@test -n "$(PYTHON_EMBED)" || { echo "PYTHON_EMBED=python-3.12.x-embed-amd64.zip is needed (python.org, embeddable package, 64-bit)" >&2; exit 2; }
	$(BIN)/python -m scripts.bundle windows "$(PYTHON_EMBED)"

bundle-linux: .venv/dev.stamp
	$(BIN)/python -m scripts.bundle linux $(TARGET)

audit: .venv/audit.stamp
	.venv/audit/bin/pip-audit --strict --require-hashes --disable-pip --requirement requirements/run.txt

platforms: .venv/dev.stamp
	$(BIN)/python -m scripts.platforms

size: .venv/dev.stamp
	$(BIN)/python -m scripts.bundle size

data: .venv/run.stamp
	$(BIN)/python -m scripts.sample
	$(BIN)/python -m scripts.faulty
	$(BIN)/python -m scripts.china

lock:
	$(BIN)/python -m uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --custom-compile-command "make lock" --output-file requirements/run.txt
	$(BIN)/python -m uv pip compile pyproject.toml --group build --group dev --group docs --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --custom-compile-command "make lock" --output-file requirements/dev.txt
	$(BIN)/python -m uv pip compile --group bench --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --custom-compile-command "make lock" --output-file requirements/bench.txt

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage dist build

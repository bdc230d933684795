# `make help` tells what there is. Apart from Debian packages, all that is installed goes below .venv/.
# No rule uses an absolute path, so the folder's own path may hold spaces.

PYTHON := python3
HOST := 127.0.0.1
PORT := 8000
UPGRADE :=
DATA :=
FOLDER := var/peers
MORE :=

SHELL := bash
PIP := .venv/bin/python -m pip --disable-pip-version-check
WHOOSH_2 := .venv/whoosh-2.7.4

# An environment is taken for good only if its last installation came to its end, in this very folder, and its Python
# is still there. Otherwise `venv` becomes a prerequisite of everything that is installed, and makes it anew.
NEW := $(shell { .venv/bin/python -c 'import pip' && [ "$$(cat .venv/complete)" = "$$(pwd -P)" ]; } 2>/dev/null || echo venv)

.PHONY: help run test peers lock format translations clean venv programs servers
.NOTPARALLEL:

help:
	@echo "make run     설치하고, 색인하고, http://$(HOST):$(PORT) 에서 엽니다 / install, index and serve"
	@echo "               make run PORT=8080 · make run HOST=0.0.0.0 · make run PYTHON=python3.12"
	@echo "make test    모든 검사를 합니다 / install what the tests need and run everything"
	@echo "make format  코드를 다듬습니다 / tidy the code as 'make test' wants it"
	@echo "make translations  다른 말로 옮길 글을 모읍니다 / collect what is to be translated, archive/translations/"
	@echo "make peers DATA=폴더  다른 검색과 나란히 잽니다 / measure beside Datasette and OpenSearch, docs/performance.md"
	@echo "make lock    requirements/*.lock 을 다시 씁니다 / write the lock files again (UPGRADE=1: newest versions)"
	@echo "make clean   .venv 와 캐시를 지웁니다; 자료와 색인은 남습니다 / delete .venv and caches, keep corpus and index"

# `seogo index` ends with 1 when it could not read a file: it has said so, and the others are worth serving.
run: .venv/run.stamp
	@.venv/bin/seogo index || [ $$? -eq 1 ]
	@.venv/bin/seogo serve --host "$(HOST)" --port "$(PORT)"

# Every check runs, whatever the ones before it found; the whole suite comes last, so that its summary does. It runs in
# two processes, each file in one of them, which halves its time on two cores.
test: .venv/test.stamp .venv/audit.stamp $(WHOOSH_2).stamp programs servers
	@failed=(); \
	check() { echo "== $$1"; "$${@:2}" || failed+=("$$1"); }; \
	check "ruff check" .venv/bin/ruff check; \
	check "ruff format" .venv/bin/ruff format --check; \
	check "mypy" .venv/bin/mypy; \
	check "secrets and known faults" .venv/bin/python -m tests.auditing; \
	export PYTHONPATH="$$PWD/$(WHOOSH_2)"; \
	check "Whoosh 2.7.4 is what is imported" .venv/bin/python -c 'import whoosh; assert whoosh.__version__ == (2, 7, 4)'; \
	check "engine contract, Whoosh 2.7.4" .venv/bin/python -m pytest tests/contract -k whoosh -q; \
	unset PYTHONPATH; \
	check "tests" .venv/bin/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder; \
	[ $${#failed[@]} -eq 0 ] || { printf 'FAILED: %s\n' "$${failed[@]}"; exit 1; }

format: .venv/test.stamp
	@.venv/bin/ruff check --fix-only
	@.venv/bin/ruff format

# Results are kept in FOLDER; MORE is what else `python -m benchmarks.peers --help` tells of.
peers: .venv/test.stamp .venv/peers.stamp servers
	@.venv/bin/python -m benchmarks.peers "$(FOLDER)" --data "$(DATA)" $(MORE)

translations: .venv/test.stamp
	@.venv/bin/python -m tests.translating

clean:
	@rm -rf .venv build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- Python packages: only what the lock files name, and only with the hashes they name ---
# Compiled at once: jieba and Whoosh 2.7.4 draw syntax warnings when they are, and tests take warnings for errors.

.venv/run.stamp .venv/test.stamp: .venv/%.stamp: requirements/build.lock requirements/%.lock pyproject.toml $(NEW)
	@rm -f .venv/complete
	@echo "파이썬 꾸러미를 설치합니다. 처음에는 1~2분 걸립니다 / Installing Python packages, a minute or two at first"
	@$(PIP) install -q --require-hashes -r requirements/build.lock
	@set -o pipefail; $(PIP) install --compile --no-build-isolation --require-hashes -r requirements/$*.lock \
	| { grep --line-buffered -oE '^Collecting [^ ]+' || true; }
	@$(PIP) install --no-build-isolation --no-deps -e . >.venv/install.log 2>&1 || { cat .venv/install.log; exit 1; }
	@$(PIP) check >.venv/install.log || { cat .venv/install.log; \
	echo "requirements/*.lock 이 pyproject.toml 과 맞지 않습니다 / The lock files lag behind: make lock" >&2; exit 1; }
	@pwd -P >.venv/complete
	@touch $@

# Apart from the environment's own packages: the lock tool, the Whoosh that the contract is also held against, what Seogo
# is measured beside, and what looks for secrets and known faults.
.venv/lock.stamp .venv/peers.stamp .venv/audit.stamp $(WHOOSH_2).stamp: .venv/%.stamp: requirements/%.lock $(NEW)
	@rm -rf .venv/$*
	@$(PIP) install -q --compile --require-hashes --no-deps --target .venv/$* -r requirements/$*.lock
	@touch $@

venv:
	@command -v "$(PYTHON)" >/dev/null && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	echo "파이썬 3.11 이상이 필요합니다. 다른 이름으로 설치되어 있으면 make run PYTHON=python3.12 처럼 알려 주세요." \
	"/ Python 3.11 or newer is needed; if it has another name: make run PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	package=$$("$(PYTHON)" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); $(call debian,$$package); }
	@rm -rf .venv
	@"$(PYTHON)" -m venv .venv

# --- Debian packages ---

# Playwright's driver is a Node.js that needs libatomic, which a bare Debian has not. LibreOffice makes files for the
# tests of the readers; Tesseract reads scans. OpenSearch is a Java program, and nginx stands before it with TLS and
# passwords. Faketime sets the clock of a program back.
programs:
	@missing=; \
	command -v chromium >/dev/null || missing="chromium"; \
	command -v curl >/dev/null || missing="$$missing curl"; \
	[ -n "$$(fc-list :lang=ko 2>/dev/null)" ] || missing="$$missing fontconfig fonts-noto-cjk"; \
	PATH="$$PATH:/sbin:/usr/sbin" ldconfig -p | grep -q libatomic.so.1 || missing="$$missing libatomic1"; \
	command -v soffice >/dev/null || missing="$$missing libreoffice-writer-nogui"; \
	for language in kor chi_sim; do tesseract --list-langs 2>/dev/null | grep -qx $$language \
	|| missing="$$missing tesseract-ocr tesseract-ocr-kor tesseract-ocr-chi-sim"; done; \
	{ command -v javac && command -v mvn; } >/dev/null || missing="$$missing default-jdk-headless maven"; \
	PATH="$$PATH:/sbin:/usr/sbin" command -v nginx >/dev/null || missing="$$missing nginx"; \
	command -v faketime >/dev/null || missing="$$missing faketime"; \
	[ -z "$$missing" ] || { $(call debian,$$missing); }

# OpenSearch itself, of every version that finds its Java here, from Maven.
servers: .venv/test.stamp programs
	@.venv/bin/python -m tests.opensearch.jars

# $(call debian,PACKAGES) installs them where that needs no password, and elsewhere says in one sentence what to type.
debian = as=; [ "$$(id -u)" = 0 ] || as="sudo -n"; \
	if command -v apt-get >/dev/null && $$as true 2>/dev/null; then \
	echo "데비안 꾸러미를 설치합니다 / Installing Debian packages:" $(1); \
	$$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive \
	apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 $(1) >/dev/null; \
	else echo "먼저 이것을 설치해 주세요 / Please install this first: sudo apt-get install" $(1) >&2; exit 1; fi

# --- Lock files: names, versions, hashes; good for all systems and Pythons at once ---

COMPILE := .venv/lock/bin/uv --no-config -q pip compile --python .venv/bin/python --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-header --no-annotate $(if $(UPGRADE),--upgrade)

lock: .venv/lock.stamp
	@$(COMPILE) --group build -o requirements/build.lock
	@$(COMPILE) pyproject.toml -o requirements/run.lock
	@$(COMPILE) pyproject.toml --extra test -c requirements/run.lock -o requirements/test.lock
	@$(COMPILE) --group whoosh-2-7-4 --no-deps -o requirements/whoosh-2.7.4.lock
	@$(COMPILE) --group lock -o requirements/lock.lock
	@$(COMPILE) --group peers -o requirements/peers.lock
	@$(COMPILE) --group audit -o requirements/audit.lock
	@! grep -n '://' requirements/*.lock

# textcollapse. `make` prints what there is; `make run` and `make test` need nothing installed beforehand
# but Swift, git, make and apt (or the packages that `make setup` names).

SWIFT ?= swift
# Every target imports only what Package.swift says it may: the arrows of the architecture hold.
CHECKS := --explicit-target-dependency-import-check error
CORPUS ?= Corpora/english
BINARY := .build/release/textcollapse
BENCHMARKS := .build/release/Benchmarks
# What `make bench` is given, all of it optional: a text, one paragraph a line (else one is generated); a directory of
# novels, for growth; KenLM's folder (else the path); a Python with the modules kenlm and nltk (else python3); the number
# of runs (else 5); a few families of rows (else all; `$(BENCHMARKS) table --help` lists them).
BENCH_TEXT ?=
BENCH_NOVELS ?=
BENCH_KENLM ?=
BENCH_PYTHON ?=
BENCH_RUNS ?=
BENCH_ONLY ?=
BENCH_OPTIONS = $(if $(BENCH_TEXT),--text "$(BENCH_TEXT)") $(if $(BENCH_NOVELS),--novels "$(BENCH_NOVELS)") \
  $(if $(BENCH_KENLM),--kenlm "$(BENCH_KENLM)") $(if $(BENCH_PYTHON),--python "$(BENCH_PYTHON)") \
  $(if $(BENCH_RUNS),--runs $(BENCH_RUNS)) $(if $(BENCH_ONLY),--only $(BENCH_ONLY))

.DEFAULT_GOAL := help
.PHONY: help setup build run serve test test-browser fuzz sanitize lint format docs reports bench bench-serve bench-docs check clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what is missing: libicu-dev, the Python environment and the bundle of the charts
	@.ci/setup

build: setup ## build the release binary
	$(SWIFT) build -c release --static-swift-stdlib --product textcollapse $(CHECKS)

run: build ## run the main job on CORPUS (Corpora/english) and print the path of its report
	@$(BINARY) run --corpus $(CORPUS)

serve: build ## build the live page and start it; SERVE_OPTIONS="--host 0.0.0.0" and others go to it
	$(SWIFT) build -c release --static-swift-stdlib --product textcollapse-serve $(CHECKS)
	@$(BINARY) serve $(SERVE_OPTIONS)

test: setup ## build and run all tests
	$(SWIFT) build --build-tests $(CHECKS)
	$(SWIFT) test $(CHECKS)

test-browser: ## open the pages in headless Chromium, and install it if it is not there
	@.ci/setup browser
	$(SWIFT) build --build-tests $(CHECKS)
	TEXTCOLLAPSE_BROWSER=1 $(SWIFT) test --skip-build --filter BrowserTests

fuzz: setup ## search by coverage for inputs that break a reader, FUZZ_SECONDS in all (1200)
	@.ci/fuzz

sanitize: setup ## run all tests under the thread and the address sanitizer; SANITIZE=short, thread or address
	@.ci/sanitize $(SANITIZE)

lint: ## check format, doc comments and which modules may import what
	@.ci/lint

format: ## format the sources in place
	$(SWIFT) format --in-place --parallel --recursive Sources Tests Package.swift

docs: setup ## build the documentation; a dead link is an error
	@.ci/docs

reports: build ## make the finished runs in Reports/ again
	@.ci/reports

bench: build ## time every stage beside the toolkits that are installed, and print a table in Markdown
	$(SWIFT) build -c release --static-swift-stdlib --product Benchmarks $(CHECKS) >&2
	@$(BENCHMARKS) table $(BENCH_OPTIONS) --json .build/benchmarks.json

bench-serve: build ## let 200 clients watch a run of the live page while all its places compute
	$(SWIFT) build -c release --static-swift-stdlib --product textcollapse-serve $(CHECKS)
	$(SWIFT) build -c release --static-swift-stdlib --product Benchmarks $(CHECKS)
	@$(BENCHMARKS) serve-load --server $(dir $(BINARY))textcollapse-serve

bench-docs: setup ## put the last table of make bench into README.md and the manual, and draw growth
	@.ci/bench-docs .build/benchmarks.json

check: lint test docs ## everything that a change has to pass

clean: ## remove what was built; .cache stays, for it is slow to get
	rm -rf .build

# textcollapse. `make` prints what there is; `make run` and `make test` need nothing installed beforehand
# but Swift, git, make and apt (or the packages that `make setup` names).

SWIFT ?= swift
# Every target imports only what Package.swift says it may: the arrows of the architecture hold.
CHECKS := --explicit-target-dependency-import-check error
CORPUS ?= Corpora/english
BINARY := .build/release/textcollapse

.DEFAULT_GOAL := help
.PHONY: help setup build run test lint format docs reports check clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what is missing: libicu-dev, the Python environment and the bundle of the charts
	@.ci/setup

build: setup ## build the release binary
	$(SWIFT) build -c release --static-swift-stdlib --product textcollapse $(CHECKS)

run: build ## run the main job on CORPUS (Corpora/english) and print the path of its report
	@$(BINARY) run --corpus $(CORPUS)

test: setup ## build and run all tests
	$(SWIFT) build --build-tests $(CHECKS)
	$(SWIFT) test $(CHECKS)

lint: ## check format, doc comments and which modules may import what
	@.ci/lint

format: ## format the sources in place
	$(SWIFT) format --in-place --parallel --recursive Sources Tests Package.swift

docs: setup ## build the documentation; a dead link is an error
	@.ci/docs

reports: build ## make the finished runs in Reports/ again
	@.ci/reports

check: lint test docs ## everything that a change has to pass

clean: ## remove what was built; .cache stays, for it is slow to get
	rm -rf .build

# The README names two of these: `make run` and `make test`. `make` alone explains the others.
# test, test-real and torture share one cargo profile (dev) and always name the whole workspace: another choice of
# packages would be another choice of library features, and a build machine would compile everything again.

HOST ?= 127.0.0.1
PORT ?= 8080
DATA ?= ./data
CASES ?= 2000
ROUNDS ?= 50
BIHUAN_REAL_DATA ?= ../shared/data

CARGO ?= cargo
BIHUAN := target/release/bihuan

.DEFAULT_GOAL := help
.PHONY: help run dev test test-real check bench demo torture

help: ## This list
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

run: ## Install what is missing, build, serve on HOST:PORT (127.0.0.1:8080) with the data in DATA (./data)
	@scripts/setup
	$(CARGO) build --release -p bihuan-server
	exec $(BIHUAN) serve --data "$(DATA)" --listen "$(HOST):$(PORT)"

dev: ## Serve from a debug build, quick to build and slower to run
	@scripts/setup
	$(CARGO) build -p bihuan-server
	exec target/debug/bihuan serve --data "$(DATA)" --listen "$(HOST):$(PORT)"

test: ## Install what is missing, then every test on both engines and the documents
	@scripts/setup
	$(CARGO) test --workspace --no-fail-fast
	scripts/check-docs

test-real: ## Imports and replays of real data on both engines, then random requests against the API document
	@if [ ! -d "$(BIHUAN_REAL_DATA)" ]; then \
		echo "real data absent, not tested: there is no folder $(BIHUAN_REAL_DATA) (set BIHUAN_REAL_DATA)"; \
	else \
		set -e; \
		scripts/setup --real; \
		export BIHUAN_REAL_DATA="$$(cd "$(BIHUAN_REAL_DATA)" && pwd)"; \
		$(CARGO) build --workspace --bins --tests; \
		$(CARGO) test --workspace --test real_data -- --nocapture; \
		scripts/real-import; \
		scripts/schemathesis; \
	fi

check: ## Format, lints and documents, as a reviewer would ask for them
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -- -D warnings
	scripts/check-docs

bench: ## The numbers of docs/performance.md, from release builds
	@scripts/setup
	$(CARGO) build --release -p bihuan-server --features bench
	target/release/bihuan-bench
	@if [ -d crates/server/benches ]; then $(CARGO) bench -p bihuan-server; fi

demo: ## Fill DATA with CASES (2000) synthetic cases, each through the real write path
	@scripts/setup
	$(CARGO) build --release -p bihuan-server
	$(BIHUAN) demo --data "$(DATA)" --cases "$(CASES)"

torture: ## Kill a server under load ROUNDS (50) times and prove that nothing acknowledged is lost
	@scripts/setup
	BIHUAN_TORTURE_ROUNDS=$(ROUNDS) $(CARGO) test --workspace --test torture -- --nocapture

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

# Node may be the machine's or the one that scripts/setup put into target/venv.
NODE_PATH_FIRST := PATH="$(CURDIR)/target/venv/bin:$$PATH"
WEB := cd web && $(NODE_PATH_FIRST)

.DEFAULT_GOAL := help
.PHONY: help console console-test e2e run dev test test-real check bench demo torture

help: ## This list
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

run: ## Install what is missing, build, serve on HOST:PORT (127.0.0.1:8080) with the data in DATA (./data)
	@scripts/setup
	@$(MAKE) --no-print-directory console
	$(CARGO) build --release -p bihuan-server
	exec $(BIHUAN) serve --data "$(DATA)" --listen "$(HOST):$(PORT)"

console: ## Build the console, which the program carries
	$(WEB) npm install --no-save --silent
	$(WEB) npm run --silent build

dev: ## Serve from a debug build on PORT, and the console with hot reload on http://127.0.0.1:5173
	@scripts/setup
	@[ -d web/node_modules ] || (cd web && $(NODE_PATH_FIRST) npm install --no-save --silent)
	$(CARGO) build -p bihuan-server
	@trap 'kill $$server 2>/dev/null' EXIT INT TERM; \
	target/debug/bihuan serve --data "$(DATA)" --listen "$(HOST):$(PORT)" & server=$$!; \
	$(WEB) BIHUAN_API="http://$(HOST):$(PORT)" npm run --silent dev

test: ## Install what is missing, then every test: the console's, Rust's on both engines, both together in Chromium
	@scripts/setup
	$(WEB) npm install --no-save --silent
	$(WEB) npm run --silent build
	scripts/two-at-once "$(CARGO) test --workspace --no-fail-fast" "$(MAKE) --no-print-directory console-test"
	$(WEB) BIHUAN_BIN="$(CURDIR)/target/debug/bihuan" npm run --silent e2e
	scripts/check-docs

console-test:
	$(WEB) npm run --silent check
	$(WEB) npm test --silent

e2e: ## The console in Chromium against the debug program, as `make test` does at its end
	$(WEB) npm run --silent build
	$(CARGO) build -p bihuan-server
	$(WEB) BIHUAN_BIN="$(CURDIR)/target/debug/bihuan" npm run --silent e2e

test-real: ## Imports and replays of real data on both engines, then random requests against the API document
	@if [ ! -d "$(BIHUAN_REAL_DATA)" ]; then \
		echo "real data absent, not tested: there is no folder $(BIHUAN_REAL_DATA) (set BIHUAN_REAL_DATA)"; \
	else \
		set -e; \
		scripts/setup --real; \
		export BIHUAN_REAL_DATA="$$(cd "$(BIHUAN_REAL_DATA)" && pwd)"; \
		$(CARGO) build --workspace --bins --tests; \
		$(CARGO) test --workspace --test real_data -- --nocapture; \
		scripts/real-mail; \
		scripts/two-at-once "scripts/real-import postgres" "scripts/real-mailbox --data && scripts/real-import sqlite"; \
		scripts/two-at-once "scripts/real-triage" "scripts/schemathesis"; \
	fi

check: ## Format, lints and documents, as a reviewer would ask for them
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --features bihuan-server/bench -- -D warnings
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
	BIHUAN_TORTURE_ROUNDS=$(ROUNDS) $(CARGO) test -p bihuan-server --test server torture -- --nocapture

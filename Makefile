# The front doors. Each does its own set-up; a second call is incremental.
MAKEFLAGS += --no-print-directory

.PHONY: help run hackernews terminal test unit asan e2e browser bench fuzz soak format format-check lint docs clean
help: ## This list
	@sed -n 's/^\([a-z0-9-]*\):.*## /  make \1	/p' Makefile | expand -t 22

run: ## Build and start the projects application (PORT=8080, DATABASE_URL=sqlite:projects.db)
	@scripts/setup.sh run
	@scripts/build.sh release projects projects_bundle
	@SOLDER_SECRET="$${SOLDER_SECRET:-$$(head -c 32 /dev/urandom | base64)}" exec build/release/examples/projects/projects

hackernews: ## Build and start the news application (PORT=8080, HN_DATABASE=hackernews.db, HN_LATENCY_MS=200)
	@scripts/setup.sh run
	@scripts/build.sh release hackernews hackernews_bundle
	@exec build/release/examples/hackernews/hackernews

terminal: ## Build and start the terminal program
	@scripts/setup.sh run
	@scripts/build.sh release terminal
	@exec build/release/examples/terminal/terminal

test: ## Everything that CI runs
	@scripts/test.sh

unit: ## Unit tests, g++ release
	@scripts/setup.sh test
	@scripts/unit.sh release

asan: ## Unit tests, clang with address and undefined behaviour sanitizers
	@scripts/setup.sh test
	@scripts/unit.sh asan

browser: ## Browser bundles, with their sizes against the limits
	@scripts/setup.sh test
	@scripts/build.sh browser
	@python3 -B tests/house/bundle_limits.py build/browser

e2e: ## Tests in a real browser
	@scripts/setup.sh test
	@scripts/e2e.sh

fuzz: ## Each fuzz target for 30 seconds
	@scripts/setup.sh test
	@scripts/fuzz.sh 30

soak: ## Long runs under sanitizers: a million steps of the model test (STEPS=1000000)
	@scripts/setup.sh test
	@scripts/soak.sh $(STEPS)

bench: ## Measure (see docs/performance.md)
	@scripts/setup.sh test
	@scripts/bench.sh

format: ## Format the C++ files
	@scripts/setup.sh test
	@scripts/format.sh

format-check: ## Say which C++ files are not formatted
	@scripts/setup.sh test
	@scripts/format.sh --check

lint: ## clang-tidy
	@scripts/setup.sh test
	@scripts/lint.sh

docs: ## Check that links and paths in the documentation lead somewhere
	@scripts/setup.sh test
	@python3 -B tests/house/docs_paths.py

clean: ## Remove everything that was built
	@rm -rf build node_modules

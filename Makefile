# bieu: biểu thống kê trẻ em — make help lists the targets.
SHELL := /bin/bash
BIEU := .build/release/bieu
LINTED := Package.swift Sources Tests

.PHONY: help install demo build test lint format architecture samples samples-unchanged samples-migration \
  migration migration-tables nation conformance faults adversary mutants mixed fuzz sanitize coverage bench \
  bench-micro bench-tools clean

help:         ## this list
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 20

install:      ## install the system packages that are missing (Debian, needs root)
	@.ci/install

demo: install build ## build, make forms, check the samples, import them, show where everything is
	@.ci/demo $(BIEU)

build: install ## the release build of the tool
	@swift build -c release --static-swift-stdlib --product bieu

test: install ## all tests (they run the built tool too)
	@swift build
	@swift test

lint:         ## format, imports allowed by ARCHITECTURE.md, sizes, names, threads, the picture
	@swift format lint --strict --parallel --recursive $(LINTED)
	@.ci/lint

format:       ## put the sources into the project's format
	@swift format --in-place --parallel --recursive $(LINTED)

architecture: ## draw the modules of Package.swift: ARCHITECTURE.svg
	@.ci/architecture >ARCHITECTURE.svg

samples: build ## rebuild Samples/ and what is generated in Templates/
	@.ci/samples $(BIEU)

samples-migration: build ## an archive of 2,000 old files with its truth: out/migration
	@swift build -c release --static-swift-stdlib --product SampleMaker
	@.build/release/SampleMaker Templates out/migration archive 2000 all

migration: samples-migration ## migrate that archive, judge it, kill and resume: MIGRATION_KILLS=20 (heavy)
	@Tests/Migration/run $(BIEU) out/migration --kills $(or $(MIGRATION_KILLS),20)

migration-tables: build ## 10,000 made-up sheets of one to four tables, each figure judged: TABLES_SHEETS=10000 TABLES_SEED=1 (heavy)
	@Tests/Migration/tables $(BIEU) --sheets $(or $(TABLES_SHEETS),10000) --seed $(or $(TABLES_SEED),1)
nation: build ## a made-up nation of 14,122 units: start and memory, NATION_FIGURES=400000 (heavy)
	@swift build -c release --static-swift-stdlib --product SampleMaker
	@Tests/Nation/run $(BIEU) .build/release/SampleMaker out/nation \
	  $(foreach figures,$(or $(NATION_FIGURES),400000 7000000),--figures $(figures))

conformance: build ## what LibreOffice, openpyxl and calamine make of our files (heavy)
	@Tests/Conformance/run $(BIEU)

faults: build ## full disk, signals, pipes, little memory while writing: FAULT_ROUNDS=200 (heavy)
	@Tests/Faults/run $(BIEU) --rounds $(or $(FAULT_ROUNDS),200)

adversary: build ## hostile names, folders, changes, limits, as root and another user: ADVERSARY_ROUNDS=300 (heavy)
	@Tests/Adversary/run $(BIEU) --rounds $(or $(ADVERSARY_ROUNDS),30)

mutants: build ## one mistake in a clean form: seen, named first, named once? MUTANTS=12000, 0 takes all (heavy)
	@.ci/install libreoffice-calc python3-venv
	@Tests/Mutants/run $(BIEU) --sample $(or $(MUTANTS),12000) --json out/mutants.json

mixed:        ## 10,000 cells of six encodings at random: how many come right: MIXED_CELLS=, MIXED_SEED=
	@MIXED_CELLS=$(or $(MIXED_CELLS),10000) swift test --filter MixedCellsTests

fuzz:         ## libFuzzer over the readers: FUZZ_SECONDS= each (60), FUZZ_TARGET= (all)
	@.ci/fuzz

sanitize:     ## all tests under the address and the thread sanitizer (heavy)
	@.ci/sanitize

coverage:     ## lines that no test takes, by file: out/coverage
	@.ci/coverage

bench: bench-tools ## measure against the peers: BENCH_RUNS= rounds (5), BENCH_QUICK=1 (heavy)
	@Tests/Benchmarks/run

bench-micro: bench-tools ## measure the hot parts alone
	@Tests/Benchmarks/run --micro

bench-tools: build
	@swift build -c release --static-swift-stdlib --product SampleMaker
	@BIEU_BENCH=1 swift build -c release --static-swift-stdlib --product Micro

clean:        ## remove everything that is built
	@rm -rf .build .build-* out

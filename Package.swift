// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A module of the map in ARCHITECTURE.md; `make lint` checks its imports against the same table.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], goldens: [String] = []
) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: goldens, swiftSettings: strict)
}

/// The fuzzer itself is only there for `make fuzz`: it needs the compiler's libFuzzer.
let fuzzers: [Target] =
  Context.environment["BIEU_FUZZ"] == nil
  ? []
  : [
    .systemLibrary(name: "CLibFuzzer", path: "Fuzz/CLibFuzzer"),
    .executableTarget(
      name: "FuzzRunner", dependencies: ["FuzzEntries", "CLibFuzzer"], path: "Fuzz/Runner",
      // gold, the default, breaks off at the main of libFuzzer beside ours; lld takes ours.
      swiftSettings: strict, linkerSettings: [.unsafeFlags(["-use-ld=lld"])]),
  ]

/// The micro-benchmarks are only there for `make bench-micro` and `make bench`.
let benchmarks: [Target] =
  Context.environment["BIEU_BENCH"] == nil
  ? []
  : [
    .executableTarget(
      name: "Micro",
      dependencies: [
        "SheetModel", "Zip", "XML", "WorkbookIO", "Indicators", "Forms", "Validation", "Reports",
      ],
      path: "Benchmarks/Micro", swiftSettings: strict)
  ]

let package = Package(
  name: "bieu",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "bieu", targets: ["bieu"]),
    .library(
      name: "Bieu",
      targets: [
        "SheetModel", "Display", "WorkbookIO", "Indicators", "Forms", "Validation", "Reports",
        "Jobs", "LegacyText", "Migration",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    module("SheetModel"),
    module("Parallel"),
    module("Zip", ["SheetModel", "Parallel", "CZlib"]),
    module("XML", ["SheetModel", "CLibXML2"]),
    module("XLSX", ["SheetModel", "Parallel", "Zip", "XML"]),
    module("ODS", ["SheetModel", "Zip", "XML"]),
    module("CSV", ["SheetModel"]),
    module("XLS", ["SheetModel"]),
    module("Display", ["SheetModel"]),
    module(
      "WorkbookIO", ["SheetModel", "Parallel", "Zip", "XLSX", "ODS", "CSV", "XLS", "Display"]),
    module("Indicators"),
    module("Forms", ["SheetModel", "Indicators", "Yams"]),
    module("LegacyText", ["SheetModel"]),
    module("Migration", ["SheetModel", "Indicators", "Forms"]),
    module("Validation", ["SheetModel", "Indicators", "Forms"]),
    module("Reports", ["SheetModel", "Indicators", "Forms", "Validation", "Migration"]),
    module("Fingerprint", [.product(name: "Crypto", package: "swift-crypto")]),
    module(
      "Jobs",
      [
        "SheetModel", "Parallel", "WorkbookIO", "Display", "Indicators", "Forms", "Validation",
        "Reports", "Fingerprint", "LegacyText", "Migration",
      ]),
    .executableTarget(
      name: "bieu",
      dependencies: [
        "Jobs", "Reports", "Display",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "SampleMaker",
      dependencies: [
        "WorkbookIO", "SheetModel", "Parallel", "Indicators", "Forms", "Zip", "LegacyText",
      ],
      swiftSettings: strict),
    .target(
      name: "FuzzEntries",
      dependencies: [
        "SheetModel", "Zip", "XLSX", "ODS", "CSV", "XLS", "Display", "WorkbookIO", "LegacyText",
      ],
      path: "Fuzz/Entries", swiftSettings: strict),
    tests("SheetModelTests", ["SheetModel"]),
    tests("ParallelTests", ["Parallel"]),
    tests("ZipTests", ["Zip", "SheetModel"]),
    tests("XMLTests", ["XML", "SheetModel"]),
    tests("XLSXTests", ["XLSX", "SheetModel", "Zip", "XML"]),
    tests("ODSTests", ["ODS", "SheetModel", "Zip", "XML"]),
    tests("CSVTests", ["CSV", "SheetModel"]),
    tests("DisplayTests", ["Display", "SheetModel"]),
    tests("XLSTests", ["XLS", "SampleMaker", "SheetModel"]),
    tests("WorkbookIOTests", ["WorkbookIO", "Display", "SampleMaker", "SheetModel", "Zip"]),
    tests("IndicatorsTests", ["Indicators"]),
    tests("FormsTests", ["CSV", "Forms", "SheetModel", "Indicators"]),
    tests(
      "MigrationTests",
      ["Migration", "WorkbookIO", "CSV", "SheetModel", "Indicators", "Forms"]),
    tests("ValidationTests", ["CSV", "Validation", "SheetModel", "Indicators", "Forms"]),
    tests(
      "ReportsTests", ["CSV", "Reports", "SheetModel", "Indicators", "Forms", "Validation"],
      goldens: ["Golden"]),
    tests(
      "JobsTests",
      [
        "Jobs", "Parallel", "SheetModel", "WorkbookIO", "Indicators", "Forms", "Validation",
        "Reports", "Migration", "SampleMaker",
      ]),
    tests("LegacyTextTests", ["LegacyText", "SheetModel", "CSV"], goldens: ["Fixtures"]),
    tests("LessonTests", ["bieu", "WorkbookIO", "SheetModel", "Zip"]),
    tests("FuzzTests", ["FuzzEntries", "SheetModel", "Zip"]),
    tests("CommandTests", ["bieu", "SampleMaker", "LegacyText"], goldens: ["Golden"]),
  ] + fuzzers + benchmarks,
  swiftLanguageModes: [.v6]
)

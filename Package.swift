// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A module of the map in ARCHITECTURE.md; `make lint` checks its imports against the same table.
func module(_ name: String, in wing: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(wing)/\(name)",
    swiftSettings: strict)
}

func tests(
  _ name: String, in wing: String, _ dependencies: [Target.Dependency], goldens: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(wing)/\(name)", exclude: goldens,
    swiftSettings: strict)
}

/// The fuzzer itself is only there for `make fuzz`: it needs the compiler's libFuzzer.
let fuzzers: [Target] =
  Context.environment["BIEU_FUZZ"] == nil
  ? []
  : [
    .systemLibrary(name: "CLibFuzzer", path: "Tests/Fuzz/CLibFuzzer"),
    .executableTarget(
      name: "FuzzRunner", dependencies: ["FuzzEntries", "CLibFuzzer"], path: "Tests/Fuzz/Runner",
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
        "SheetModel", "Zip", "XML", "WorkbookIO", "Indicators", "FormModel", "Templates", "Tables",
        "Binding", "Validation", "Reports",
      ],
      path: "Tests/Benchmarks/Micro", swiftSettings: strict)
  ]

let package = Package(
  name: "bieu",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "bieu", targets: ["BieuTool"]),
    .library(
      name: "Bieu",
      targets: [
        "SheetModel", "VietnameseText", "Display", "WorkbookIO", "Indicators", "Units", "FormModel",
        "Templates", "Tables", "Binding", "Layout", "Validation", "UnitLists", "Observations",
        "LegacyText", "Migration", "Reports", "Jobs",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    // Core
    module("NumberCodes", in: "Core"),
    module("SheetModel", in: "Core", ["NumberCodes"]),
    module("Text", in: "Core"),
    module("VietnameseText", in: "Core", ["Text"]),
    module("Parallel", in: "Core"),
    module("Fingerprint", in: "Core", [.product(name: "Crypto", package: "swift-crypto")]),
    // Formats
    .systemLibrary(
      name: "CZlib", path: "Sources/Formats/CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CLibXML2", path: "Sources/Formats/CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"])]),
    module("Zip", in: "Formats", ["SheetModel", "Parallel", "CZlib"]),
    module("XML", in: "Formats", ["SheetModel", "CLibXML2"]),
    module("XLSX", in: "Formats", ["SheetModel", "Parallel", "Zip", "XML"]),
    module("ODS", in: "Formats", ["SheetModel", "NumberCodes", "Text", "Zip", "XML"]),
    module("CSV", in: "Formats", ["SheetModel", "Text"]),
    module("XLS", in: "Formats", ["SheetModel"]),
    module("Display", in: "Formats", ["SheetModel", "NumberCodes"]),
    module(
      "WorkbookIO", in: "Formats",
      ["SheetModel", "Text", "Parallel", "Zip", "XLSX", "ODS", "CSV", "XLS", "Display"]),
    // Domain
    module("Indicators", in: "Domain"),
    module("Units", in: "Domain", ["Indicators", "VietnameseText"]),
    // Forms
    module("FormModel", in: "Forms", ["SheetModel", "VietnameseText", "Indicators", "Units"]),
    module(
      "Templates", in: "Forms",
      ["SheetModel", "VietnameseText", "Indicators", "Units", "FormModel", "Yams"]),
    module("Tables", in: "Forms", ["SheetModel", "VietnameseText", "Indicators", "FormModel"]),
    module(
      "Binding", in: "Forms",
      ["SheetModel", "VietnameseText", "Indicators", "Units", "FormModel", "Tables"]),
    module("Layout", in: "Forms", ["SheetModel", "Indicators", "Units", "FormModel"]),
    module(
      "Validation", in: "Forms",
      ["SheetModel", "Text", "VietnameseText", "Indicators", "Units", "FormModel"]),
    module(
      "UnitLists", in: "Forms",
      ["SheetModel", "VietnameseText", "Indicators", "Units", "Templates", "FormModel"]),
    // Exchange
    module(
      "Observations", in: "Exchange",
      ["SheetModel", "Text", "VietnameseText", "Indicators", "FormModel"]),
    // Legacy
    module("LegacyText", in: "Legacy", ["SheetModel", "VietnameseText"]),
    module(
      "Migration", in: "Legacy",
      [
        "SheetModel", "Text", "VietnameseText", "Parallel", "Fingerprint", "WorkbookIO",
        "Indicators",
        "Units", "FormModel", "Templates", "Tables", "Observations",
      ]),
    // Reporting
    module(
      "Reports", in: "Reporting",
      ["SheetModel", "Text", "Indicators", "Units", "FormModel", "Validation", "Migration"]),
    // Tool
    module(
      "Jobs", in: "Tool",
      [
        "SheetModel", "Text", "VietnameseText", "Parallel", "Fingerprint", "WorkbookIO", "Display",
        "Indicators", "Units", "FormModel", "Templates", "Binding", "Layout", "Validation",
        "UnitLists", "Observations", "LegacyText", "Migration", "Reports",
      ]),
    .executableTarget(
      name: "BieuTool",
      dependencies: [
        "Jobs", "Observations", "Reports", "Display",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/Tool/BieuTool", swiftSettings: strict),
    .executableTarget(
      name: "SampleMaker",
      dependencies: [
        "Jobs", "WorkbookIO", "SheetModel", "Text", "VietnameseText", "Parallel", "Indicators",
        "Units", "FormModel",
        "Templates", "Layout", "Observations", "Zip", "LegacyText",
      ],
      path: "Sources/Tool/SampleMaker", swiftSettings: strict),
    // Tests
    .target(
      name: "FuzzEntries",
      dependencies: [
        "SheetModel", "Zip", "XLSX", "ODS", "CSV", "XLS", "Display", "WorkbookIO", "LegacyText",
      ],
      path: "Tests/Fuzz/Entries", swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["SheetModel", "WorkbookIO", "Zip"],
      path: "Tests/Support", swiftSettings: strict),
    tests("NumberCodesTests", in: "Core", ["NumberCodes"]),
    tests("SheetModelTests", in: "Core", ["SheetModel"]),
    tests("TextTests", in: "Core", ["Text"]),
    tests("VietnameseTextTests", in: "Core", ["Text", "VietnameseText"]),
    tests("ParallelTests", in: "Core", ["Parallel"]),
    tests("ZipTests", in: "Formats", ["Zip", "SheetModel"]),
    tests("XMLTests", in: "Formats", ["XML", "SheetModel"]),
    tests("XLSXTests", in: "Formats", ["XLSX", "SheetModel", "Zip", "TestSupport"]),
    tests("ODSTests", in: "Formats", ["ODS", "SheetModel", "Zip", "XML", "TestSupport"]),
    tests("CSVTests", in: "Formats", ["CSV", "SheetModel"]),
    tests("DisplayTests", in: "Formats", ["Display", "SheetModel"]),
    tests("XLSTests", in: "Formats", ["XLS", "SampleMaker", "SheetModel", "TestSupport"]),
    tests(
      "WorkbookIOTests", in: "Formats",
      ["WorkbookIO", "Display", "SampleMaker", "SheetModel", "Zip", "TestSupport"]),
    tests(
      "LessonTests", in: "Formats", ["BieuTool", "WorkbookIO", "SheetModel", "Zip", "TestSupport"]),
    tests("IndicatorsTests", in: "Domain", ["Indicators"]),
    tests("UnitsTests", in: "Domain", ["Indicators", "Units"]),
    tests(
      "FormsTests", in: "Forms",
      [
        "CSV", "SheetModel", "VietnameseText", "Indicators", "Units", "FormModel", "Templates",
        "Tables", "Binding", "Layout", "UnitLists", "TestSupport",
      ]),
    tests(
      "ValidationTests", in: "Forms",
      [
        "CSV", "SheetModel", "Indicators", "Units", "FormModel", "Templates", "Tables",
        "Validation", "TestSupport",
      ]),
    tests(
      "ObservationsTests", in: "Exchange",
      ["Observations", "Indicators", "SheetModel"]),
    tests(
      "LegacyTextTests", in: "Legacy",
      [
        "LegacyText", "SampleMaker", "SheetModel", "VietnameseText", "CSV", "TestSupport",
      ], goldens: ["Fixtures"]),
    tests(
      "MigrationTests", in: "Legacy",
      [
        "Migration", "WorkbookIO", "CSV", "SheetModel", "VietnameseText", "Indicators", "Units",
        "FormModel", "Templates", "Observations", "SampleMaker", "TestSupport",
      ]),
    tests(
      "ReportsTests", in: "Reporting",
      ["Reports", "SheetModel", "Indicators", "Units", "FormModel", "Validation", "Migration"],
      goldens: ["Golden"]),
    tests(
      "JobsTests", in: "Tool",
      [
        "Jobs", "SheetModel", "WorkbookIO", "Indicators", "Units", "FormModel", "Validation",
        "Observations", "Reports", "Migration", "LegacyText", "TestSupport",
      ]),
    tests(
      "CommandTests", in: "Tool",
      ["BieuTool", "SampleMaker", "LegacyText", "SheetModel", "VietnameseText", "TestSupport"],
      goldens: ["Golden"]),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzEntries", "SheetModel", "Zip"],
      path: "Tests/Fuzz/Tests", swiftSettings: strict),
  ] + fuzzers + benchmarks,
  swiftLanguageModes: [.v6]
)

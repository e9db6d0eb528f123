// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "textcollapse",
  products: [
    .executable(name: "textcollapse", targets: ["textcollapse"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // MARK: Foundations
    .target(name: "Parallelism"),
    .target(name: "CPrefetch"),
    .target(name: "CMemory"),
    .target(
      name: "CArchive", linkerSettings: [.linkedLibrary("archive"), .linkedLibrary("z")]),
    .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc")]),

    // MARK: Stages, in the order the data flows
    .target(
      name: "Corpora",
      dependencies: [
        "Parallelism", "CArchive", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "Tokenization", dependencies: ["CICU", "Corpora", "Parallelism", "CPrefetch"]),
    .target(name: "Counting", dependencies: ["Tokenization", "Parallelism", "CPrefetch"]),
    .target(
      name: "LanguageModels",
      dependencies: ["Counting", "Tokenization", "Parallelism", "CPrefetch"]),
    .target(
      name: "Sampling",
      dependencies: ["LanguageModels", "Counting", "Tokenization", "Parallelism", "CPrefetch"]),
    .target(
      name: "Measures",
      dependencies: ["LanguageModels", "Counting", "Tokenization", "Parallelism", "CPrefetch"]),
    .target(
      name: "Generations",
      dependencies: [
        "Corpora", "Tokenization", "Counting", "LanguageModels", "Sampling", "Measures",
        "Parallelism",
      ]),
    .target(name: "Comparisons", dependencies: ["Measures"]),
    .target(
      name: "Reports",
      dependencies: ["Measures", "Comparisons", .product(name: "Crypto", package: "swift-crypto")],
      exclude: ["Scripts"], resources: [.embedInCode("Templates")]),

    .target(name: "Lessons", dependencies: ["Generations", "Measures", "Sampling"]),

    // MARK: Command line
    .target(
      name: "TextCollapseCommands",
      dependencies: [
        "Corpora", "Tokenization", "Counting", "LanguageModels", "Sampling", "Measures",
        "Generations", "Comparisons", "Reports", "Lessons", "Parallelism", "CMemory",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "textcollapse",
      dependencies: [
        "TextCollapseCommands",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // MARK: Tests
    .target(
      name: "TestSupport",
      dependencies: ["Corpora", "Tokenization", "Counting", "LanguageModels"],
      path: "Tests/TestSupport"),
    // What the fuzzers run: in the tests by seeded changes, in `make fuzz` by coverage.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "Corpora", "Tokenization", "Counting", "LanguageModels", "Measures", "Generations",
        "TextCollapseCommands", "TestSupport",
      ],
      path: "Tests/FuzzTargets"),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets", "TestSupport"]),
    .testTarget(name: "ParallelismTests", dependencies: ["Parallelism"]),
    .testTarget(
      name: "CorporaTests",
      dependencies: ["Corpora", "CArchive", "Tokenization", "TestSupport"]),
    .testTarget(
      name: "TokenizationTests", dependencies: ["Tokenization", "Corpora", "TestSupport"]),
    .testTarget(name: "CountingTests", dependencies: ["Counting", "Tokenization", "TestSupport"]),
    .testTarget(
      name: "LanguageModelsTests",
      dependencies: ["LanguageModels", "Counting", "Tokenization", "Corpora", "TestSupport"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "SamplingTests",
      dependencies: ["Sampling", "LanguageModels", "Counting", "Tokenization", "TestSupport"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "MeasuresTests",
      dependencies: [
        "Measures", "LanguageModels", "Counting", "Tokenization", "Corpora", "TestSupport",
      ]),
    .testTarget(
      name: "GenerationsTests",
      dependencies: [
        "Generations", "Measures", "Sampling", "LanguageModels", "Counting", "Tokenization",
        "Corpora", "TestSupport",
      ]),
    .testTarget(name: "ComparisonsTests", dependencies: ["Comparisons", "Measures"]),
    .testTarget(name: "ReportsTests", dependencies: ["Reports", "Measures"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "textcollapse", "TextCollapseCommands", "Lessons", "Generations", "Comparisons",
        "LanguageModels", "Measures", "Tokenization", "Corpora", "TestSupport",
      ],
      resources: [.copy("Snapshots"), .copy("Faults/faults.c")]),

    // MARK: Benchmarks
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Corpora", "Tokenization", "Counting", "LanguageModels", "Sampling", "Measures",
        "Generations", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Benchmarks"),
  ]
)

for target in package.targets where target.name != "CICU" && target.name != "CPrefetch" {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
}

// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "textcollapse",
  products: [
    .executable(name: "textcollapse", targets: ["textcollapse"]),
    // A product of its own, so that who does not teach builds no web server.
    .executable(name: "textcollapse-serve", targets: ["textcollapse-serve"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // MARK: Foundations
    .target(name: "Parallelism"),
    .target(name: "Sorting"),
    .target(name: "CPrefetch"),
    .target(name: "CAllocator"),
    .target(name: "CMemory"),
    .target(name: "CNettle", linkerSettings: [.linkedLibrary("nettle")]),
    .target(name: "Digests", dependencies: ["CNettle"]),
    .target(
      name: "CArchive", linkerSettings: [.linkedLibrary("archive"), .linkedLibrary("z")]),
    .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc")]),

    // MARK: Stages, in the order the data flows
    .target(
      name: "Corpora",
      dependencies: ["Parallelism", "CArchive", "Digests"]),
    .target(
      name: "Tokenization",
      dependencies: ["CICU", "Corpora", "Parallelism", "Sorting", "CPrefetch"]),
    .target(
      name: "Counting",
      dependencies: ["Tokenization", "Parallelism", "Sorting", "CPrefetch", "CAllocator"]),
    .target(
      name: "LanguageModels",
      dependencies: ["Counting", "Tokenization", "Parallelism", "Sorting", "CPrefetch"]),
    .target(
      name: "Sampling",
      dependencies: [
        "LanguageModels", "Counting", "Tokenization", "Parallelism", "Sorting", "CPrefetch",
      ]),
    .target(
      name: "Measures",
      dependencies: ["LanguageModels", "Counting", "Tokenization", "Parallelism", "CPrefetch"]),
    .target(
      name: "Generations",
      dependencies: [
        "Corpora", "Tokenization", "Counting", "LanguageModels", "Sampling", "Measures",
        "Digests", "Parallelism",
      ]),
    .target(name: "Comparisons", dependencies: ["Measures"]),
    .target(
      name: "Reports",
      dependencies: ["Measures", "Comparisons", "Digests"],
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

    // MARK: The live page
    .target(name: "QRCodes"),
    .target(
      name: "LiveLab",
      dependencies: [
        "Corpora", "Tokenization", "LanguageModels", "Sampling", "Measures", "Generations",
        "Lessons", "Parallelism",
      ]),
    .target(
      name: "LiveServer",
      dependencies: [
        "LiveLab", "QRCodes", "TextCollapseCommands", "Corpora", "Generations", "Measures",
        "Parallelism", "Reports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      resources: [.embedInCode("Page")]),
    .executableTarget(
      name: "textcollapse-serve",
      dependencies: [
        "LiveServer", "TextCollapseCommands",
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
        "Digests", "TextCollapseCommands", "TestSupport",
      ],
      path: "Tests/FuzzTargets"),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets", "TestSupport"]),
    .testTarget(name: "ParallelismTests", dependencies: ["Parallelism"]),
    .testTarget(name: "SortingTests", dependencies: ["Sorting", "TestSupport"]),
    .testTarget(name: "DigestsTests", dependencies: ["Digests"]),
    .testTarget(
      name: "CorporaTests",
      dependencies: ["Corpora", "CArchive", "Digests", "Tokenization", "TestSupport"]),
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
    .testTarget(name: "QRCodesTests", dependencies: ["QRCodes"]),
    .testTarget(
      name: "LiveLabTests",
      dependencies: [
        "LiveLab", "Generations", "Lessons", "Measures", "Parallelism", "Sampling",
        "Tokenization", "TestSupport",
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

    // A client for the live server, byte for byte.
    .target(name: "HTTPSupport", path: "Tests/HTTPSupport"),
    .testTarget(
      name: "ServeTests",
      dependencies: [
        "textcollapse", "textcollapse-serve", "HTTPSupport", "Corpora", "Measures", "TestSupport",
      ]),

    // MARK: Benchmarks
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Corpora", "Tokenization", "Counting", "LanguageModels", "Sampling", "Measures",
        "Generations", "HTTPSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Benchmarks"),
  ]
)

for target in package.targets where !["CICU", "CPrefetch", "CAllocator"].contains(target.name) {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
}

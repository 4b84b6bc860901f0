// swift-tools-version: 6.2
// A package of its own, so that nobody who builds Chengwen has to fetch the benchmark library.
import PackageDescription

let package = Package(
  name: "chengwen-benchmarks",
  platforms: [.macOS(.v14)],
  dependencies: [
    .package(name: "chengwen", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .executableTarget(
      name: "ChengwenBenchmarks",
      dependencies: [
        .product(name: "Chengwen", package: "chengwen"),
        .product(name: "Benchmark", package: "benchmark"), "Yams",
      ],
      path: "ChengwenBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ],
  swiftLanguageModes: [.v6]
)

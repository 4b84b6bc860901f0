// swift-tools-version: 6.2
// The targets are the stages of the way from a case to a page, in the order in which the data flows.
// docs/architecture.md is the one-page map.
import PackageDescription

let package = Package(
  name: "chengwen",
  products: [
    .executable(name: "chengwen", targets: ["ChengwenCommand"]),
    .library(name: "Chengwen", targets: ["Chengwen"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // System C libraries: a module map and a shim header each; one module touches each of them.
    .systemLibrary(
      name: "CHarfBuzz", pkgConfig: "harfbuzz-subset",
      providers: [.apt(["libharfbuzz-dev"])]),
    .systemLibrary(
      name: "CFreeType", pkgConfig: "freetype2", providers: [.apt(["libfreetype-dev"])]),
    .systemLibrary(
      name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),

    // What every stage shares.
    .target(name: "Typography"),
    .target(name: "Diagnostics"),
    .target(name: "Compression", dependencies: ["CDeflate"]),

    // case data + template → document
    .target(
      name: "CaseData",
      dependencies: [
        "Diagnostics", "Yams",
        .product(name: "OrderedCollections", package: "swift-collections"),
      ]),
    .target(name: "Sheets", dependencies: ["CaseData"]),
    .target(name: "Document", dependencies: ["Diagnostics", "Typography"]),
    .target(
      name: "Writing", dependencies: ["CaseData", "Document"],
      resources: [.embedInCode("EasilyConfused.tsv")]),
    .target(name: "TemplateLanguage", dependencies: ["CaseData", "Document"]),

    // raw text → manuscript
    .target(
      name: "Cleaning", dependencies: ["TemplateLanguage"],
      resources: [.embedInCode("Misreadings.tsv")]),

    // document → pages
    .target(name: "Fonts", dependencies: ["CHarfBuzz", "Typography", "Diagnostics"]),
    .target(name: "Pages", dependencies: ["Typography"]),
    .target(
      name: "Typesetting",
      dependencies: ["Document", "Fonts", "Pages"],
      resources: [.embedInCode("CharacterClasses.tsv"), .embedInCode("TitleWords.tsv")]),

    // pages → files
    .target(
      name: "PDFWriting", dependencies: ["Pages", "Fonts", "Compression", "Diagnostics"]),
    .target(name: "Raster", dependencies: ["Pages", "Fonts", "Compression", "CFreeType"]),

    // pages → what was measured on them
    .target(
      name: "Conformity",
      dependencies: ["Diagnostics", "Document", "Fonts", "Pages", "Typography"]),

    // the library's face, and the thin command line on top
    .target(
      name: "Chengwen",
      dependencies: [
        "Sheets", "TemplateLanguage", "Cleaning", "Writing", "Typesetting", "PDFWriting", "Raster",
        "Conformity",
      ]),
    .executableTarget(
      name: "ChengwenCommand",
      dependencies: [
        "Chengwen", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // tests: one target a module, helpers that let them read like sentences in TestSupport
    .target(
      name: "TestSupport", dependencies: ["Chengwen"], path: "Tests/TestSupport"),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"]),
    .testTarget(name: "CaseDataTests", dependencies: ["CaseData", "TestSupport"]),
    .testTarget(name: "SheetsTests", dependencies: ["Sheets", "TestSupport"]),
    .testTarget(name: "TemplateLanguageTests", dependencies: ["TemplateLanguage", "TestSupport"]),
    .testTarget(name: "CleaningTests", dependencies: ["Cleaning", "TestSupport"]),
    .testTarget(
      name: "WritingTests", dependencies: ["Writing", "TestSupport"], exclude: ["Cases.tsv"]),
    .testTarget(name: "FontsTests", dependencies: ["Fonts", "TestSupport"]),
    .testTarget(name: "TypesettingTests", dependencies: ["Typesetting", "TestSupport"]),
    .testTarget(name: "PDFWritingTests", dependencies: ["PDFWriting", "TestSupport"]),
    .testTarget(name: "ConformityTests", dependencies: ["Conformity", "TestSupport"]),
    .testTarget(name: "RasterTests", dependencies: ["Raster", "TestSupport"]),
    .testTarget(name: "ChengwenTests", dependencies: ["Chengwen", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

// Warnings are errors in what is ours; the packages below are built as their authors wish.
for target in package.targets where target.type != .system {
  target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
}

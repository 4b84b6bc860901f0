import Foundation

/// The built program `chengwen`, run as a user runs it.
public enum Program {
  /// What is said where the tests were built without the program.
  public struct Missing: Error, CustomStringConvertible {
    public let path: String
    public var description: String {
      "there is no program at \(path): run swift build --product chengwen with the tests' "
        + "configuration (script/test builds both)"
    }
  }

  /// Beside the test bundle, where SwiftPM puts every product of a build.
  public static func path() throws -> String {
    let runner = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    var folder = URL(fileURLWithPath: runner).deletingLastPathComponent()
    for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
      folder = URL(fileURLWithPath: argument).deletingLastPathComponent()
    }
    let path = folder.appendingPathComponent("chengwen").path
    guard FileManager.default.isExecutableFile(atPath: path) else { throw Missing(path: path) }
    return path
  }

  /// How a run ended and what it said.
  public struct Run: Sendable {
    public let status: Int32
    /// It was killed by a signal that it did not catch.
    public let wasKilled: Bool
    /// Standard output: results.
    public let output: String
    /// Standard error: messages.
    public let messages: String
  }

  /// A temporary folder in which the program runs and where its files appear.
  public struct Desk: Sendable {
    public let folder: URL

    public func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    public func bytes(_ name: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
    }
    public func write(_ name: String, _ text: String) throws {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    /// The names in the folder, hidden ones too, sorted.
    public func names() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - environment: added to the present one; `CHENGWEN_HOME` is never handed on.
    ///   - output: a file to take standard output instead.
    ///   - folder: where it runs; the desk's own folder otherwise.
    public func run(
      _ arguments: [String], environment: [String: String] = [:], output: String? = nil,
      in folder: URL? = nil
    ) throws -> Run {
      try start(arguments, environment: environment, output: output, in: folder).finish()
    }

    public func start(
      _ arguments: [String], environment: [String: String] = [:], output: String? = nil,
      in folder: URL? = nil
    ) throws -> Running {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: try Program.path())
      process.arguments = arguments
      var all = ProcessInfo.processInfo.environment
      all["CHENGWEN_HOME"] = nil
      all.merge(environment) { $1 }
      process.environment = all
      process.currentDirectoryURL = folder ?? self.folder
      // Files instead of pipes: a full pipe that nobody reads would stop the program for ever.
      let spool = FileManager.default.temporaryDirectory
        .appendingPathComponent("chengwen-spool-" + UUID().uuidString)
      try FileManager.default.createDirectory(at: spool, withIntermediateDirectories: true)
      for name in ["out", "err"] { try Data().write(to: spool.appendingPathComponent(name)) }
      let target = output.map { URL(fileURLWithPath: $0) } ?? spool.appendingPathComponent("out")
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try FileHandle(forWritingTo: target)
      process.standardError = try FileHandle(
        forWritingTo: spool.appendingPathComponent("err"))
      try process.run()
      return Running(process: process, spool: spool)
    }
  }

  /// A run that has not ended yet.
  public struct Running {
    let process: Process
    let spool: URL

    public func send(_ signal: Int32) { kill(process.processIdentifier, signal) }
    public var isRunning: Bool { process.isRunning }

    public func finish() throws -> Run {
      process.waitUntilExit()
      defer { try? FileManager.default.removeItem(at: spool) }
      func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: spool.appendingPathComponent(name)), as: UTF8.self)
      }
      return Run(
        status: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
        output: try text("out"), messages: try text("err"))
    }
  }

  /// A desk that lives as long as the closure.
  public static func withDesk<Result>(_ body: (Desk) throws -> Result) throws -> Result {
    try TemporaryFolder.with { try body(Desk(folder: $0)) }
  }
}

/// How much a finding weighs.
public enum Severity: String, Hashable, Sendable, CaseIterable {
  /// Refuses: nothing is written.
  case error
  /// 需裁定: the policy leaves it open. `check` lists it and succeeds; an applicant's document
  /// fills; a bureau's decision is refused until the programme's 裁定 answers it.
  case ruling
  /// 提示: fills, and is reported.
  case warning
  /// Something was changed or chosen for the user (a normalised code, a replaced font).
  case note
}

/// The languages of messages. Chinese is the product's; English is for engineers (`--lang en`).
public enum MessageLanguage: String, Sendable {
  case chinese = "zh"
  case english = "en"
}

/// What is wrong, as data. Each module declares its problems as enums whose cases carry what the
/// words need, and turns them into words in one file of its own.
public protocol Problem: Sendable {
  /// A stable code such as `D012`: a letter for the module (D case data, T template, F fonts,
  /// L layout, P PDF, C command line) and three digits. Documented, never reused.
  var code: String { get }
  var severity: Severity { get }
  /// One sentence: what is wrong, with the offending text quoted in “ ”.
  func message(in language: MessageLanguage) -> String
  /// What the user should do, if that can be said.
  func remedy(in language: MessageLanguage) -> String?
  /// The clause that the finding rests on: GB/T 9704-2012 7.3.4, or 惯例; nil where there is none.
  var clause: String? { get }
}

extension Problem {
  public func remedy(in language: MessageLanguage) -> String? { nil }
  public var clause: String? { nil }
}

/// A place that belongs to a finding, with what it is: 模板 (where the template asks), 数据 (where
/// the data answers), 声明 (where the field is declared).
public struct Label: Hashable, Sendable {
  public enum Role: String, Hashable, Sendable { case template, data, declaration, related }
  public var role: Role
  public var place: Place
  public init(_ role: Role, _ place: Place) {
    self.role = role
    self.place = place
  }
}

/// One finding: a problem, the place to look at first, and the other places that belong to it.
public struct Diagnostic: Sendable {
  public var problem: any Problem
  /// The places, the most telling first. May be empty.
  public var labels: [Label]
  /// The field concerned, as a path of Chinese labels: 合同[2].签订日期.
  public var field: String?
  /// The case or record concerned, in a batch.
  public var record: String?

  public init(
    _ problem: any Problem, at labels: [Label] = [], field: String? = nil, record: String? = nil
  ) {
    self.problem = problem
    self.labels = labels.filter { $0.place != .nowhere }
    self.field = field
    self.record = record
  }

  public var severity: Severity { problem.severity }
  public var code: String { problem.code }
}

/// The findings of a run, in the order in which they were found. Everything wrong is collected;
/// nobody stops at the first.
public struct Findings: Sendable {
  public private(set) var all: [Diagnostic] = []
  public init() {}
  public init(_ diagnostics: [Diagnostic]) { all = diagnostics }

  public mutating func add(_ diagnostic: Diagnostic) { all.append(diagnostic) }
  public mutating func add(
    _ problem: any Problem, at labels: Label..., field: String? = nil, record: String? = nil
  ) {
    all.append(Diagnostic(problem, at: labels, field: field, record: record))
  }
  public mutating func add(contentsOf other: Findings) { all += other.all }

  public var hasErrors: Bool { all.contains { $0.severity == .error } }
  public var hasRulings: Bool { all.contains { $0.severity == .ruling } }
  public var isEmpty: Bool { all.isEmpty }
}

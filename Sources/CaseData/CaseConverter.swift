import Diagnostics

/// How a case is converted.
public struct ConversionOptions: Sendable {
  /// The same names as the modes of filling, so that one is made from the other's raw value.
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    /// Refuses faults and gaps; what is required for issue only may be missing.
    case normal
    /// Faults and gaps are warnings.
    case draft
    /// Nothing is required.
    case blank
    /// As normal, and what is required for issue is required.
    case issue
  }
  public var mode: Mode
  /// Constants and computed values, which the case may not give.
  public var reserved: [ReservedName]
  /// Fields that the office fills may be given: the case is the office's own.
  public var acceptsOfficeUse: Bool

  public init(
    mode: Mode = .normal, reserved: [ReservedName] = [], acceptsOfficeUse: Bool = false
  ) {
    self.mode = mode
    self.reserved = reserved
    self.acceptsOfficeUse = acceptsOfficeUse
  }
}

/// A name that the template or its programme gives a value to, and the case may not.
public struct ReservedName: Sendable {
  public enum Reason: Hashable, Sendable {
    /// 常量
    case constant
    /// 算出
    case computed
  }
  /// The name, or its path without indices: 合同.是否计入.
  public var path: String
  public var reason: Reason
  public var place: Place
  public init(path: String, reason: Reason, place: Place = .nowhere) {
    self.path = path
    self.reason = reason
    self.place = place
  }
}

/// Raw nodes + declarations → values. Everything wrong is reported at once, each thing once, with
/// the place in the case (`.data`) and the field's declaration (`.declaration`).
public enum CaseConverter {
  /// `node` is nil where there is no case (a blank form). The record has every declared field, in
  /// declared order:
  /// - what is wrong, or required and missing, is `.faulty` and reported;
  /// - what is optional and missing, `null` or an empty text is `.absent`, or its default;
  /// - the text 手填 is `.handwritten`;
  /// - a list is empty for `[]` and 无; a record that is not given is `.absent`, on a blank form it
  ///   is a record of absent fields.
  public static func convert(
    _ node: RawNode?, schema: Schema, options: ConversionOptions = ConversionOptions()
  ) -> (Record, Findings) {
    var conversion = Conversion(options: options)
    let root = FieldPath()
    guard let node, let members = conversion.members(of: node, path: root, declaration: nil) else {
      let record = conversion.record(
        [], at: .nowhere, fields: schema.fields, path: root, isGiven: node == nil)
      return (record, conversion.findings)
    }
    let record = conversion.record(members, at: node.place, fields: schema.fields, path: root)
    return (record, conversion.findings)
  }

  /// One value that no case gives (常量, 默认), by a declaration of its own. Its place is that of
  /// the node.
  public static func convert(
    _ node: RawNode, as declaration: FieldDeclaration
  ) -> (Datum, Findings) {
    var conversion = Conversion(options: ConversionOptions())
    let datum = conversion.value(node, declaration, path: FieldPath().appending(declaration.name))
    return (datum, conversion.findings)
  }
}

/// The path of a value: 合同[2].签订日期. Its words are only made where there is something to say.
indirect enum FieldPath {
  case root
  case member(FieldPath, String)
  /// `number` is 1-based.
  case element(FieldPath, Int)

  init() { self = .root }

  func appending(_ name: String) -> FieldPath { .member(self, name) }
  func item(_ number: Int) -> FieldPath { .element(self, number) }

  /// 合同[2].签订日期
  var shown: String { words(withNumbers: true) }
  /// 合同.签订日期: for what is said of every item.
  var plain: String { words(withNumbers: false) }

  private func words(withNumbers: Bool) -> String {
    switch self {
    case .root: return ""
    case .member(let outer, let name):
      let before = outer.words(withNumbers: withNumbers)
      return before.isEmpty ? name : "\(before).\(name)"
    case .element(let outer, let number):
      let before = outer.words(withNumbers: withNumbers)
      return withNumbers ? "\(before)[\(number)]" : before
    }
  }
}

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

/// Raw nodes + declarations → values. Everything wrong is reported at once.
public enum CaseConverter {
  /// `node` is nil where there is no case (a blank form). The record has every declared field.
  public static func convert(
    _ node: RawNode?, schema: Schema, options: ConversionOptions = ConversionOptions()
  ) -> (Record, Findings) {
    (Record(), Findings())
  }

  /// One value that no case gives (常量, 默认), by a declaration of its own.
  public static func convert(
    _ node: RawNode, as declaration: FieldDeclaration
  ) -> (Datum, Findings) {
    (Datum(.faulty, at: node.place), Findings())
  }
}

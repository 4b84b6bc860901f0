import Document

/// 版式 as 字段.wen writes it.
enum PageStyleName {
  static let names = PageStyle.allCases.map(\.rawValue)
  static func style(_ name: String) -> PageStyle? { PageStyle(rawValue: name) }
}

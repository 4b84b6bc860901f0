import Chengwen

/// A template with one list, and a case of so many rows, in memory.
struct LongList: World {
  let rows: Int
  let today: CalendarDate
  var now: TimeOfDay? { nil }

  static let request = FillRequest(template: "list", casePath: "list/case.yaml")

  private static let declarations = """
    名称：长清单　版式：表格　性质：自拟示范
    字段：专利　列表
    　　专利号　文本　必填
    　　名称　文本　必填
    　　公告日　日期　必填
    　　金额　金额（元）　必填

    """
  private static let body = """
    # 专利清单
    @清单 专利
    宽 | 14 | 40 | 50 | 28 | 24 |
    头 | 序号 | 专利号 | 名称 | 公告日 | 金额 |
    行 | {{序号}} | {{专利号}} | {{名称}} | {{公告日：2024.12.31}} | {{金额：金额}} |
    计 | 合计 | ← | ← | {{计数（专利）}}件 | {{合计（专利，金额）：金额}} |
    @完

    """

  private var data: String {
    var text = "专利:\n"
    for row in 1...rows {
      text += "  - 专利号: ZL2023100\(10000 + row).\(row % 10)\n"
      text += "    名称: 一种第\(row)号示例装置及其使用方法\n"
      text += "    公告日: 2024-0\(1 + row % 9)-1\(row % 10)\n    金额: \(1000 + row).50\n"
    }
    return text
  }

  func read(_ path: String) throws -> [UInt8] {
    switch path {
    case "list/字段.wen": Array(Self.declarations.utf8)
    case "list/正文.wen": Array(Self.body.utf8)
    case "list/case.yaml": Array(data.utf8)
    default: throw WorldError.notFound(path: path)
    }
  }

  func list(_ folder: String) throws -> [String] {
    switch folder {
    case ".": ["list/"]
    case "list", "./list": ["字段.wen", "正文.wen"]
    default: throw WorldError.notFound(path: folder)
    }
  }
}

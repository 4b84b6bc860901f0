import CaseData
import Diagnostics
import Sheets
import TestSupport
import Testing

@Suite("清单文件")
struct SheetReaderTests {
  private static let fields = [
    FieldDeclaration(name: "单位名称", kind: .text), FieldDeclaration(name: "金额", kind: .text),
    FieldDeclaration(name: "合同", kind: .record([FieldDeclaration(name: "编号", kind: .text)])),
  ]

  private struct Read {
    var rows: [String] = []
    var places: [String] = []
    var codes: [String] = []
    var lines: [Int] = []
  }

  /// The rows as 字段=值, the places of their last values, and what was said.
  private func read(
    _ bytes: [UInt8], _ name: String = "清单.csv", fields: [FieldDeclaration] = Self.fields
  ) throws -> Read {
    let day = try #require(CalendarDate(year: 2024, month: 5, day: 6))
    let world = MemoryWorld(files: [name: bytes], today: day)
    let (text, decoding) = try SourceDecoder.open(name, world: world)
    var read = Read()
    var findings = decoding
    if let text, let kind = SheetReader.Kind(path: name) {
      var reader = SheetReader(text, name: name, kind: kind, fields: fields)
      if try reader.begin(&findings) {
        while let row = try reader.next(&findings) {
          guard let node = row.node else { continue }
          var last = Place.nowhere
          read.rows.append(words(node, &last))
          if let span = last.span { read.places.append("\(span.line):\(span.column)") }
          read.lines.append(row.mark.line)
        }
      }
    }
    read.codes = findings.all.map(\.code)
    return read
  }
  private func read(_ text: String, _ name: String = "清单.csv") throws -> Read {
    try read(Array(text.utf8), name)
  }

  private func words(_ node: RawNode, _ last: inout Place) -> String {
    switch node.content {
    case .scalar(let text, _):
      last = node.place
      return text
    case .object(let members):
      var parts: [String] = []
      for member in members { parts.append(member.key + "=" + words(member.value, &last)) }
      return "{" + parts.joined(separator: " ") + "}"
    case .list(let items): return "\(items.count)"
    case .rows(let source): return "\(source.rowCount)"
    case .null: return "null"
    }
  }

  @Test("Cells in quotes hold separators, line feeds and quotes; places are the file's own")
  func quoting() throws {
    let read = try read("单位名称,金额\r\n\"甲,乙\n厂\",1\r\n\"丙\"\"丁\",\"2\"\r\n\r\n戊,3")
    #expect(
      read.rows == [
        "{单位名称=甲,乙\n厂 金额=1}", "{单位名称=丙\"丁 金额=2}", "{单位名称=戊 金额=3}",
      ])
    #expect(read.places == ["3:4", "4:8", "6:3"])
    #expect(read.lines == [2, 4, 6])
    #expect(read.codes.isEmpty)
  }

  @Test(
    "What parts the cells is seen in the header",
    arguments: [("," as Character), ";", "\t"])
  func separators(_ sign: Character) throws {
    let read = try read("单位名称,合同.编号,序号\n甲,A-1,1\n".map { $0 == "," ? sign : $0 }.text)
    #expect(read.rows == ["{单位名称=甲 合同={编号=A-1}}"])
    #expect(read.codes.isEmpty)
  }

  @Test("UTF-8 with a mark, UTF-16 and GB18030 give the same rows")
  func encodings() throws {
    let text = "单位名称,金额\r\n甲,1\r\n"
    var sixteen: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { sixteen += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    // 单位名称,金额 / 甲,1 in GB18030.
    let national: [UInt8] =
      [0xB5, 0xA5, 0xCE, 0xBB, 0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0xBD, 0xF0, 0xB6, 0xEE, 0x0D, 0x0A]
      + [0xBC, 0xD7, 0x2C, 0x31, 0x0D, 0x0A]
    for bytes in [[0xEF, 0xBB, 0xBF] + Array(text.utf8), sixteen, national] {
      #expect(try read(bytes).rows == ["{单位名称=甲 金额=1}"])
    }
    #expect(try read([0xFF, 0x2C, 0xB5]).codes.isEmpty == false)
  }

  @Test(
    "What is wrong with a file is said with its place",
    arguments: [
      ("", "D121"), ("\n", "D121"), ("单位名称,单位名称\n甲,乙\n", "D123"), ("单位名称,金客\n甲,1\n", "D124"),
      ("甲,1\n乙,2\n", "D125"), ("单位名称,金额,\n甲,1,\n", "D122"), ("单位名称,金额\n甲\n", "D126"),
      ("单位名称,金额\n甲,1,2\n", "D127"), ("单位名称,金额\n\"甲,1\n乙,2\n", "D128"),
      ("单位名称,金额\n\"甲\"厂,1\n", "D129"),
    ])
  func faults(_ text: String, _ code: String) throws {
    #expect(try read(text).codes == [code])
  }

  @Test("A wrong row does not stop those behind it")
  func goesOn() throws {
    let read = try read("单位名称,金额\n甲\n乙,2\n丙,3,4\n丁,5\n")
    #expect(read.rows == ["{单位名称=乙 金额=2}", "{单位名称=丁 金额=5}"])
    #expect(read.codes == ["D126", "D127"])
  }

  @Test("One strict JSON object a line")
  func lines() throws {
    let read = try read("{\"单位名称\": \"甲\", \"金额\": 1}\n\n{\"金额\": 2}\n3\n", "清单.jsonl")
    #expect(read.rows == ["{单位名称=甲 金额=1}", "{金额=2}"])
    #expect(read.places == ["1:21", "3:8"])
    #expect(read.codes == ["D130"])
  }

  @Test("Rows of any length across the reader's pieces, and reading again from a mark")
  func pieces() throws {
    var text = "单位名称,金额\n"
    for row in 1...9_000 { text += "\"第\(row)\n厂\",\(row)\r\n" }
    let day = try #require(CalendarDate(year: 2024, month: 5, day: 6))
    let world = MemoryWorld(["清单.csv": text], today: day)
    let source = try #require(try SourceDecoder.open("清单.csv", world: world).text)
    var reader = SheetReader(source, name: "清单.csv", kind: .csv, fields: Self.fields)
    var findings = Findings()
    #expect(try reader.begin(&findings))
    var marks: [SheetReader.Mark] = []
    while let row = try reader.next(&findings) { marks.append(row.mark) }
    #expect(marks.count == 9_000)
    #expect(marks.last?.line == 2 + 8_999 * 2)
    reader.seek(to: marks[7_000])
    let row = try #require(try reader.next(&findings)?.node)
    var last = Place.nowhere
    #expect(words(row, &last) == "{单位名称=第7001\n厂 金额=7001}")
    #expect(last.span?.line == marks[7_000].line + 1)
    #expect(findings.isEmpty)
  }
}

extension [Character] {
  fileprivate var text: String { String(self) }
}

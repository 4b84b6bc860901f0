import CaseData
import Diagnostics
import Testing

/// Reads one value by a kind: what it became, and the codes of what was said.
func read(
  _ text: String, _ kind: FieldKind, allowsNegative: Bool = false
) -> (value: Value, codes: [String]) {
  let field = FieldDeclaration(name: "甲", kind: kind, allowsNegative: allowsNegative)
  let node = RawNode(.scalar(text, isQuoted: true), at: .nowhere)
  let (datum, findings) = CaseConverter.convert(node, as: field)
  return (datum.value, findings.all.map(\.code))
}

/// The value as a text, `✗` with the codes where it is faulty.
func shown(_ text: String, _ kind: FieldKind, allowsNegative: Bool = false) -> String {
  let (value, codes) = read(text, kind, allowsNegative: allowsNegative)
  let said = codes.isEmpty ? "" : " " + codes.joined(separator: " ")
  switch value {
  case .text(let text): return text + said
  case .number(let number): return number.description + said
  case .date(let date): return date.description + said
  case .period(let start, let end): return "\(start)～\(end)" + said
  case .time(let time): return time.description + said
  case .truth(let truth): return (truth ? "是" : "否") + said
  case .choice(let options, let statement):
    return options.joined(separator: "+") + (statement.map { "（\($0)）" } ?? "") + said
  case .file(let path): return path + said
  case .handwritten: return "手填" + said
  case .absent: return "—" + said
  case .faulty: return "✗" + said
  case .list, .rows, .record: return "…" + said
  }
}

@Suite("代码与号码")
struct CodeTests {
  @Test("check digits of the standards' own examples (std:N-22, N-25, N-26, N-27)")
  func checkDigits() {
    #expect(CheckDigits.creditCode("91350100M000100Y4") == "3")
    #expect(CheckDigits.creditCode("11320000MB151840X") == "J")
    #expect(CheckDigits.organisationCode("M000100Y") == "4")
    #expect(CheckDigits.identityNumber("11010519491231002") == "X")
    #expect(CheckDigits.identityNumber("44052418800101001") == "4")
    #expect(CheckDigits.identityNumber("34052419800101001") == "X")
    #expect(CheckDigits.patentNumber("201710601862") == "3")
    #expect(CheckDigits.patentNumber("201310699744") == "2")
    #expect(CheckDigits.patentNumber("95115608") == "X")
    for body in ["", "9135", "91350100M000100Y43", "信用代码信用代码信用代码信用代码一"] {
      #expect(CheckDigits.creditCode(body) == nil)
    }
  }

  @Test("property: any change of one sign of a credit code is noticed")
  func creditCodeProperty() {
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    let code = Array("91350100M000100Y43")
    for position in 8..<18 {
      for sign in alphabet where sign != code[position] {
        var changed = code
        changed[position] = sign
        #expect(shown(String(changed), .creditCode).hasSuffix("D095"), "\(String(changed))")
      }
    }
  }

  @Test(
    "统一社会信用代码 (std:N-22, N-24): a wrong check digit warns, and the region is not looked up",
    arguments: [
      ("91350100M000100Y43", "91350100M000100Y43"), ("91149901MA0TX0A01R", "91149901MA0TX0A01R"),
      ("11320000MB151840XJ", "11320000MB151840XJ"),
      ("91350100M000100Y44", "91350100M000100Y44 D095"),
      ("91350100m000100y43", "91350100M000100Y43 D047"),
      ("９１３５０１００Ｍ０００１００Ｙ４３", "91350100M000100Y43 D047"),
      (" 91350100 M000100Y43 ", "91350100M000100Y43 D047"), ("91350100MOO0100Y43", "✗ D093"),
      ("91350100M000100Y4", "✗ D090"), ("9135A100M000100Y43", "✗ D094"), ("信用代码", "✗ D093"),
    ])
  func creditCode(_ text: String, _ result: String) { #expect(shown(text, .creditCode) == result) }

  @Test(
    "a stand-alone 组织机构代码 (std:N-25)",
    arguments: [
      ("M000100Y-4", "M000100Y-4"), ("M000100Y4", "M000100Y-4 D047"), ("M000100Y-5", "✗ D092"),
      ("M000100Y", "✗ D090"),
    ])
  func organisation(_ text: String, _ result: String) {
    #expect(shown(text, .organisationCode) == result)
  }

  @Test(
    "身份证号 with a real date (std:N-26)",
    arguments: [
      ("11010519491231002X", "11010519491231002X"),
      ("11010519491231002x", "11010519491231002X D047"),
      ("440524188001010014", "440524188001010014"), ("110105194912310021", "✗ D092"),
      ("11010519490231002X", "✗ D096"), ("110105491231002", "✗ D090"),
      ("11010519491231A02X", "✗ D091"),
    ])
  func identity(_ text: String, _ result: String) {
    #expect(shown(text, .identityNumber) == result)
  }

  @Test(
    "专利号 old and new, mixed up with publication numbers, normalised (std:N-27)",
    arguments: [
      ("ZL201710601862.3", "ZL201710601862.3"), ("ZL 2017 1 0601862.3", "ZL201710601862.3 D047"),
      ("zl201710601862.3", "ZL201710601862.3 D047"), ("201710601862.3", "ZL201710601862.3 D047"),
      ("ＺＬ２０１７１０６０１８６２．３", "ZL201710601862.3 D047"), ("ZL2017106018623", "ZL201710601862.3 D047"),
      ("ZL95115608.X", "ZL95115608.X"), ("95115608x", "ZL95115608.X D047"),
      ("ZL201710601862.4", "✗ D092"), ("ZL201710601862", "✗ D099"), ("CN109450637B", "✗ D098"),
      ("CN 109450637 A", "✗ D098"), ("109450637B", "✗ D098"), ("ZL201740601862.3", "✗ D097"),
      ("ZL123", "✗ D097"), ("专利", "✗ D097"),
    ])
  func patent(_ text: String, _ result: String) { #expect(shown(text, .patentNumber) == result) }

  @Test(
    "手机 and 电话 (std:N-29); a number without its area code warns",
    arguments: [
      ("13800000001", "13800000001"), ("+86 138-0000-0001", "13800000001 D047"),
      ("１３８００００００００", "13800000000 D047"), ("12800000001", "✗ D100"), ("1380000000", "✗ D100"),
    ])
  func mobile(_ text: String, _ result: String) { #expect(shown(text, .mobile) == result) }

  @Test(
    "电话",
    arguments: [
      ("0351-7217005", "0351-7217005"), ("(0351)7217005", "0351-7217005 D047"),
      ("03517217005", "0351-7217005 D047"), ("0351—7217005转801", "0351-7217005-801 D047"),
      ("010-12345678", "010-12345678"), ("7217005", "7217005 D102"),
      ("400-123-4567", "400-123-4567"),
      ("13800000001", "13800000001"), ("12345", "12345"), ("035-7217005", "✗ D101"),
      ("0351-0000012", "0351-0000012"), ("0351-721700", "✗ D101"), ("电话", "✗ D101"), ("", "—"),
    ])
  func telephone(_ text: String, _ result: String) { #expect(shown(text, .telephone) == result) }

  @Test(
    "邮编, 行政区划 and 邮箱",
    arguments: [
      ("030000", FieldKind.postcode, "030000"), ("30000", .postcode, "✗ D103"),
      ("０３００００", .postcode, "030000 D047"), ("140106", .district, "140106"),
      ("14010", .district, "✗ D104"), ("tyzcyyxmsb@126.com", .email, "tyzcyyxmsb@126.com"),
      ("a＠b.cn", .email, "a@b.cn D047"), ("a@b", .email, "✗ D105"), ("a b@c.cn", .email, "✗ D105"),
      ("a@@c.cn", .email, "✗ D105"), ("张三@c.cn", .email, "✗ D105"),
    ])
  func small(_ text: String, _ kind: FieldKind, _ result: String) {
    #expect(shown(text, kind) == result)
  }

  @Test(
    "银行账号 stays text of 9 to 30 figures; what a spreadsheet damaged is refused",
    arguments: [
      ("001234567", "001234567"), ("6222 0202 0011 2233 445", "6222020200112233445 D047"),
      ("123456789012345678901234567890", "123456789012345678901234567890"),
      ("12345678", "✗ D106"), ("1234567890123456789012345678901", "✗ D106"),
      ("6.22202E+18", "✗ D107"), ("6222020200112230000", "6222020200112230000 D108"),
      ("账号123456789", "✗ D106"),
    ])
  func account(_ text: String, _ result: String) { #expect(shown(text, .bankAccount) == result) }

  @Test(
    "发文字号 takes 〔〕, and its faults are named (std:N-28)",
    arguments: [
      ("并市监〔2022〕72号", "并市监〔2022〕72号"), ("并市监[2022]72号", "并市监〔2022〕72号 D047"),
      ("并市监（2022）72号", "并市监〔2022〕72号 D047"), ("并市监【2022】72号", "并市监〔2022〕72号 D047"),
      ("并市监﹝２０２２﹞７２号", "并市监〔2022〕72号 D047"), ("晋财（行）〔2021〕35号", "晋财（行）〔2021〕35号"),
      ("晋财（行）[2021]35号", "晋财（行）〔2021〕35号 D047"), ("并市监〔2022〕第72号", "✗ D109"),
      ("并市监〔2022〕072号", "✗ D109"), ("并市监〔22〕72号", "✗ D109"), ("并市监〔2022〕72", "✗ D109"),
      ("〔2022〕72号", "✗ D109"), ("并市监2022年72号", "✗ D109"),
    ])
  func documentNumber(_ text: String, _ result: String) {
    #expect(shown(text, .documentNumber) == result)
  }

  @Test(
    "图片 and 附件 stay below the case's folder",
    arguments: [
      ("附件/执照.pdf", "附件/执照.pdf"), ("/etc/passwd", "✗ D060"), ("../甲.pdf", "✗ D060"),
      ("a/../../b", "✗ D060"), ("C:\\甲.pdf", "✗ D060"), ("a//b", "✗ D060"),
    ])
  func paths(_ text: String, _ result: String) { #expect(shown(text, .attachment) == result) }

  @Test(
    "masking keeps the length and hides the middle",
    arguments: [
      ("11010519491231002X", FieldKind.identityNumber, "110105********002X"),
      ("13800000001", .mobile, "138****0001"),
      ("6222020200112233445", .bankAccount, "***************3445"),
      ("zhang@example.com", .email, "z****@example.com"), ("1101", .identityNumber, "1***"),
      ("12", .mobile, "**"),
    ])
  func masking(_ text: String, _ kind: FieldKind, _ result: String) {
    #expect(Masking.mask(text, as: kind) == result)
  }

  @Test("masking without a kind knows an identity number, a mobile and a mail address")
  func maskingByLook() {
    #expect(Masking.mask("11010519491231002X") == "110105********002X")
    #expect(Masking.mask("13800000001") == "138****0001")
    #expect(Masking.mask("zhang@example.com") == "z****@example.com")
    #expect(Masking.mask("") == "")
  }
}

import CaseData
import Testing

@Suite("人民币大写与中文数字")
struct NumeralTests {
  @Test(
    "人民币大写 in the variant without the optional 零 (std:N-1 to N-8, N-10; forms:B0.6)",
    arguments: [
      ("0", "零元整"), ("0.05", "伍分"), ("0.50", "伍角"), ("10", "壹拾元整"),
      ("20000.50", "贰万元伍角"), ("100000", "壹拾万元整"), ("1001000", "壹佰万壹仟元整"),
      ("10000000.07", "壹仟万元零柒分"), ("100000001", "壹亿零壹元整"),
      ("100010001", "壹亿零壹万零壹元整"), ("1000010000", "壹拾亿零壹万元整"),
      ("2000003000", "贰拾亿零叁仟元整"), ("10000000000", "壹佰亿元整"),
      ("123456789.01", "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元零壹分"),
      ("1409.50", "壹仟肆佰零玖元伍角"), ("6007.14", "陆仟零柒元壹角肆分"),
      ("1680.32", "壹仟陆佰捌拾元叁角贰分"), ("107000.53", "壹拾万柒仟元伍角叁分"),
      ("16409.02", "壹万陆仟肆佰零玖元零贰分"), ("325.04", "叁佰贰拾伍元零肆分"),
      ("100005.01", "壹拾万零伍元零壹分"), ("1000050.09", "壹佰万零伍拾元零玖分"),
      ("75000", "柒万伍仟元整"), ("10001000", "壹仟万壹仟元整"), ("100000000000", "壹仟亿元整"),
      ("1000000000000", "壹万亿元整"), ("1000100000000", "壹万零壹亿元整"),
      ("99999999999.99", "玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ])
  func renminbi(_ figure: String, _ words: String) throws {
    let amount = try #require(ExactDecimal(parsing: figure))
    #expect(RenminbiWords.words(amount) == words)
    #expect(RenminbiWords.words(amount, hasPrefix: true) == "人民币" + words)
  }

  @Test("what has no words is nil: negative, finer than 分, too large")
  func refused() {
    for text in ["-1", "0.001", "10000000000000000"] {
      #expect(ExactDecimal(parsing: text).flatMap { RenminbiWords.words($0) } == nil, "\(text)")
    }
    #expect(RenminbiWords.words(ExactDecimal(significand: .max)) == nil)
    #expect(RenminbiWords.words(ExactDecimal(9_999_999_999_999_999)) != nil)
  }

  @Test("property: every amount below 万 reads back, and 零 never doubles")
  func readsBack() {
    let digits = Array("零壹贰叁肆伍陆柒捌玖")
    for number in 1...9999 {
      let words = RenminbiWords.words(ExactDecimal(number)) ?? ""
      var value = 0
      var digit = 0
      for sign in words {
        if let found = digits.firstIndex(of: sign) { digit = found }
        if let unit = ["仟": 1000, "佰": 100, "拾": 10, "元": 1][sign] {
          value += digit * unit
          digit = 0
        }
      }
      #expect(value == number && !words.contains("零零") && words.hasSuffix("元整"), "\(words)")
    }
  }

  @Test("counting and figure by figure, with 〇 U+3007 (std:N-12)")
  func counting() {
    let vectors = [
      (0, "零"), (7, "七"), (10, "十"), (15, "十五"), (20, "二十"), (21, "二十一"), (100, "一百"),
      (101, "一百零一"), (110, "一百一十"), (115, "一百一十五"), (1005, "一千零五"), (10_010, "一万零一十"),
      (100_000, "十万"), (-3, "负三"), (120_000_000, "一亿二千万"),
    ]
    for (number, words) in vectors { #expect(ChineseNumerals.counting(number) == words) }
    #expect(ChineseNumerals.digitwise("2020年") == "二\u{3007}二\u{3007}年")
    #expect(!ChineseNumerals.counting(.min).isEmpty)
  }
}

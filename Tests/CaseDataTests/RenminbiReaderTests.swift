import CaseData
import Testing

@Suite("人民币大写的读法")
struct RenminbiReaderTests {
  @Test(
    "写出来的都读得回去（std:N-10）",
    arguments: [
      "0", "0.05", "0.5", "10", "20000.5", "100000", "1001000", "10000000.07", "100000001",
      "100010001", "1000010000", "2000003000", "10000000000", "123456789.01", "1000000000000",
      "16409.02", "325.04", "6007.14", "1409.5",
    ])
  func roundTrip(_ figures: String) throws {
    let amount = try #require(ExactDecimal(parsing: figures))
    let words = try #require(RenminbiWords.words(amount, hasPrefix: true))
    #expect(RenminbiWords.amount(of: words) == amount)
  }

  @Test("可写可不写的“零”、“正”和“圆”都认（std:N-1、N-3、N-6）")
  func variants() throws {
    for (words, figures) in [
      ("壹仟陆佰捌拾元零叁角贰分", "1680.32"), ("壹拾万零柒仟元伍角叁分", "107000.53"),
      ("壹拾万柒仟元零伍角叁分", "107000.53"), ("叁佰圆正", "300"), ("貳萬圓整", "20000"), ("伍角整", "0.5"),
      ("壹佰万零壹仟元整", "1001000"),
    ] {
      #expect(RenminbiWords.amount(of: words) == ExactDecimal(parsing: figures), "\(words)")
    }
  }

  @Test(
    "读不通的不是金额：丢了壹、两个数字相连、整后面还有字、没有元",
    arguments: ["拾万元整", "壹贰元整", "壹元整角", "壹拾万", "", "元", "元元", "壹佰佰元", "壹角元", "十万元整"])
  func refused(_ words: String) {
    #expect(RenminbiWords.amount(of: words) == nil)
  }
}

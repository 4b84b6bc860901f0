import CaseData
import Testing

private func decimal(_ text: String) -> ExactDecimal? { ExactDecimal(parsing: text) }

@Suite("精确小数")
struct ExactDecimalTests {
  @Test("figures are read in lowest terms, and nothing else is read")
  func parsing() {
    #expect(decimal("1.50") == decimal("1.5"))
    #expect(decimal("-0.00") == .zero)
    #expect(decimal("+7") == ExactDecimal(7))
    #expect(decimal("0.000000000000000001")?.scale == 18)
    for text in ["", "-", ".", "5.", ".5", "1.2.3", "1e3", "１", " 1", "0.0000000000000000001"] {
      #expect(decimal(text) == nil, "\(text)")
    }
    #expect(decimal("170141183460469231731687303715884105727") != nil)
    #expect(decimal("170141183460469231731687303715884105728") == nil)
  }

  @Test("sums, differences and products are exact, and overflow is nil")
  func arithmetic() throws {
    let a = try #require(decimal("0.1"))
    let b = try #require(decimal("0.2"))
    #expect(a.adding(b) == decimal("0.3"))
    #expect(a.subtracting(b) == decimal("-0.1"))
    #expect(a.multiplied(by: b) == decimal("0.02"))
    let huge = ExactDecimal(significand: .max)
    #expect(huge.adding(ExactDecimal(1)) == nil)
    #expect(huge.multiplied(by: ExactDecimal(2)) == nil)
    #expect(ExactDecimal(significand: .min).negated == nil)
    #expect(ExactDecimal(significand: .min).subtracting(ExactDecimal(1)) == nil)
    #expect(ExactDecimal(significand: .min).rounded(to: -1, .up) != ExactDecimal.zero)
  }

  @Test("case A: 10% of 1,000,050.09 is 100,005.01, rounded half up (forms:A-05)")
  func subsidy() throws {
    let paid = try #require(decimal("1000050.09"))
    let tenth = try #require(decimal("0.1"))
    let share = try #require(paid.multiplied(by: tenth))
    #expect(share == decimal("100005.009"))
    #expect(share.rounded(to: 2)?.formatted(places: 2, isGrouped: true) == "100,005.01")
  }

  @Test(
    "halves go away from zero; 去尾 goes towards it and 进位 away",
    arguments: [
      ("1.005", 2, "1.01", "1", "1.01"), ("-1.005", 2, "-1.01", "-1", "-1.01"),
      ("1.004", 2, "1", "1", "1.01"), ("14", -1, "10", "10", "20"), ("15", -1, "20", "10", "20"),
      ("2.50", 2, "2.5", "2.5", "2.5"), ("0", 0, "0", "0", "0"),
    ])
  func rounding(_ text: String, _ places: Int, _ half: String, _ down: String, _ up: String) {
    let number = decimal(text)
    #expect(number?.rounded(to: places) == decimal(half))
    #expect(number?.rounded(to: places, .down) == decimal(down))
    #expect(number?.rounded(to: places, .up) == decimal(up))
  }

  @Test("division ends at the places asked for")
  func division() throws {
    let one = ExactDecimal(1)
    #expect(one.divided(by: ExactDecimal(3), places: 4) == decimal("0.3333"))
    #expect(ExactDecimal(2).divided(by: ExactDecimal(3), places: 4) == decimal("0.6667"))
    #expect(ExactDecimal(-2).divided(by: ExactDecimal(3), places: 0) == ExactDecimal(-1))
    #expect(one.divided(by: .zero, places: 2) == nil)
    #expect(one.divided(by: one, places: 19) == nil)
    let half = try #require(decimal("0.5"))
    #expect(decimal("1.25")?.divided(by: half, places: 2) == decimal("2.5"))
  }

  @Test("comparison is by value at any scale, also where aligning would overflow")
  func comparison() {
    let huge = ExactDecimal(significand: .max)
    let fine = ExactDecimal(significand: .max, scale: 18)
    #expect(fine < huge)
    #expect(!(huge < fine))
    let ordered = ["-2", "-1.5", "-1.49", "0", "0.1", "0.11", "1", "1.000000000000000001"]
    for (i, a) in ordered.enumerated() {
      for (j, b) in ordered.enumerated() {
        if let x = decimal(a), let y = decimal(b) { #expect((x < y) == (i < j), "\(a) \(b)") }
      }
    }
  }

  @Test("formatting keeps 分 and separates thousands")
  func formatting() {
    #expect(decimal("99999999999.99")?.formatted(places: 2, isGrouped: true) == "99,999,999,999.99")
    #expect(decimal("1000")?.formatted(places: 2, isGrouped: true) == "1,000.00")
    #expect(decimal("999")?.formatted(isGrouped: true) == "999")
    #expect(decimal("-1234.5")?.formatted(places: 2, isGrouped: true) == "-1,234.50")
    #expect(decimal("0.05")?.formatted() == "0.05")
    #expect(decimal("0.005")?.formatted(places: 2) == "0.01")
    #expect(decimal("-0.05")?.description == "-0.05")
  }

  @Test("元 and 万元 change into each other exactly (std:N-11)")
  func units() {
    #expect(decimal("100005.01")?.amount(in: .tenThousandYuan) == decimal("10.000501"))
    #expect(decimal("10.000501")?.yuan(from: .tenThousandYuan) == decimal("100005.01"))
    #expect(ExactDecimal(200_000).amount(in: .tenThousandYuan) == ExactDecimal(20))
    #expect(decimal("0.000000000000000001")?.amount(in: .tenThousandYuan) == nil)
  }

  @Test("property: sums and differences undo each other, and text gives the number back")
  func roundTrips() {
    var seed: UInt64 = 42
    func next() -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 20) - (1 << 43)
    }
    for _ in 0..<500 {
      let a = ExactDecimal(significand: Int128(next()), scale: abs(next()) % 8)
      let b = ExactDecimal(significand: Int128(next()), scale: abs(next()) % 8)
      #expect(a.adding(b)?.subtracting(b) == a)
      #expect(ExactDecimal(parsing: a.formatted()) == a)
      #expect((a < b) == ((a.subtracting(b)?.isNegative) ?? false))
    }
  }
}

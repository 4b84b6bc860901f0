/// Check digits of the codes that forms ask for. Each takes the figures before the check digit, and
/// is nil where they are not of its alphabet or length.
public enum CheckDigits {
  /// 统一社会信用代码, GB 32100-2015 (std:N-22): 17 signs.
  public static func creditCode(_ body: some StringProtocol) -> Character? {
    let values = body.utf8.map(creditValue)
    guard values.count == 17 else { return nil }
    var weight = 1
    var sum = 0
    for value in values {
      guard let value else { return nil }
      sum += value * weight
      weight = weight * 3 % 31
    }
    return creditAlphabet[(31 - sum % 31) % 31]
  }

  /// 0–9 and A–Y without I, O, Z, S and V.
  static let creditAlphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")

  /// The value of each sign by its byte; −1 for what is none.
  private static let creditValues: [Int8] = {
    var values = [Int8](repeating: -1, count: 256)
    for (value, sign) in creditAlphabet.enumerated() {
      if let byte = sign.asciiValue { values[Int(byte)] = Int8(value) }
    }
    return values
  }()

  static func creditValue(_ byte: UInt8) -> Int? {
    let value = creditValues[Int(byte)]
    return value < 0 ? nil : Int(value)
  }

  /// 组织机构代码, GB 11714 (std:N-25): 8 signs.
  public static func organisationCode(_ body: some StringProtocol) -> Character? {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2]
    let bytes = Array(body.utf8)
    guard bytes.count == weights.count else { return nil }
    var sum = 0
    for (byte, weight) in zip(bytes, weights) {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): sum += Int(byte - 0x30) * weight
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): sum += Int(byte - 0x41 + 10) * weight
      default: return nil
      }
    }
    switch 11 - sum % 11 {
    case 10: return "X"
    case 11: return "0"
    case let digit: return Character(String(digit))
    }
  }

  /// 公民身份号码, GB 11643-1999 (std:N-26): 17 figures.
  public static func identityNumber(_ body: some StringProtocol) -> Character? {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    guard let sum = weightedSum(body, weights) else { return nil }
    return Array("10X98765432")[sum % 11]
  }

  /// 专利申请号 (std:N-27): 12 figures, or 8 before October 2003.
  public static func patentNumber(_ body: some StringProtocol) -> Character? {
    let weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]
    let count = body.utf8.count
    guard count == 12 || count == 8, let sum = weightedSum(body, Array(weights.prefix(count)))
    else { return nil }
    return sum % 11 == 10 ? "X" : Character(String(sum % 11))
  }

  private static func weightedSum(_ body: some StringProtocol, _ weights: [Int]) -> Int? {
    let bytes = Array(body.utf8)
    guard bytes.count == weights.count else { return nil }
    var sum = 0
    for (byte, weight) in zip(bytes, weights) {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      sum += Int(byte - 0x30) * weight
    }
    return sum
  }
}

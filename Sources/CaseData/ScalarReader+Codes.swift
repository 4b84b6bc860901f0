/// Codes and numbers that are text: credit codes, identity numbers, patents, telephones, accounts.
extension ScalarReader {
  func readCode() -> ScalarReading {
    switch declaration.kind {
    case .creditCode: creditCode()
    case .organisationCode: organisationCode()
    case .identityNumber: identityNumber()
    case .patentNumber: patentNumber()
    case .mobile: mobile()
    case .telephone: telephone()
    case .postcode: figures(6, .badPostcode(shown))
    case .district: figures(6, .badDistrict(shown))
    case .email: email()
    case .bankAccount: bankAccount()
    case .documentNumber: documentNumber()
    default: ScalarReading(.text(original))
    }
  }

  /// The value, with a note where it is not what was written.
  func accepted(_ normal: String, _ more: [CaseProblem] = []) -> ScalarReading {
    if normal.utf8.elementsEqual(original.trimmed.utf8) {
      return ScalarReading(.text(normal), notes: more)
    }
    let note = CaseProblem.normalised(from: shown, to: Self.shown(normal, declaration.kind))
    return ScalarReading(.text(normal), notes: [note] + more)
  }

  /// Without blanks and hyphens, in capitals.
  private var compact: String {
    // Most codes are capitals and figures already.
    let isCompact = text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
    }
    if isCompact { return text }
    let kept = text.unicodeScalars.filter {
      $0 != " " && !"-‐‑–—\u{A0}".unicodeScalars.contains($0)
    }
    return String(String.UnicodeScalarView(kept)).uppercased()
  }

  private func figures(_ count: Int, _ problem: CaseProblem) -> ScalarReading {
    text.isFigures && text.utf8.count == count ? accepted(text) : ScalarReading(problem)
  }

  // MARK: Codes with a check digit

  /// std:N-22 and N-24: the region is not looked up; a wrong check digit warns.
  private func creditCode() -> ScalarReading {
    let code = compact
    let bytes = Array(code.utf8)
    if let bad = code.unicodeScalars.first(where: {
      !$0.isASCII || CheckDigits.creditValue(UInt8($0.value)) == nil
    }) {
      return ScalarReading(.creditCodeSign(String(bad), shown))
    }
    guard bytes.count == 18 else {
      return ScalarReading(
        .codeLength(
          shown, kind: declaration.kind.name, count: code.unicodeScalars.count, wanted: 18))
    }
    guard bytes[2..<8].allSatisfy({ (0x30...0x39).contains($0) }) else {
      return ScalarReading(.creditCodeRegion(shown))
    }
    guard let check = CheckDigits.creditCode(code.dropLast()) else { return ScalarReading(.faulty) }
    return accepted(
      code, code.last == check ? [] : [.creditCodeCheck(shown, expected: String(check))])
  }

  /// std:N-25
  private func organisationCode() -> ScalarReading {
    let code = compact
    guard code.utf8.count == 9 else {
      return ScalarReading(
        .codeLength(shown, kind: declaration.kind.name, count: code.unicodeScalars.count, wanted: 9)
      )
    }
    guard let check = CheckDigits.organisationCode(code.dropLast()) else {
      return ScalarReading(.codeSign(shown, kind: declaration.kind.name))
    }
    guard code.last == check else {
      return ScalarReading(.wrongCheck(shown, kind: declaration.kind.name, expected: String(check)))
    }
    return accepted(code.dropLast() + "-" + String(check))
  }

  /// std:N-26. Messages show no more than the masked number, and never its check digit.
  private func identityNumber() -> ScalarReading {
    let code = compact
    let name = declaration.kind.name
    guard code.utf8.count == 18 else {
      return ScalarReading(
        .codeLength(shown, kind: name, count: code.unicodeScalars.count, wanted: 18))
    }
    let body = String(code.dropLast())
    guard let check = CheckDigits.identityNumber(body), code.last == "X" || code.hasDigitLast else {
      return ScalarReading(.codeSign(shown, kind: name))
    }
    let figures = body.utf8.map { Int($0) - 0x30 }
    func number(_ range: Range<Int>) -> Int { figures[range].reduce(0) { $0 * 10 + $1 } }
    guard figures[0] != 0,
      CalendarDate(year: number(6..<10), month: number(10..<12), day: number(12..<14)) != nil,
      number(6..<10) >= 1850
    else { return ScalarReading(.identityDate(shown)) }
    guard code.last == check else {
      return ScalarReading(.wrongCheck(shown, kind: name, expected: nil))
    }
    return accepted(code)
  }

  /// 专利号 (std:N-27), as ZL201710601862.3 or ZL95115608.X.
  private func patentNumber() -> ScalarReading {
    var rest = Substring(compact.replacing("．", with: "."))
    for mark in ["专利号:", "专利号", "申请号:", "申请号"] where rest.hasPrefix(mark) {
      rest = rest.dropFirst(mark.count)
    }
    let prefix = ["ZL", "CN"].first { rest.hasPrefix($0) }
    if prefix != nil { rest = rest.dropFirst(2) }
    if Self.isPublicationNumber(rest) { return ScalarReading(.publicationNumber(shown)) }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    var figures = String(parts.first ?? "")
    var check = parts.count == 2 ? String(parts[1]) : ""
    if parts.count == 1, figures.utf8.count == 13 || figures.utf8.count == 9 {
      check = String(figures.suffix(1))
      figures = String(figures.dropLast())
    }
    guard parts.count <= 2, figures.isFigures, Self.isApplication(figures),
      let expected = CheckDigits.patentNumber(figures)
    else { return ScalarReading(.badPatentNumber(shown)) }
    guard !check.isEmpty else {
      return ScalarReading(
        .patentWithoutCheck(shown, complete: "ZL\(figures).\(expected)"))
    }
    guard check == String(expected) else {
      return ScalarReading(
        .wrongCheck(shown, kind: declaration.kind.name, expected: String(expected)))
    }
    return accepted("ZL\(figures).\(expected)")
  }

  /// 109450637B: figures and the letter of a publication.
  private static func isPublicationNumber(_ text: Substring) -> Bool {
    let figures = text.prefix { $0.isASCII && $0.isNumber }
    let tail = text.dropFirst(figures.count)
    guard (7...13).contains(figures.count), let letter = tail.first else { return false }
    return "ABCUYS".contains(letter) && tail.count <= 2 && tail.dropFirst().allSatisfy(\.isNumber)
  }

  /// 4 figures of the year and the kind 1, 2, 3, 8 or 9; before October 2003 2 of the year.
  private static func isApplication(_ figures: String) -> Bool {
    let digits = Array(figures.utf8)
    switch digits.count {
    case 12:
      let year = Int(figures.prefix(4)) ?? 0
      return (2003...2999).contains(year) && "12389".utf8.contains(digits[4])
    case 8:
      let year = Int(figures.prefix(2)) ?? 0
      return (85...99).contains(year) || (0...3).contains(year)
        ? "12389".utf8.contains(digits[2]) : false
    default: return false
    }
  }

  // MARK: Telephones, mail, accounts

  /// std:N-29
  private func mobile() -> ScalarReading {
    var code = compact
    for prefix in ["+86", "0086"] where code.hasPrefix(prefix) {
      code = String(code.dropFirst(prefix.count))
    }
    if code.utf8.count == 13, code.hasPrefix("86") { code = String(code.dropFirst(2)) }
    return Self.isMobile(code) ? accepted(code) : ScalarReading(.badMobile(shown))
  }

  private static func isMobile(_ code: String) -> Bool {
    let bytes = Array(code.utf8)
    return code.isFigures && bytes.count == 11 && bytes[0] == 0x31 && bytes[1] >= 0x33
  }

  private func telephone() -> ScalarReading {
    var code = text
    for dash in ["—", "–", "－", "‑", "‐", ")", "转", "分机"] { code = code.replacing(dash, with: "-") }
    code = code.filter { $0 != "(" }
    for prefix in ["+86", "0086"] where code.hasPrefix(prefix) {
      code = code.dropFirst(prefix.count).trimmedDashes
    }
    let groups = code.split { $0 == "-" || $0 == " " }.map(String.init)
    guard !groups.isEmpty, groups.allSatisfy(\.isFigures) else {
      return ScalarReading(.badTelephone(shown))
    }
    let joined = groups.joined()
    if Self.isMobile(joined) { return accepted(joined) }
    if joined.hasPrefix("400") || joined.hasPrefix("800"), joined.utf8.count == 10 {
      return accepted(groups.count == 3 ? groups.joined(separator: "-") : joined)
    }
    return fixedLine(groups)
  }

  private func fixedLine(_ groups: [String]) -> ScalarReading {
    var groups = groups
    if groups[0].hasPrefix("0") {
      let areaLength = groups[0].hasPrefix("01") || groups[0].hasPrefix("02") ? 3 : 4
      if groups[0].utf8.count > areaLength {
        groups.insert(String(groups[0].dropFirst(areaLength)), at: 1)
        groups[0] = String(groups[0].prefix(areaLength))
      }
      guard groups[0].utf8.count == areaLength, groups.count >= 2, groups.count <= 3,
        (7...8).contains(groups[1].utf8.count),
        groups.count == 2 || groups[2].utf8.count <= 6
      else { return ScalarReading(.badTelephone(shown)) }
      return accepted(groups.joined(separator: "-"))
    }
    // 12345, 110: numbers of service.
    if groups.count == 1, groups[0].hasPrefix("1"), (3...5).contains(groups[0].utf8.count) {
      return accepted(groups[0])
    }
    guard groups.count <= 2, (7...8).contains(groups[0].utf8.count), !groups[0].hasPrefix("1"),
      groups.count == 1 || groups[1].utf8.count <= 6
    else { return ScalarReading(.badTelephone(shown)) }
    return accepted(groups.joined(separator: "-"), [.noAreaCode(shown)])
  }

  private func email() -> ScalarReading {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254, Self.isMailName(parts[0]) else {
      return ScalarReading(.badEmail(shown))
    }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    let isDomain =
      labels.count >= 2
      && labels.allSatisfy { label in
        !label.isEmpty && label.first != "-" && label.last != "-"
          && label.utf8.allSatisfy { Self.isLetterOrFigure($0) || $0 == UInt8(ascii: "-") }
      } && (labels.last?.utf8.count ?? 0) >= 2
    return isDomain ? accepted(text) : ScalarReading(.badEmail(shown))
  }

  private static func isMailName(_ name: Substring) -> Bool {
    !name.isEmpty && name.first != "." && name.last != "." && !name.contains("..")
      && name.utf8.allSatisfy { isLetterOrFigure($0) || "!#$%&'*+-/=?^_`{|}~.".utf8.contains($0) }
  }

  private static func isLetterOrFigure(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) && byte & 0x40 != 0
  }

  private func bankAccount() -> ScalarReading {
    let code = compact
    if (try? NumberText.read(text)) == nil, text.isScientific {
      return ScalarReading(.damagedNumber(shown))
    }
    guard code.isFigures, (9...30).contains(code.utf8.count) else {
      return ScalarReading(.badBankAccount(shown, count: code.isFigures ? code.utf8.count : nil))
    }
    // A spreadsheet keeps 15 figures of a number and makes the rest 0.
    let isSuspect = code.utf8.count > 16 && code.utf8.dropFirst(15).allSatisfy { $0 == 0x30 }
    return accepted(code, isSuspect ? [.suspectNumber(shown)] : [])
  }

  // MARK: 发文字号

  /// std:N-28: brackets become 〔〕; what else is wrong is refused.
  private func documentNumber() -> ScalarReading {
    // Only figures and the brackets of the year are touched; the agency's own signs stay.
    let code = String(
      String.UnicodeScalarView(
        original.trimmed.unicodeScalars.filter { !" \u{A0}\u{3000}".unicodeScalars.contains($0) }
          .map { ("０"..."９").contains($0) ? FullWidth.half($0) ?? $0 : $0 }))
    guard let normal = Self.withTortoiseShells(code) else {
      return ScalarReading(.badDocumentNumber(.form, shown))
    }
    let head = normal.prefix { $0 != "〔" }
    let tail = normal.dropFirst(head.count + 1)
    let year = tail.prefix { $0 != "〕" }
    var number = tail.dropFirst(year.count + 1)
    guard !head.isEmpty, !head.contains("〕"), String(year).isFigures else {
      return ScalarReading(.badDocumentNumber(.form, shown))
    }
    guard year.count == 4, year.hasPrefix("19") || year.hasPrefix("20") else {
      return ScalarReading(.badDocumentNumber(.year, shown))
    }
    if number.hasPrefix("第") { return ScalarReading(.badDocumentNumber(.ordinal, shown)) }
    guard number.hasSuffix("号") else { return ScalarReading(.badDocumentNumber(.form, shown)) }
    number = number.dropLast()
    guard String(number).isFigures else { return ScalarReading(.badDocumentNumber(.form, shown)) }
    if number.hasPrefix("0") { return ScalarReading(.badDocumentNumber(.leadingZero, shown)) }
    return accepted(normal)
  }

  private static func withTortoiseShells(_ code: String) -> String? {
    if code.contains("〔"), code.contains("〕") { return code }
    let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
      ("[", "]"), ("［", "］"), ("【", "】"), ("﹝", "﹞"), ("(", ")"), ("（", "）"), ("{", "}"),
      ("<", ">"), ("〈", "〉"), ("《", "》"),
    ]
    var scalars = Array(code.unicodeScalars)
    for (opening, closing) in pairs {
      guard let close = scalars.lastIndex(of: closing),
        let open = scalars[..<close].lastIndex(of: opening)
      else { continue }
      scalars[open] = "〔"
      scalars[close] = "〕"
      return String(String.UnicodeScalarView(scalars))
    }
    return nil
  }
}

extension String {
  fileprivate var hasDigitLast: Bool {
    utf8.last.map { (0x30...0x39).contains($0) } ?? false
  }
  /// 6.22202E+18
  fileprivate var isScientific: Bool {
    do throws(NumberText.Fault) {
      _ = try NumberText.read(self)
      return false
    } catch {
      return error == .scientific
    }
  }
}

extension Substring {
  fileprivate var trimmedDashes: String { String(drop { $0 == "-" || $0 == " " }) }
}

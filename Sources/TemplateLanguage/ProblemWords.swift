import Diagnostics

/// Chinese and English side by side, so that neither is forgotten.
struct ProblemWords {
  var code: String
  var severity = Severity.error
  var chinese: String
  var english: String
  var remedy: (chinese: String, english: String)?

  init(
    _ code: String, _ severity: Severity, _ chinese: String, _ english: String,
    _ remedyChinese: String? = nil, _ remedyEnglish: String? = nil
  ) {
    self.init(code, chinese, english, remedyChinese, remedyEnglish)
    self.severity = severity
  }

  init(
    _ code: String, _ chinese: String, _ english: String,
    _ remedyChinese: String? = nil, _ remedyEnglish: String? = nil
  ) {
    self.code = code
    self.chinese = chinese
    self.english = english
    if let remedyChinese { remedy = (remedyChinese, remedyEnglish ?? remedyChinese) }
  }

  func message(in language: MessageLanguage) -> String {
    language == .chinese ? chinese : english
  }
  func remedy(in language: MessageLanguage) -> String? {
    language == .chinese ? remedy?.chinese : remedy?.english
  }
}

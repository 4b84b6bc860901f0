/// What a line is for.
enum LineRole: Hashable {
  case copyNumber, secrecy, urgency
  case issuer, documentWord, number, approver
  case title, addressee, body
  case annexNote, signature, date, note, publicity
  /// 附件1, on its page.
  case annexMark
  /// The title of an annex or of a 被印发件.
  case sectionTitle
  case coverLabel, coverFoot
  case copies, printer
}

/// The main text, an annex or the 被印发件: which of the text lines are its title and its content.
struct Section: Hashable {
  enum Kind: Hashable { case main, annex, enacted }
  var kind: Kind
  /// 附件1 on a line of its own, or with the title.
  var mark: Int?
  var titles: Range<Int>
  var content: Range<Int>
  /// Where the content begins with a form's cover, its lines.
  var cover: (labels: Range<Int>, foot: Range<Int>)? {
    labels.isEmpty ? nil : (labels, foot)
  }
  var labels = 0..<0
  var foot = 0..<0
}

/// The parts of the text, as indices of its lines that have something on them.
struct Layout {
  var lines: [TextLine]
  var roles: [LineRole]
  var sections: [Section] = []
  /// The lines from here on belong to another document.
  var seam: Int?
  /// The name in 印发《…》 of the title, where its text follows.
  var enactedName: String?
}

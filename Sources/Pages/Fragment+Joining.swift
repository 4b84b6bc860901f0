import Typography

extension Fragment {
  /// One fragment of several that stand on one line, so that they copy out as one text without
  /// blanks where gaps are (one ActualText span a line).
  ///
  /// - Parameter parts: each with its place relative to the new fragment's origin, in reading order.
  public static func joining(
    _ parts: [(fragment: Fragment, at: Point)], actualText: String
  ) -> Fragment {
    let marks = parts.flatMap { part in part.fragment.marks.map { $0.moved(by: part.at) } }
    return Fragment(marks, actualText: actualText)
  }
}

extension Mark {
  /// The same mark elsewhere.
  public func moved(by offset: Point) -> Mark {
    switch self {
    case .glyphs(var run):
      run.origin = run.origin + offset
      return .glyphs(run)
    case .rule(let rect, let ink):
      return .rule(Rect(origin: rect.origin + offset, size: rect.size), ink)
    case .path(let path, let ink):
      return .path(Path(path.steps.map { $0.moved(by: offset) }), ink)
    }
  }
}

extension Path.Step {
  fileprivate func moved(by offset: Point) -> Path.Step {
    switch self {
    case .move(let point): .move(point + offset)
    case .line(let point): .line(point + offset)
    case .curve(let a, let b, let c): .curve(a + offset, b + offset, c + offset)
    case .close: .close
    }
  }
}

extension Expression {
  /// The names that the expression asks for, those inside texts with placeholders included.
  func collectNames(into names: inout Set<String>) {
    switch kind {
    case .name(let name): names.insert(name)
    case .number, .date, .truth: break
    case .text(let text): text.collectNames(into: &names)
    case .member(let base, _, _): base.collectNames(into: &names)
    case .negated(let inner), .not(let inner), .emptiness(let inner, _), .rescaled(let inner, _):
      inner.collectNames(into: &names)
    case .chain(let first, let rest):
      first.collectNames(into: &names)
      for (_, _, operand) in rest { operand.collectNames(into: &names) }
    case .comparison(_, _, let left, let right), .contains(let left, let right):
      left.collectNames(into: &names)
      right.collectNames(into: &names)
    case .belongs(let value, let options):
      value.collectNames(into: &names)
      for option in options { option.collectNames(into: &names) }
    case .call(_, _, let arguments), .unknownCall(_, _, let arguments):
      for argument in arguments { argument.collectNames(into: &names) }
    }
  }
}

extension TextTemplate {
  func collectNames(into names: inout Set<String>) {
    for case .placeholder(let placeholder) in segments {
      placeholder.expression.collectNames(into: &names)
    }
  }
}

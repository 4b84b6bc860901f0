import CHarfBuzz

/// Straight lines and cubic curves in font units; quadratic curves are raised to cubic ones.
public struct GlyphOutline: Hashable, Sendable {
  public enum Step: Hashable, Sendable {
    case move(Double, Double)
    case line(Double, Double)
    case curve(Double, Double, Double, Double, Double, Double)
    case close
  }
  public var steps: [Step]
  public init(steps: [Step] = []) { self.steps = steps }
}

extension FontFace {
  /// The outline with y upwards, in font units, as PostScript-style steps. Empty for a blank or
  /// a glyph out of range.
  public func outline(of glyph: UInt32) -> GlyphOutline {
    guard glyph < glyphCount else { return GlyphOutline() }
    let pen = OutlinePen()
    hb_font_get_glyph_shape(
      source.font, glyph, OutlinePen.functions.pointer, Unmanaged.passUnretained(pen).toOpaque())
    return GlyphOutline(steps: pen.steps)
  }
}

/// Collects the steps that HarfBuzz draws.
private final class OutlinePen {
  var steps: [GlyphOutline.Step] = []

  /// Sendable: made once, immutable from then on.
  struct Functions: @unchecked Sendable { let pointer: OpaquePointer? }

  /// HarfBuzz raises quadratic curves itself where no function for them is set.
  static let functions: Functions = {
    let functions = hb_draw_funcs_create()
    hb_draw_funcs_set_move_to_func(
      functions,
      { _, data, _, x, y, _ in OutlinePen.at(data)?.steps.append(.move(Double(x), Double(y))) },
      nil, nil)
    hb_draw_funcs_set_line_to_func(
      functions,
      { _, data, _, x, y, _ in OutlinePen.at(data)?.steps.append(.line(Double(x), Double(y))) },
      nil, nil)
    hb_draw_funcs_set_cubic_to_func(
      functions,
      { _, data, _, x1, y1, x2, y2, x, y, _ in
        OutlinePen.at(data)?.steps.append(
          .curve(Double(x1), Double(y1), Double(x2), Double(y2), Double(x), Double(y)))
      }, nil, nil)
    hb_draw_funcs_set_close_path_func(
      functions, { _, data, _, _ in OutlinePen.at(data)?.steps.append(.close) }, nil, nil)
    hb_draw_funcs_make_immutable(functions)
    return Functions(pointer: functions)
  }()

  private static func at(_ data: UnsafeMutableRawPointer?) -> OutlinePen? {
    data.map { Unmanaged<OutlinePen>.fromOpaque($0).takeUnretainedValue() }
  }
}

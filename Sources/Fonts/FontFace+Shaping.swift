import CHarfBuzz

public struct ShapingOptions: Hashable, Sendable {
  public enum Script: Hashable, Sendable { case han, latin }
  public var script: Script
  public var isVertical: Bool
  public init(script: Script = .han, isVertical: Bool = false) {
    self.script = script
    self.isVertical = isVertical
  }
}

public struct ShapedGlyph: Hashable, Sendable {
  public var glyph: UInt32
  /// Index of the first scalar of its cluster.
  public var cluster: Int
  public var xAdvance: Int
  /// Negative where the text runs down.
  public var yAdvance: Int
  public var xOffset: Int
  public var yOffset: Int
  public init(
    glyph: UInt32, cluster: Int, xAdvance: Int, yAdvance: Int = 0, xOffset: Int = 0,
    yOffset: Int = 0
  ) {
    self.glyph = glyph
    self.cluster = cluster
    self.xAdvance = xAdvance
    self.yAdvance = yAdvance
    self.xOffset = xOffset
    self.yOffset = yOffset
  }
}

extension FontFace {
  /// Shapes text of one script run: script Hani and language zh-Hans for Chinese, Latn for
  /// Latin; direction left to right, or top to bottom with the font's `vert` glyphs (std:T-55).
  ///
  /// Han text is not kerned (std:T-53), Latin text is; Latin ligatures are off, so that a line may
  /// be spread letter by letter. Glyph 0 stands for what the face does not have.
  public func shape(_ text: [Unicode.Scalar], _ options: ShapingOptions) -> [ShapedGlyph] {
    // HarfBuzz gives the scalars themselves back for a face without glyphs.
    guard glyphCount > 0 else {
      return text.indices.map { ShapedGlyph(glyph: 0, cluster: $0, xAdvance: 0) }
    }
    guard !text.isEmpty, let buffer = ShapingBuffers.shared.take() else { return [] }
    defer { ShapingBuffers.shared.putBack(buffer) }
    text.withUnsafeBytes { bytes in
      let scalars = bytes.assumingMemoryBound(to: UInt32.self)
      hb_buffer_add_utf32(
        buffer, scalars.baseAddress, Int32(scalars.count), 0, Int32(scalars.count))
    }
    // Set outright: guessing reads the process's locale, and takes marks shaped alone for Common.
    hb_buffer_set_direction(
      buffer, options.isVertical ? HB_DIRECTION_TTB : HB_DIRECTION_LTR)
    hb_buffer_set_script(
      buffer, options.script == .han ? HB_SCRIPT_HAN : HB_SCRIPT_LATIN)
    hb_buffer_set_language(
      buffer, options.script == .han ? ShapingBuffers.chinese : ShapingBuffers.english)
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES)
    let features = options.script == .han ? Self.hanFeatures : Self.latinFeatures
    hb_shape(source.font, buffer, features, UInt32(features.count))
    return Self.glyphs(of: buffer)
  }

  private static func glyphs(of buffer: OpaquePointer) -> [ShapedGlyph] {
    var count: UInt32 = 0
    guard let infos = hb_buffer_get_glyph_infos(buffer, &count),
      let positions = hb_buffer_get_glyph_positions(buffer, &count)
    else { return [] }
    return (0..<Int(count)).map { i in
      ShapedGlyph(
        glyph: infos[i].codepoint, cluster: Int(infos[i].cluster),
        xAdvance: Int(positions[i].x_advance), yAdvance: Int(positions[i].y_advance),
        xOffset: Int(positions[i].x_offset), yOffset: Int(positions[i].y_offset))
    }
  }

  private static func feature(_ name: StaticString, _ value: UInt32) -> hb_feature_t {
    hb_feature_t(tag: tag(name), value: value, start: 0, end: UInt32.max)
  }
  private static let hanFeatures = [feature("kern", 0)]
  private static let latinFeatures = [feature("liga", 0), feature("clig", 0)]
}

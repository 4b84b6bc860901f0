import Fonts

extension EmbeddedFonts.Font {
  /// Writes the objects of a Type0 font with Identity-H (std:P-7…P-11) under a reserved number.
  package func write(as id: ObjectID, to file: inout FileWriter) {
    let descendant = file.reserve()
    let descriptorID = file.reserve()
    let programID = writeProgram(to: &file)
    let unicodeID = file.addStream([:], toUnicode)
    file.write(
      .dictionary([
        "Type": .name("Font"), "Subtype": .name("Type0"), "BaseFont": .name(name),
        "Encoding": .name("Identity-H"), "DescendantFonts": .array([.reference(descendant)]),
        "ToUnicode": .reference(unicodeID),
      ]), as: id)
    file.write(.dictionary(descendantFont(descriptorID)), as: descendant)
    file.write(.dictionary(fontDescriptor(programID)), as: descriptorID)
  }

  /// Bare CFF, never wrapped in OpenType: wrapped subsets stay blank in some readers (std:P-34).
  private func writeProgram(to file: inout FileWriter) -> ObjectID {
    switch program {
    case .cff: file.addStream(["Subtype": .name("CIDFontType0C")], programBytes)
    case .trueType: file.addStream(["Length1": .int(programLength)], programBytes)
    }
  }

  private func descendantFont(_ descriptorID: ObjectID) -> PDFDictionary {
    var font: PDFDictionary = [
      "Type": .name("Font"),
      "Subtype": .name(program == .cff ? "CIDFontType0" : "CIDFontType2"),
      "BaseFont": .name(name),
      "CIDSystemInfo": .dictionary([
        "Registry": .text("Adobe"), "Ordering": .text("Identity"), "Supplement": .int(0),
      ]),
      "FontDescriptor": .reference(descriptorID),
      "DW": .int(FontWidths.defaultWidth),
    ]
    if widths.count > 2 { font.add("W", .written(widths)) }
    if program == .trueType { font.add("CIDToGIDMap", .name("Identity")) }
    return font
  }

  /// No `/CIDSet`: if present it has to be exact, and nobody needs it (std:P-9).
  private func fontDescriptor(_ programID: ObjectID) -> PDFDictionary {
    // ISO 32000-1, table 123: symbolic, since the font uses no Latin standard encoding.
    var flags = 4
    if descriptor.isSerif { flags |= 2 }
    if descriptor.italicAngle != 0 { flags |= 64 }
    return [
      "Type": .name("FontDescriptor"), "FontName": .name(name), "Flags": .int(flags),
      "FontBBox": .array(descriptor.boundingBox.map { .int($0) }),
      "ItalicAngle": .int(descriptor.italicAngle), "Ascent": .int(descriptor.ascent),
      "Descent": .int(descriptor.descent), "CapHeight": .int(descriptor.capHeight),
      "StemV": .int(descriptor.stemV),
      program == .cff ? "FontFile3" : "FontFile2": .reference(programID),
    ]
  }
}

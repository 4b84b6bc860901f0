import Pages

/// The two places of a document's description: the XMP packet (std:P-16) and the Info dictionary.
/// Both are made from the same values, so they agree. No dates: a clock would make two files of
/// the same input differ.
package struct Metadata: Sendable {
  package static let producer = "Chengwen"
  package static let creatorTool = "Chengwen 成文"

  private let document: DocumentMetadata
  package init(_ document: DocumentMetadata) { self.document = document }

  package var info: PDFDictionary {
    var info: PDFDictionary = [:]
    if !document.title.isEmpty { info.add("Title", .text(document.title)) }
    info.add("Author", document.author.map(PDFValue.text))
    info.add("Subject", document.subject.map(PDFValue.text))
    info.add("Creator", .text(Metadata.creatorTool))
    info.add("Producer", .text(Metadata.producer))
    return info
  }

  /// The packet, in UTF-8, without the `bytes` and `encoding` attributes that PDF/A forbids.
  package var xmp: [UInt8] {
    var out = ByteBuffer(capacity: 1_200)
    out.write("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n")
    out.write("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n")
    out.write("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n")
    out.write("<rdf:Description rdf:about=\"\"\n")
    out.write(" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n")
    out.write(" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n")
    out.write(" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n")
    out.write(" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n")
    out.write("<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>\n")
    out.write("<dc:format>application/pdf</dc:format>\n")
    if !document.title.isEmpty { out.write(alternative: "dc:title", document.title) }
    if let author = document.author { out.write(list: "dc:creator", "rdf:Seq", author) }
    if let subject = document.subject { out.write(alternative: "dc:description", subject) }
    out.write(list: "dc:language", "rdf:Bag", document.language)
    out.write(element: "pdf:Producer", Metadata.producer)
    out.write(element: "xmp:CreatorTool", Metadata.creatorTool)
    out.write("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n")
    return out.bytes
  }

  /// Fields with a character that XML 1.0 cannot hold.
  package var problems: [PDFProblem] {
    let fields = [
      ("title", document.title), ("author", document.author ?? ""),
      ("subject", document.subject ?? ""), ("language", document.language),
    ]
    return fields.compactMap { name, text in
      text.unicodeScalars.first { !Metadata.isAllowedInXML($0) }
        .map { PDFProblem.metadataCharacter(field: name, scalar: $0.value) }
    }
  }

  private static func isAllowedInXML(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD: true
    case 0..<0x20, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}

extension ByteBuffer {
  fileprivate mutating func write(element name: String, _ text: String) {
    write("<" + name + ">")
    write(escaping: text)
    write("</" + name + ">\n")
  }
  fileprivate mutating func write(alternative name: String, _ text: String) {
    write("<" + name + "><rdf:Alt><rdf:li xml:lang=\"x-default\">")
    write(escaping: text)
    write("</rdf:li></rdf:Alt></" + name + ">\n")
  }
  fileprivate mutating func write(list name: String, _ kind: String, _ text: String) {
    write("<" + name + "><" + kind + "><rdf:li>")
    write(escaping: text)
    write("</rdf:li></" + kind + "></" + name + ">\n")
  }
  private mutating func write(escaping text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): write("&amp;")
      case UInt8(ascii: "<"): write("&lt;")
      case UInt8(ascii: ">"): write("&gt;")
      default: write(byte: byte)
      }
    }
  }
}

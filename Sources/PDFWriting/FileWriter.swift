import Compression

/// The bytes of a stream object and how they are stored.
package enum StreamContent: Sendable {
  /// To be deflated.
  case raw([UInt8])
  /// A zlib stream already.
  case deflated([UInt8])
  /// Stored as it is, so that tools that know no PDF can read it (XMP).
  case plain([UInt8])
}

/// The one container of a file's objects (ISO 32000-1, 7.5). Objects are numbered in the order in
/// which they are added or reserved and go into the output at once; what is no stream is gathered
/// in object streams. `isPretty` writes classic objects and a cross-reference table instead.
package struct FileWriter: ~Copyable {
  private enum Entry {
    case reserved
    case offset(Int)
    case inStream(ObjectID, index: Int)
  }

  package static let mostObjects = 8_388_607
  private static let objectsPerStream = 200

  private let isPretty: Bool
  private let deflater: Deflater
  private let sink: any ByteSink
  /// So many bytes wait before the sink gets them.
  private static let piece = 1 << 18
  /// What the sink has not got yet, and how much it has.
  private var out = ByteBuffer(capacity: 1 << 16)
  private var flushed = 0
  private var hash = ContentHash()
  private var position: Int { flushed + out.count }
  private var entries: [Entry] = []
  private var gathered: [(id: ObjectID, offset: Int)] = []
  private var gatheredBytes = ByteBuffer()
  package var limits = LimitRecord()

  package init(isPretty: Bool, level: Int32, to sink: any ByteSink) {
    self.isPretty = isPretty
    self.sink = sink
    deflater = Deflater(level: level)
    out.write("%PDF-1.7\n%")
    // Four bytes above 127 tell transfer programs that the file is binary (std:P-1).
    out.write([0xE6, 0x88, 0x90, 0xE6, 0x96, 0x87, 0x0A])
  }

  /// A number for an object that is written later.
  package mutating func reserve() -> ObjectID {
    entries.append(.reserved)
    return ObjectID(number: entries.count)
  }

  @discardableResult
  package mutating func add(_ dictionary: PDFDictionary) -> ObjectID {
    let id = reserve()
    write(.dictionary(dictionary), as: id)
    return id
  }

  /// Writes the object of a reserved number.
  package mutating func write(_ value: PDFValue, as id: ObjectID) {
    guard !isPretty else {
      begin(id)
      out.write(value, limits: &limits)
      out.write("\nendobj\n")
      return
    }
    gathered.append((id, gatheredBytes.count))
    gatheredBytes.write(value, limits: &limits)
    gatheredBytes.write("\n")
    if gathered.count == FileWriter.objectsPerStream { flushObjects() }
  }

  @discardableResult
  package mutating func addStream(
    _ dictionary: PDFDictionary, _ content: StreamContent
  ) -> ObjectID {
    let id = reserve()
    writeStream(dictionary, content, as: id)
    return id
  }

  package mutating func writeStream(
    _ dictionary: PDFDictionary, _ content: StreamContent, as id: ObjectID
  ) {
    var dictionary = dictionary
    let data: [UInt8]
    switch content {
    case .plain(let bytes): data = bytes
    case .raw(let bytes) where isPretty: data = bytes
    case .raw(let bytes):
      data = deflater.zlib(bytes)
      dictionary.add("Filter", .name("FlateDecode"))
    case .deflated(let bytes):
      data = bytes
      dictionary.add("Filter", .name("FlateDecode"))
    }
    dictionary.add("Length", .int(data.count))
    begin(id)
    out.write(dictionary, limits: &limits)
    out.write("\nstream\n")
    out.write(data)
    out.write("\nendstream\nendobj\n")
    if out.count >= FileWriter.piece { flush() }
  }

  /// Gives the sink what waits, whole words of the hash only.
  private mutating func flush() {
    let count = hash.absorb(out.bytes)
    let rest = Array(out.bytes[count...])
    out.removeLast(rest.count)
    sink.write(out.bytes)
    flushed += count
    out.removeAll()
    out.write(rest)
  }

  private mutating func begin(_ id: ObjectID) {
    entries[id.number - 1] = .offset(position)
    out.write(id.number)
    out.write(" 0 obj\n")
  }

  private mutating func flushObjects() {
    guard !gathered.isEmpty else { return }
    let id = reserve()
    var head = ByteBuffer()
    for (index, object) in gathered.enumerated() {
      entries[object.id.number - 1] = .inStream(id, index: index)
      head.write(object.id.number)
      head.write(" ")
      head.write(object.offset)
      head.write(" ")
    }
    let dictionary: PDFDictionary = [
      "Type": .name("ObjStm"), "N": .int(gathered.count), "First": .int(head.count),
    ]
    head.write(gatheredBytes)
    gathered.removeAll(keepingCapacity: true)
    gatheredBytes = ByteBuffer()
    writeStream(dictionary, .raw(head.bytes), as: id)
  }

  /// Closes the file: the sink has all of it then. The `/ID` is a hash of all that was written.
  ///
  /// - Returns: what was met that the standard forbids.
  package consuming func finish(root: ObjectID, info: ObjectID) -> LimitRecord {
    flushObjects()
    if entries.count > FileWriter.mostObjects { limits.add(.tooManyObjects(entries.count)) }
    hash.close(out.bytes)
    let identifier = PDFValue.bytes(hash.bytes)
    let trailer: PDFDictionary = [
      "Root": .reference(root), "Info": .reference(info), "ID": .array([identifier, identifier]),
    ]
    let start: Int
    if isPretty {
      start = writeTable(trailer)
    } else {
      start = writeCrossReferenceStream(trailer)
    }
    out.write("startxref\n")
    out.write(start)
    out.write("\n%%EOF\n")
    sink.write(out.bytes)
    return limits
  }

  private mutating func writeTable(_ trailer: PDFDictionary) -> Int {
    let start = position
    out.write("xref\n0 ")
    out.write(entries.count + 1)
    out.write("\n0000000000 65535 f \n")
    for entry in entries {
      guard case .offset(let offset) = entry else {
        // A number that was reserved and never used is a free object.
        out.write("0000000000 00000 f \n")
        continue
      }
      let digits = String(offset)
      out.write(String(repeating: "0", count: max(0, 10 - digits.utf8.count)) + digits)
      out.write(" 00000 n \n")
    }
    var trailer = trailer
    trailer.add("Size", .int(entries.count + 1))
    out.write("trailer\n")
    out.write(trailer, limits: &limits)
    out.write("\n")
    return start
  }

  private mutating func writeCrossReferenceStream(_ trailer: PDFDictionary) -> Int {
    let id = reserve()
    let start = position
    entries[id.number - 1] = .offset(start)
    var width = 2
    while start >> (8 * width) != 0 || entries.count >> (8 * width) != 0 { width += 1 }
    var table = ByteBuffer(capacity: (entries.count + 1) * (width + 2))
    func row(_ kind: UInt8, _ second: Int, _ third: Int) {
      table.write(byte: kind)
      for shift in stride(from: 8 * (width - 1), through: 0, by: -8) {
        table.write(byte: UInt8(truncatingIfNeeded: second >> shift))
      }
      table.write(byte: UInt8(truncatingIfNeeded: third))
    }
    row(0, 0, 255)
    for entry in entries {
      switch entry {
      case .reserved: row(0, 0, 255)
      case .offset(let offset): row(1, offset, 0)
      case .inStream(let stream, let index): row(2, stream.number, index)
      }
    }
    var dictionary: PDFDictionary = [
      "Type": .name("XRef"), "Size": .int(entries.count + 1),
      "W": .array([.int(1), .int(width), .int(1)]),
    ]
    for entry in trailer.entries { dictionary.add(entry.key, entry.value) }
    writeStream(dictionary, .raw(table.bytes), as: id)
    return start
  }
}

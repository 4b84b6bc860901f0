import Fonts
import Pages
import Raster
import TestSupport
import Testing
import Typography

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("预览图")
struct RasterTests {
  @Test("整像素的线正好是那些像素，别处是白纸")
  func wholePixels() throws {
    let rows = try greys(page(width: 6, height: 4, [.rule(rectangle(1, 1, 3, 2), .black)]))
    #expect(
      rows == [
        [255, 255, 255, 255, 255, 255],
        [255, 0, 0, 0, 255, 255],
        [255, 0, 0, 0, 255, 255],
        [255, 255, 255, 255, 255, 255],
      ])
  }

  @Test("占半个像素的线涂一半深浅；超出纸外的部分截去")
  func partialPixels() throws {
    let rows = try greys(
      page(
        width: 3, height: 3,
        [
          .rule(rectangle(0.5, 0, 1, 1), .black), .rule(rectangle(-4, 2.25, 50, 0.5), .black),
          .rule(rectangle(90, 90, 5, 5), .black),
        ]))
    #expect(rows[0] == [127, 127, 255])
    #expect(rows[1] == [255, 255, 255])
    #expect(rows[2] == [127, 127, 127])
  }

  @Test(
    "三种墨色", arguments: [(Ink.black, [0, 0, 0]), (.red, [255, 51, 51]), (.grey, [128, 128, 128])])
  func inks(ink: Ink, colour: [UInt8]) throws {
    let picture = try #require(
      Rasterizer(fonts: freeFonts, resolution: 72)
        .draw(page(width: 1, height: 1, [.rule(rectangle(0, 0, 1, 1), ink)])))
    #expect(picture.pixels == colour)
  }

  @Test("路径按非零环绕填充，反向的内圈是洞；位置随片段的原点走")
  func paths() throws {
    func at(_ x: Double, _ y: Double) -> Point { Point(x: .pt(x), y: .pt(y)) }
    let ring = Path([
      .move(at(0, 0)), .line(at(4, 0)), .line(at(4, 4)), .line(at(0, 4)), .close,
      .move(at(1, 1)), .line(at(1, 3)), .line(at(3, 3)), .line(at(3, 1)), .close,
    ])
    let rows = try greys(
      page(width: 6, height: 5, [.path(ring, .black)], at: Point(x: pixel, y: pixel)))
    #expect(
      rows == [
        [255, 255, 255, 255, 255, 255],
        [255, 0, 0, 0, 0, 255],
        [255, 0, 255, 255, 0, 255],
        [255, 0, 255, 255, 0, 255],
        [255, 0, 0, 0, 0, 255],
      ])
  }

  @Test("字形画在字体墨迹框所说的地方：缩放宽度、旋转也是")
  func glyphPlaces() throws {
    let size = Length.pt(100)
    for (scale, isRotated) in [(1000, false), (500, false), (1000, true)] {
      let mark = try run(
        "永", .fangsong, size: size, x: .pt(120), baseline: .pt(120), widthScale: scale,
        isRotated: isRotated)
      let face = freeFonts.face(mark.face)
      let box = try #require(face.inkBox(of: mark.glyphs[0].id))
      let rows = try greys(page(width: 300, height: 300, [.glyphs(mark)]))
      let xs = rows.flatMap { row in row.indices.filter { row[$0] < 255 } }
      let ys = rows.indices.filter { y in rows[y].contains { $0 < 255 } }
      let unit = 100.0 / Double(face.unitsPerEm)
      let across = unit * Double(scale) / 1000
      // Left, right, top, bottom of the ink in pixels.
      let expected =
        isRotated
        ? [
          120 + Double(box.minY) * unit, 120 + Double(box.maxY) * unit,
          120 + Double(box.minX) * across, 120 + Double(box.maxX) * across,
        ]
        : [
          120 + Double(box.minX) * across, 120 + Double(box.maxX) * across,
          120 - Double(box.maxY) * unit, 120 - Double(box.minY) * unit,
        ]
      let found = [xs.min(), xs.max().map { $0 + 1 }, ys.min(), ys.max().map { $0 + 1 }]
      for (edge, place) in zip(found, expected) {
        #expect(abs(Double(try #require(edge)) - place) <= 1.01, "\(scale) \(isRotated)")
      }
    }
  }

  @Test("同一页两次画，字节相同；PNG 由别的程序读出来逐像素相同")
  func pngIsReadByOthers() throws {
    let mark = try run("成文☑", .symbols, size: .pt(20), x: .pt(3), baseline: .pt(22), ink: .red)
    let sheet = page(width: 70, height: 30, [.glyphs(mark), .rule(rectangle(0, 0, 70, 1), .grey)])
    let rasterizer = Rasterizer(fonts: freeFonts, resolution: 144)
    let file = rasterizer.png(sheet)
    #expect(file == rasterizer.png(sheet))
    #expect(file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))

    let folder = try temporaryFolder()
    defer {
      for name in ["page.png", "reader.py", "pixels"] { unlink("\(folder)/\(name)") }
      rmdir(folder)
    }
    try writeFile(file, to: "\(folder)/page.png")
    // Another program checks the chunks and undoes the filter.
    let reader = """
      import sys, struct, zlib
      data = open(sys.argv[1], 'rb').read(); at = 8; idat = b''
      while at < len(data):
          n, kind = struct.unpack('>L4s', data[at:at + 8]); body = data[at + 8:at + 8 + n]
          assert struct.unpack('>L', data[at + 8 + n:at + 12 + n])[0] == zlib.crc32(kind + body)
          if kind == b'IHDR': w, h, *rest = struct.unpack('>LLBBBBB', body)
          if kind == b'pHYs': assert body == struct.pack('>LLB', 5669, 5669, 1)
          if kind == b'IDAT': idat += body
          at += 12 + n
      assert kind == b'IEND' and rest == [8, 2, 0, 0, 0] and (w, h) == (140, 60)
      raw = zlib.decompress(idat); stride = w * 3; above = bytes(stride); out = b''
      assert len(raw) == (stride + 1) * h
      for y in range(h):
          row = raw[y * (stride + 1):(y + 1) * (stride + 1)]; assert row[0] == 2
          above = bytes((a + b) % 256 for a, b in zip(row[1:], above)); out += above
      open(sys.argv[2], 'wb').write(out)
      """
    try writeFile(Array(reader.utf8), to: "\(folder)/reader.py")
    let command = "python3 \(folder)/reader.py \(folder)/page.png \(folder)/pixels"
    #expect(system(command) == 0, "python3 is needed: script/test installs it")
    let picture = try #require(rasterizer.draw(sheet))
    #expect(readFile("\(folder)/pixels") == picture.pixels)
    #expect(Set(picture.pixels).count > 10, "anti-aliased edges")
  }

  @Test("没有面积的页没有图；大得离谱的页画得粗些，不会溢出")
  func sizes() throws {
    let rasterizer = Rasterizer(fonts: freeFonts, resolution: 9999)
    #expect(rasterizer.resolution == 600)
    #expect(rasterizer.png(Page(size: Size(width: .zero, height: .mm(10)))).isEmpty)
    let absurd = Length(emu: Int.max / 8)
    #expect(rasterizer.draw(Page(size: Size(width: absurd, height: absurd))) == nil)
    let poster = try #require(
      rasterizer.draw(Page(size: Size(width: .mm(900), height: .mm(1200)))))
    #expect(poster.resolution == 150)
  }
}

import Foundation
import TestSupport
import Testing

@Suite("命令行：文件写全了才出现")
struct CommandLineOutputTests {
  @Test("已有的文件不动，加 --overwrite 才替换")
  func existingFile() throws {
    try Program.withDesk { desk in
      try desk.write("甲.pdf", "别动我")
      try desk.write("甲.yaml", "别动我")
      let fill = ["fill", Cases.pledge, Cases.pledgeCase, "-o", "甲.pdf"]
      let new = ["new", Cases.pledge, "-o", "甲.yaml"]
      for arguments in [fill, new] {
        let run = try desk.run(arguments)
        #expect(run.status == 74 && run.output.isEmpty)
        #expect(run.messages.contains("[C010]") && run.messages.contains("--overwrite"))
      }
      #expect(try desk.bytes("甲.pdf") == Array("别动我".utf8))
      #expect(try desk.bytes("甲.yaml") == Array("别动我".utf8))
      #expect(try desk.run(fill + ["--overwrite"]).status == 0)
      #expect(try desk.bytes("甲.pdf").starts(with: Array("%PDF".utf8)))
      #expect(try desk.names() == ["甲.pdf", "甲.yaml"])
    }
  }

  @Test("填写失败，旧文件原样留着，--overwrite 也一样")
  func failedFilling() throws {
    try Program.withDesk { desk in
      try desk.write("案卷.yaml", "单位名称: 甲公司\n")
      try desk.write("甲.pdf", "别动我")
      let run = try desk.run(
        ["fill", Cases.pledge, "案卷.yaml", "-o", "甲.pdf", "--overwrite"])
      #expect(run.status == 1)
      #expect(try desk.bytes("甲.pdf") == Array("别动我".utf8))
      #expect(try desk.names() == ["案卷.yaml", "甲.pdf"])
    }
  }

  @Test("没有文件夹、文件夹只读、名称是文件夹：74，什么也不留下")
  func badPlaces() throws {
    try Program.withDesk { desk in
      try FileManager.default.createDirectory(
        atPath: desk.path("文件夹.pdf"), withIntermediateDirectories: false)
      // root may write into every folder of a real disk, but make no file among the processes.
      var readOnly = "/proc"
      if getuid() != 0 {
        readOnly = desk.path("只读")
        try FileManager.default.createDirectory(
          atPath: readOnly, withIntermediateDirectories: false,
          attributes: [.posixPermissions: 0o555])
      }
      let before = try desk.names()
      for path in ["没有/甲.pdf", "没有/甲.png", readOnly + "/甲.pdf", "文件夹.pdf"] {
        let run = try desk.run(
          ["fill", Cases.pledge, Cases.pledgeCase, "-o", path, "--overwrite"])
        #expect(run.status == 74, "\(path): \(run.messages)")
        #expect(run.output.isEmpty && run.messages.contains("错误[C011] 写不了“\(path)”："))
      }
      #expect(try desk.names() == before)
      #expect(try !FileManager.default.contentsOfDirectory(atPath: readOnly).contains("甲.pdf"))
    }
  }

  @Test("磁盘满：74；写到标准输出也一样；设备还是设备")
  func fullDisk() throws {
    try Program.withDesk { desk in
      try FileManager.default.createSymbolicLink(
        atPath: desk.path("满.pdf"), withDestinationPath: "/dev/full")
      let run = try desk.run(
        ["fill", Cases.pledge, Cases.pledgeCase, "-o", "满.pdf", "--overwrite"])
      #expect(run.status == 74 && run.messages.contains("磁盘已满"), "\(run.messages)")
      #expect(try desk.names() == ["满.pdf"])
      var status = stat()
      #expect(stat("/dev/full", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
      for arguments in [["templates"], ["template", Cases.pledge], ["fonts"]] {
        #expect(try desk.run(arguments, output: "/dev/full").status == 74, "\(arguments)")
      }
    }
  }

  @Test("指向文件的链接仍是链接，换的是它指的文件")
  func links() throws {
    try Program.withDesk { desk in
      try desk.write("真/甲.pdf", "旧")
      try FileManager.default.createSymbolicLink(
        atPath: desk.path("链.pdf"), withDestinationPath: "真/甲.pdf")
      let run = try desk.run(
        ["fill", Cases.pledge, Cases.pledgeCase, "-o", "链.pdf", "--overwrite"])
      #expect(run.status == 0, "\(run.messages)")
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: desk.path("链.pdf"))
          == "真/甲.pdf")
      #expect(try desk.bytes("真/甲.pdf").starts(with: Array("%PDF".utf8)))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: desk.path("真")) == ["甲.pdf"])
    }
  }

  /// Width and height of a PNG (its IHDR).
  private func size(_ png: [UInt8]) -> [Int] {
    guard png.count > 24, png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    else { return [] }
    return [16, 20].map { start in png[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
  }

  @Test("一页的图片是一个文件；几页的每页一个，按页排好；A4 的大小")
  func pictures() throws {
    try Program.withDesk { desk in
      let one = try desk.run(
        ["fill", Cases.pledge, Cases.pledgeCase, "-o", "甲.png", "--dpi", "36"])
      #expect(one.status == 0 && one.output == "已写成 甲.png（1 页）\n")
      #expect(size(try desk.bytes("甲.png")) == [298, 421])
      let many = try desk.run(
        ["fill", "通知", Cases.noticeCase, "-o", "乙.PNG", "--dpi", "36"])
      #expect(many.status == 0, "\(many.messages)")
      let names = try desk.names().filter { $0.hasPrefix("乙") }
      #expect(names.count >= 10 && names.first == "乙-01.PNG")
      #expect(names.last == "乙-\(names.count).PNG")
      #expect(many.output == "已写成 乙-01.PNG … 乙-\(names.count).PNG（\(names.count) 页）\n")
    }
  }

  @Test("几页里有一页的文件已经存在：一页也不写")
  func picturesTogether() throws {
    try Program.withDesk { desk in
      try desk.write("乙-07.png", "别动我")
      let run = try desk.run(["fill", "通知", Cases.noticeCase, "-o", "乙.png", "--dpi", "36"])
      #expect(run.status == 74 && run.messages.contains("“乙-07.png”已经存在"))
      #expect(try desk.names() == ["乙-07.png"])
    }
  }

  /// SIGHUP 1, SIGINT 2, SIGTERM 15 (design section 9).
  @Test("被信号停下：130、143、129，不留半个文件", arguments: [SIGINT, SIGTERM, SIGHUP])
  func signals(signal: Int32) throws {
    try Program.withDesk { desk in
      #expect(
        try desk.run(["fill", "通知", Cases.noticeCase, "-o", "全.png", "--dpi", "36"]).status == 0)
      let count = try desk.names().count
      var wasStopped = false
      // Later each time, through start, composition and drawing, until a run comes to its end.
      var milliseconds = 15
      while true {
        milliseconds += milliseconds / 2
        let stem = "甲\(milliseconds)"
        let running = try desk.start(
          ["fill", "通知", Cases.noticeCase, "-o", stem + ".png", "--dpi", "100"])
        usleep(UInt32(milliseconds) * 1000)
        if running.isRunning { running.send(signal) }
        let run = try running.finish()
        // A signal that comes before the program's first line kills it as it does any program.
        #expect(run.wasKilled || run.status == 0 || run.status == 128 + signal)
        wasStopped = wasStopped || !run.wasKilled && run.status == 128 + signal
        // All pages or none, and nothing by another name.
        let names = try desk.names()
        #expect(names.allSatisfy { !$0.hasPrefix(".") && $0.hasSuffix(".png") }, "\(names)")
        #expect([0, count].contains(names.count { $0.hasPrefix(stem + "-") }), "\(names)")
        if run.status == 0 && !run.wasKilled || milliseconds > 20_000 { break }
      }
      #expect(wasStopped)
    }
  }
}

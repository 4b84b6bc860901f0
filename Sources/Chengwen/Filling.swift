extension Chengwen {
  /// Case and template to pages. With errors there are no pages; the document is there as soon as
  /// evaluation got that far.
  func layOut(
    _ request: FillRequest
  ) -> (pages: PageSequence?, document: Document?, findings: Findings) {
    let (document, findings) = evaluate(request)
    return layOut(document, findings)
  }

  func layOut(
    _ document: Document?, _ found: Findings
  ) -> (pages: PageSequence?, document: Document?, findings: Findings) {
    var findings = found
    guard let document, !findings.hasErrors else { return (nil, document, findings) }
    let (pages, layoutFindings) = typesetter.typeset(document)
    findings.add(contentsOf: layoutFindings)
    if findings.hasErrors { return (nil, document, findings) }
    return (pages, document, findings)
  }

  /// Case and template to the evaluated document.
  public func evaluate(_ request: FillRequest) -> (document: Document?, findings: Findings) {
    let (template, templateFindings) = template(request.template)
    var findings = templateFindings
    guard let template else { return (nil, findings) }
    let options = EvaluationOptions(mode: request.mode, today: world.today, now: world.now)
    if template.takesManuscript {
      return evaluateManuscript(template, request, options, findings)
    }
    var node: RawNode?
    if let path = request.casePath {
      if request.mode == .blank {
        findings.add(RunProblem.caseNotWanted(template: template.header.name))
        return (nil, findings)
      }
      guard let read = readCase(path, findings: &findings) else { return (nil, findings) }
      node = read
    } else if request.mode != .blank, request.lists.isEmpty {
      findings.add(RunProblem.caseRequired(template: template.header.name))
      return (nil, findings)
    }
    if node != nil || !request.lists.isEmpty {
      let sources = ListSources(
        schema: template.schema, world: world, casePath: request.casePath)
      node = sources.resolve(node, request.lists, findings: &findings)
      guard node != nil else { return (nil, findings) }
    }
    let result = template.evaluate(case: node, options: options)
    findings.add(contentsOf: result.findings)
    return (result.document, findings)
  }

  /// Nothing is printed of a bureau's decision while a ruling is open, save a draft; an applicant's
  /// paper prints both readings (design section 3).
  func refuseOpenRulings(_ request: FillRequest, _ findings: inout Findings) {
    let count = findings.count(of: .ruling)
    guard count > 0, request.mode == .normal || request.mode == .issue,
      case .found(let header) = catalogue.find(request.template), header.audience == "主管部门"
    else { return }
    findings.add(RunProblem.refusedForRulings(count: count))
  }

  private func evaluateManuscript(
    _ template: Template, _ request: FillRequest, _ options: EvaluationOptions,
    _ given: Findings
  ) -> (document: Document?, findings: Findings) {
    var findings = given
    guard let path = request.casePath else {
      findings.add(RunProblem.manuscriptRequired(template: template.header.name))
      return (nil, findings)
    }
    guard let bytes = readBytes(path, findings: &findings) else { return (nil, findings) }
    let (file, decoding) = SourceDecoder.decode(bytes: bytes, name: path)
    findings.add(contentsOf: decoding)
    guard let file else { return (nil, findings) }
    let result = ManuscriptReader().read(
      file: file, options: options, style: template.header.style,
      layout: template.header.layout)
    findings.add(contentsOf: result.findings)
    guard var document = result.document else { return (nil, findings) }
    let kind = document.origin.template
    if !kind.isEmpty, kind != template.header.name {
      findings.add(RunProblem.kindMismatch(template: template.header.name, kind: kind))
      return (nil, findings)
    }
    document.origin = DocumentOrigin(
      template: template.header.name, version: template.header.version,
      standing: template.header.standing)
    return (document, findings)
  }

  private func readCase(_ path: String, findings: inout Findings) -> RawNode? {
    if let kind = CaseFile.unreadableKind(path) {
      findings.add(RunProblem.caseFormat(path: path, kind: kind))
      return nil
    }
    guard let bytes = readBytes(path, findings: &findings) else { return nil }
    let (node, reading) = CaseReader.read(bytes: bytes, name: path)
    findings.add(contentsOf: reading)
    return node
  }

  private func readBytes(_ path: String, findings: inout Findings) -> [UInt8]? {
    Self.readBytes(path, world: world, findings: &findings)
  }

  /// The bytes of a file of the user's, or nil and the reason among the findings.
  static func readBytes(
    _ path: String, world: any World, findings: inout Findings
  ) -> [UInt8]? {
    do {
      return try world.read(path)
    } catch WorldError.notFound {
      findings.add(RunProblem.notFound(path: path))
    } catch WorldError.unreadable(_, let reason) {
      findings.add(RunProblem.unreadable(path: path, reason: reason))
    } catch {
      findings.add(RunProblem.unreadable(path: path, reason: .system("\(error)")))
    }
    return nil
  }

  func export(
    _ pages: PageSequence, as format: OutputFormat, findings: inout Findings
  ) -> [[UInt8]] {
    switch format {
    case .pdf:
      do {
        return [try PDFExporter(fonts: fonts).export(pages)]
      } catch {
        for violation in error.violations {
          findings.add(RunProblem.pdfRefused(reason: "\(violation)"))
        }
        return []
      }
    case .png(let resolution):
      let rasterizer = Rasterizer(fonts: fonts, resolution: resolution)
      return pages.pages.map { rasterizer.png($0) }
    }
  }
}

/// What a file is that cannot be a case, so that one message says so and not one a line.
enum CaseFile {
  static func unreadableKind(_ path: String) -> RunProblem.CaseFileKind? {
    let ending = path.lastIndex(of: ".").map { path[$0...].lowercased() }
    switch ending {
    case ".txt": return .manuscript
    case ".xlsx", ".xls", ".et", ".csv", ".ods": return .sheet
    case ".docx", ".doc", ".wps", ".pdf", ".odt": return .document
    default: return nil
    }
  }
}

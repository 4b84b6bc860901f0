import CaseData
import Diagnostics
import Document

/// How a document is filled (design section 8).
public enum FillMode: String, Hashable, Sendable, CaseIterable {
  /// Refuses faults; 文号, 成文日期 and 签发人 may still be missing and print as blanks.
  case normal
  /// `--draft`: accepts gaps and faults, prints 【待填：标签】 and 草稿.
  case draft
  /// `--blank`: a form for handwriting, without a case.
  case blank
  /// `--issue`: as normal, and 签发必填 is required.
  case issue
}

/// What the caller of an evaluation decides.
public struct EvaluationOptions: Hashable, Sendable {
  public var mode: FillMode
  /// Today in Asia/Shanghai, or what `--date` gave.
  public var today: CalendarDate
  /// 此刻, when `--date` gave a time of day.
  public var now: TimeOfDay?
  /// The step budget of all expressions of one document (design section 11).
  public var stepBudget: Int

  public init(
    mode: FillMode = .normal, today: CalendarDate, now: TimeOfDay? = nil,
    stepBudget: Int = 10_000_000
  ) {
    self.mode = mode
    self.today = today
    self.now = now
    self.stepBudget = stepBudget
  }
}

/// A template after checking: its declarations, its tree, and what its programme adds.
public struct Template: Sendable {
  /// What the declaration files say about a template; cheap to read.
  public struct Header: Sendable {
    /// 名称; the folder's name where the declarations give none.
    public var name: String
    /// The folder's path as it was given or found.
    public var folder: String
    /// The name of the programme (项目), when the template belongs to one.
    public var programme: String?
    /// 版式.
    public var style: PageStyle
    /// 性质: 官方原件, 官方文字重排, 自拟示范.
    public var standing: String
    /// 年度 and 版本.
    public var year: String?
    public var version: String
    /// 面向: 申报单位 or 主管部门.
    public var audience: String?
    /// 出处.
    public var source: String?
    /// The paths of the example cases beside the template (示例.yaml, 示例A.json …), sorted.
    public var examples: [String]
    /// 文种, where the template names one: 通知. It is filled from a manuscript when it has no
    /// 正文.wen.
    public var documentKind: String?
    /// 版面, the template's own before its programme's.
    public var layout = LayoutSettings()

    public init(
      name: String, folder: String, programme: String? = nil, style: PageStyle = .paper,
      standing: String = "", year: String? = nil, version: String = "", audience: String? = nil,
      source: String? = nil, examples: [String] = []
    ) {
      self.name = name
      self.folder = folder
      self.programme = programme
      self.style = style
      self.standing = standing
      self.year = year
      self.version = version
      self.audience = audience
      self.source = source
      self.examples = examples
    }
  }

  public var header: Header
  /// Fields, constants, 算出 and rules, the template's own after its programme's.
  public var declarations: Declarations
  /// nil where a manuscript fills it.
  package var body: BodyTree?

  /// The declared fields, the template's own after its programme's.
  public var schema: Schema { declarations.schema }
  /// Whether it has no 正文.wen and is filled from a manuscript (`ManuscriptReader`).
  public var takesManuscript: Bool { body == nil }

  package init(header: Header, declarations: Declarations, body: BodyTree?) {
    self.header = header
    self.declarations = declarations
    self.body = body
  }
}

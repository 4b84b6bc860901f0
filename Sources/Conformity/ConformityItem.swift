/// 核对项: what a row of a conformity report is about, with its clause. The one table of what is
/// measured; clause numbers are those of GB/T 9704-2012 unless another source is named, rule numbers
/// those of `docs/gbt9704.md` and `docs/composition.md`.
public enum ConformityItem: String, Hashable, Sendable, CaseIterable {
  // 纸张、版心
  case paperSize
  case topEdge
  case leftEdge
  case areaWidth
  case areaHeight
  case insideArea
  case bodyType
  case rowsPerPage
  case rowPitch
  case rowsInGrid
  case cellPitch
  case cellsPerLine
  case textColour
  case requiredElements
  // 版头
  case copyNumberPlace
  case markingPlace
  case markingType
  case signTop
  case signCentred
  case signType
  case signWidths
  case signWordCentred
  case numberRows
  case numberPlace
  case numberType
  case approverPlace
  case approverType
  case approverColumns
  case redRuleDistance
  case redRuleWidth
  case redRuleCentred
  case redRuleColour
  case redRuleThickness
  // 主体
  case titleType
  case titleRows
  case titleCentred
  case titleShape
  case addresseeRows
  case addresseePlace
  case addresseeEnd
  case firstPageText
  case bodyStart
  case paragraphIndent
  case continuedIndent
  case level1Type
  case level2Type
  case level3Type
  case level4Type
  case annexNoteRows
  case annexNoteIndent
  case annexNoteHanging
  case annexNoteNumbers
  case annexNoteEnd
  case dateIndent
  case nameOnDate
  case sealCentred
  case sealPresses
  case sealOffset
  case sealGap
  case sealClear
  case sealInside
  case sealsApart
  case sealsAligned
  case sealsInRow
  case unsealedRows
  case unsealedIndent
  case unsealedDate
  case stampRows
  case dateForm
  case noteRow
  case noteIndent
  case noteBrackets
  case annexPage
  case annexMarkPlace
  case annexMarkType
  case annexTitleRow
  case annexNames
  case readingOrder
  // 版记
  case imprintRules
  case imprintOuter
  case imprintInner
  case imprintWidth
  case imprintFoot
  case imprintType
  case copiesIndent
  case copiesHanging
  case copiesMarks
  case printerIndent
  case printDateIndent
  case printDateForm
  case printerRow
  case imprintPage
  // 页码
  case numberHeight
  case numberSide
  case numberIndent
  case numberFont
  case numberSequence
  case blankPages
  case turnedTables
  // 特定格式
  case letterRuleUpper
  case letterRuleLower
  case letterRuleWidth
  case letterNumber
  case letterTitleRows
  case letterFirstPage
  case letterImprint
  case orderNumberRows
  case orderNumberCentred
  case orderTextRows
  case attendanceRows
  case attendanceIndent
  case attendanceType
  // 行文规则
  case lineStarts
  case lineEnds
  case tornMarks
  case numbersWhole
  case loneCharacters
  case fallbackFonts
  case pageLimit
  // 不在版面上量的
  case numberWording
  case wording
  case printing

  /// The clause, as the report prints it; 惯例 where no standard asks for it.
  public var clause: String { facts.clause }
  /// The rule's number in the project's own list.
  public var rule: String { facts.rule }
  public var name: Words { Words(facts.chinese, facts.english) }

  /// Whether the standard leaves the figure open, so that one within practice is reported as such.
  public var isOpen: Bool { self == .redRuleThickness || self == .fallbackFonts }

  private typealias Facts = (clause: String, rule: String, chinese: String, english: String)

  private var facts: Facts {
    switch self {
    case .paperSize: ("5.1", "G-3", "成品幅面", "paper size")
    case .topEdge: ("5.2.1", "G-4", "天头", "upper white edge")
    case .leftEdge: ("5.2.1", "G-4", "订口", "left white edge")
    case .areaWidth: ("5.2.1", "G-4", "版心宽", "width of the type area")
    case .areaHeight: ("5.2.1", "G-4", "版心高", "height of the type area")
    case .insideArea: ("5.2.1", "G-4", "版心以外的文字和线", "text and rules outside the type area")
    case .bodyType: ("5.2.2", "G-5", "正文字体字号", "font and size of the text")
    case .rowsPerPage: ("5.2.3", "G-6", "每面行数", "rows a page")
    case .rowPitch: ("5.2.3", "G-6", "行距", "row pitch")
    case .rowsInGrid: ("5.2.3", "G-6", "偏离行格", "distance from the row grid")
    case .cellPitch: ("5.2.3", "G-6", "字距", "cell pitch")
    case .cellsPerLine: ("5.2.3", "G-6", "满行字数", "characters in a full line")
    case .textColour: ("5.2.4", "G-7", "文字颜色", "colour of the text")
    case .requiredElements: ("7.1", "G-16", "应有要素", "elements that have to be there")
    case .copyNumberPlace: ("7.2.1", "G-20", "份号位置", "place of 份号")
    case .markingPlace: ("7.2.2、7.2.3", "G-21、G-22", "密级、紧急程度位置", "place of 密级 and 紧急程度")
    case .markingType:
      ("7.2.1—7.2.3", "G-20—G-22", "份号、密级、紧急程度字体字号", "font and size of 份号, 密级, 紧急程度")
    case .signTop: ("7.2.4", "G-23", "发文机关标志上边缘", "upper edge of 发文机关标志")
    case .signCentred: ("7.2.4", "G-23", "发文机关标志居中", "发文机关标志 centred")
    case .signType: ("7.2.4", "G-23", "发文机关标志字体、颜色", "font and colour of 发文机关标志")
    case .signWidths: ("7.2.4", "G-25", "联合行文机关名称等宽", "names of the 发文机关标志 of one width")
    case .signWordCentred: ("7.2.4", "G-24", "“文件”居名称右侧、上下居中", "文件 centred on the names")
    case .numberRows: ("7.2.5", "G-27", "发文字号上空行", "empty rows above 发文字号")
    case .numberPlace: ("7.2.5", "G-27", "发文字号位置", "place of 发文字号")
    case .numberType: ("7.2.5", "G-27", "发文字号字体字号", "font and size of 发文字号")
    case .approverPlace: ("7.2.6", "G-29", "签发人居右空字", "签发人 from the right")
    case .approverType: ("7.2.6", "G-29", "签发人字体字号", "font and size of 签发人")
    case .approverColumns: ("7.2.6", "G-30", "签发人姓名对齐", "alignment of 签发人")
    case .redRuleDistance: ("7.2.7", "G-31", "红色分隔线距发文字号", "red rule below 发文字号")
    case .redRuleWidth: ("7.2.7", "G-31", "红色分隔线宽", "width of the red rule")
    case .redRuleCentred: ("7.2.7", "G-31", "红色分隔线居中", "red rule centred")
    case .redRuleColour: ("7.2.7", "G-31", "分隔线颜色", "colour of the rule")
    case .redRuleThickness: ("7.2.7", "G-31", "红色分隔线粗", "thickness of the red rule")
    case .titleType: ("7.3.1", "G-40", "标题字体字号", "font and size of the title")
    case .titleRows: ("7.3.1", "G-40", "标题上空行", "empty rows above the title")
    case .titleCentred: ("7.3.1", "G-40", "标题居中", "title centred")
    case .titleShape: ("7.3.1", "G-40", "标题回行形状", "shape of the title")
    case .addresseeRows: ("7.3.2", "G-41", "主送机关上空行", "empty rows above 主送机关")
    case .addresseePlace: ("7.3.2", "G-41", "主送机关顶格", "主送机关 flush left")
    case .addresseeEnd: ("7.3.2", "G-41", "主送机关后的标点", "mark after 主送机关")
    case .firstPageText: ("7.3.3", "G-42", "首页正文行数", "lines of text on page one")
    case .bodyStart: ("7.3.3", "G-42", "正文起于主送机关下一行", "text starts on the row below 主送机关")
    case .paragraphIndent: ("7.3.3", "G-42", "段首空字", "indent of paragraphs")
    case .continuedIndent: ("7.3.3", "G-42", "回行顶格", "further lines flush left")
    case .level1Type: ("7.3.3", "G-43", "第一层“一、”字体字号", "font and size of level 1")
    case .level2Type: ("7.3.3", "G-43", "第二层“（一）”字体字号", "font and size of level 2")
    case .level3Type: ("7.3.3", "G-43", "第三层“1.”字体字号", "font and size of level 3")
    case .level4Type: ("7.3.3", "G-43", "第四层“（1）”字体字号", "font and size of level 4")
    case .annexNoteRows: ("7.3.4", "G-45", "附件说明上空行", "empty rows above 附件说明")
    case .annexNoteIndent: ("7.3.4", "G-45", "附件说明空字", "indent of 附件说明")
    case .annexNoteHanging: ("7.3.4", "G-45", "附件名称对齐", "names of 附件说明 aligned")
    case .annexNoteNumbers: ("7.3.4", "G-45", "附件说明顺序号", "numbers of 附件说明")
    case .annexNoteEnd: ("7.3.4", "G-45", "附件名称后的标点", "marks after the names of 附件说明")
    case .dateIndent: ("7.3.5.1", "G-46", "成文日期右空字（用印）", "成文日期 from the right, sealed")
    case .nameOnDate: ("7.3.5.1", "G-47", "署名以成文日期居中", "署名 centred on 成文日期")
    case .sealCentred: ("7.3.5.1", "G-47、G-48", "印章居署名（日期）之中", "seal centred on 署名")
    case .sealPresses: ("7.3.5.1", "G-47、G-48", "印章压署名、成文日期", "seal on 署名 and 成文日期")
    case .sealOffset: ("7.3.5.1", "G-47", "署名和日期在印章中心以下", "署名 and date below the seal's centre")
    case .sealGap: ("7.3.5.1", "G-47", "印章顶端距正文", "from the text to the seal")
    case .sealClear: ("7.3.5.1", "G-60", "印章压到的其他文字", "other text under a seal")
    case .sealInside: ("7.3.5.1", "G-48", "印章不超出版心", "seals within the type area")
    case .sealsApart: ("7.3.5.1", "G-48", "印章相互间距", "distance between seals")
    case .sealsAligned: ("7.3.5.1", "G-48", "印章排列整齐", "seals of a row level")
    case .sealsInRow: ("惯例", "G-49", "每排印章数", "seals in a row")
    case .unsealedRows: ("7.3.5.2", "G-50", "署名上空行（不用印）", "empty rows above 署名, unsealed")
    case .unsealedIndent: ("7.3.5.2", "G-50", "署名右空字（不用印）", "署名 from the right, unsealed")
    case .unsealedDate: ("7.3.5.2", "G-50", "成文日期位置（不用印）", "place of 成文日期, unsealed")
    case .stampRows: ("7.3.5.3", "G-51", "签名章区上空行", "empty rows above the 签名章")
    case .dateForm: ("7.3.5.4", "G-52", "成文日期写法", "how 成文日期 is written")
    case .noteRow: ("7.3.6", "G-54", "附注居日期下一行", "附注 on the row below the date")
    case .noteIndent: ("7.3.6", "G-54", "附注空字", "indent of 附注")
    case .noteBrackets: ("7.3.6", "G-54", "附注加圆括号", "附注 in round brackets")
    case .annexPage: ("7.3.7", "G-55", "附件另面编排", "annex on a new page")
    case .annexMarkPlace: ("7.3.7", "G-55", "“附件”顶格在首行", "附件 flush left on line 1")
    case .annexMarkType: ("7.3.7", "G-55", "“附件”字体字号", "font and size of 附件")
    case .annexTitleRow: ("7.3.7", "G-55", "附件标题所在行", "row of an annex's title")
    case .annexNames: ("7.3.7", "G-55", "附件与附件说明一致", "annexes as in 附件说明")
    case .readingOrder: ("7.3、7.4", "G-56", "要素顺序", "order of the elements")
    case .imprintRules: ("7.4.1", "G-62", "版记分隔线数", "number of 版记 rules")
    case .imprintOuter: ("7.4.1", "G-62", "首末条分隔线粗", "thickness of the outer rules")
    case .imprintInner: ("7.4.1", "G-62", "中间分隔线粗", "thickness of the inner rules")
    case .imprintWidth: ("7.4.1", "G-62", "版记分隔线与版心等宽", "width of the 版记 rules")
    case .imprintFoot: ("7.4.1", "G-62", "末条分隔线与版心下边缘重合", "last rule on the foot of the type area")
    case .imprintType: ("7.4.2、7.4.3", "G-63、G-64", "版记字体字号", "font and size of the 版记")
    case .copiesIndent: ("7.4.2", "G-63", "抄送机关左右空字", "抄送机关 from both sides")
    case .copiesHanging: ("7.4.2", "G-63", "抄送机关回行对齐", "further lines of 抄送机关")
    case .copiesMarks: ("7.4.2", "G-63", "抄送机关的冒号、句号", "marks of 抄送机关")
    case .printerIndent: ("7.4.3", "G-64", "印发机关左空字", "印发机关 from the left")
    case .printDateIndent: ("7.4.3", "G-64", "印发日期右空字", "印发日期 from the right")
    case .printDateForm: ("7.4.3", "G-64", "印发日期写法", "how 印发日期 is written")
    case .printerRow: ("7.4.3", "G-64", "印发机关在末条分隔线之上", "印发机关 right above the last rule")
    case .imprintPage: ("7.4", "G-65", "版记在末面（双页）", "版记 on the last, even page")
    case .numberHeight: ("7.5", "G-66", "页码一字线上距版心下边缘", "page number below the type area")
    case .numberSide: ("7.5", "G-66", "页码左右位置", "side of the page number")
    case .numberIndent: ("7.5", "G-66", "页码空字", "page number from the edge")
    case .numberFont: ("7.5", "G-66", "页码字体字号", "font and size of the page number")
    case .numberSequence: ("7.5", "G-66、G-67", "页码连续", "sequence of page numbers")
    case .blankPages: ("7.5", "G-67", "空白页和其后版记页不编页码", "no number on blank pages")
    case .turnedTables: ("8", "G-68", "A4横排表格", "landscape tables")
    case .letterRuleUpper: ("10.1", "G-71", "信函第一条双线距标志", "first double line below the 标志")
    case .letterRuleLower:
      ("10.1", "G-71", "信函第二条双线距下页边", "second double line from the sheet's foot")
    case .letterRuleWidth: ("10.1", "G-71", "信函双线长", "length of the double lines")
    case .letterNumber: ("10.1", "G-72", "信函发文字号位置", "place of 发文字号 in a letter")
    case .letterTitleRows: ("10.1", "G-73", "信函标题上空行", "empty rows above the title of a letter")
    case .letterFirstPage: ("10.1", "G-74", "信函首页不显示页码", "no page number on a letter's page one")
    case .letterImprint: ("10.1", "G-74", "信函版记不加分隔线", "no rules in a letter's 版记")
    case .orderNumberRows: ("10.2", "G-75", "令号上空行", "empty rows above 令号")
    case .orderNumberCentred: ("10.2", "G-75", "令号居中", "令号 centred")
    case .orderTextRows: ("10.2", "G-75", "令号下空行", "empty rows below 令号")
    case .attendanceRows: ("10.3", "G-76", "出席人员上空行", "empty rows above 出席")
    case .attendanceIndent: ("10.3", "G-76", "出席、请假、列席空字", "indent of 出席, 请假, 列席")
    case .attendanceType: ("10.3", "G-76", "出席、请假、列席字体字号", "font and size of 出席, 请假, 列席")
    case .lineStarts: ("GB/T 15834 5.1", "T-1", "行首禁则", "marks at line starts")
    case .lineEnds: ("GB/T 15834 5.1", "T-2", "行末禁则", "marks at line ends")
    case .tornMarks: ("GB/T 15834 5.1", "T-6", "破折号、省略号断开", "dashes and ellipses torn")
    case .numbersWhole: ("惯例", "G-44", "数字断开", "numbers split over lines")
    case .loneCharacters: ("惯例", "T-26", "孤字成行", "lone characters on a line")
    case .fallbackFonts: ("惯例", "G-80", "用了备用字体的字", "characters from fallback fonts")
    case .pageLimit: ("惯例", "–", "页数上限", "limit of pages")
    case .numberWording: ("7.2.5", "G-27、G-28", "发文字号写法", "wording of 发文字号")
    case .wording: ("9", "G-69", "计量单位、标点、数字用法", "units, marks and digits")
    case .printing: ("4、6", "G-2、G-8—G-11", "用纸、制版、印刷、装订", "paper, plates, print, binding")
    }
  }
}

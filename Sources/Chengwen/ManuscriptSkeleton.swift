/// A manuscript to fill in (`chengwen new 通知 -o 稿件.txt`): the head's usual keys in the format of
/// the 文种, and the way in which its text begins. What is to be replaced stands in 【】; what is given when the paper is
/// issued is left empty and prints as blanks.
public struct ManuscriptSkeleton: Sendable {
  /// 文种.
  public let kind: String
  public let style: PageStyle

  public init(kind: String, style: PageStyle = .official) {
    self.kind = kind
    self.style = style
  }

  /// Upward documents name who signs and give a contact in the 附注 (std:G-29, G-78).
  private var isUpward: Bool { ["请示", "报告"].contains(kind) }

  public func text() -> String {
    ((["文种：\(kind)", "版式：\(style.rawValue)"] + head + [""] + body).map { $0 + "\n" }).joined()
  }

  private var head: [String] {
    let issuers = "发文机关：【发文机关全称，几个机关之间用顿号】"
    let title = "标题：\(titlePattern)"
    let addressees = "主送：【主送机关】"
    let date = "成文日期："
    let copies = "抄送：【抄送机关，没有就删去这一行】"
    let printer = ["印发机关：【印发机关】", "印发日期："]
    switch style {
    case .official:
      let upward = isUpward ? ["签发人：【签发人姓名，几个人之间用顿号】"] : []
      let note = isUpward ? ["附注：【联系人：姓名，电话】"] : []
      return [issuers, "发文字号："] + upward + [title, addressees, date] + note
        + [copies] + printer
    case .letter:
      return [issuers, "发文字号：", title, addressees, date, copies]
    case .order:
      return ["发文机关：【发文机关全称】", "令号：", "职务：【签发人职务，如市长】", "签名章：40×20毫米", date]
    case .minutes:
      return [
        "发文机关标志：【××市人民政府】专题会议纪要", "发文机关：【编发机关】", "期号：", date,
        "标题：【纪要的标题，没有就删去这一行】", "出席：【单位和姓名，之间用顿号】", "请假：【没有就删去这一行】",
        "列席：【没有就删去这一行】", copies,
      ] + printer
    case .publicNotice: return ["发文机关：【发文机关全称】", title, date]
    case .paper, .form, .report: return [issuers, title]
    }
  }

  private var titlePattern: String {
    style == .publicNotice ? "关于【事项】的公示" : "关于【事由】的\(kind)"
  }

  private var body: [String] {
    switch style {
    case .order:
      return [
        "【《××办法》已经某年某月某日某会议通过，现予公布，自某年某月某日起施行。】",
        "=== 被印发件　【办法的名称；不公布办法就从这里删到末尾】", "【办法的内容。】",
      ]
    case .minutes:
      return [
        "【某年某月某日，谁主持召开什么会议，研究什么事项。纪要如下：】", "一、【第一个事项】",
        "【会议认为……。会议决定……，由哪个单位负责，什么时候完成。】",
      ]
    case .letter:
      return ["【开头一段：写明缘由。一段写成一行，行首不用空格。】", "【要求对方办理或者答复的事项。】"]
        + annex
    case .publicNotice:
      return [
        "【依据什么，公示什么。】", "【公示期：某年某月某日至某年某月某日。有异议的怎么提出，向谁提出，电话和地址。】",
      ] + annex
    case .official, .paper, .form, .report:
      return [
        "【开头一段：写明缘由。一段写成一行，行首不用空格。】", "一、【第一部分的标题】",
        "【第一部分的内容。】", "（一）【下一级标题】", "【内容。】",
      ] + annex
    }
  }

  private var annex: [String] {
    ["=== 附件1　【附件的名称；没有附件就从这里删到末尾】", "【附件的内容。】"]
  }
}

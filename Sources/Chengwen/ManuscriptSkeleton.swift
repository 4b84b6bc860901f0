/// A manuscript to fill in (`chengwen new 通知 -o 稿件.txt`): the head's usual keys and the way in
/// which a text begins. What is to be replaced stands in 【】.
public struct ManuscriptSkeleton: Sendable {
  /// 文种.
  public let kind: String

  public init(kind: String) { self.kind = kind }

  public func text() -> String {
    """
    文种：\(kind)
    发文机关：【发文机关全称，几个机关之间用顿号】
    标题：关于【事由】的\(kind)
    主送：【主送机关】
    抄送：【抄送机关，没有就删去这一行】
    印发机关：【印发机关】

    【开头一段：写明缘由。一段写成一行，行首不用空格。】
    一、【第一部分的标题】
    【第一部分的内容。】
    （一）【下一级标题】
    【内容。】
    === 附件1　【附件的名称；没有附件就从这里删到末尾】
    【附件的内容。】

    """
  }
}

import Glibc

public enum Environment {
  public static var isRecording: Bool { value("CHENGWEN_RECORD") == "1" }
  public static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

import ArgumentParser
import Chengwen
import Glibc

/// Standard output for results, standard error for messages.
enum Terminal {
  /// Prints a result, a line feed at its end. Output that cannot be written (a full disk) ends the
  /// run with 74, which `print` would not notice.
  static func output(_ text: String) throws {
    let bytes = Array((text.hasSuffix("\n") ? text : text + "\n").utf8)
    guard RawOutput.write(bytes, to: STDOUT_FILENO) else {
      error("chengwen: " + String(cString: strerror(errno)))
      throw ExitStatus.inputOutput
    }
  }

  static func error(_ text: String) {
    let bytes = Array((text.hasSuffix("\n") ? text : text + "\n").utf8)
    _ = RawOutput.write(bytes, to: STDERR_FILENO)
  }
}

/// The signals that stop a run: exit codes 130, 143 and 129 (design section 9). Files that are
/// being written hold them back (`OutputFile`), so that nothing half-written stays behind.
enum StopSignals {
  static func install() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var present = sigaction()
      // What the caller chose to ignore (nohup, a job in the background) stays ignored.
      if sigaction(number, nil, &present) == 0,
        unsafeBitCast(present.__sigaction_handler.sa_handler, to: Int.self)
          == unsafeBitCast(SIG_IGN, to: Int.self)
      {
        continue
      }
      signal(number) { _exit(128 + $0) }
      heeded(number)
    }
  }

  /// A program that starts this one from a worker thread hands on that thread's mask, in which
  /// every signal is blocked.
  private static func heeded(_ number: Int32) {
    var mask = sigset_t()
    sigemptyset(&mask)
    sigaddset(&mask, number)
    pthread_sigmask(SIG_UNBLOCK, &mask, nil)
  }
}

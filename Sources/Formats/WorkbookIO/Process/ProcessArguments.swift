import Glibc

/// The arguments that the process was started with, byte for byte: names of files need not be UTF-8.
public enum ProcessArguments {
  /// The arguments behind the program's name; nil where the system shows them nowhere.
  ///
  /// They are what `/proc/self/cmdline` says, and without `/proc`, where the language finds none,
  /// what the C library remembers of the process's stack. For the time before anything changes
  /// them.
  public static var raw: [[UInt8]]? {
    guard let all = told ?? stacked else { return nil }
    return Array(all.dropFirst())
  }

  /// The program's file, without links; nil where neither `/proc` nor its name, which must have a
  /// slash, tells it.
  package static var program: String? {
    for path in ["/proc/self/exe", stacked?.first.map { String(decoding: $0, as: UTF8.self) }] {
      guard let path, path.utf8.contains(UInt8(ascii: "/")), let real = realpath(path, nil) else {
        continue
      }
      defer { free(real) }
      return String(cString: real)
    }
    return nil
  }

  /// All arguments as `/proc` tells them: each with a zero byte behind it.
  static var told: [[UInt8]]? {
    let file = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = read(file, &block, block.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      bytes += block[..<count]
    }
    guard bytes.last == 0 else { return nil }
    return bytes.dropLast().split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
  }

  /// All arguments as they stand on the stack, which begins with their number, the address of each,
  /// and an address of nothing (System V ABI, "Initial Stack and Register State").
  ///
  /// The C library exports where that is (`__libc_stack_end`).
  static var stacked: [[UInt8]]? {
    guard let known = dlsym(nil, "__libc_stack_end"),
      let stack = known.load(as: UnsafeRawPointer?.self)
    else { return nil }
    let count = stack.load(as: Int.self)
    let size = MemoryLayout<UnsafeRawPointer?>.stride
    func argument(_ index: Int) -> UnsafePointer<CChar>? {
      stack.load(fromByteOffset: size * (index + 1), as: UnsafePointer<CChar>?.self)
    }
    // More than the system takes would be something else, and so would a gap.
    guard (1...(1 << 24)).contains(count),
      (0..<count).allSatisfy({ argument($0) != nil }), argument(count) == nil
    else { return nil }
    return (0..<count).compactMap { index in
      argument(index).map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
    }
  }
}

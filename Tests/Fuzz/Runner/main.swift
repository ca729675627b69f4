import CLibFuzzer
import FuzzEntries
import Glibc

// The target is the first argument; all others are libFuzzer's (llvm.org/docs/LibFuzzer.html).

/// What is fuzzed by this process; set once, before libFuzzer begins.
nonisolated(unsafe) private var target = FuzzTarget.zip

@_cdecl("LLVMFuzzerCustomMutator")
func mutateInput(
  _ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ mostBytes: Int, _ seed: UInt32
) -> Int {
  var mutator = Mutator(target, seed: seed) { bytes, mostBytes in
    var room = bytes + [UInt8](repeating: 0, count: max(0, mostBytes - bytes.count))
    let count = room.withUnsafeMutableBufferPointer {
      LLVMFuzzerMutate($0.baseAddress, min(bytes.count, mostBytes), mostBytes)
    }
    return Array(room.prefix(count))
  }
  let input = Array(UnsafeBufferPointer(start: data, count: size))
  let changed = mutator.mutate(input, mostBytes: mostBytes).prefix(mostBytes)
  _ = UnsafeMutableBufferPointer(start: data, count: mostBytes).update(fromContentsOf: changed)
  return changed.count
}

private func run(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  do {
    // Small pieces are slow: one input in four, and none that is long.
    let inPieces = size % 4 == 0 && size <= 8192
    try target.run(Array(UnsafeBufferPointer(start: data, count: size)), inPieces: inPieces)
  } catch { fatalError("\(error)") }
  return 0
}

// libFuzzer starts itself again to merge and to minimise, with its own arguments only.
private let variable = "FUZZ_RUNNER_TARGET"
private let named = CommandLine.arguments.dropFirst().first.flatMap(FuzzTarget.init(rawValue:))
guard let chosen = named ?? getenv(variable).flatMap({ FuzzTarget(rawValue: String(cString: $0)) })
else {
  print(FuzzTarget.allCases.map(\.rawValue).joined(separator: " "))
  exit(64)
}
target = chosen
setenv(variable, chosen.rawValue, 1)
var arguments = CommandLine.unsafeArgv
if named != nil {
  // libFuzzer wants its own name first.
  arguments[1] = arguments[0]
  arguments += 1
}
var rest: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = arguments
var count = CommandLine.argc - (named == nil ? 0 : 1)
exit(LLVMFuzzerRunDriver(&count, &rest, { run($0, $1) }))

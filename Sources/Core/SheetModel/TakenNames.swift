/// Names of sheets or files that may not be given again, without regard to case.
package struct TakenNames {
  private var keys: Set<String>
  /// The number to go on with for each name that was wanted again.
  private var numbers: [String: Int] = [:]

  /// Names that are taken from the beginning.
  package init(_ names: some Sequence<String> = []) { keys = Set(names.map(SheetName.key)) }

  /// Takes a name as it is; false where it is taken already.
  package mutating func take(_ name: String) -> Bool {
    keys.insert(SheetName.key(name)).inserted
  }

  /// Takes a name, or else the first of `numbered` from 2 on that is free.
  package mutating func take(_ name: String, numbered: (Int) -> String) -> String {
    if take(name) { return name }
    let key = SheetName.key(name)
    var number = numbers[key] ?? 2
    var candidate = numbered(number)
    while !take(candidate) {
      number += 1
      candidate = numbered(number)
    }
    numbers[key] = number + 1
    return candidate
  }
}

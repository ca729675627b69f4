/// The turn of a piece of work to use a core.
///
/// It ends with the piece. One whose rest only waits gives it back before, and another begins.
package final class WorkTurn: Sendable {
  private let isOver = Flag()
  private let giveBack: @Sendable () -> Void

  init(giveBack: @escaping @Sendable () -> Void) { self.giveBack = giveBack }

  /// Gives the turn back, once however often it is called.
  package func end() {
    if isOver.raise() { giveBack() }
  }

  /// Takes the turn from a piece that is done; false where it was given back before.
  func expire() -> Bool { isOver.raise() }
}

import LegacyText

/// A small model of Vietnamese for the fuzzer, which reads no files of its own.
enum SeedModel {
  /// Some onsets, rhymes and phrases, as `Templates/legacy/` has them.
  static func model() throws -> LegacyTextModel { try made.get() }

  private static let made = Result {
    try LegacyTextModel(syllables: Array(syllables.utf8), halfConverted: Array(phrases.utf8))
  }

  private static let syllables = """
    onset,tr,,,,x
    onset,h,,,,x
    onset,đ,,,,x
    onset,n,,,,x
    onset,s,,,,x
    onset,x,,,,x
    rhyme,a,all,,,x
    rhyme,e,all,,,x
    rhyme,ô,all,,,x
    rhyme,ia,all,,,x
    rhyme,ương,all,,,x
    rhyme,oa,all,h,,x
    rhyme,uyên,all,h 0,,x
    rhyme,at,stopped,,,x
    extra,đắk,,,,x
    common,trẻ,,,,x
    common,số,,,,x
    common,xã,,,,x
    """
  private static let phrases = "meant,địa,,,x\nmeant,thị trấn,,,x\nfound,xô,upper,viết,x\n"
}

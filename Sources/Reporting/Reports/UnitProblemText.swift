import Units

extension UnitProblem {
  /// The problem as one sentence: what was found, what is expected, how to mend it.
  func message(_ language: Language) -> String {
    switch self {
    case .oldUnitNotThere(let code, let day):
      language.say(
        "Ngày \(day) không có đơn vị nào mang mã “\(code)”; sửa old_code, date hoặc ngày của đơn vị.",
        "No unit has the code “\(code)” on \(day); mend old_code, date or the unit's dates.")
    case .newUnitNotThere(let code, let day):
      language.say(
        "Ngày \(day) không có đơn vị nào mang mã “\(code)”; sửa new_code, date hoặc thêm đơn vị.",
        "No unit has the code “\(code)” on \(day); mend new_code or date, or add the unit.")
    case .nameOfOther(let given, let unit):
      language.say(
        "Ghi tên “\(given)”, nhưng mã là của “\(unit)” vào ngày đó.",
        "The name is “\(given)”, but on that day the code is that of “\(unit)”.")
    case .unitGoesOn(let unit, let day):
      language.say(
        "Đơn vị “\(unit)” còn tồn tại ngày \(day); ghi valid_to, hoặc thêm dòng part giữ lại mã cũ.",
        "The unit “\(unit)” still exists on \(day); give it a valid_to, or add the part that stays."
      )
    case .extentsContradict(let unit, let day):
      language.say(
        "Đơn vị “\(unit)” ngày \(day) vừa chuyển nguyên vẹn vừa có dòng khác; chia thì mọi dòng là part.",
        "On \(day) the unit “\(unit)” goes whole and elsewhere too; of a split every line is part.")
    case .partAlone(let unit, let day):
      language.say(
        "Đơn vị “\(unit)” ngày \(day) chỉ có một dòng part; hãy thêm các phần còn lại, hoặc ghi whole.",
        "The unit “\(unit)” has one part alone on \(day); add the other parts, or write whole.")
    case .territoryWithPeople(let unit, let column):
      language.say(
        "Đơn vị “\(unit)”: dòng extent=territory là phần đất không có dân, nhưng có weight_\(column); xóa số "
          + "ấy, hoặc ghi part.",
        "Unit “\(unit)”: a line of territory is land without people, but has a weight_\(column); "
          + "take it out, or write part.")
    case .weightMissing(let unit, let column):
      language.say(
        "Đơn vị “\(unit)”: có phần thiếu weight_\(column), nên không phân bổ theo cột này được.",
        "Unit “\(unit)”: some parts lack weight_\(column), so it cannot be divided by it.")
    case .fateUnknown(let unit):
      language.say(
        "Đơn vị “\(unit)” đã hết hiệu lực mà không có dòng kế tục nào; thêm vào units/successions.",
        "The unit “\(unit)” ended, and no succession says what became of it; add one.")
    case .gap(let unit, let from, let to):
      language.say(
        "Đơn vị “\(unit)” không có mặt từ \(from) đến \(to) rồi lại có; kiểm tra ngày hiệu lực.",
        "The unit “\(unit)” is not there from \(from) to \(to) and comes back; check the dates.")
    case .parentRing(let codes):
      language.say(
        "Các đơn vị trực thuộc lẫn nhau thành vòng: \(codes.joined(separator: " → ")).",
        "These units stand above each other in a ring: \(codes.joined(separator: " → ")).")
    }
  }
}

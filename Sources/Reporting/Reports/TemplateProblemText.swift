import FormModel
import Indicators

extension TemplateProblem {
  /// The problem as one sentence; the file and line are not repeated in it.
  public func message(in language: Language) -> String {
    switch kind {
    case .unreadableFile, .malformedYAML, .duplicateKeys, .missingKey, .unknownKey, .wrongShape,
      .malformedValue, .malformedCode, .missingTableColumn, .strayField:
      fileMessage(language)
    case .duplicate, .unknown, .indicatorWithoutForm, .indicatorInTwoForms, .breakdownNotInColumns,
      .breakdownNotForColumns, .collidingLabels, .listTooLong, .commaInListLabel:
      nameMessage(language)
    case .unknownParameter, .missingParameter, .malformedParameter, .ruleForOtherBody,
      .uselessRule, .circularRules:
      ruleMessage(language)
    case .unitAgainstKind, .multiplierAgainstUnit, .datesInDisorder, .overlappingUnits,
      .unitOutsideParent:
      consistencyMessage(language)
    case .units(let problem):
      problem.message(language)
    }
  }

  /// The problem in one line with its place: `tt13-2021/forms/TE-03.yml:12: LỖI: ...`.
  public func line(in language: Language) -> String {
    let place = line.map { "\(file):\($0)" } ?? file
    let gravity =
      switch severity {
      case .error: language.say("LỖI", "ERROR")
      case .warning: language.say("CẢNH BÁO", "WARNING")
      }
    return Printable.message("\(place): \(gravity): \(message(in: language)) [\(code)]")
  }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  private func fileMessage(_ language: Language) -> String {
    switch kind {
    case .unreadableFile(let reason): reason.text(in: language).message
    case .malformedYAML(let detail):
      language.say("Tệp không phải YAML hợp lệ: \(detail).", "The file is not YAML: \(detail).")
    case .duplicateKeys(let keys):
      language.say(
        "Khóa “\(list(keys))” được ghi hai lần.", "The key “\(list(keys))” stands twice.")
    case .missingKey(let key):
      language.say("Thiếu khóa “\(key)”.", "The key “\(key)” is missing.")
    case .unknownKey(let key, let expected):
      language.say(
        "Khóa “\(key)” không có nghĩa ở đây; các khóa được dùng: \(list(expected)).",
        "The key “\(key)” means nothing here; known keys: \(list(expected)).")
    case .wrongShape("", let expected):
      language.say(
        "Tệp phải gồm \(name(of: expected, language)).",
        "The file must consist of \(name(of: expected, language)).")
    case .wrongShape(let key, let expected):
      language.say(
        "Khóa “\(key)” phải là \(name(of: expected, language)).",
        "The key “\(key)” must be \(name(of: expected, language)).")
    case .malformedValue(let key, let found, let expected):
      language.say(
        "Giá trị “\(found)” của “\(key)” không đọc được; cần: \(expected).",
        "The value “\(found)” of “\(key)” cannot be read; expected: \(expected).")
    case .malformedCode(let key, let text):
      language.say(
        "\(Printable.quoted(text)) của “\(key)” không phải mã: mã gồm chữ cái không dấu, chữ số, “-”, "
          + "“_”, “.”, không bắt đầu hay kết thúc bằng dấu chấm, dài nhất \(CodeName.mostBytes) ký tự.",
        "\(Printable.quoted(text)) of “\(key)” is no code: codes are letters and digits of ASCII, “-”, "
          + "“_” and “.”, neither first nor last a dot, at most \(CodeName.mostBytes) characters.")
    case .strayField(let text, let columns):
      language.say(
        "Dòng có nhiều hơn \(columns) trường, từ \(Printable.quoted(text)); kiểm tra dấu nháy kép.",
        "The line has more than \(columns) fields, from \(Printable.quoted(text)) on; check the "
          + "quotation marks.")
    case .missingTableColumn(let column):
      language.say("Bảng thiếu cột “\(column)”.", "The table lacks the column “\(column)”.")
    default: code
    }
  }

  private func nameMessage(_ language: Language) -> String {
    switch kind {
    case .duplicate(let thing, let id, let file, let line):
      language.say(
        "Trùng \(name(of: thing, language)) “\(id)”: đã được khai báo ở \(file):\(line).",
        "The \(name(of: thing, language)) “\(id)” is declared already at \(file):\(line).")
    case .unknown(let thing, let id, let from):
      language.say(
        "Không có \(name(of: thing, language)) “\(id)” mà “\(from)” trỏ tới.",
        "“\(from)” points at the \(name(of: thing, language)) “\(id)”, which does not exist.")
    case .indicatorWithoutForm(let id):
      language.say(
        "Chỉ tiêu “\(id)” không nằm trong biểu nào.", "The indicator “\(id)” is in no form.")
    case .indicatorInTwoForms(let id, let first):
      language.say(
        "Chỉ tiêu “\(id)” đã nằm trong biểu \(first).",
        "The indicator “\(id)” is already in form \(first).")
    case .breakdownNotInColumns(let row, let breakdown):
      language.say(
        "Dòng “\(row)” mở phân tổ “\(breakdown)”, nhưng biểu không có cột của phân tổ này.",
        "Row “\(row)” opens the breakdown “\(breakdown)”, for which the form has no columns.")
    case .breakdownNotForColumns(let breakdown):
      language.say(
        "Phân tổ “\(breakdown)” có các nhóm chồng nhau nên không thể làm cột.",
        "The categories of “\(breakdown)” overlap, so they cannot be columns.")
    case .collidingLabels(let label, let other):
      language.say(
        "Nhãn “\(label)” và “\(other)” đọc lên như nhau nên không phân biệt được.",
        "The labels “\(label)” and “\(other)” cannot be told apart.")
    case .listTooLong(let breakdown, let characters, let limit):
      language.say(
        "Danh sách chọn của “\(breakdown)” dài \(characters) ký tự, quá giới hạn \(limit).",
        "The list of “\(breakdown)” has \(characters) characters, more than \(limit).")
    case .commaInListLabel(let breakdown, let label):
      language.say(
        "Nhãn “\(label)” của “\(breakdown)” có dấu phẩy nên danh sách chọn bị tách sai.",
        "The label “\(label)” of “\(breakdown)” has a comma, which splits drop-down lists.")
    default: code
    }
  }

  private func ruleMessage(_ language: Language) -> String {
    switch kind {
    case .unknownParameter(let rule, let parameter, let expected):
      language.say(
        "Quy tắc “\(rule)” không có tham số “\(parameter)”; được dùng: \(list(expected)).",
        "Rule “\(rule)” has no parameter “\(parameter)”; known: \(list(expected)).")
    case .missingParameter(let rule, let names):
      language.say(
        "Quy tắc “\(rule)” thiếu tham số \(names.joined(separator: " hoặc ")).",
        "Rule “\(rule)” lacks the parameter \(names.joined(separator: " or ")).")
    case .malformedParameter(let rule, let parameter, let found, let expected):
      language.say(
        "Tham số “\(parameter)” của quy tắc “\(rule)” không đọc được: “\(found)”; cần: \(expected).",
        "Parameter “\(parameter)” of rule “\(rule)” cannot be read: “\(found)”; expected: "
          + "\(expected).")
    case .ruleForOtherBody(let rule, let kind):
      language.say(
        "Quy tắc “\(rule)” loại “\(kind)” không dùng cho kiểu biểu này.",
        "Rule “\(rule)” of kind “\(kind)” is not for this sort of form.")
    case .uselessRule(let rule):
      language.say(
        "Quy tắc “\(rule)” không áp dụng được cho biểu nào.",
        "Rule “\(rule)” fits none of the forms.")
    case .circularRules(let rules):
      language.say(
        "Các quy tắc bằng nhau chạy vòng, có một quy tắc thừa: \(list(rules)).",
        "These rules of equality run in a ring, one of them is needless: \(list(rules)).")
    default: code
    }
  }

  private func consistencyMessage(_ language: Language) -> String {
    switch kind {
    case .unitAgainstKind(let indicator, let kind, let unit):
      language.say(
        "Chỉ tiêu “\(indicator)” loại “\(kind)” không thể có đơn vị tính “\(unit)”.",
        "The indicator “\(indicator)” of kind “\(kind)” cannot have the unit “\(unit)”.")
    case .multiplierAgainstUnit(let indicator, let unit, let multiplier):
      language.say(
        "Chỉ tiêu “\(indicator)”: đơn vị tính “\(unit)” không khớp với hệ số “\(multiplier)”.",
        "Indicator “\(indicator)”: unit “\(unit)” and multiplier “\(multiplier)” disagree.")
    case .datesInDisorder(let unit, let from, let to):
      language.say(
        "Đơn vị “\(unit)”: ngày cuối \(to) đứng trước ngày đầu \(from).",
        "Unit “\(unit)”: the last day \(to) is before the first day \(from).")
    case .overlappingUnits(let unitCode, let name, let other):
      language.say(
        "Mã đơn vị “\(unitCode)” chỉ cả “\(name)” và “\(other)” trong cùng thời gian.",
        "The unit code “\(unitCode)” means “\(name)” and “\(other)” at the same time.")
    case .unitOutsideParent(let unit, let parent):
      language.say(
        "Đơn vị “\(unit)” tồn tại vào lúc không có đơn vị cấp trên “\(parent)”.",
        "Unit “\(unit)” exists when the unit above it, “\(parent)”, does not.")
    default: code
    }
  }

  private func name(of thing: Thing, _ language: Language) -> String {
    switch thing {
    case .set: language.say("bộ chỉ tiêu", "set")
    case .indicator: language.say("chỉ tiêu", "indicator")
    case .breakdown: language.say("phân tổ", "breakdown")
    case .category: language.say("nhóm phân tổ", "category")
    case .form: language.say("biểu", "form")
    case .row: language.say("dòng", "row")
    case .column: language.say("cột", "column")
    case .rule: language.say("quy tắc", "rule")
    case .unit: language.say("đơn vị", "unit")
    case .ruleKind: language.say("loại quy tắc", "rule kind")
    case .parentUnit: language.say("đơn vị cấp trên", "unit above")
    case .mapping: language.say("ánh xạ", "mapping")
    case .succession: language.say("dòng kế tục", "succession")
    }
  }

  private func name(of shape: Shape, _ language: Language) -> String {
    switch shape {
    case .text: language.say("một chữ hoặc số", "a text or number")
    case .list: language.say("một danh sách trong ngoặc vuông", "a list between brackets")
    case .mapping: language.say("các khóa có giá trị", "keys with values")
    case .sequence: language.say("một dãy mục", "a list of entries")
    }
  }
}

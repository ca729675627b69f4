import SheetModel

extension WorkbookError {
  /// What stood still no moment, or leads elsewhere.
  func placeText(in language: Language) -> FailureText {
    switch (code, found.text, language) {
    case (.changedWhileRead, _, .vi):
      FailureText(
        "Tệp bị thay đổi trong lúc đang đọc, nên không dùng số liệu nào của nó.",
        "Hãy đóng chương trình đang ghi tệp rồi chạy lại.")
    case (.changedWhileRead, _, .en):
      FailureText(
        "The file was changed while it was read, so nothing of it is taken.",
        "Close the program that writes to it and run again.")
    case (_, "loop", .vi):
      FailureText(
        "Đây là liên kết dẫn vòng về thư mục chứa nó, nên không đi theo.",
        "Hãy xóa liên kết này, hoặc bỏ nó ra khỏi thư mục đầu vào.")
    case (_, "loop", .en):
      FailureText(
        "This is a link that leads back to a folder above it, and is not followed.",
        "Remove the link, or take it out of the input folder.")
    case (_, "results", .vi):
      FailureText(
        "Thư mục này mang dấu kết quả di trú (.bieu) nhưng không phải của thư mục đang đọc; chưa đọc tệp nào ở đó.",
        "Nếu là đầu vào, hãy nêu nó riêng; nếu là kết quả cũ, hãy để ra ngoài thư mục đầu vào.")
    case (_, "results", .en):
      FailureText(
        "This folder has the mark of a migration's results (.bieu), but not of the folder that is read; no file of it was read.",
        "If it is an input, name it by itself; if it is old results, put them outside the input folder."
      )
    case (_, _, .vi):
      FailureText(
        "Đây là liên kết đến một thư mục khác; các tệp ở đó chưa được đọc.",
        "Nếu cần, hãy nêu thư mục đó như một đầu vào riêng.")
    case (_, _, .en):
      FailureText(
        "This is a link to another folder; the files there were not read.",
        "If they are wanted, name that folder as an input of its own.")
    }
  }

  /// What stands in an output's place and is left alone.
  static let taken: [String: (vi: String, en: String)] = [
    "link": (
      "Ở đích có một liên kết (symlink); không ghi xuyên qua liên kết.",
      "There is a symbolic link at the output; nothing is written through it."
    ),
    "another user's folder": (
      "Thư mục này là của người dùng khác, hoặc là liên kết.",
      "This folder is another user's, or a link."
    ),
    "another user's file": (
      "Tệp này là của người dùng khác.", "This file is another user's."
    ),
    "files that no migration has made": (
      "Ở đây có tệp không do bieu tạo ra, nên để nguyên.",
      "There are files here that bieu has not made; they are left alone."
    ),
    "no private files here": (
      "Ở đây không đặt được quyền riêng cho chủ tệp, mà tệp này chứa dữ liệu của trẻ em.",
      "Files cannot be made their owner's alone here, and this one holds data of children."
    ),
  ]

  /// Why the place of an output is not free for it.
  func takenText(in language: Language) -> FailureText {
    let words = Self.taken[found.text] ?? (found.text, found.text)
    return language == .vi
      ? FailureText(words.vi, "Hãy chọn tên hoặc thư mục khác cho kết quả.")
      : FailureText(words.en, "Choose another name or folder for the outputs.")
  }

  /// What in a zip archive is not looked into.
  static let packed: [String: (vi: FailureText, en: FailureText)] = [
    "encrypted entry": (
      FailureText(
        "Tệp trong gói zip có mật khẩu nên không đọc được.",
        "Hãy giải nén bằng mật khẩu rồi nêu thư mục vừa giải nén."),
      FailureText(
        "The file in the zip archive is under a password.",
        "Unpack it with the password and name the folder.")
    ),
    "archive in an archive": (
      FailureText(
        "Đây là tệp zip nằm trong một tệp zip; các tệp ở trong đó chưa được đọc.",
        "Hãy giải nén tệp zip bên ngoài rồi nêu thư mục vừa giải nén."),
      FailureText(
        "This is a zip archive in a zip archive; the files in it were not read.",
        "Unpack the outer archive and name the folder.")
    ),
  ]

  /// What is in the way of a file of an archive.
  func packedText(in language: Language) -> FailureText {
    let words = Self.packed[found.text]
    return (language == .vi ? words?.vi : words?.en) ?? damageText(in: language)
  }
}

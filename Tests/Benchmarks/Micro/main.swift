import Glibc
import SheetModel

// Micro TEMPLATES REGISTER.csv FORM.xlsx FINDINGS.csv: the speed of the hot parts, a line each.

let arguments = CommandLine.arguments
guard arguments.count == 5 else {
  print("Micro TEMPLATES REGISTER.csv FORM.xlsx FINDINGS.csv")
  exit(64)
}
do {
  let register = try Register(path: arguments[2])
  try ReadingBenchmarks(register: register).run()
  try WritingBenchmarks(register: register).run()
  try FormBenchmarks(templates: arguments[1], form: arguments[3], register: arguments[4]).run()
} catch {
  print("\(error)")
  exit(1)
}

/* The peer of `bieu convert register.csv register.xlsx`: libxlsxwriter, types guessed the same way. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

/* Whether a field is a number that prints as it stands: no code with a leading zero, no sign of +. */
static int is_number(const char *s) {
  const char *p = *s == '-' ? s + 1 : s;
  if (!isdigit((unsigned char)*p) || (p[0] == '0' && isdigit((unsigned char)p[1]))) return 0;
  while (isdigit((unsigned char)*p)) p++;
  if (*p == '.') {
    if (!isdigit((unsigned char)*++p)) return 0;
    while (isdigit((unsigned char)*p)) p++;
    if (p[-1] == '0') return 0;
  }
  return *p == 0 && p - s <= 17;
}

static int is_date(const char *s, lxw_datetime *date) {
  if (strlen(s) != 10 || s[4] != '-' || s[7] != '-') return 0;
  memset(date, 0, sizeof *date);
  return sscanf(s, "%d-%d-%d", &date->year, &date->month, &date->day) == 3;
}

int main(int argc, char **argv) {
  if (argc != 4) return 64;
  lxw_workbook_options options = {.constant_memory = strcmp(argv[3], "constant") == 0};
  FILE *in = fopen(argv[1], "rb");
  lxw_workbook *workbook = workbook_new_opt(argv[2], &options);
  lxw_worksheet *sheet = workbook_add_worksheet(workbook, "register");
  lxw_format *day = workbook_add_format(workbook);
  format_set_num_format(day, "yyyy-mm-dd");
  char *field = malloc(1 << 20);
  size_t length = 0;
  int quoted = 0, c;
  lxw_row_t row = 0;
  lxw_col_t column = 0;
  if (!in || !workbook || !field) return 66;
  while ((c = getc_unlocked(in)) != EOF) {
    if (quoted) {
      if (c != '"') {
        field[length++] = (char)c;
      } else if ((c = getc_unlocked(in)) == '"') {
        field[length++] = '"';
      } else {
        quoted = 0;
        ungetc(c, in);
      }
    } else if (c == '"' && length == 0) {
      quoted = 1;
    } else if (c == ',' || c == '\n') {
      lxw_datetime date;
      field[length] = 0;
      if (length == 0) {
      } else if (is_number(field)) {
        worksheet_write_number(sheet, row, column, strtod(field, NULL), NULL);
      } else if (is_date(field, &date)) {
        worksheet_write_datetime(sheet, row, column, &date, day);
      } else if (strcmp(field, "TRUE") == 0 || strcmp(field, "FALSE") == 0) {
        worksheet_write_boolean(sheet, row, column, *field == 'T', NULL);
      } else {
        worksheet_write_string(sheet, row, column, field, NULL);
      }
      length = 0;
      if (c == ',') {
        column++;
      } else {
        column = 0;
        row++;
      }
    } else {
      field[length++] = (char)c;
    }
  }
  fclose(in);
  free(field);
  return workbook_close(workbook) != LXW_NO_ERROR;
}

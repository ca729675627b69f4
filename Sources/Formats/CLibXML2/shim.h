/* Debian builds libxml2 with ICU, whose headers clash with those of Foundation; nothing here uses it. */
#include <stdlib.h>

#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/dict.h>
#include <libxml/xmlerror.h>

/* Fields of the parser context are marked deprecated from libxml2 2.14 on; their replacements do
   not exist in 2.9. */
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"

#if LIBXML_VERSION >= 21200
static inline void bieu_xml_ignore(void *context, const xmlError *error) {}
#else
static inline void bieu_xml_ignore(void *context, xmlError *error) {}
#endif

static inline void bieu_xml_ignore_text(void *context, const char *format, ...) {}

/* Parses a chunk; true unless the document is refused or the parser was stopped. Errors that
   libxml2 raises without the parser's context, such as those of character conversion, go to
   handlers of the thread and from there to stderr; they are replaced for the time of the call. */
static inline int bieu_xml_parse(
    xmlParserCtxtPtr context, const char *bytes, int count, int isLast) {
  xmlStructuredErrorFunc handler = xmlStructuredError;
  void *data = xmlStructuredErrorContext;
  xmlGenericErrorFunc printer = xmlGenericError;
  void *stream = xmlGenericErrorContext;
  xmlSetStructuredErrorFunc(NULL, bieu_xml_ignore);
  xmlSetGenericErrorFunc(NULL, bieu_xml_ignore_text);
  xmlParseChunk(context, bytes, count, isLast);
  xmlSetGenericErrorFunc(stream, printer);
  xmlSetStructuredErrorFunc(data, handler);
  return context->wellFormed && context->disableSAX == 0;
}

/* The parser's own copy of a name, to be compared by address. */
static inline const xmlChar *bieu_xml_intern(
    xmlParserCtxtPtr context, const unsigned char *bytes, int count) {
  return xmlDictLookup(context->dict, bytes, count);
}

static inline int bieu_xml_line(xmlParserCtxtPtr context) {
  return context->input ? context->input->line : 0;
}

/* The bytes that wait for the rest of the markup that they begin. */
static inline long bieu_xml_backlog(xmlParserCtxtPtr context) {
  return context->input ? context->input->end - context->input->cur : 0;
}

/* Whether all bytes were taken in and the next one belongs to the content of an open element, in a
   document that is UTF-8: the bytes of others are converted first. */
static inline int bieu_xml_is_at_rest(xmlParserCtxtPtr context) {
  const xmlParserInput *input = context->input;
  if (context->instate != XML_PARSER_CONTENT || bieu_xml_backlog(context) != 0) return 0;
  return input && (input->buf == NULL || input->buf->encoder == NULL);
}

/* How many different names the document has had so far. */
static inline int bieu_xml_name_count(xmlParserCtxtPtr context) {
  return xmlDictSize(context->dict);
}

static inline void bieu_xml_free(xmlParserCtxtPtr context) {
  if (context->myDoc) xmlFreeDoc(context->myDoc);
  context->myDoc = NULL;
  xmlFreeParserCtxt(context);
}

/* Whether the system has room for a block of memory; a compiler must not drop the unused block. */
static inline int bieu_memory_has_room(size_t bytes) {
  void *volatile block = malloc(bytes);
  if (block == NULL) return 0;
  free(block);
  return 1;
}

/* Whether no whole character is left of what has been given. */
static inline int bieu_xml_is_at_end(xmlParserCtxtPtr context) {
  const xmlParserInput *input = context->input;
  if (input == NULL || input->cur >= input->end) return 1;
  long left = input->end - input->cur;
  int first = *input->cur;
  return left < (first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1);
}

#pragma clang diagnostic pop

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
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

/* Parses a chunk; true unless the document is refused or the parser was stopped. Errors without
   a parser context, such as those of character conversion, go to a handler of the thread and
   from there to stderr; it is replaced for the time of the call. */
static inline int bieu_xml_parse(
    xmlParserCtxtPtr context, const char *bytes, int count, int isLast) {
  xmlStructuredErrorFunc handler = xmlStructuredError;
  void *data = xmlStructuredErrorContext;
  xmlSetStructuredErrorFunc(NULL, bieu_xml_ignore);
  xmlParseChunk(context, bytes, count, isLast);
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

#pragma clang diagnostic pop

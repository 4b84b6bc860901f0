// HarfBuzz and hb-subset. Only the module Fonts imports this.
#include <hb.h>
#include <hb-ot.h>
#include <hb-subset.h>

// HB_TAG is a macro with arguments, which Swift does not import.
static inline hb_tag_t chengwen_hb_tag(char a, char b, char c, char d) {
  return HB_TAG(a, b, c, d);
}

// libdeflate: zlib streams and checksums. Only the module Compression imports this.
#include <libdeflate.h>

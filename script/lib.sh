# Shared by the scripts here; sourced, never run. Works on Debian 12 with bash and apt alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive

say() { printf '%s\n' "· $*" >&2; }

# Runs a command as root: as it is for root, through sudo otherwise.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo -E "$@"; else
    printf 'This needs root or sudo: %s\n' "$*" >&2
    return 1
  fi
}

# Installs the Debian packages that are missing; asks the network only if one is.
need_packages() {
  local missing=() name
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name")
  done
  [ ${#missing[@]} = 0 ] && return 0
  say "installing: ${missing[*]}"
  as_root apt-get update -q >/dev/null
  as_root apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null
}

# What the program is built from: the C libraries of its system library targets.
need_build_packages() {
  command -v swift >/dev/null || { echo 'Swift 6.3 is needed: see swift.org/install' >&2; exit 1; }
  need_packages libharfbuzz-dev libfreetype-dev libdeflate-dev pkg-config
}

# The independent readers that the tests ask for a second opinion, and what fonts/make-symbols runs in.
need_test_packages() { need_packages qpdf poppler-utils mupdf-tools liblcms2-utils python3-minimal; }

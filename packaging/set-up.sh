# Sourced by packaging/run and packaging/test: system libraries, then the virtual environment.
# Debian and Ubuntu are handled here; README.md has the steps for macOS and Windows.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
environment=${WAVESCRIBE_VENV:-$root/.venv}

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else fail "Root rights are needed for: $*   Run it as root, then start this again."
  fi
}

# install_system_libraries WHY PACKAGE…: installs what is missing, and nothing when all is there.
install_system_libraries() {
  local why=$1 missing=() package
  shift
  if ! command -v apt-get >/dev/null; then
    say "No apt-get here. If something is missing below, install by your own package manager ($why): $*"
    return 0
  fi
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return 0
  say "Installing system libraries ($why): ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update >&2 || say "apt-get update failed; trying with the lists at hand."
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" >&2 ||
    fail "The system libraries could not be installed. See the message above; after mending it, start this again."
}

suitable() { "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' 2>/dev/null; }

find_python() {
  local candidate
  for candidate in ${PYTHON:-} python3.11 python3.12 python3; do
    if command -v "$candidate" >/dev/null && suitable "$candidate"; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}

# make_environment EXTRAS: a virtual environment with the project and the given extras ("" or "[test]"); seconds when
# neither the dependencies nor what is compiled has changed.
make_environment() {
  local extras=$1 python stamp
  stamp=$(cat "$root/pyproject.toml" "$root/setup.py" "$root"/core/*/native/*.[ch]pp | cksum)" $extras"
  if [ "$(cat "$environment/.wavescribe$extras" 2>/dev/null)" = "$stamp" ]; then return 0; fi
  if ! python=$(find_python); then
    install_system_libraries "Python itself" python3 python3-venv
    python=$(find_python) || fail "Python 3.11 or 3.12 with venv is needed. Install one (for example: apt-get install python3.11 python3.11-venv) or name it: PYTHON=/path/to/python3.11 $0"
  fi
  say "Installing Python packages into $environment with $("$python" --version) (first time only, a few minutes)"
  [ -x "$environment/bin/python" ] || "$python" -m venv "$environment"
  "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --editable "$root$extras" >&2 ||
    fail "The Python packages could not be installed. See the message above; after mending it, start this again."
  printf '%s\n' "$stamp" >"$environment/.wavescribe$extras"
}

run_time_libraries=(
  build-essential cmake python3-dev python3-venv # kenlm and our beam search are compiled on installation
  libportaudio2 libasound2-plugins               # the microphone
  libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
  libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libdbus-1-3 libfontconfig1 fonts-dejavu-core # the window
)

# Sourced by the scripts beside it: installs what is missing, and nothing else.

# What the program is built with; what its tests need; what the benchmark compares it with.
readonly BUILD_PACKAGES=(libcurl4-openssl-dev libsqlite3-dev pkg-config)
readonly TEST_PACKAGES=(chromium fonts-noto-cjk iproute2 openssl)
readonly BENCH_PACKAGES=(nginx-light wrk)

# Runs a command as root, directly or through a sudo that asks nothing.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Installs those of the named Debian packages that are missing.
need_packages() {
    local missing=() package
    if ! command -v apt-get >/dev/null; then
        echo "This is not Debian or Ubuntu: please see to it that these are installed: $*"
        return 0
    fi
    for package in "$@"; do is_installed "$package" || missing+=("$package"); done
    if [ "${#missing[@]}" = 0 ]; then return 0; fi
    echo "Installing ${missing[*]}"
    if ! as_root true 2>/dev/null; then
        echo "Not allowed to install packages. Please run: sudo apt-get install ${missing[*]}" >&2
        return 1
    fi
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
}

need_swift() {
    command -v swift >/dev/null && return 0
    echo "Swift is missing. Install Swift 6.3 or later from https://www.swift.org/install/ and open a new shell." >&2
    return 1
}

# Makes `.venv` with the Python packages of `requirements.txt`; does nothing when that file has not changed.
need_python_packages() {
    export PIP_DISABLE_PIP_VERSION_CHECK=1
    python3 -c 'import venv, ensurepip' 2>/dev/null || need_packages python3-venv
    if ! cmp -s e2e/requirements.txt .venv/installed.txt; then
        python3 -m venv .venv
        .venv/bin/python -m pip install --quiet --upgrade -r e2e/requirements.txt
        cp e2e/requirements.txt .venv/installed.txt
    fi
    .venv/bin/python -m pip list | grep -iE '^(openai|pytest|playwright|axe)'
}

build_release() {
    swift build -c release -j 2 --static-swift-stdlib --product "$1"
}

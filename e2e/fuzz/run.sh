#!/usr/bin/env bash
# Fuzzes the parsers: every file beside this one, or only the one that is named.
#
#   [FUZZ_SECONDS=60] e2e/fuzz/run.sh [NAME]
#
# The first line of a fuzz file names the source folders it is built with; `// seed:` lines are inputs to begin with,
# written as for printf. The corpus lives in a temporary directory, which is kept if an input crashed.
set -euo pipefail

# The crash reporter of Swift reads memory that the address sanitizer guards.
export SWIFT_BACKTRACE=enable=no
seconds=${FUZZ_SECONDS:-60}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
features=(ExistentialAny InternalImportsByDefault MemberImportVisibility NonisolatedNonsendingByDefault
    InferIsolatedConformances ImmutableWeakCaptures)

build() {
    local name=$1 file=$root/e2e/fuzz/$1.swift folders sources flags=() feature
    folders=$(sed -n '1s|^// sources: ||p' "$file")
    [[ -n $folders ]] || { echo "$file: the first line must be '// sources: FOLDER...'" >&2; return 1; }
    for feature in "${features[@]}"; do flags+=(-enable-upcoming-feature "$feature"); done
    mapfile -t sources < <(cd "$root" && find $folders -name '*.swift' | sort | sed "s|^|$root/|")
    swiftc -swift-version 6 -package-name apus -module-name "fuzz_$name" -parse-as-library \
        -sanitize=fuzzer,address -O -wmo "${flags[@]}" "${sources[@]}" "$file" -o "$work/$name/fuzz"
}

seed() {
    local name=$1 number=0 line
    while IFS= read -r line; do
        number=$((number + 1))
        printf '%b' "$line" > "$work/$name/corpus/seed-$number"
    done < <(sed -n 's|^// seed: ||p' "$root/e2e/fuzz/$name.swift")
}

fuzz() {
    local name=$1
    mkdir -p "$work/$name/corpus"
    build "$name" > "$work/$name/log" 2>&1 || { tail -20 "$work/$name/log"; report "$name" "not built"; return 1; }
    seed "$name"
    if "$work/$name/fuzz" -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=2048 \
        -artifact_prefix="$work/$name/" -print_final_stats=1 "$work/$name/corpus" > "$work/$name/log" 2>&1; then
        report "$name" clean
    else
        grep -E -A 12 'ERROR|Fatal error|SUMMARY' "$work/$name/log" | head -40
        report "$name" "CRASHED, see $work/$name"
        return 1
    fi
}

report() {
    local name=$1 log=$work/$1/log runs coverage
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    coverage=$(grep -oE 'cov: [0-9]+' "$log" | tail -1 | cut -d' ' -f2 || true)
    printf '%-14s %12s %9s  %s\n' "$name" "${runs:--}" "${coverage:--}" "$2"
}

names=("$@")
if [[ ${#names[@]} -eq 0 ]]; then
    for file in "$root"/e2e/fuzz/*.swift; do names+=("$(basename "$file" .swift)"); done
fi

failed=0
printf '%-14s %12s %9s  %s\n' target runs edges "result after ${seconds} s"
for name in "${names[@]}"; do fuzz "$name" || failed=1; done
[[ $failed -eq 1 ]] || rm -rf "$work"
exit "$failed"

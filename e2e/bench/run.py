#!/usr/bin/env python3
"""Measures Apus against nginx on this machine, interleaved, and prints a table for the README.

    e2e/bench/run.py            the whole run, about five minutes
    e2e/bench/run.py --quick    a smoke test: does everything once, its figures mean little

Only the ratios mean something: both proxies forward to the same stub, on the same core, in turns.
"""

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.load import FIGURES, Measurement, measure, write_script
from bench.product import measure_product
from bench.servers import ROOT, Server, default_forwarder, forwarder, nginx_proxy, stub

CONNECTIONS = (1, 16, 64)
NAMES = {"rate": "throughput", "p50": "p50", "p99": "p99", "cpu": "CPU time per request"}


def spread(values: Iterable[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {"min": ordered[0], "median": statistics.median(ordered), "max": ordered[-1]}


def compare(servers: list[Server], connections: int, rounds: int, seconds: int, script: Path) -> dict[str, object]:
    """Loads both servers in turns; each round gives one ratio, so a noisy neighbour hits both."""
    theirs, ours = servers
    measured: dict[str, list[Measurement]] = {server.name: [] for server in servers}
    for index in range(rounds):
        for server in servers if index % 2 == 0 else reversed(servers):
            measured[server.name].append(measure(server, "/v1/chat/completions", connections, seconds, script))
    pairs = list(zip(measured[ours.name], measured[theirs.name], strict=True))
    return {
        "connections": connections,
        "ratios": {name: spread(getattr(a, name) / max(getattr(b, name), 1e-9) for a, b in pairs) for name in FIGURES},
        "medians": {server.name: {name: statistics.median(getattr(one, name) for one in measured[server.name])
                                  for name in FIGURES} for server in servers},
    }


def measure_proxies(binary: Path, rounds: int, seconds: int, folder: Path, script: Path) -> list[dict[str, object]]:
    with (
        stub(folder) as upstream,
        nginx_proxy(upstream, folder) as theirs,
        forwarder(binary, upstream, folder) as ours,
    ):
        for server in (theirs, ours):
            measure(server, "/v1/chat/completions", 16, 1, script)  # Warms both up.
        return [compare([theirs, ours], connections, rounds, seconds, script) for connections in CONNECTIONS]


def table(proxies: list[dict], product: dict) -> str:
    """The figures as the README shows them."""
    lines = ["| against `nginx proxy_pass`, one core, 1 KB JSON | callers at once | min | median | max |",
             "|---|--:|--:|--:|--:|"] if proxies else []
    for row in proxies:
        for name in FIGURES:
            ratio = row["ratios"][name]
            cells = " | ".join(f"{ratio[key]:.2f}" for key in ("min", "median", "max"))
            lines.append(f"| {NAMES[name]}, ours ÷ nginx's | {row['connections']} | {cells} |")
    if product:
        start, idle, chat = product["start_ms"], product["connections"], product["demo_chat"]
        lines += [
            "", "| the program | figure |", "|---|--:|",
            f"| resident memory at rest | {product['idle_kib'] / 1024:.1f} MB |",
            f"| start to first `/healthz` answer | {start['median']:.0f} ms "
            f"({start['min']:.0f} to {start['max']:.0f}) |",
            f"| resident memory with {idle['open']:,} idle connections (of {idle['wanted']:,} asked for) "
            f"| {idle['resident_kib'] / 1024:.1f} MB |",
            f"| demo chat, 16 callers at once | {chat['rate']:,.0f} a second, p99 {chat['p99_us'] / 1000:.1f} ms |",
        ]
        lines += [f"\n{count} connections did not stand: {reason}" for reason, count in idle["refused"].items()]
    return "\n".join(lines)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures Apus against nginx.")
    parser.add_argument("--quick", action="store_true", help="a smoke test of a few seconds")
    parser.add_argument("--rounds", type=int, default=None, help="rounds for each number of connections (7)")
    parser.add_argument("--seconds", type=int, default=None, help="seconds for each measurement (3)")
    parser.add_argument("--forwarder", type=Path, default=default_forwarder())
    parser.add_argument("--only", choices=["proxies", "product"])
    return parser.parse_args()


def main() -> None:
    chosen = arguments()
    rounds = chosen.rounds or (1 if chosen.quick else 7)
    seconds = chosen.seconds or (1 if chosen.quick else 3)
    with tempfile.TemporaryDirectory(prefix="apus-bench-") as name:
        folder = Path(name)
        script = write_script(folder)
        proxies = [] if chosen.only == "product" else measure_proxies(
            chosen.forwarder.resolve(), rounds, seconds, folder, script)
        product = {} if chosen.only == "proxies" else measure_product(folder, script, chosen.quick)
    text = table(proxies, product)
    print(text)
    out = ROOT / "e2e/out"
    out.mkdir(exist_ok=True)
    (out / "bench.md").write_text(text + "\n")
    (out / "bench.json").write_text(json.dumps({"proxies": proxies, "product": product}, indent=2) + "\n")


if __name__ == "__main__":
    main()

"""Free ports, and what the kernel knows about them."""

import random
import socket

FIRST, LAST = 20000, 32000
"""Below the range from which the kernel takes ports for outgoing connections."""


def can_bind(family: socket.AddressFamily, host: str, port: int) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def has_ipv6() -> bool:
    return can_bind(socket.AF_INET6, "::1", 0)


def free_port() -> int:
    """A port that is free on both loopback addresses at this moment."""
    for port in random.sample(range(FIRST, LAST), 200):
        if can_bind(socket.AF_INET, "", port) and (not has_ipv6() or can_bind(socket.AF_INET6, "::1", port)):
            return port
    raise AssertionError("no free port")


def is_open(port: int, host: str = "127.0.0.1") -> bool:
    """Whether something accepts connections there."""
    try:
        with socket.create_connection((host, port), timeout=5):
            return True
    except OSError:
        return False

"""Waiting for a state that announces itself to nobody."""

import time
from collections.abc import Callable

from support.program import PATIENCE


def wait_until(is_so: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Asks again and again, without a pause: each asking is a round trip to another process."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_so():
            return True
    return is_so()

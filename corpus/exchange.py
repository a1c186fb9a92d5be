"""Two folders that swap their names, in one step where the system can."""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
from pathlib import Path

_HERE = -100  # AT_FDCWD, linux/fcntl.h
_EXCHANGE = 2  # RENAME_EXCHANGE, linux/fs.h
_CANNOT = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM})
"""What file systems and sandboxes answer that do not know how."""


def exchange(one: Path, other: Path) -> None:
    """Give each of two folders beside each other the name of the other. Raises OSError.

    Linux does it in one step (renameat2). Elsewhere it takes three, and a crash between them may
    leave `other` under a name of its own, whole.
    """
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        _in_steps(one, other)
        return
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return
    code = ctypes.get_errno()
    if code not in _CANNOT:
        raise OSError(code, os.strerror(code), str(other))
    _in_steps(one, other)


def _in_steps(one: Path, other: Path) -> None:
    spare = other.with_name(f"{other.name}.aside-{secrets.token_hex(4)}")
    other.rename(spare)
    try:
        one.rename(other)
    except OSError:
        spare.rename(other)
        raise
    spare.rename(one)

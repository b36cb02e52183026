"""What files and disks can do to whoever reads and writes them."""

import errno
import os
import stat
from pathlib import Path

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def read_regular_file(path: Path, at_most_bytes: int) -> bytes:
    """The content of a file that somebody else may have put there.

    A pipe would never end, and a device has no size.

    Raises:
        OSError: if it cannot be read, is no ordinary file, or is larger.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "It is not an ordinary file")
    with path.open("rb") as file:
        content = file.read(at_most_bytes + 1)
    if len(content) > at_most_bytes:
        raise OSError(errno.EFBIG, f"It is larger than {at_most_bytes:,} bytes")
    return content


def remedy_for(error: OSError, otherwise: str) -> str:
    """What to do about a file that could not be written.

    Args:
        error: why it could not.
        otherwise: what to do unless the disk is full.
    """
    return "Free some space and try again." if error.errno in _FULL else otherwise

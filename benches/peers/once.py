"""Runs one program to its end and prints wall seconds, processor seconds and the most memory in KiB: once.py LIMIT LOG PROGRAM [WORD...].

The system counts for a program at least what its starter held when it started it. So this one imports next to nothing, and forks
rather than sharing its memory: 5 MiB or so are counted for a program that needs less.
"""

import os
import signal
import sys
import time


def main(limit, log, *words):
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        try:
            os.dup2(out, 1)
            os.dup2(out, 2)
            os.execv(words[0], words)
        finally:
            os._exit(127)
    ended = []

    def ring(*_):
        ended.append(True)
        os.kill(child, signal.SIGKILL)

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, float(limit))
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - start
    if ended:
        sys.exit(124)
    # Linux counts the memory in KiB, macOS in bytes.
    memory = used.ru_maxrss // 1024 if sys.platform == "darwin" else used.ru_maxrss
    print(wall, used.ru_utime + used.ru_stime, memory)
    sys.exit(os.waitstatus_to_exitcode(status) != 0)


main(*sys.argv[1:])

"""HAProxy's runtime API, and the weights that give a build its share of the load."""

import csv
import socket
import time
from typing import NamedTuple

LARGEST_WEIGHT = 256
LARGEST_ERROR = 0.1  # of a step: 5 % may be 4.5 to 5.5 %
OFF = 0x3B  # bits of srv_admin_state: the server is in maintenance or drains
RUNNING = 2  # srv_op_state
WEIGHTED = ("roundrobin", "leastconn", "random")  # algorithms whose weights can change at run time


class BadInput(Exception):
    """An error of the operator. The message is one line with a tip."""


class Rejected(Exception):
    """HAProxy rejected a command."""


class Unreachable(Exception):
    """HAProxy does not respond."""


class Server(NamedTuple):
    """State of a server in HAProxy."""

    ready: bool  # gets requests if its weight is above 0
    running: bool  # passes its health checks, or has none
    weight: int


class HAProxy:
    """Runtime API of HAProxy. Each command uses its own connection, so a reload breaks none."""

    def __init__(self, path, patience):
        self.path = path
        self.patience = patience

    def send(self, command):
        """Sends a command, and returns the response. Retries while HAProxy starts or reloads."""
        deadline = time.monotonic() + self.patience
        while True:
            try:
                return self.exchange(command)
            except OSError as error:
                if time.monotonic() >= deadline:
                    raise Unreachable(f"HAProxy does not answer on {self.path}: {error.strerror or error}") from error
                time.sleep(0.2)

    def exchange(self, command):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(5)
            connection.connect(self.path)
            connection.sendall(command.encode() + b"\n")
            parts = []
            while part := connection.recv(65536):
                parts.append(part)
        return b"".join(parts).decode()

    def change(self, command):
        """Sends a command whose response is empty on success."""
        response = self.send(command).strip()
        if response:
            raise Rejected(f"HAProxy rejects '{command}': {' '.join(response.split())}")

    def statistics(self, backend):
        """Returns the statistics of the backend and of its servers, by name."""
        text = self.send("show stat").lstrip("# ")
        return {row["svname"]: row for row in csv.DictReader(text.splitlines()) if row["pxname"] == backend}

    def servers(self, backend):
        """Returns the states of the backend's servers, by name."""
        lines = self.send(f"show servers state {backend}").splitlines()
        titles = lines[1].lstrip("# ").split() if len(lines) > 1 else []
        rows = [dict(zip(titles, line.split())) for line in lines[2:] if line.strip()]
        return {
            row["srv_name"]: Server(
                int(row["srv_admin_state"]) & OFF == 0, int(row["srv_op_state"]) == RUNNING, int(row["srv_uweight"])
            )
            for row in rows
        }


def weights(percent, old, new):
    """Returns the weights of an old and of a new server that come closest to the share of the new build.

    Of several such pairs, it returns the largest weights. HAProxy completes a turn of the old weights before it uses
    new ones. From large weights to small ones, this would take hundreds of requests.
    """
    if percent == 0 or percent == 100:
        return (LARGEST_WEIGHT, 0) if percent == 0 else (0, LARGEST_WEIGHT)

    def share(pair):
        return 100 * pair[1] * new / (pair[0] * old + pair[1] * new)

    pairs = []
    for of_old in range(1, LARGEST_WEIGHT + 1):
        exact = percent * of_old * old / ((100 - percent) * new)
        for of_new in {int(exact), int(exact) + 1}:
            if 1 <= of_new <= LARGEST_WEIGHT:
                pairs.append((of_old, of_new))
    best = min(pairs, key=lambda pair: (round(abs(share(pair) - percent), 9), -sum(pair)), default=None)
    if best is None or abs(share(best) - percent) > LARGEST_ERROR * percent:
        raise BadInput(
            f"No weights give {percent:g} % to {new} of {old + new} servers. Tip: choose another step, or as many new"
            " servers as old ones"
        )
    return best

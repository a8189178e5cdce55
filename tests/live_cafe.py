"""A café with scribes for tests and measurements: they send until they are answered."""

from __future__ import annotations

import contextlib
import http.client
import re
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

ROUND = (Path(__file__).parent / "data" / "live_round.txt").read_text("utf-8").splitlines()
QUESTION = ROUND[2].removeprefix("# ")
NOTES = [(int(table), text) for table, _, text in (line.split(" ", 2) for line in ROUND if line[0] != "#")]
TABLES = 12


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Server:
    """`worldcafe serve --live` on one port, which may be killed and begun again."""

    def __init__(self, home):
        self.home, self.port, self.process, self.link = home, free_port(), None, ""

    def begin(self):
        command = [sys.executable, "-u", "-m", "worldcafe", "serve", str(self.home), "--live", "--no-browser"]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        told = "".join(self.process.stdout.readline() for _ in range(2))
        self.link = re.search(r"/enter/\S+", told)[0]

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()


class Wire:
    """A port that leads to a server's, and may be cut: what was on its way is lost, in both directions."""

    def __init__(self, port):
        self.whole, self._to, self._open = threading.Event(), port, set()
        self.whole.set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self):
        self.whole.clear()
        for end in list(self._open):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self):
        self.whole.set()

    def close(self):
        self.cut()
        self._listening.close()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                try:
                    far = socket.create_connection(("127.0.0.1", self._to), timeout=5)
                except OSError:
                    near.close()
                    continue
                far.settimeout(None)
                for here, there in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(here, there), daemon=True).start()

    def _carry(self, here, there):
        self._open |= {here, there}
        with contextlib.suppress(OSError):
            while (some := here.recv(65536)) and self.whole.is_set():
                there.sendall(some)
        for end in (here, there):
            self._open.discard(end)
            with contextlib.suppress(OSError):
                end.close()


def send(port, at, fields, give_up):
    """Send a form until it is answered, as the page's script does; give how often it was sent."""
    cookie, times = "", 0
    while time.monotonic() < give_up:
        with contextlib.suppress(OSError, http.client.HTTPException, TypeError):
            cookie = cookie or _cookie(port, at)
            times += 1
            answer = _ask(
                port,
                "POST",
                f"{at}/notes",
                urlencode({"csrfmiddlewaretoken": cookie, **fields}),
                {"Cookie": f"csrftoken={cookie}", "Content-Type": "application/x-www-form-urlencoded"},
            )
            if answer.status == 302:
                return times
            assert answer.status >= 500, answer.status
        time.sleep(0.2)
    raise AssertionError("no answer")


def _cookie(port, at):
    answer = _ask(port, "GET", at)
    return re.search(r"csrftoken=(\w+)", answer.headers["Set-Cookie"])[1]


def _ask(port, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        answer.read()
        return answer
    finally:
        connection.close()


class Scribe(threading.Thread):
    """Who writes the notes of a table, a pause between them, each until it is answered."""

    def __init__(self, port, at, texts, pause, give_up):
        super().__init__(daemon=True)
        self.port, self.at, self.texts, self.pause, self.give_up = port, at, texts, pause, give_up
        self.answered, self.times = [], 0

    def run(self):
        for text in self.texts:
            fields = {"key": secrets.token_hex(16), "round": "1", "text": text}
            self.times += send(self.port, self.at, fields, self.give_up)
            self.answered.append(text)
            time.sleep(self.pause)


def open_cafe(home):
    """Begin a café of twelve tables; give its server, a wire to it, and the code of each table."""
    from worldcafe.serve.live import notes

    home.mkdir(exist_ok=True)
    notes.begin(home)
    notes.set_up("Oldtown", [""] * TABLES, [QUESTION])
    server = Server(home)
    server.begin()
    return server, Wire(server.port), {table.no: table.code for table in notes.cafe().tables}


def make_trouble(server, wire, *, dark, give_up):
    """Kill the server twice and cut the network for some seconds in between, while a round is written."""
    from worldcafe.serve.live.notes import notes_of

    def wait_for(stored):
        while len(notes_of()) < stored and time.monotonic() < give_up:
            time.sleep(0.01)

    wait_for(8)
    server.kill()
    server.begin()
    wait_for(24)
    wire.cut()
    time.sleep(dark)
    wire.mend()
    wait_for(40)
    server.kill()
    server.begin()


def write_through_trouble(home, *, pause, dark, patience):
    """Let twelve scribes write a round meanwhile; give the server, which goes on, and the scribes."""
    server, wire, codes = open_cafe(home)
    give_up = time.monotonic() + patience
    scribes = [
        Scribe(wire.port, f"/t/{code}", [text for table, text in NOTES if table == no], pause, give_up)
        for no, code in codes.items()
    ]
    for scribe in scribes:
        scribe.start()
    make_trouble(server, wire, dark=dark, give_up=give_up)
    for scribe in scribes:
        scribe.join(patience)
    wire.close()
    return server, scribes


def count_wrong(stored):
    """Give how many notes of the round are lost, and how many are stored more than once."""
    counts = Counter((note.table, note.text) for note in stored)
    return sum(not counts[note] for note in NOTES), sum(counts.values()) - len(counts)

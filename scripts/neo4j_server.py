"""A real Neo4j 5.26 community server without Docker, for tests: from Maven Central's jars, run by Java 17.

python scripts/neo4j_server.py install          # jars into .cache/neo4j (Java and Maven by apt-get when absent)
python scripts/neo4j_server.py run [--port N]   # a throw-away server with a password, until Ctrl-C
"""

import argparse
import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

VERSION = "5.26.20"
CACHE = Path(__file__).resolve().parent.parent / ".cache" / "neo4j"
PACKAGES = {"java": "openjdk-17-jre-headless", "mvn": "maven"}
OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")  # a short life: no time to optimise code
START_LIMIT = 120.0  # seconds; a loaded two-core machine needs about 20
POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>neo4j-jars</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{VERSION}</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{VERSION}</version></dependency>
  </dependencies>
</project>
"""
CONFIG = """server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size={pages}
server.memory.heap.max_size={heap}
"""
SMALL, ROOMY = ("64m", "512m"), ("512m", "1g")  # page cache and heap: for tests, and as compose.yaml gives them


class ServerError(Exception):
    """Neo4j cannot be installed or started; says why."""


def missing_tools() -> list[str]:
    """The commands that installing needs and this machine lacks."""
    return [tool for tool in PACKAGES if shutil.which(tool) is None]


def install_tools() -> None:
    """Installs Java 17 and Maven by apt-get where they are absent; refuses without root or apt-get."""
    missing = missing_tools()
    if not missing:
        return
    packages = [PACKAGES[tool] for tool in missing]
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise ServerError(
            f"{', '.join(missing)} not found: install {', '.join(packages)} (or their like) and try again"
        )
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *packages]):
        _run(command)


def install(cache: Path = CACHE) -> Path:
    """The folder of the server's jars, fetched once; two processes may call this at the same time."""
    jars = cache / f"jars-{VERSION}"
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if jars.is_dir():
            return jars
        install_tools()
        with tempfile.TemporaryDirectory(dir=cache) as work:
            pom, part = Path(work, "pom.xml"), Path(work, "jars")
            pom.write_text(POM, encoding="utf-8")
            goal = "dependency:copy-dependencies"
            _run(["mvn", "-q", "-B", "-f", str(pom), goal, "-DincludeScope=runtime", f"-DoutputDirectory={part}"])
            part.rename(jars)
    return jars


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ServerError(f"{' '.join(command)}: exit {done.returncode}\n{(done.stdout + done.stderr)[-2000:]}")


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Neo4jServer:
    """One server with authentication on; `home` keeps its data over stop and start.

    `lasting` runs it as compose.yaml does, to measure what users get; else it is small and quick to start.
    """

    home: Path
    jars: Path
    port: int = field(default_factory=free_port)
    user: str = "neo4j"
    password: str = "plangraph-test"
    lasting: bool = False
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address a driver takes."""
        return f"bolt://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Starts the server and returns when Bolt answers; a ServerError carries the end of its log."""
        fresh = not self.home.exists()
        config = self.home / "conf"
        config.mkdir(parents=True, exist_ok=True)
        pages, heap = self._memory
        text = CONFIG.format(port=self.port, pages=pages, heap=heap)
        (config / "neo4j.conf").write_text(text, encoding="utf-8")
        if fresh:
            admin = self._java(
                "org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password", self.password
            )
            done = subprocess.run(admin, env=self._environment(), capture_output=True, text=True, check=False)
            if done.returncode:
                raise ServerError(f"the first password cannot be set: {done.stdout}{done.stderr}")
        entry = self._java("org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.home}", f"--config-dir={config}")
        with (self.home / "console.log").open("ab") as log:
            self.process = subprocess.Popen(entry, stdout=log, stderr=subprocess.STDOUT, env=self._environment())
        self._await_bolt(self.process)

    def wait(self) -> None:
        """Returns when the server has ended by itself."""
        if self.process is not None:
            self.process.wait()

    def stop(self) -> None:
        """Stops the server in order."""
        self._end(kill=False)

    def kill(self) -> None:
        """Ends the server at once, as a power cut would."""
        self._end(kill=True)

    def _end(self, *, kill: bool) -> None:
        process, self.process = self.process, None
        if process is None:
            return
        if kill:
            process.kill()
        else:
            process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _java(self, main: str, *arguments: str) -> list[str]:
        opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENS]
        options = () if self.lasting else QUICK
        return ["java", *opens, *options, f"-Xmx{self._memory[1]}", "-cp", f"{self.jars}/*", main, *arguments]

    @property
    def _memory(self) -> tuple[str, str]:
        return ROOMY if self.lasting else SMALL

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}

    def _await_bolt(self, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + START_LIMIT
        while time.monotonic() < end and process.poll() is None:
            # Bolt's handshake: magic and four proposals; a server that is up answers with the version it took
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1) as probe:
                probe.settimeout(2)
                probe.sendall(bytes.fromhex("6060b017 00000405 00000004 00000003 00000000"))
                if len(probe.recv(4)) == 4:
                    return
            time.sleep(0.2)
        log = (self.home / "console.log").read_text(encoding="utf-8", errors="replace")
        self.kill()
        raise ServerError(f"Neo4j does not answer on {self.url}:\n{log[-2000:]}")


@contextlib.contextmanager
def running_server(home: Path | None = None, *, lasting: bool = False) -> Iterator[Neo4jServer]:
    """A server for the time of a with block, in a throw-away folder when none is given; `lasting` as Neo4jServer has it."""
    jars = install()
    with tempfile.TemporaryDirectory(prefix="neo4j-") as folder:
        server = Neo4jServer(home or Path(folder, "home"), jars, lasting=lasting)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def main(arguments: list[str]) -> int:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("install", "run"))
    options = parser.parse_args(arguments)
    try:
        if options.command == "install":
            print(install())
            return 0
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # leaves the with block, which stops the server
        with running_server() as server:
            print(
                f"KG_GRAPH_URL={server.url} KG_GRAPH_USER={server.user} KG_GRAPH_PASSWORD={server.password}", flush=True
            )
            with contextlib.suppress(KeyboardInterrupt):
                server.wait()
    except ServerError as err:
        print(err, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

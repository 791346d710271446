"""A machine on which docs/deploy.md is followed: with users and places of its own, or as ourselves in a folder."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
STAND_INS = Path(__file__).parent
PROGRAM = (
    "bot", "scheduler", "locales", "deploy", "run",
    "requirements-pip.txt", "requirements.txt", "requirements-dev.txt", "pyproject.toml",
)  # fmt: skip
PLACES = re.compile(
    r"/opt/mshauri|/etc/mshauri\.env|/etc/systemd/system|/usr/local/bin|/var/lib/mshauri|/var/backups/mshauri"
)
NAMES_PLACES = ("deploy", "bot/operator/units.py", "bot/housekeeping.py")
"""What of the program names them: moved with them, where they are in a folder."""
LIBRARIES = Path(sysconfig.get_path("purelib"))
PYTHON = Path(sys.base_prefix) / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}"
LEAVES = 30.0
"""Seconds within which a process is gone that was asked to go."""

MOUNTED = """
root=$1 python=$2 libraries=$3
mount --bind "$root" "$root"
for each in usr bin sbin lib lib32 lib64 proc dev; do
    if [ -L "/$each" ]; then [ -L "$root/$each" ] || cp -P "/$each" "$root/$each"
    elif [ -d "/$each" ]; then mkdir -p "$root/$each"; mount --rbind "/$each" "$root/$each"; fi
done
mount -o remount,bind,ro "$root/usr"
mount --bind "$root/bin-of-its-own" "$root/usr/local/bin"
for each in "$python" "$libraries"; do
    case $each in /usr | /usr/*) continue ;; esac
    mkdir -p "$root$each"
    mount --bind "$each" "$root$each"
done
cd "$root"
exec chroot . sh -euc "cd /home/operator; $4"
"""
"""A root folder of its own for one command: the machine's programs, its own /etc, /opt, /var and users."""


def commands(tested: str) -> str:
    """The commands of the page under this mark."""
    (found,) = re.findall(rf"<!-- tested: {tested} -->\n```sh\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def can_have_users() -> bool:
    """Whether this machine lets us make a root folder with users of its own: as root, who may mount."""
    tried = ["unshare", "--mount", "true"]
    return os.geteuid() == 0 and subprocess.run(tried, check=False, capture_output=True).returncode == 0


@dataclass(frozen=True)
class Server:
    """Its folder; `real`: it is a root folder with users of its own, else everything in it is ours."""

    root: Path
    real: bool
    env: Mapping[str, str] = field(default_factory=dict)
    programs: tuple[str, ...] = ()
    """Folders of programs that only this machine has on its path."""

    def build(self) -> None:
        """What a machine has before the first line of the page, and the repository that is cloned."""
        for place in (
            "opt",
            "var/lib",
            "var/backups",
            "run",
            "home/operator",
            "etc/systemd/system",
            "usr/local/bin",
            "srv",
        ):
            (self.root / place).mkdir(parents=True)
        shutil.copytree(STAND_INS / "both", self.root / "stand-in")
        if self.real:
            (self.root / "tmp").mkdir()
            (self.root / "tmp").chmod(0o1777)
            self.root.chmod(0o755)
            shutil.rmtree(self.root / "etc")
            subprocess.run(["cp", "-a", "/etc", str(self.root / "etc")], check=True)
            (self.root / "etc" / "gitconfig").write_text(
                "[safe]\n\tdirectory = *\n"
            )  # the repository is not its user's
            subprocess.run(["cp", "-a", "/usr/local/bin", str(self.root / "bin-of-its-own")], check=True)
        else:
            shutil.copytree(STAND_INS / "ourselves", self.root / "stand-in", dirs_exist_ok=True)
        self._make_repository(self.repository)

    def place(self, path: str) -> str:
        """Where this path of the page is, seen by a command that runs there."""
        return path if self.real else f"{self.root}{path}"

    def run(self, script: str) -> str:
        """Does the commands; what they said on both streams. They must succeed."""
        done = self.tried(script)
        assert done.returncode == 0, f"{script}\n{done.stdout}\n{self.logs()}"
        return done.stdout

    def tried(self, script: str) -> subprocess.CompletedProcess[str]:
        """Does the commands, whatever comes of it."""
        script = script.replace("REPOSITORY", self.place("/srv/repository"))
        if self.real:
            words = ["unshare", "--mount", "--propagation", "private", "sh", "-euc", MOUNTED, "sh"]
            words += [str(self.root), sys.base_prefix, str(LIBRARIES), script]
        else:
            words = ["sh", "-euc", self.moved(script)]
        return subprocess.run(
            words, cwd=self.root / "home/operator", env=self._env(), text=True, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def moved(self, text: str) -> str:
        """The text with the page's places where they are here."""
        return text if self.real else PLACES.sub(lambda found: f"{self.root}{found[0]}", text)

    def logs(self) -> str:
        """What the processes said."""
        return "\n".join(file.read_text(encoding="utf-8") for file in sorted((self.root / "run").glob("*.log")))

    def stop(self) -> None:
        """Ends every process that was started there, by its number."""
        started = [int(file.read_text()) for file in (self.root / "run").glob("*.pid")]
        patience = time.monotonic() + LEAVES
        for pid in filter(_lives, started):
            os.killpg(pid, signal.SIGTERM)
        while any(map(_lives, started)) and time.monotonic() < patience:
            time.sleep(0.02)
        for pid in filter(_lives, started):
            os.killpg(pid, signal.SIGKILL)

    def _env(self) -> dict[str, str]:
        path = [self.place("/stand-in"), self.place("/usr/local/bin"), *self.programs, os.environ["PATH"]]
        own = {
            "UNITS": self.place("/etc/systemd/system"),
            "RUN": self.place("/run"),
            "HOME": self.place("/home/operator"),
        }
        users = {"REAL_USERS": "yes"} if self.real else {}
        own |= {"SUITE_PYTHON": str(PYTHON), "SUITE_LIBRARIES": str(LIBRARIES)}
        return {**self.env, **own, **users, "PATH": ":".join([*path, "/usr/sbin", "/sbin"]), "LC_ALL": "C.UTF-8"}

    def _make_repository(self, folder: Path) -> None:
        folder.mkdir()
        for name in PROGRAM:
            source, target = ROOT / name, folder / name
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, target)
        for named in (folder / name for name in NAMES_PLACES):
            for file in sorted(named.iterdir()) if named.is_dir() else [named]:
                file.write_text(self.moved(file.read_text(encoding="utf-8")), encoding="utf-8")
        (folder / ".gitignore").write_text(".venv/\n__pycache__/\n", encoding="utf-8")
        self._git("init", "-q")
        self.commit()

    def commit(self) -> None:
        """The repository has a new version, of what its files are now."""
        self._git("add", "-A")
        self._git("commit", "-qm", "a version")

    def _git(self, *words: str) -> None:
        us = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-C", str(self.repository)]
        subprocess.run([*us, *words], check=True, capture_output=True)

    @property
    def repository(self) -> Path:
        """What is cloned."""
        return self.root / "srv" / "repository"


def _lives(pid: int) -> bool:
    """Whether this process still does anything; its parent may never ask how it ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):  # the second: it goes as it is read
        return False

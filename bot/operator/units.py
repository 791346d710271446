"""`mshauri units`: the services of systemd, shut in as far as a scan of them asks: all in one process, or apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SHUT_IN = """\
NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
ProtectSystem=strict
ProtectHome=yes
ProtectProc=invisible
ProcSubset=pid
ProtectClock=yes
ProtectHostname=yes
ProtectControlGroups=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
PrivateDevices=yes
PrivateMounts=yes
PrivateTmp=yes
PrivateUsers=yes
RemoveIPC=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM
UMask=0077
"""
"""It reads its program, writes its state, and talks over the network; nothing else on the machine is its business."""
WEB = (
    "gunicorn --bind 127.0.0.1:${PORT} --no-control-socket --worker-class bot.workers.Worker --workers 2"
    ' --threads 16 "bot.app:from_environment()"'
)


@dataclass(frozen=True)
class Places:
    """Where the program, its settings and its backups are on this machine, and whose processes they are."""

    program: str = "/opt/mshauri/current"
    settings: str = "/etc/mshauri.env"
    backups: str = "/var/backups/mshauri"
    user: str = "mshauri"


@dataclass(frozen=True)
class _Process:
    """What one service does: its words for people, its command, and what more its section says."""

    words: str
    command: str
    more: str = ""
    lasting: bool = True
    """Whether it is started again when it ends, and with the machine."""


_PROCESSES: Mapping[str, _Process] = {
    "mshauri.service": _Process("web, sender and clock in one process", "mshauri serve"),
    "mshauri-web.service": _Process("webhooks of the providers", WEB, "Environment=PORT=8080\n"),
    "mshauri-sender@.service": _Process("sender %i", "mshauri send"),
    "mshauri-clock.service": _Process("clock", "python -m scheduler"),
    "mshauri-backup.service": _Process("the backup of a night", "mshauri backup {backups}", lasting=False),
    "mshauri-erasures.service": _Process(
        "the list of what was erased, beside the backups",
        "mshauri erasures",
        "StandardOutput=truncate:{backups}/erasures.csv\n",
        lasting=False,
    ),
}
_TIMERS: Mapping[str, tuple[str, str]] = {
    "mshauri-backup.timer": ("a backup every night", "*-*-* 01:30:00 Africa/Nairobi"),
    "mshauri-erasures.timer": ("the list of erasures every hour", "hourly"),
}


def units(at: Places) -> dict[str, str]:
    """Every unit by the name of its file."""
    return {name: _service(one, at) for name, one in _PROCESSES.items()} | {
        name: _timer(*of) for name, of in _TIMERS.items()
    }


def write(folder: Path, at: Places) -> list[str]:
    """Writes all of them there; a line for each."""
    made = units(at)
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [f"{folder / name}" for name in made]


def _service(process: _Process, at: Places) -> str:
    lasting = "Restart=always\nRestartSec=2\nTimeoutStopSec=30\n"
    install = "\n[Install]\nWantedBy=multi-user.target\n" if process.lasting else ""
    writes = "" if process.lasting else f"ReadWritePaths={at.backups}\n"
    return f"""\
[Unit]
Description=Mshauri: {process.words}
After=network-online.target postgresql.service
Wants=network-online.target

[Service]
{"" if process.lasting else "Type=oneshot" + chr(10)}User={at.user}
Group={at.user}
WorkingDirectory={at.program}
{process.more.format(backups=at.backups)}EnvironmentFile={at.settings}
ExecStart={at.program}/.venv/bin/{_command(process, at)}
StateDirectory={at.user}
StateDirectoryMode=0750
{writes}{lasting if process.lasting else ""}{SHUT_IN}{install}"""


def _command(process: _Process, at: Places) -> str:
    return process.command.replace("{backups}", at.backups)


def _timer(words: str, when: str) -> str:
    return f"""\
[Unit]
Description=Mshauri: {words}

[Timer]
OnCalendar={when}
Persistent=yes

[Install]
WantedBy=timers.target
"""

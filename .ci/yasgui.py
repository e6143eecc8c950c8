"""Put YASGUI, the SPARQL editor of the page /query, beside the page's other files: from npm, never committed.

Run by ``make`` and when a wheel is built. Without npm or a network the page has a plain editor instead, so this never
fails: it says in a line what is missing.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE, VERSION = "@zazuko/yasgui", "4.6.2"
SHA512 = "Zw45KdPoAE1KRaAoxIHdQqeJxvaVG1oQdntw0hy0ktX35Zu8ZccuOLrXCLwR+GU+0xMzLw8Mjw6BkSZV2vUuQw=="
FOLDER = Path(__file__).resolve().parent.parent / "kg" / "serve" / "pages" / "static" / "yasgui"
FILES = ("build/yasgui.min.js", "build/yasgui.min.css", "package.json")
LICENCE = "LICENCE.txt"
_MIT = """\
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def fetch(folder: Path = FOLDER) -> str:
    """Put the files into the folder, whole or not at all; return '' or, in a line, why they are not there."""
    if _there(folder):
        return ""
    if not (npm := shutil.which("npm")):
        return "npm is not installed"
    with tempfile.TemporaryDirectory() as work:
        try:
            command = [npm, "pack", f"{PACKAGE}@{VERSION}", "--silent", "--fetch-retries=1", "--fetch-timeout=20000"]
            subprocess.run(command, cwd=work, check=True, capture_output=True, timeout=120)
            archive = next(Path(work).glob("*.tgz"))
            if base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() != SHA512:
                return f"what npm gives for {PACKAGE} {VERSION} is not what it should be"
            _unpack(archive, Path(work) / "yasgui")
            folder.parent.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(folder, ignore_errors=True)
            shutil.move(Path(work) / "yasgui", folder)
        except (OSError, subprocess.SubprocessError, tarfile.TarError, StopIteration, KeyError, ValueError):
            return f"npm cannot get {PACKAGE} {VERSION} now"
    return ""


def _there(folder: Path) -> bool:
    try:
        known = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    except (OSError, ValueError, KeyError):
        return False
    return known == VERSION and all((folder / Path(name).name).is_file() for name in (*FILES, LICENCE))


def _unpack(archive: Path, folder: Path) -> None:
    folder.mkdir()
    with tarfile.open(archive) as tar:
        for name in FILES:
            (folder / Path(name).name).write_bytes(tar.extractfile(f"package/{name}").read())
    about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    authors = ", ".join([about["author"], *(one["name"] for one in about.get("contributors", ()))])
    head = f"{PACKAGE} {VERSION}, under the licence that its package names: {about['license']}\nCopyright (c) {authors}"
    (folder / LICENCE).write_text(f"{head}\n{about['homepage']}\n\n{_MIT}", encoding="utf-8")


if __name__ == "__main__":
    if why := fetch():
        print(f"The page /query has its plain editor, not YASGUI: {why}.", file=sys.stderr)

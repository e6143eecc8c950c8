"""What files cost that were made to harm: time and memory for a bomb of about 10 MB of each kind.

    python bench/bombs.py        (about a minute; the bombs are made in memory, one after the other)

Each is read in a process of its own, as ``kg.documents`` reads it, without the limits that ``kg ingest`` adds.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import resource
import sys
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage

from kg.documents.folder import read
from kg.documents.source import Settings, Source, suffix

SIZE = 10_000_000


def _deflated(packed: int) -> bytes:
    """Return deflated spaces of so many bytes; they unpack to a thousand times as much."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    part = packer.compress(b" " * (8 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return part * (packed // len(part)) + packer.flush()


def zip_bomb(name: str = "rows.jsonl", size: int = SIZE) -> bytes:
    """Return a zip file whose one member is a bomb."""
    return _zip_of({name: _deflated(size)})


def _zip_of(members: dict[str, bytes]) -> bytes:
    """Return a zip file of members that are deflated already."""
    out, directory = io.BytesIO(), []
    for name, packed in members.items():
        info = zipfile.ZipInfo(name)
        info.CRC, info.compress_type, info.compress_size = 0, zipfile.ZIP_DEFLATED, len(packed)
        info.file_size = 0xFFFFFFF0
        info.header_offset = out.tell()
        out.write(info.FileHeader() + packed)
        directory.append(info)
    with zipfile.ZipFile(out, "a") as box:
        box.filelist, box._didModify, box.start_dir = directory, True, out.tell()
    return out.getvalue()


def zip_of_many() -> bytes:
    """Return a zip file of many members, each a bomb."""
    one = _deflated(100_000)
    return _zip_of({f"{number}.jsonl": one for number in range(SIZE // len(one))})


def zip_of_zips() -> bytes:
    """Return a zip file of zip files of bombs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as box:
        for number in range(10):
            box.writestr(f"{number}.zip", zip_bomb(size=SIZE // 10))
    return out.getvalue()


def zip_of_names() -> bytes:
    """Return a zip file of as many empty members as it can have."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as box:
        for number in range(100_000):
            box.writestr(f"{number}.txt", b"")
    return out.getvalue()


def _head_of_tar(gibibytes: int) -> tuple[bytes, int]:
    info = tarfile.TarInfo("a.txt")
    info.size = gibibytes << 30
    return info.tobuf(), info.size


def tar_gz() -> bytes:
    """Return a packed tar file of one huge member."""
    head, _ = _head_of_tar(9)
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    begin = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    return gzip.compress(b"")[:10] + begin + _deflated(SIZE)


def gz_lines() -> bytes:
    """Return JSON Lines without a line end, packed."""
    return gzip.compress(b"")[:10] + _deflated(SIZE)


def _again(pack: Callable[[bytes], bytes], step: int) -> bytes:
    """Return many packed streams of spaces, one behind the other."""
    one = pack(b" " * step)
    return one * min(SIZE // len(one), 40_000)


def csv_quote() -> bytes:
    """Return a table with a quote that is never closed."""
    return b'text,title\n"' + b"line of text\n" * (SIZE // 13)


def mail_in_mails() -> bytes:
    """Return a mail with as many parts inside one another as it can name."""
    head = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(199))
    return b"From: a@b.example\n" + head + b"\n" * (1_900_000)


def mails_with_zips() -> bytes:
    """Return a mailbox of mails, each with a bomb attached."""
    mail = EmailMessage()
    mail["From"] = "a@b.example"
    mail.add_attachment(zip_bomb("a.txt", 17_000), maintype="application", subtype="zip", filename="a.zip")
    one = b"From a\n" + mail.as_bytes() + b"\n\n"
    return one * (SIZE // len(one))


KINDS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip, one member": ("a.zip", zip_bomb),
    "zip, many members": ("a.zip", zip_of_many),
    "zip of zips": ("a.zip", zip_of_zips),
    "zip, 100,000 names": ("a.zip", zip_of_names),
    "zip, a text member": ("a.zip", lambda: zip_bomb("a.txt")),
    "tar.gz": ("a.tar.gz", tar_gz),
    "jsonl.gz": ("a.jsonl.gz", gz_lines),
    "csv.bz2": ("a.csv.bz2", lambda: _again(bz2.compress, 50 << 20)),
    "json.xz": ("a.json.xz", lambda: _again(lzma.compress, 50 << 20)),
    "JSON, brackets": ("a.json", lambda: b"[" * SIZE),
    "JSON Lines, brackets": ("a.jsonl", lambda: b"[" * SIZE),
    "CSV, open quote": ("a.csv", csv_quote),
    "CSV, commas": ("a.csv", lambda: b"text" + b"," * SIZE),
    "mail, nested parts": ("a.eml", mail_in_mails),
    "mailbox, zips attached": ("a.mbox", mails_with_zips),
    "mail, headers": ("a.eml", lambda: b"Subject: x\n" * (SIZE // 11)),
    "front matter": ("a.md", lambda: b"---\n" + b"a: [" * (SIZE // 4) + b"\n---\nText"),
    "tar of names": ("a.tar", lambda: _names_in_tar()),
}


def _names_in_tar() -> bytes:
    out = io.BytesIO()
    for number in range(SIZE // 512):
        out.write(tarfile.TarInfo(f"{number}.txt").tobuf())
    return out.getvalue()


def measured(name: str, data: bytes) -> tuple[float, int, int, str]:
    """Return what reading costs a process: seconds, MiB beyond the file; how many things came, and the last line."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        count, last = 0, ""
        for _, item in read(Source(name, name, suffix(name), data=data, named=True), Settings()):
            count, last = count + 1, str(item)[:90] if isinstance(item, Exception) else last
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        os.write(theirs, f"{time.perf_counter() - began}\t{used >> 10}\t{count}\t{last}".encode())
        os._exit(0)
    os.close(theirs)
    with open(ours, encoding="utf-8") as told:
        seconds, used, count, last = told.read().split("\t")
    os.waitpid(child, 0)
    return float(seconds), int(used), int(count), last


def main() -> int:
    """Run as a command."""
    print("| bomb | size | time | memory | what is said |\n|---|---:|---:|---:|---|")
    for kind, (name, make) in KINDS.items():
        data = make()
        seconds, used, count, last = measured(name, data)
        said = last.partition(": ")[2] or f"{count} lines"
        print(f"| {kind} | {len(data) / 1e6:.1f} MB | {seconds:.2f} s | {used} MiB | {said} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

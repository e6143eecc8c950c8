"""Small sound containers of each kind, made here from invented text, for the mutator to break."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from email.message import EmailMessage

HEAD = "---\ntiêu đề: Bộ Mẫu họp\nngày: 15/3/2022\nnguồn: https://bao.example/1\n---\n"
PAGE = "<html><head><title>Bộ Mẫu họp</title></head><body><p>Bộ trưởng chủ trì Hội nghị.</p></body></html>"


def boxes(text: str) -> dict[str, bytes]:
    """Return file name → bytes of containers that hold a text."""
    rows = [
        {"text": text, "title": "Bộ Mẫu họp", "date": "15/3/2022", "url": "https://bao.example/1"},
        {"text": f"<p>{text}</p>", "title": "Hai; ba", "date": "2022-03-16", "url": "https://bao.example/2"},
    ]
    held = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    files = {"a.txt": text.encode(), "phụ lục/b.jsonl": held, "c.html": PAGE.encode()}
    mail = _mail(text)
    return {
        "a.zip": _zip(files),
        "nested.zip": _zip({"in.tar": _tar(files, "w"), "m.eml": mail}),
        "a.tar": _tar(files, "w"),
        "a.tgz": _tar(files, "w:gz"),
        "a.txt.gz": gzip.compress(text.encode(), mtime=0),
        "a.txt.bz2": bz2.compress(text.encode()),
        "a.txt.xz": lzma.compress(text.encode()),
        "a.eml": mail,
        "a.mbox": b"From an@b.example Tue Mar 15 08:00:00 2022\n" + mail + b"\n",
        "a.mhtml": _page(),
        "a.jsonl": held,
        "a.json": json.dumps(rows, indent=1, ensure_ascii=False).encode(),
        "wide.jsonl": held.decode().encode("utf-16"),
        "a.csv": f'Nội dung;Tiêu đề;Ngày\n"{text}";Họp;15/3/2022\nHai;Ba;16/3/2022\n'.encode("utf-8-sig"),
        "front.md": (HEAD + text).encode(),
        "front.txt": (HEAD + text).encode(),
    }


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in files.items():
            box.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _tar(files: dict[str, bytes], mode: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=tarfile.PAX_FORMAT) as box:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            box.addfile(info, io.BytesIO(data))
    data = out.getvalue()
    return data[:4] + bytes(4) + data[8:] if mode == "w:gz" else data  # gzip notes the time


def _mail(text: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "An Văn <an@bao.example>", "Re: Bộ Mẫu họp"
    mail["Date"], mail["Message-ID"] = "Tue, 15 Mar 2022 08:00:00 +0700", "<1@bao.example>"
    mail.set_content(text)
    mail.add_alternative(PAGE, subtype="html")
    mail.add_attachment(text.encode(), maintype="application", subtype="octet-stream", filename="phụ lục.txt")
    mail.set_boundary("====")
    return mail.as_bytes()


def _page() -> bytes:
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://bao.example/1\r\nSubject: Hop\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/html\r\nContent-Location: https://bao.example/1\r\n\r\n"
    )
    return f"{head}{PAGE}\r\n--b\r\nContent-Type: text/css\r\n\r\np {{}}\r\n--b--\r\n".encode()

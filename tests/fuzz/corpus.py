"""One small sound file of each format, made here from invented text, for the mutator to break."""

from __future__ import annotations

import sys
from pathlib import Path

from boxes import boxes

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pdf_files
import word_files

TEXT = """Bộ Mẫu họp bàn về chuyển đổi số

Ngày 15/3/2022, tại Hà Nội, Bộ trưởng Bộ Mẫu Trần Văn Mẫu chủ trì Hội nghị triển khai Chỉ thị số 12-CT/TW.
- Bộ trưởng đề nghị các đơn vị báo cáo trước ngày 30/3.
"""

PAGE = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Bộ Mẫu họp bàn về chuyển đổi số - Báo Mẫu</title>
<meta property="article:published_time" content="2022-03-15T08:00:00+07:00">
<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "Trần Văn Mẫu"}]}</script></head>
<body><div class="menu"><a href="/">Trang chủ</a></div><h1>Bộ Mẫu họp bàn về chuyển đổi số</h1>
<span class="date">Thứ ba, 15/3/2022, 14:05</span><div class="noi-dung">
<p>Ngày 15/3/2022, tại Hà Nội, Bộ trưởng Bộ Mẫu
Trần Văn Mẫu chủ trì Hội nghị triển khai Chỉ thị số 12-CT/TW.</p>
<figure><img src="a.jpg"><figcaption>Quang cảnh. Ảnh: An
</figcaption></figure><ol><li>mục m&#7897;t<li>mục hai</ol><table><tr><th>STT<th>Tên<tr><td>1<td>Mẫu</table>
<p align=right><b>Lê Thị Mẫu</b></div><!-- hết --></body></html>
"""


def corpus() -> dict[str, bytes]:
    """Return file name → bytes; the names end as such files do."""
    return boxes(TEXT) | {
        "a.txt": TEXT.encode(),
        "utf16.txt": TEXT.encode("utf-16"),
        "a.html": PAGE.encode(),
        "old.htm": f'<html><p><font face=".VnTime">{TEXT}</font>'.encode("cp1258", "ignore"),
        "a.md": f"# {TEXT}\n* mục một\n\n| STT | Họ tên |\n|---|---|\n| 1 | Trần Văn Mẫu |\n".encode(),
        "a.docx": word_files.made(_written),
        "a.pdf": _pdf(packed=True),
        "plain.pdf": _pdf(packed=False),
    }


def _written(document) -> None:
    title, *lines = TEXT.strip().split("\n")
    document.add_heading(title, 1)
    word_files.letterhead(document)
    for line in lines:
        document.add_paragraph(line, "List Bullet" if line.startswith("-") else None)


def _pdf(packed: bool) -> bytes:
    page, y = pdf_files.Page(), 80.0
    for line in TEXT.strip().split("\n"):
        y = page.paragraph(60, y, 470, line)
    for x in (60, 200, 400):
        page.rule(x, 300, x, 340).rule(60, 300 + x / 20, 400, 300 + x / 20).text(x + 4, 312, "Bộ Mẫu")
    return pdf_files.made(page, packed=packed)

"""One small sound file of each format, made here from invented text, for the mutator to break."""

from __future__ import annotations

from boxes import boxes

TEXT = """Bộ Mẫu họp bàn về chuyển đổi số

Ngày 15/3/2022, tại Hà Nội, Bộ trưởng Bộ Mẫu Trần Văn Mẫu chủ trì Hội nghị triển khai Chỉ thị số 12-CT/TW.
- Bộ trưởng đề nghị các đơn vị báo cáo trước ngày 30/3.
"""


def corpus() -> dict[str, bytes]:
    """Return file name → bytes; the names end as such files do."""
    return boxes(TEXT) | {
        "a.txt": TEXT.encode(),
        "utf16.txt": TEXT.encode("utf-16"),
        "a.md": f"# {TEXT}\n* mục một\n\n| STT | Họ tên |\n|---|---|\n| 1 | Trần Văn Mẫu |\n".encode(),
    }

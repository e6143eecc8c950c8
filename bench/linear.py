"""How reading grows with the length of one line: seconds for n characters and for eight times as many, in one run.

    python bench/linear.py

A ratio near 8 is linear, near 64 quadratic. The pieces are the ones that have been quadratic once.
"""

from __future__ import annotations

import time

from kg.model import Report
from kg.reading.pipeline import read
from kg.text import normalise

PIECES = (
    "Đồng chí Trần Văn Thử, Ủy viên Trung ương Đảng, Bộ trưởng Bộ Y tế phát biểu, ",
    "đồng chí ",
    "dự ",
    "các đại biểu ",
    "yêu cầu các đơn vị hoàn thành kế hoạch; ",
    "Bộ Y tế triển khai ",
    "đề ra nhiệm vụ: triển khai; ",
    "Chỉ thị số 41-CT/TW, ",
    "(",
    "ngày 15/4/2010 ",
    "Hội nghị tổng kết công tác năm 2021 ",
    "Nguyễn Văn An ",
    "Nguyễn Văn An, Trần Thị Bình, ",
    "các Phó Chủ tịch UBND tỉnh: Nguyễn Văn An, ",
    "các Nghị quyết số 12, ",
    "12/",
    "“",
    "Bộ ",
    "Bộ Y tế, Sở Y tế và ",
    "tiếp đoàn do ông Nguyễn Văn An dẫn đầu; ",
    "cuộc gặp giữa ông Nguyễn Văn An và ông Trần Văn Bê, ",
    "chuyến thăm Lào của ông Nguyễn Văn An, ",
    "Kỳ họp bầu ông Nguyễn Văn An; ",
    "bổ nhiệm ông Nguyễn Văn An giữ chức Vụ trưởng; ",
    "bổ nhiệm ông Nguyễn Văn An giữ chức Vụ trưởng; ",
    "Nghị định số 12/2020/NĐ-CP sửa đổi Nghị định số 11/2019/NĐ-CP; ",
    "Căn cứ Nghị định số 12/2020/NĐ-CP và ",
    "Chiều 5/3, Sở Y tế tổ chức họp báo. ",
    "Ông cho biết. ",
    "- Đồng chí Nguyễn Văn An;\n",
)
SHORT, LONG = 10_000, 80_000


def seconds(piece: str, length: int) -> float:
    """Return the processor time that reading ``length`` characters of a repeated piece takes."""
    report = Report(normalise((piece * (length // len(piece) + 1))[:length]), "bench")
    start = time.process_time()
    read(report)
    return time.process_time() - start


def main() -> None:
    """Print one line a piece."""
    seconds(PIECES[0], 1_000)
    print(f"{SHORT:>9} {LONG:>9}  ratio  piece")
    for piece in PIECES:
        short, long = seconds(piece, SHORT), seconds(piece, LONG)
        print(f"{short:8.3f}s {long:8.3f}s {long / short:6.1f}  {piece.strip()[:50]}")


if __name__ == "__main__":
    main()

"""Sentences in the manner of official reports, with gaps: '{when}', '{chair}' …

Written for this world; none is taken from a report. A gap is filled in the order in which it stands, so a province is
named in full before it is left out.
"""

from __future__ import annotations

HEADLINES = (
    "{organiser} tổ chức {event}",
    "{event}",
    "{organiser} triển khai công tác {topic}",
    "Nâng cao hiệu quả công tác {topic}",
    "Tin hoạt động ngày {short}",
)
LEADS = (
    "{when}, {organiser} tổ chức {event}.",
    "{when}, {organiser} đã tổ chức {event}. {chair_after} chủ trì hội nghị.",
    "{when}, {organiser} long trọng tổ chức {event}.",
    "{when}, tại {place}, {organiser} tổ chức {event}.",
    "{when}, {organiser} phối hợp với các đơn vị liên quan tổ chức {event}.",
    "{when}, tại {place}, {chair_before} chủ trì {event} do {organiser} tổ chức.",
    "{when}, {event} được {organiser} tổ chức tại {place}.",
    "{when}, dưới sự chủ trì của {chair_after}, {organiser} tổ chức {event}.",
)
CHAIRS = (
    "{chair_after} chủ trì {it}.",
    "{chair_after} dự và chủ trì {it}.",
    "Chủ trì {it} có {chair_after}.",
    "{it_big} do {chair_after} chủ trì.",
    "{chair_before} chủ trì {it}.",
    "Dự và chỉ đạo {it} có {chair_after}.",
)
GUESTS = (
    "Tham dự {it} có {guests}.",
    "Cùng dự có {guests}; lãnh đạo các sở, ban, ngành.",
    "Dự {it} có {guests} và đại diện lãnh đạo các cơ quan, đơn vị.",
    "{it_big} có sự tham dự của {guests}.",
    "Tham dự có {guests} cùng hơn 100 đại biểu.",
)
SPEECHES = (
    "Phát biểu chỉ đạo tại {it}, {chair_again} yêu cầu các cấp, các ngành tập trung thực hiện tốt công tác {topic}.",
    "Phát biểu kết luận {it}, {chair_again} đề nghị các đơn vị khắc phục hạn chế trong công tác {topic}.",
    "Phát biểu khai mạc {it}, {chair_again} nêu rõ mục đích, ý nghĩa của công tác {topic}.",
    "Kết luận {it}, {chair_again} nhấn mạnh những kết quả đã đạt được và giao các cơ quan chức năng tiếp tục rà soát.",
    "Tại {it}, {chair_again} đánh giá cao nỗ lực của các địa phương, đơn vị.",
)
REPORTS = (
    "Tại {it}, {guest_again} báo cáo kết quả thực hiện công tác {topic}.",
    "{guest_again} trình bày báo cáo tại {it}.",
    "Báo cáo tại {it}, {guest_again} cho biết nhiều chỉ tiêu đã hoàn thành.",
)
PAPERS = (
    "{it_big} đã nghe báo cáo kết quả thực hiện {cited}.",
    "Thời gian qua, {organiser} đã triển khai thực hiện {cited}.",
    "Theo báo cáo, việc thực hiện {cited} đạt nhiều kết quả tích cực.",
    "{organiser} đã ban hành nhiều văn bản để thực hiện {cited}.",
    "Các đại biểu đã thảo luận về việc sơ kết {cited}.",
)
CLOSINGS = (
    "Các đại biểu đã thảo luận, đóng góp nhiều ý kiến về công tác {topic}.",
    "Công tác {topic} thời gian qua còn một số khó khăn, vướng mắc.",
    "Nhân dịp này, nhiều tập thể, cá nhân được khen thưởng.",
    "Nhiều giải pháp trọng tâm trong thời gian tới đã được đề ra.",
    "",
)
ISSUES = (
    "{issuer} vừa ban hành {cited}.",
    "{when}, {issuer} ban hành {cited}.",
    "{when}, {issuer} đã ban hành {cited}. Văn bản có hiệu lực kể từ ngày ký.",
)
CARRIED = (
    "{body} đã xây dựng kế hoạch triển khai {cited}.",
    "Thực hiện {cited}, {body} đã chỉ đạo các đơn vị rà soát nhiệm vụ được giao.",
    "{body} đã quán triệt, triển khai {cited}.",
)
SIGNED = (
    "{signer_before} đã ký ban hành {type} này.",
    "{type} do {signer_after} ký.",
)
APPOINTED = (
    "{when}, {appointer} công bố quyết định bổ nhiệm {old_after} giữ chức {new}.",
    "{when}, {appointer} công bố quyết định về công tác cán bộ. Theo đó, {old_after} được bổ nhiệm giữ chức {new}.",
    "{when}, {appointer} trao quyết định điều động, bổ nhiệm {old_before} giữ chức {new}.",
    "{appointer} vừa quyết định phân công {old_after} giữ chức {new}.",
    "{when}, {old_before} được bổ nhiệm giữ chức {new}.",
)
FIRST_POST = (
    "{when}, {appointer} công bố quyết định bổ nhiệm {alone} giữ chức {new}.",
    "{when}, {alone} được bổ nhiệm giữ chức {new}.",
)
BEFORE = (
    "Trước khi được bổ nhiệm, {again} là {old_post}.",
    "Trước đó, {again} giữ chức {old_post}.",
    "{again} từng là {old_post}.",
)
SUCCESSIONS = (
    "Người tiền nhiệm là {predecessor}.",
    "{again} thay {predecessor}.",
    "",
)
VISITS = (
    "{when}, {chair_after} đã đến thăm, làm việc với {body}.",
    "{when}, {chair_before} kiểm tra công tác {topic} tại {body}.",
    "{when}, {chair_before} làm việc với {body} về công tác {topic}.",
    "{when}, {chair_after} thăm, chúc mừng {body}.",
)
WITH = ("Cùng đi có {guests}.", "Cùng dự có {guests}.", "Tham gia đoàn công tác có {guests}.")
OLD_GUARD = (
    "{when}, {organiser} tổ chức gặp mặt cán bộ nghỉ hưu. Dự gặp mặt có {guests}.",
    "{when}, {organiser} gặp mặt các đồng chí nguyên lãnh đạo. Tham dự có {guests}.",
)
IT = {"Hội nghị": "hội nghị", "Hội thảo": "hội thảo", "Lễ": "buổi lễ"}

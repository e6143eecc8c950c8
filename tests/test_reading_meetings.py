"""Who meets and who visits whom: ways in which reporters tell it, as a table; the people are invented."""

from __future__ import annotations

import pytest
from told import told

A, B, C = "Trần Văn Thử", "Lê Thị Mẫu", "Hoàng Văn Páo"
F, G = "Kenta Sato", "Bounmy Sivilay"
JP, VN, LS, BV = "Nhật Bản", "Việt Nam", "Lạng Sơn", "Bệnh viện Bạch Mai"
PA, PB = f"Bộ trưởng Bộ Y tế {A}", f"Thứ trưởng Bộ Y tế {B}"
PF, PG = f"Bộ trưởng Y tế Nhật Bản {F}", f"Đại sứ Lào tại Việt Nam {G}"
T = "Chiều 5/3/2021, tại Hà Nội, "
ME, VI = "meets", "visits"
KINDS = {"kg:meets": ME, "kg:visits": VI}

# the text, and who meets (either way round) or visits whom
SHAPES = [
    (
        f"Đoàn công tác thành phố Hirano do ngài {F}, Thị trưởng thành phố làm Trưởng đoàn đã đến thăm và làm việc với "
        f"tỉnh Lạng Sơn. Tiếp và làm việc với Đoàn có các đồng chí: {A}, Chủ tịch UBND tỉnh; {B}, Giám đốc Sở Y tế.",
        {(F, VI, LS), (A, ME, F), (B, ME, F)},
    ),
    (T + f"{PA} đã chủ trì buổi tiếp và làm việc với đoàn nghị sĩ Nhật Bản do ông {F} dẫn đầu.", {(A, ME, F)}),
    (T + f"{PA} tiếp đoàn lãnh đạo Nhật Bản do ông {F} và phu nhân đến chào xã giao.", {(A, ME, F)}),
    (T + f"{PA} thăm và tặng quà người có công ở xã Tân Thanh, huyện Văn Lãng.", {(A, VI, "xã Tân Thanh")}),
    (
        f"Bí thư Tỉnh ủy Lạng Sơn {A} chúc mừng. Đoàn cán bộ do ông {F} dẫn đầu đã sang thăm và chúc Tết tỉnh ta.",
        {(F, VI, LS)},
    ),
    (
        T + f"Chủ tịch nước {A} và Tổng thống nước Cộng hòa Hungary {F} đã tiến hành hội đàm.",
        {(A, ME, F)},
    ),
    (T + f"{PF} chào {PA}, thăm {BV}.", {(A, ME, F), (F, VI, BV)}),
    (T + f"{PA} (phải) tiếp người đồng cấp Nhật Bản {F}.", {(A, ME, F)}),
    (f"Theo {PA}, Thứ trưởng {B} sẽ gặp {PF} tại Tokyo.", set()),
    (T + f"{PA} đã tiếp {PF} đang thăm và làm việc tại Việt Nam.", {(A, ME, F), (F, VI, VN)}),
    (
        T + f"{PA} tiếp ngài {F}, Bộ trưởng Y tế Nhật Bản nhân chuyến thăm chính thức Việt Nam.",
        {(A, ME, F), (F, VI, VN)},
    ),
    (T + f"{PA} đã có buổi tiếp {PG}.", {(A, ME, G)}),
    (T + f"{PA} đã có buổi tiếp xã giao ông {G}, Đại sứ Lào tại Việt Nam.", {(A, ME, G)}),
    (T + f"{PA} đã có buổi tiếp và làm việc với ông {G}, Đại sứ Lào tại Việt Nam.", {(A, ME, G)}),
    (T + f"{PA} tiếp thân mật Đại sứ Lào {G}.", {(A, ME, G)}),
    (T + f"{PA} đã tiếp Đoàn đại biểu Bộ Y tế Nhật Bản do ông {F}, Bộ trưởng Y tế Nhật Bản dẫn đầu.", {(A, ME, F)}),
    (T + f"{PA} đã tiếp đoàn công tác của Bộ Y tế Nhật Bản do Bộ trưởng {F} làm trưởng đoàn.", {(A, ME, F)}),
    (
        T + f"{PA} đã tiếp đoàn doanh nghiệp, do ông {F}, Chủ tịch Tập đoàn Mitsui làm Trưởng đoàn đến chào xã giao.",
        {(A, ME, F)},
    ),
    (
        T + f"{PA} đã tiếp và làm việc với đoàn công tác của Ngân hàng Thế giới do bà {F} - Giám đốc "
        f"quốc gia - dẫn đầu.",
        {(A, ME, F)},
    ),
    (T + f"tại Trụ sở Bộ, {PA} đã đón tiếp và hội đàm với {PF}.", {(A, ME, F)}),
    (T + f"{PF} đã được {PA} tiếp.", {(A, ME, F)}),
    (T + f"{PF} được {PA} tiếp tại trụ sở Bộ.", {(A, ME, F)}),
    (T + f"thay mặt lãnh đạo tỉnh, {PA} tiếp {PF}.", {(A, ME, F)}),
    (T + f"{PA} đã tiếp {PF} và {PG}.", {(A, ME, F), (A, ME, G)}),
    (T + f"{PA} đã tiếp ông {F}, Bộ trưởng Y tế Nhật Bản; ông {G}, Đại sứ Lào tại Việt Nam.", {(A, ME, F), (A, ME, G)}),
    (
        T + f"{PA} đã tiếp các ông {F}, Bộ trưởng Y tế Nhật Bản và {G}, Đại sứ Lào tại Việt Nam.",
        {(A, ME, F), (A, ME, G)},
    ),
    (T + f"{PA} tiếp {PF}; chiều cùng ngày, tiếp {PG}.", {(A, ME, F), (A, ME, G)}),
    (T + f"{PA} lần lượt tiếp {PF} và {PG}.", {(A, ME, F), (A, ME, G)}),
    (T + f"{PA} tiếp {PF}. Cùng ngày, Bộ trưởng cũng đã tiếp {PG}.", {(A, ME, F), (A, ME, G)}),
    (T + f"tiếp {PF}, {PA} bày tỏ vui mừng về quan hệ hai nước.", {(A, ME, F)}),
    (f"Tiếp {PF}, {PA} khẳng định Việt Nam coi trọng quan hệ hai nước.", {(A, ME, F)}),
    (f"Tại buổi tiếp {PF}, {PA} khẳng định Việt Nam coi trọng quan hệ hai nước.", {(A, ME, F)}),
    (f"Tại cuộc gặp với {PF}, {PA} khẳng định Việt Nam coi trọng quan hệ hai nước.", {(A, ME, F)}),
    (f"Trong buổi tiếp {PG} chiều 5/3, {PA} nhấn mạnh quan hệ hai nước.", {(A, ME, G)}),
    (f"Tại cuộc hội đàm với {PF}, {PA} nhấn mạnh quan hệ hai nước.", {(A, ME, F)}),
    (f"Trao đổi với {PF}, {PA} nhấn mạnh quan hệ hai nước.", {(A, ME, F)}),
    (f"Làm việc với {PF}, {PA} nhấn mạnh quan hệ hai nước.", {(A, ME, F)}),
    (f"Phát biểu tại buổi tiếp {PF}, {PA} nhấn mạnh quan hệ hai nước.", {(A, ME, F)}),
    (T + f"{PA} hội đàm với {PF}.", {(A, ME, F)}),
    (T + f"{PA} đã chủ trì lễ đón và hội đàm với {PF}.", {(A, ME, F)}),
    (T + f"{PA} đã tiến hành hội đàm với {PF}.", {(A, ME, F)}),
    (T + f"{PA} có cuộc hội đàm với {PF}.", {(A, ME, F)}),
    (T + f"{PA} đã có cuộc hội đàm song phương với {PF}.", {(A, ME, F)}),
    (T + f"{PA} và {PF} đã hội đàm.", {(A, ME, F)}),
    (T + f"{PA} và {PF} tiến hành hội đàm.", {(A, ME, F)}),
    (T + f"{PA} cùng {PF} hội đàm.", {(A, ME, F)}),
    (T + f"{PA} và {PF} có cuộc gặp tại Hà Nội.", {(A, ME, F)}),
    (T + f"{PA} và {PF} đã có cuộc điện đàm.", {(A, ME, F)}),
    (T + f"{PA} điện đàm với {PF}.", {(A, ME, F)}),
    (T + f"{PA} đã có cuộc điện đàm với {PF}.", {(A, ME, F)}),
    (T + f"{PA} hội đàm trực tuyến với {PF}.", {(A, ME, F)}),
    (T + f"đã diễn ra cuộc hội đàm giữa {PA} và {PF}.", {(A, ME, F)}),
    (T + f"diễn ra hội đàm giữa {PA} với {PF}.", {(A, ME, F)}),
    (T + f"đã diễn ra cuộc gặp giữa {PA} và {PF}.", {(A, ME, F)}),
    (f"Hội đàm giữa {PA} và {PF} diễn ra chiều 5/3.", {(A, ME, F)}),
    (f"Cuộc gặp giữa {PA} với {PF} diễn ra trong không khí hữu nghị.", {(A, ME, F)}),
    (f"Ngay sau lễ đón, {PA} và {PF} bước vào hội đàm.", {(A, ME, F)}),
    (f"Ngay sau lễ đón chính thức, {PA} đã hội đàm với {PF}.", {(A, ME, F)}),
    (f"Sau lễ đón, {PA} và {PF} dẫn đầu đoàn đại biểu hai nước tiến hành hội đàm.", {(A, ME, F)}),
    (T + f"{PF} đã hội kiến {PA}.", {(A, ME, F)}),
    (T + f"{PF} đến chào xã giao {PA}.", {(A, ME, F)}),
    (T + f"{PF} đã tới chào {PA} nhân dịp nhận nhiệm vụ tại Việt Nam.", {(A, ME, F)}),
    (T + f"{PA} tiếp {PG} đến chào từ biệt nhân dịp kết thúc nhiệm kỳ công tác.", {(A, ME, G)}),
    (T + f"{PA} đã tiếp {PG} đến chào xã giao nhân dịp bắt đầu nhiệm kỳ công tác tại Việt Nam.", {(A, ME, G)}),
    (T + f"{PF} đã có buổi chào xã giao {PA}.", {(A, ME, F)}),
    (T + f"{PF} có cuộc hội kiến với {PA}.", {(A, ME, F)}),
    (T + f"{PA} đã gặp {PF}.", {(A, ME, F)}),
    (T + f"{PA} gặp gỡ {PF}.", {(A, ME, F)}),
    (T + f"{PA} đã gặp riêng {PF}.", {(A, ME, F)}),
    (T + f"{PA} gặp song phương {PF}.", {(A, ME, F)}),
    (T + f"{PA} đã có cuộc gặp song phương với {PF}.", {(A, ME, F)}),
    (T + f"{PA} đã có các cuộc gặp song phương với {PF}, {PG}.", {(A, ME, F), (A, ME, G)}),
    (T + f"{PA} có cuộc gặp gỡ, trao đổi với {PF}.", {(A, ME, F)}),
    (T + f"{PA} đã có buổi gặp mặt với {PF}.", {(A, ME, F)}),
    (T + f"bên lề Hội nghị, {PA} đã gặp {PF}.", {(A, ME, F)}),
    (f"Nhân dịp này, {PA} đã có cuộc tiếp xúc ngắn với {PF}.", {(A, ME, F)}),
    (T + f"{PA} đã có cuộc tiếp xúc song phương với {PF}.", {(A, ME, F)}),
    (T + f"{PA} đã gặp, làm việc với {PF}.", {(A, ME, F)}),
    (T + f"{PA} trao đổi với {PF} về hợp tác y tế.", {(A, ME, F)}),
    (T + f"{PA} đã có cuộc trao đổi với {PF}.", {(A, ME, F)}),
    (
        T + f"{PA} làm việc với Ủy ban nhân dân tỉnh Lạng Sơn về công tác y tế.",
        {(A, ME, "Ủy ban nhân dân tỉnh Lạng Sơn")},
    ),
    (T + f"{PA} đã có buổi làm việc với Tỉnh ủy Lạng Sơn.", {(A, ME, "Tỉnh ủy Lạng Sơn")}),
    (T + f"{PA} có buổi làm việc với lãnh đạo Tỉnh ủy Lạng Sơn.", {(A, ME, "Tỉnh ủy Lạng Sơn")}),
    (T + f"{PA} làm việc với lãnh đạo chủ chốt tỉnh Lạng Sơn.", set()),
    (
        T + f"{PA} làm việc với Ban Thường vụ Tỉnh ủy Lạng Sơn về tình hình kinh tế - xã hội.",
        {(A, ME, "Ban Thường vụ Tỉnh ủy Lạng Sơn")},
    ),
    (
        T + f"Đoàn công tác của Bộ Y tế do {PB} làm trưởng đoàn đã làm việc với Ủy ban nhân dân tỉnh Lạng Sơn.",
        {(B, ME, "Ủy ban nhân dân tỉnh Lạng Sơn")},
    ),
    (
        T + f"Đoàn công tác của Bộ Y tế do {PB} dẫn đầu đã có buổi làm việc với Ủy ban nhân dân tỉnh Lạng Sơn.",
        {(B, ME, "Ủy ban nhân dân tỉnh Lạng Sơn")},
    ),
    (
        T + f"{PB} dẫn đầu đoàn công tác Bộ Y tế đã có buổi làm việc với Ủy ban nhân dân tỉnh Lạng Sơn.",
        {(B, ME, "Ủy ban nhân dân tỉnh Lạng Sơn")},
    ),
    (
        T + f"{PB} cùng đoàn công tác đã làm việc với Ủy ban nhân dân tỉnh Lạng Sơn.",
        {(B, ME, "Ủy ban nhân dân tỉnh Lạng Sơn")},
    ),
    (
        T + f"{PB} làm việc với Tỉnh ủy, Ủy ban nhân dân tỉnh Lạng Sơn.",
        {(B, ME, "Tỉnh ủy Lạng Sơn"), (B, ME, "Ủy ban nhân dân tỉnh Lạng Sơn")},
    ),
    (T + f"{PB} đã chủ trì buổi làm việc với Sở Y tế tỉnh Lạng Sơn.", {(B, ME, "Sở Y tế tỉnh Lạng Sơn")}),
    (T + "Bộ Y tế làm việc với Ngân hàng Thế giới về dự án.", {("Bộ Y tế", ME, "Ngân hàng Thế giới")}),
    (
        T + f"{PB} có buổi tiếp và làm việc với Đoàn công tác Tập đoàn Mitsui do ông {F}, Chủ tịch, làm trưởng đoàn.",
        {(B, ME, F)},
    ),
    (f"Bộ trưởng {A} tiếp Đại sứ {G}\n\n" + T + f"{PA} đã tiếp {PG}.", {(A, ME, G)}),
    (T + f"{PA} tiếp Đoàn đại biểu Đại sứ quán Lào. Tham gia Đoàn có ngài {G}, Đại sứ Lào tại Việt Nam.", {(A, ME, G)}),
    (T + f"{PA} đã tiếp đoàn đại biểu Bộ Y tế Nhật Bản đang thăm Việt Nam. Dẫn đầu đoàn là {PF}.", {(A, ME, F)}),
    (T + f"{PA} sẽ tiếp {PF}.", set()),
    (T + f"{PF} dự kiến hội kiến {PA}.", set()),
    (T + f"{PA} đã tiếp thu ý kiến của {PB}.", set()),
    (T + f"{PA} đề nghị {PB} làm việc với Ngân hàng Thế giới.", set()),
    (T + "Bộ Y tế đón nhận Huân chương Lao động.", set()),
    (T + f"{PA} đón Tết cùng đồng bào.", set()),
    (T + f"{PA} mong sớm được đón {PF} thăm Việt Nam.", set()),
    (T + f"Bộ trưởng mong được gặp lại {PF}.", set()),
    (T + f"{PA} trao đổi với báo chí bên lề hội nghị.", set()),
    (T + f"{PA} thăm {BV}.", {(A, VI, BV)}),
    (T + f"{PA} đã đến thăm và làm việc tại {BV}.", {(A, VI, BV)}),
    (T + f"{PA} đã đến thăm, tặng quà các bệnh nhân tại {BV}.", {(A, VI, BV)}),
    (T + f"{PA} đã đến thăm hỏi, tặng quà bệnh nhân đang điều trị tại {BV}.", {(A, VI, BV)}),
    (T + f"{PA} đã tới thăm, chúc mừng tập thể y bác sĩ {BV}.", {(A, VI, BV)}),
    (T + f"{PA} đã đến thăm và chúc Tết cán bộ, chiến sĩ Đồn Biên phòng Na Sầm.", {(A, VI, "Đồn Biên phòng Na Sầm")}),
    (T + f"{PA} thăm, kiểm tra công tác phòng, chống dịch tại {BV}.", {(A, VI, BV)}),
    (
        T + f"{PA} thăm và làm việc với Ủy ban nhân dân tỉnh Lạng Sơn.",
        {(A, VI, "Ủy ban nhân dân tỉnh Lạng Sơn"), (A, ME, "Ủy ban nhân dân tỉnh Lạng Sơn")},
    ),
    (T + f"{PA} thăm và làm việc tại tỉnh Lạng Sơn.", {(A, VI, LS)}),
    (T + f"{PA} về thăm và làm việc tại tỉnh Lạng Sơn.", {(A, VI, LS)}),
    (T + f"{PA} đã có chuyến thăm và làm việc tại tỉnh Lạng Sơn.", {(A, VI, LS)}),
    (T + f"{PA} đã có chuyến thăm, làm việc tại tỉnh Lạng Sơn.", {(A, VI, LS)}),
    (T + f"{PA} có chuyến công tác tại tỉnh Lạng Sơn.", {(A, VI, LS)}),
    (T + f"{PA} đã đến thăm {BV} và Trường Đại học Y Hà Nội.", {(A, VI, BV), (A, VI, "Trường Đại học Y Hà Nội")}),
    (
        T + f"{PA} đã đến thăm, tặng hoa chúc mừng Báo Nhân Dân, Thông tấn xã Việt Nam.",
        {(A, VI, "Báo Nhân Dân"), (A, VI, "Thông tấn xã Việt Nam")},
    ),
    (f"Nhân Ngày Thầy thuốc Việt Nam, sáng 26/2/2021, {PA} đã đến thăm, chúc mừng {BV}.", {(A, VI, BV)}),
    (f"Đến thăm {BV}, {PA} biểu dương tinh thần của y bác sĩ.", {(A, VI, BV)}),
    (f"Thăm {BV}, {PA} biểu dương tinh thần của y bác sĩ.", {(A, VI, BV)}),
    (T + f"Đoàn công tác của Bộ Y tế do {PB} làm trưởng đoàn đã đến thăm {BV}.", {(B, VI, BV)}),
    (T + f"Đoàn công tác do {PB} dẫn đầu đã tới thăm và tặng quà {BV}.", {(B, VI, BV)}),
    (T + f"đoàn đại biểu Bộ Y tế do {PB} dẫn đầu thăm chính thức Lào từ ngày 5 đến 7/3.", {(B, VI, "Lào")}),
    (f"Từ ngày 5 đến 7/3/2021, {PA} đã thăm chính thức Nhật Bản theo lời mời của {PF}.", {(A, VI, JP)}),
    (f"Nhận lời mời của {PF}, {PA} thăm chính thức Nhật Bản từ ngày 5 đến 7/3/2021.", {(A, VI, JP)}),
    (f"Nhận lời mời của {PA}, {PF} sẽ thăm chính thức Việt Nam từ ngày 5 đến 7/3/2021.", set()),
    (f"{PA} đã tới Tokyo, bắt đầu chuyến thăm chính thức Nhật Bản.", {(A, VI, JP)}),
    (f"{PA} rời Hà Nội lên đường thăm chính thức Nhật Bản.", {(A, VI, JP)}),
    (f"Chiều 5/3/2021, {PA} đã kết thúc tốt đẹp chuyến thăm chính thức Nhật Bản.", {(A, VI, JP)}),
    (f"Chuyến thăm chính thức Việt Nam của {PF} diễn ra từ ngày 5/3/2021.", {(F, VI, VN)}),
    (f"Chuyến thăm Việt Nam lần này của {PF} có ý nghĩa quan trọng.", {(F, VI, VN)}),
    (f"Chuyến thăm của {PF} tới Việt Nam có ý nghĩa quan trọng.", {(F, VI, VN)}),
    (f"Đây là chuyến thăm chính thức Việt Nam đầu tiên của {PF}.", {(F, VI, VN)}),
    (f"Nhân chuyến thăm chính thức Việt Nam của {PF}, hai bên ký thỏa thuận.", {(F, VI, VN)}),
    (f"Nhân chuyến thăm của {PF} đến Việt Nam, hai bên ký thỏa thuận.", {(F, VI, VN)}),
    (f"Nhân dịp {PF} thăm chính thức Việt Nam, hai bên ký thỏa thuận.", {(F, VI, VN)}),
    (
        f"Trong khuôn khổ chuyến thăm chính thức Nhật Bản, sáng 5/3/2021, {PA} đã hội đàm với {PF}.",
        {(A, VI, JP), (A, ME, F)},
    ),
    (f"Trong chuyến thăm chính thức Nhật Bản, sáng 5/3/2021, {PA} đã hội đàm với {PF}.", {(A, VI, JP), (A, ME, F)}),
    (f"Nhân dịp thăm chính thức Nhật Bản, sáng 5/3/2021, {PA} đã hội đàm với {PF}.", {(A, VI, JP), (A, ME, F)}),
    (f"Tiếp tục chuyến thăm chính thức Nhật Bản, sáng 5/3/2021, {PA} đã hội đàm với {PF}.", {(A, VI, JP), (A, ME, F)}),
    (
        f"Trong khuôn khổ chuyến thăm chính thức Việt Nam, sáng 5/3/2021, {PF} đã hội kiến {PA}.",
        {(F, VI, VN), (A, ME, F)},
    ),
    (
        f"Trong khuôn khổ chuyến thăm chính thức Việt Nam của {PF}, sáng 5/3/2021, {PA} đã hội đàm với {PF}.",
        {(F, VI, VN), (A, ME, F)},
    ),
    (T + f"{PA} đã tiếp {PF} đang ở thăm Việt Nam.", {(A, ME, F), (F, VI, VN)}),
    (T + f"{PA} đã tiếp {PF} sang thăm và làm việc tại Việt Nam.", {(A, ME, F), (F, VI, VN)}),
    (
        T + f"{PA} đã tiếp ông {F}, Bộ trưởng Y tế Nhật Bản, đang có chuyến thăm và làm việc tại Việt Nam.",
        {(A, ME, F), (F, VI, VN)},
    ),
    (T + f"{PA} đã hội đàm với {PF} đang thăm chính thức Việt Nam.", {(A, ME, F), (F, VI, VN)}),
    (T + f"{PA} đã hội đàm với {PF} nhân chuyến thăm chính thức Việt Nam của Bộ trưởng.", {(A, ME, F), (F, VI, VN)}),
    (
        T + f"{PA} đã tiếp Đoàn đại biểu Bộ Y tế Nhật Bản do Bộ trưởng {F} dẫn đầu đang thăm Việt Nam.",
        {(A, ME, F), (F, VI, VN)},
    ),
    (T + f"{PA} đã tiếp {PF} dẫn đầu Đoàn đại biểu Bộ Y tế Nhật Bản thăm Việt Nam.", {(A, ME, F), (F, VI, VN)}),
    (
        T + f"{PA} đã hội đàm với {PF} nhân dịp dẫn đầu đoàn đại biểu Bộ Y tế Nhật Bản thăm Việt Nam.",
        {(A, ME, F), (F, VI, VN)},
    ),
    (f"{PA} nhiệt liệt chào mừng {PF} thăm chính thức Việt Nam.", {(F, VI, VN)}),
    (f"{PA} hoan nghênh {PF} sang thăm Việt Nam lần đầu tiên.", {(F, VI, VN)}),
    (f"{PA} bày tỏ vui mừng chào đón {PF} sang thăm Việt Nam.", {(A, ME, F), (F, VI, VN)}),
    (f"{PF} bày tỏ vui mừng được trở lại thăm Việt Nam.", {(F, VI, VN)}),
    (f"{PF} bày tỏ vui mừng được sang thăm Việt Nam.", {(F, VI, VN)}),
    (f"{PA} mời {PF} thăm Việt Nam.", set()),
    (f"{PF} trân trọng mời {PA} sớm sang thăm Nhật Bản.", set()),
    (f"{PA} đã nhận lời mời thăm Nhật Bản.", set()),
    (f"{PA} mong muốn sớm được thăm Nhật Bản.", set()),
    (f"{PA} chuyển lời của Bộ trưởng mời {PF} thăm Việt Nam.", set()),
    (f"{PA} cho biết Việt Nam sẵn sàng đón {PF} thăm chính thức.", set()),
    (T + f"{PA} đã đến dâng hương tại Nghĩa trang liệt sĩ Vị Xuyên.", set()),
    (
        T + f"Đoàn đại biểu Bộ Y tế Lào do đồng chí {G}, Vụ trưởng, làm Trưởng đoàn sang thăm và làm "
        f"việc tại Việt Nam.",
        {(G, VI, VN)},
    ),
    (T + f"Tổng thống Nhật Bản {F} và Phu nhân đã đến Hà Nội, bắt đầu thăm cấp Nhà nước tới Việt Nam.", {(F, VI, VN)}),
    (f"{PA} thăm chính thức Nhật Bản và Lào từ ngày 5 đến 9/3/2021.", {(A, VI, JP), (A, VI, "Lào")}),
    (f"{PA} bắt đầu thăm Nhật Bản.", {(A, VI, JP)}),
    (f"{PA} đang thăm chính thức Nhật Bản.", {(A, VI, JP)}),
    (f"{PA} đang ở thăm và làm việc tại Nhật Bản.", {(A, VI, JP)}),
]


def _facts(triples: set[tuple[str, str, str]]) -> set[tuple[str, ...]]:
    """Return the triples with the two who meet in a fixed order: to meet is symmetric."""
    return {(p, *sorted((s, o))) if p == ME else (p, s, o) for s, p, o in triples}


@pytest.mark.parametrize(("text", "expected"), SHAPES)
def test_meetings_and_visits(text: str, expected: set[tuple[str, str, str]]) -> None:
    found = {(s, KINDS[p], o) for s, p, o in told(text) if p in KINDS}
    assert _facts(found) == _facts(expected)


def test_what_is_planned_is_kept_as_planned() -> None:
    assert (A, "kg:meets", F) in told(T + f"{PA} sẽ hội đàm với {PF}.", "Planned")
    assert (A, "kg:meets", F) in told(f"Cuộc gặp giữa {PA} và {PF} sẽ diễn ra vào tháng tới.", "Planned")


E = "Hội nghị tổng kết công tác năm 2021"
L = f"Ngày 21/1/2022, Bộ Y tế tổ chức {E}. "
R = f"{T}{PA} đã có buổi làm việc với Ngân hàng Thế giới. "
H, J = "Vũ Văn Nháp", "Đỗ Thị Thừ"
PL1, PL2 = f"đồng chí {H}, Bí thư Tỉnh ủy Lạng Sơn", f"đồng chí {J}, Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn"
AB = {H, J}

# the text, and who attends the meeting that it tells of
PRESENT = [
    (R + f"Cùng làm việc có {PL1}; {PL2}.", AB),
    (R + f"Cùng đi với Bộ trưởng có {PL1}; {PL2}.", AB),
    (R + f"Tháp tùng Bộ trưởng có {PL1}; {PL2}.", AB),
    (R + f"Cùng tiếp và làm việc với đoàn có {PL1}; {PL2}.", AB),
    (f"{T}{PA} tiếp {PF}. Cùng dự có {PL1}; {PL2}.", AB),
    (f"{T}{PA} tiếp {PF}. Cùng tiếp có {PL1}; {PL2}.", AB),
    (f"{T}{PA} hội đàm với {PF}. Cùng tham gia hội đàm, phía Việt Nam có {PL1}; phía Nhật Bản có {PG}.", {H, G}),
    (L + f"Tham gia cùng đoàn có {PL1}; {PL2}.", AB),
    (L + f"Đồng chí {H}, Bí thư Tỉnh ủy Lạng Sơn vắng mặt tại Hội nghị.", set()),
]


@pytest.mark.parametrize(("text", "expected"), PRESENT)
def test_who_is_present_at_meetings(text: str, expected: set[str]) -> None:
    assert {s for s, p, _ in told(text) if p == "kg:attends"} == expected

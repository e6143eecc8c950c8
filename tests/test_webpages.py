"""Web pages → reports: the article and nothing around it, what each line is, what the page tells of itself."""

from __future__ import annotations

import re
import socket

import portal_pages
import pytest

from kg.documents.folder import read, reports
from kg.documents.source import Settings, Source, suffix
from kg.documents.web import markup, page_dates, page_titles, page_words
from kg.documents.web.outlets import outlet
from kg.errors import InputError
from kg.model import Report


def report_in(data: bytes | str, name: str = "page.html") -> Report:
    """The report in a page; what is there instead is raised."""
    data = data if isinstance(data, bytes) else data.encode()
    [(_, item)] = read(Source(name, name, suffix(name), data=data), Settings())
    if isinstance(item, Report):
        return item
    raise item


def lines(report: Report) -> list[tuple[str, str]]:
    """Each line of a report with what it is."""
    kinds = {part.start: part.kind for part in report.parts}
    found, at = [], 0
    for line in report.text.split("\n"):
        found.append((kinds.get(at, ""), line))
        at += len(line) + 1
    return found


@pytest.mark.parametrize("article", portal_pages.ARTICLES, ids=("conference", "review", "audience"))
@pytest.mark.parametrize("layout", portal_pages.layouts())
def test_pages_of_the_usual_portals(layout, article):
    page = portal_pages.page(layout, article)
    report = report_in(page.data)
    assert lines(report) == list(page.blocks)
    assert {name: getattr(report, name) for name in page.about} == page.about
    assert (report.format, report.encoding) == ("html", page.encoding)


BODY = "<p>Sáng 5/3, Bộ trưởng Lê Quang Định Sơn chủ trì hội nghị về an toàn hồ đập các tỉnh miền Trung.</p>" * 3
TITLE = "Bộ trưởng chủ trì hội nghị về an toàn hồ đập"


def page(head: str = "", above: str = "", between: str = "", below: str = "", body: str = BODY) -> str:
    """A plain page with things where pages have them."""
    return (
        f"<html><head><title>{TITLE}</title>{head}</head><body><div>{above}</div><h1>{TITLE}</h1><div>{between}</div>"
        f"<div class=x>{body}</div>{below}</body></html>"
    )


def told(*names: str) -> str:
    """A paragraph for each name."""
    return "".join(
        f"<p>{name}: Bộ trưởng Lê Quang Định Sơn chủ trì hội nghị về an toàn hồ đập các tỉnh miền Trung.</p>"
        for name in names
    )


def cut(*parts: str, inside: str = "", between: str = "") -> str:
    """A body in so many blocks of content, each in an element with such attributes, with something between them."""
    blocks = [f"<div {inside}><div class=article-content>{part}</div></div>" for part in parts]
    return f"<div>{between.join(blocks)}</div>"


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (cut(told("A", "B"), told("C", "D")), "ABCD"),
        (cut(told("A", "B"), told("C", "D"), inside="class=sidebar-grid"), "ABCD"),
        (cut(told("A"), told("B"), told("C"), told("D"), between="<aside>Thời tiết</aside>"), "ABCD"),
        (cut(told("A", "B"), told("C", "D"), between="<h2>Một bài báo khác dưới bài này</h2>"), "AB"),
        (cut(told("A", "B")) + "<div class=bottom>" + cut(told("C"), inside="class=teaser") + "</div>", "AB"),
        (f"<article>{cut(told('A', 'B'))}</article><article>{cut(told('C'))}</article>", "AB"),
    ],
)
def test_an_article_in_several_blocks(body, names):
    found = [line[0] for _, line in lines(report_in(page(body=body)))[1:]]
    assert "".join(found) == names


def json_ld(data: str) -> str:
    """Data for machines in a page's head."""
    return f'<script type="application/ld+json">{data}</script>'


ENGLISH = "".join(
    f"<p>Minister Lê Quang Định Sơn chaired a conference on the safety of {count} dams in the provinces on Friday.</p>"
    for count in range(12, 20)
)


def abroad(address: str, body: str) -> dict[str, str]:
    """A page under an address, with a time of publication in UTC that is the next day in Vietnam."""
    time = '<meta property="article:published_time" content="2022-03-04T18:30:00Z">'
    return {"head": f'<link rel="canonical" href="{address}">{time}', "body": body}


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ({"between": "Thứ ba, 15/03/2022 | 14:05"}, "2022-03-15"),
        ({"between": "Thứ ba, 15/3/2022, 14:05 (GMT+7)"}, "2022-03-15"),
        ({"between": "Ngày đăng: 15-03-2022"}, "2022-03-15"),
        ({"between": "Ngày đăng: 15-03-2022 - Lượt xem: 12"}, "2022-03-15"),
        ({"between": "10:30 | 12/08/2021"}, "2021-08-12"),
        ({"between": "02.09.2019, 7h15"}, "2019-09-02"),
        ({"between": "Chủ nhật, ngày 5 tháng 3 năm 2020"}, "2020-03-05"),
        ({"between": "5 Tháng 3, 2020"}, "2020-03-05"),
        ({"between": "Cập nhật lúc 09:10, 28/11/2021"}, "2021-11-28"),
        ({"between": "<p>Cập nhật: 28/11/2021</p><p>Đăng lúc: 27/11/2021 10:00</p>"}, "2021-11-27"),
        ({"between": "<p class=updated>28/11/2021</p><p>27/11/2021</p>"}, "2021-11-27"),
        ({"between": "Cập nhật: 9/3/2022 - Ngày đăng: 5/3/2022"}, "2022-03-05"),
        ({"between": "04/05/2022"}, "2022-05-04"),  # day first
        ({"between": "13/13/2022"}, ""),
        ({"between": "3/4/2022 2:05:00 PM"}, ""),  # which is the month?
        ({"between": "31/02/2022"}, ""),
        ({"between": "05/03/1975"}, ""),  # before the web
        ({"between": "05/03/2975"}, ""),
        ({"between": "Hôm nay: 05/03/2022"}, ""),
        ({"above": "Thứ bảy, 28/11/2020"}, ""),  # the site's own clock
        ({"above": "Thứ bảy, 28/11/2020 09:00", "between": "1/9/2020"}, "2020-09-01"),
        ({"below": "<ul><li><a href=a>Tin khác</a> (27/11/2020)</li></ul>"}, ""),
        ({"body": BODY + "<p>Hội nghị diễn ra ngày 12/8/2021 tại Hà Nội.</p>"}, ""),  # told, not published
        ({"head": '<meta property="article:published_time" content="2022-03-05T08:00:00+07:00">'}, "2022-03-05"),
        ({"head": '<meta property="article:published_time" content="2022-03-04T18:30:00Z">'}, "2022-03-05"),
        (abroad("https://news.example/a", BODY), "2022-03-05"),
        (abroad("https://en.sonha.vn/a", ENGLISH), "2022-03-05"),
        (abroad("https://e.vnexpress.net/a", ENGLISH), "2022-03-05"),
        (abroad("https://news.example/a", ENGLISH), "2022-03-04"),
        ({"head": '<meta name="pubdate" content="5/3/2022 10:00">'}, "2022-03-05"),
        ({"head": '<meta name="DC.date.issued" content="2022-03-05">'}, "2022-03-05"),
        ({"head": '<meta property="article:modified_time" content="2022-03-05">'}, ""),
        ({"head": '<meta name="pubdate" content="2999-01-01">', "between": "5/3/2022"}, "2022-03-05"),
        (
            {"head": '<meta property="article:published_time" content="2022-03-05">', "between": "Cập nhật 9/3/2022"},
            "2022-03-05",
        ),
        ({"between": '<time datetime="2022-03-05T10:00">hai năm trước</time>'}, "2022-03-05"),
        ({"between": '<time itemprop="datePublished" datetime="2022-03-05T10:00">hôm qua</time>'}, "2022-03-05"),
        ({"head": json_ld('{"@type":"NewsArticle","datePublished":"2022-03-05"}')}, "2022-03-05"),
        ({"head": json_ld('{"@graph":[{"@type":["Article"],"datePublished":"2022-03-05T23:00:00Z"}]}')}, "2022-03-06"),
        ({"head": json_ld('{"@type":"WebPage","datePublished":"2022-03-05"}')}, ""),
        ({"head": json_ld('{"@type": broken')}, ""),
        ({"head": json_ld("[" * 100_000)}, ""),
    ],
)  # fmt: skip
def test_the_day_of_publication(given, published):
    assert report_in(page(**given)).published == published


def test_the_day_does_not_hang_on_when_a_page_is_read():
    """What is still to come today would not be so tomorrow."""
    told = '<meta property="article:published_time" content="2093-03-05">'
    assert report_in(page(head=told)).published == "2093-03-05"


@pytest.mark.parametrize(
    ("line", "is_line"),
    [
        ("Thứ ba, 15/03/2022 | 14:05", True),
        ("Ngày đăng: 15-03-2022", True),
        ("15/03/2022", True),
        ("Thứ 3, 15.3.2022 | 14:05:22 [GMT+7]", True),
        ("15/03/2022 02:05 PM", True),
        ("15:24' 15/3/2022", True),
        ("Cập nhật lúc 15:24 ngày 15/03/2022 (GMT+7)", True),
        ("Đăng ngày 15/03/2022 - Tác giả: Vũ Lam", True),
        ("Hội nghị ngày 15/03/2022", False),
        ("Xuất bản phẩm mới, số ngày 15/03/2022", False),
        ("15/03/2022 tại Hà Nội", False),
        ("Quyết định số 15/03/2022", False),
        ("14:05", False),
    ],
)
def test_lines_that_are_nothing_but_a_date(line, is_line):
    assert page_dates.is_line(line) == is_line


@pytest.mark.parametrize(
    ("given", "author"),
    [
        ({"head": '<meta name="author" content="Vũ Thạch Lam">'}, "Vũ Thạch Lam"),
        ({"head": '<meta name="author" content="admin">'}, ""),
        ({"head": '<meta property="article:author" content="https://example.org/x">'}, ""),
        ({"below": "<p class=author>Vũ Thạch Lam</p>"}, "Vũ Thạch Lam"),
        ({"body": BODY + "<p style='text-align:right'><b>Vũ Thạch Lam - Hà Nam</b></p>"}, "Vũ Thạch Lam - Hà Nam"),
        ({"body": BODY + "<p align=right><b>Theo TTXVN</b></p>"}, ""),
        ({"body": BODY + "<p><b>Tác giả: Vũ Thạch Lam</b></p>"}, "Vũ Thạch Lam"),
        ({"body": BODY + "<p>(TTXVN)</p>"}, ""),
    ],
)
def test_the_author(given, author):
    assert report_in(page(**given)).author == author


@pytest.mark.parametrize(
    ("title", "outlets", "bare"),
    [
        ("Họp bàn về xuất khẩu - Báo Nhân Dân", [], "Họp bàn về xuất khẩu"),
        ("Họp bàn về xuất khẩu | Cổng TTĐT Bộ Công Thương", [], "Họp bàn về xuất khẩu"),
        ("Họp bàn về xuất khẩu | vov.vn", [], "Họp bàn về xuất khẩu"),
        ("Họp bàn về xuất khẩu - Duyên Hải", ["Duyên Hải"], "Họp bàn về xuất khẩu"),
        ("Sơn Hà: Họp bàn về xuất khẩu", ["Sơn Hà"], "Họp bàn về xuất khẩu"),
        ("Đà Nẵng - thành phố đáng sống", [], "Đà Nẵng - thành phố đáng sống"),
        ("Kinh tế 2022 - Báo cáo của Chính phủ", [], "Kinh tế 2022 - Báo cáo của Chính phủ"),
        ("[E-Magazine] Họp bàn về xuất khẩu", [], "Họp bàn về xuất khẩu"),
    ],
)
def test_titles_without_the_name_of_the_site(title, outlets, bare):
    assert page_titles.bare(title, outlets) == bare


@pytest.mark.parametrize(
    ("names", "addresses", "found"),
    [
        ([], ["https://nhandan.vn/a.html"], "Báo Nhân Dân"),
        ([], ["https://www.moit.gov.vn/a"], "Bộ Công Thương"),
        (["Báo Duyên Hải"], ["https://duyenhai.example/a"], "Báo Duyên Hải"),
        (["duyenhai.example"], ["https://duyenhai.example/a"], ""),
        (["vnexpress.net"], [], "VnExpress"),
        ([], ["https://notnhandan.vn/a"], ""),
    ],
)
def test_the_outlet(names, addresses, found):
    assert outlet(names, addresses) == found


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<p>Bộ trưởng <script>alert('x')</script>phát biểu.", "Bộ trưởng phát biểu."),
        ("<p>Bộ trưởng phát biểu.<style>p {}</style><!-- nháp -->", "Bộ trưởng phát biểu."),
        ("<p>Bộ trưởng phát biểu.<script>var a = '", "Bộ trưởng phát biểu."),
        ("<p>a < b, c > d", "a < b, c > d"),
        ("<p>Bộ trưởng&nbsp;ph&aacute;t biểu &#7897; &lt;b&gt; &bogus;", "Bộ trưởng phát biểu ộ <b> &bogus;"),
        ('<p title="a>b">Bộ trưởng phát biểu.', "Bộ trưởng phát biểu."),
        ('<p title="không có dấu đóng>Bộ trưởng phát biểu.</p>', "Bộ trưởng phát biểu."),
        ("<p>Bộ\u200b trưởng\u00ad phát biểu.", "Bộ trưởng phát biểu."),
        ("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">Bộ trưởng phát biểu.", "Bộ trưởng phát biểu."),
        ('<p><img src="data:image/png;base64,' + "A" * 3_000_000 + '">Bộ trưởng phát biểu.', "Bộ trưởng phát biểu."),
        ("<div>" * 1500 + "Bộ trưởng phát biểu.", "Bộ trưởng phát biểu."),
        ("<b><p>" * 20_000 + "Bộ trưởng phát biểu.", "Bộ trưởng phát biểu."),
        ("<p hidden>Ẩn.</p><p style='display: none'>Ẩn.</p><p>Bộ trưởng phát biểu.", "Bộ trưởng phát biểu."),
        ('<base href="https://example.org/"><p>Bộ trưởng phát biểu.', "Bộ trưởng phát biểu."),
        ("<form><p>Bộ trưởng phát biểu.<input><select><option>a</select>", "Bộ trưởng phát biểu."),
        ("<ol start=4><li><p>một</p><p>thêm</p><li></li><li>hai</ol><p>xong.", "4. một\nthêm\n6. hai\nxong."),
        ("<p>Bộ trưởng phát biểu.</p></body></html> Xong. <p>Hết.", "Bộ trưởng phát biểu.\nXong.\nHết."),
        ("<p>Một dòng.<br>Dòng hai.", "Một dòng.\nDòng hai."),
    ],
)  # fmt: skip
def test_broken_and_hostile_markup(data, text):
    assert report_in(f"<!DOCTYPE html><html><body>{data}").text == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("<html></html>", "page.html: has no article in it"),
        ("<html><body><script>x()</script></body>", "page.html: has no article in it"),
        ("<!-- nothing -->", "page.html: is empty"),
        (f"<link rel=canonical href='https://bao.example/'><body>{BODY}", "page.html: is the front page of a site"),
        ("<html>" + "<div>" * 5000 + "Bộ trưởng phát biểu.", "page.html: is nested too deeply for a web page"),
        (b"<html>" + b"a" * (16 << 20), "page.html: is larger than 16 MiB"),
        (b"<html>" + b"a " * (5 << 20), "page.html: has more than 8 Mi characters of markup"),
    ],
)
def test_pages_that_are_no_report(data, message):
    with pytest.raises(InputError, match=message):
        report_in(data)


@pytest.mark.parametrize(
    ("body", "line", "kind"),
    [
        (BODY + "<h3>Ba nhóm việc</h3><p>Một.</p>", "Ba nhóm việc", "heading"),
        (BODY + "<p><b>Ba nhóm việc</b></p>" + BODY, "Ba nhóm việc", "heading"),
        ("<p><b>Bộ trưởng phát biểu.</b></p>" + BODY, "Bộ trưởng phát biểu.", ""),
        ("<h2>Bộ trưởng phát biểu tại hội nghị.</h2>" + BODY, "Bộ trưởng phát biểu tại hội nghị.", ""),
        ("<p><img src=a></p><p><i>Quang cảnh hội nghị</i></p>" + BODY, "Quang cảnh hội nghị", "caption"),
        ("<div><img src=a><br>Quang cảnh. Ảnh: Hà Nam</div>" + BODY, "Quang cảnh. Ảnh: Hà Nam", "caption"),
        ("<p><img src=a></p><p>Bộ trưởng phát biểu.</p>" + BODY, "Bộ trưởng phát biểu.", ""),
        ("<figure><figcaption>Quang cảnh.</figcaption></figure><p>Ảnh: Hà Nam</p>" + BODY, "Ảnh: Hà Nam", "caption"),
        (BODY + "<p>Ảnh: Hà Nam</p>", "Ảnh: Hà Nam", "byline"),
        (BODY + "<p>Tin, ảnh: Hà Nam</p>", "Tin, ảnh: Hà Nam", "byline"),
        (BODY + "<p><b>Nguyễn Thạch Lam</b></p>", "Nguyễn Thạch Lam", "byline"),
        (BODY + "<p>(Theo TTXVN)</p>", "(Theo TTXVN)", "byline"),
        (BODY + "<p>- Một việc.</p><p>- Hai việc.</p>" + BODY, "- Một việc.", "list"),
        ("<p>- Một câu mở đầu.</p>" + BODY, "- Một câu mở đầu.", ""),
        ("<table><tr><td>Số<td>Tên<tr><td>1<td>Lam</table>" + BODY, "1 | Lam", "table"),
        ("<blockquote>“Không để bị động.”</blockquote>" + BODY, "“Không để bị động.”", ""),
    ],
)  # fmt: skip
def test_what_a_line_is(body, line, kind):
    assert (kind, line) in lines(report_in(page(body=body)))


@pytest.mark.parametrize(
    "line",
    [
        "<p>Lượt xem: 1.205</p>",
        "<p><a href=a>Xem thêm: Cầu mới sắp hợp long</a></p>",
        "<p>Từ khóa: <a href=a>hồ đập</a></p>",
        "<p>>> <a href=a>Cầu mới sắp hợp long</a></p>",
        "<div class=binh-luan><p>Tôi rất đồng tình với chỉ đạo này, mong sớm có kết quả ở từng xã.</p></div>",
        "<h4>Tin liên quan</h4><ul><li>Cầu mới sắp hợp long</li><li>Rừng ngập mặn hồi sinh</li></ul>",
        "<div id=quangcao>Mua ngay</div>",
        "<aside><p>Một bài khác đang được nhiều bạn đọc quan tâm trong tuần này, mời xem.</p></aside>",
        "<p>Chia sẻ</p><p>In bài viết</p><p>15</p>",
        "<amp-ad>Mua ngay</amp-ad><button>Gửi</button><label>Tên</label>",
    ],
)
def test_what_pages_set_around_an_article_is_left_out(line):
    assert report_in(page(body=BODY + line)).text == report_in(page()).text


@pytest.mark.parametrize("mark", ["widget-area", "sidebar", "comments", "related-news", "tin-khac"])
def test_asides_that_are_longer_than_the_article(mark):
    teaser = "<p>Ngư dân xã đảo số {} được tập huấn kỹ thuật bảo quản hải sản trên tàu cá xa bờ.</p>"
    asides = "".join(teaser.format(number) for number in range(30))
    assert report_in(page(below=f"<div class={mark}>{asides}</div>")).text == report_in(page()).text


def test_a_page_with_nothing_but_short_lines():
    menu = "".join(f"<div><a href=a>Mục {number}</a></div>" for number in range(9))
    report = report_in(f"<html><body><div>{menu}</div><div><p>Bộ họp.</p><p>Sở bàn.</p></div><div>{menu}</div></body>")
    assert report.text == "Bộ họp.\nSở bàn."


@pytest.mark.parametrize(
    "around", ["<div class='menu'><a href='/'>Trang chủ</a></div><div>%s</div>", "<div>%s</div>", "%s"]
)
def test_short_lines_beside_one_long_paragraph(around):
    """One paragraph is no article: what stands beside it belongs to it, be it as short as a caption."""
    long = "Ngày 5/3, Phó Thủ tướng Phạm Văn Dụ đã làm việc với Sở Y tế tỉnh Lào Cai về phòng dịch."
    body = f"<h1>Phó Thủ tướng làm việc với Sở Y tế</h1><p>{long}</p><p>Ảnh: Lê An</p><h2>Kết quả</h2><p>Đã xong.</p>"
    report = report_in(f"<html><body>{around % body}</body></html>")
    assert report.text.splitlines()[1:] == [long, "Ảnh: Lê An", "Kết quả", "Đã xong."]


@pytest.mark.parametrize("layout", portal_pages.layouts())
def test_pages_whose_elements_have_no_names(layout):
    """Nothing is said by classes and ids: the words, and how they are set, still tell most of an article."""
    page = portal_pages.page(layout, portal_pages.ARTICLES[0])
    markup = re.sub(r"""\s(?:class|id|itemprop|data-role|role)=("[^"]*"|'[^']*'|[^\s>]+)""", "", page.markup)
    report = report_in(re.sub("charset=[a-z0-9-]+", "", markup))
    right = {text.removeprefix("Hà Nội - ") for _, text in page.blocks}
    given = {text.removeprefix("Hà Nội") for _, text in lines(report)}
    letters = [sum(map(len, texts)) for texts in (right & given, right, given)]
    assert letters[0] > 0.85 * letters[1]
    assert letters[0] > 0.75 * letters[2]
    assert report.published in (page.about["published"], "")


def test_what_a_page_shows_twice_is_once():
    twice = f"<h1>{TITLE}</h1><h1>{TITLE}</h1><p>Vũ Thạch Lam</p><p>Vũ Thạch Lam</p>{BODY}"
    report = report_in(f"<html><head><title>{TITLE}</title><meta name=author content='Vũ Thạch Lam'></head>{twice}")
    assert lines(report)[:3] == [("heading", TITLE), ("byline", "Vũ Thạch Lam"), ("", lines(report)[2][1])]
    assert len(lines(report)) == 3


def test_nothing_is_fetched(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a page made the reader call out")

    monkeypatch.setattr(socket, "socket", refuse)
    entity = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    report = report_in(
        f'{entity}<html><head><base href="http://127.0.0.1/"><link rel=stylesheet href=a.css></head>'
        f'<body><img src="http://127.0.0.1/a.png"><iframe src=b.html></iframe><p>Bộ trưởng phát biểu.&x;</p>'
    )
    assert "root:" not in report.text
    assert "Bộ trưởng phát biểu." in report.text


def test_the_bytes_tell_a_page_whatever_its_name():
    saved = f"<!-- saved from url=(0030)https://nhandan.vn/a.html -->\r\n{page()}"
    report = report_in(saved, "page.txt")
    assert (report.format, report.url, report.outlet) == ("html", "https://nhandan.vn/a.html", "Báo Nhân Dân")


def test_very_many_comments_are_no_riddle():
    """What begins with comments only may be told for a page's beginning in very many ways."""
    comments = "<!---->" * 500
    assert report_in(comments + "Bộ họp.", "a.txt").format == ""
    assert report_in(comments + page(), "a.txt").format == "html"


@pytest.mark.parametrize("name", ["hex", "zlib", "rot13", "undefined", "idna", "ansi", "vni", "utf-16-le", "no-such"])
def test_a_page_that_declares_what_is_no_encoding_of_it(name):
    assert report_in(page(f"<meta charset={name}>")).text == report_in(page()).text


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<b>K</b>ế hoạch", "Kế hoạch"),
        ("m<sup>2</sup>", "m2"),
        ("Sơn Hà<br>Duyên Hải", "Sơn Hà Duyên Hải"),
        ("<p>Sơn Hà</p><p>Duyên Hải</p>", "Sơn Hà Duyên Hải"),
        ("Sơn&nbsp;<i>Hà</i><style>p {}</style>", "Sơn Hà"),
    ],
)
def test_the_words_of_a_cell_stay_whole(cell, shown):
    table = f"<table><tr><td>{cell}</td><td>12</td></tr><tr><td>Khác</td><td>5</td></tr></table>"
    assert ("table", f"{shown} | 12") in lines(report_in(page(body=BODY + table)))


def test_a_page_in_another_encoding_is_not_believed_blindly():
    declared = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
    assert report_in(page(declared)).text.startswith(TITLE)
    entities = "".join(f"&#{ord(letter)};" if letter > "~" else letter for letter in page(declared))
    assert report_in(entities).text == report_in(page()).text


def test_words_of_a_page_are_compared_in_linear_time():
    assert not page_words.only("Xem thêm 1" + ".," * 100_000 + "x", "end")


def test_the_markup_stays_linear():
    """Half a million of what opens nothing, or never ends, is read in one go."""
    for piece in ("<", "<a ", '<a ="', "<!--", "<script>", "<p a='"):
        assert len(markup.tamed(piece * 500_000)) < 4_000_000


def test_old_letters_in_fonts_and_entities():
    """A page of an old font whose bytes were taken for Latin letters: as characters, and as entities."""
    shown = "Sáng 5/3, đồng chí trưởng ban chủ trì hội nghị về an toàn hồ đập"
    typed = portal_pages.encoded(shown, "tcvn3").decode("latin-1")
    entities = "".join(f"&#{ord(letter)};" if letter > "~" else letter for letter in typed)
    for text in (typed, entities):
        assert report_in(f'<html><body><p><font face=".VnTime">{text}</font></p></body></html>').text == shown
        assert report_in(f"<html><body><p style='font-family: .VnTimeH'>{text}</p></body></html>").text == shown.upper()


def test_what_a_browser_saved_beside_a_page_is_no_document(tmp_path):
    for name in ("a.html", "a_files/frame.html", "a_files/a.css", "b_files/c.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(page(), encoding="utf-8")
    assert [item.source_id for _, item in reports([tmp_path])] == ["a.html", "b_files/c.html"]

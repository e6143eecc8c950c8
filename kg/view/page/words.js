"use strict";
// The interface's words in both languages, and folding for search. Everything from the data is set as text, never HTML.
const WORDS = {
  vi: {
    title: "Đồ thị cán bộ, cơ quan, sự kiện, văn bản", search: "Tìm tên, cơ quan, số văn bản…  ( / )", legend: "Chú giải",
    list: "Danh sách", whole: "Toàn cảnh", kinds: "Loại", relations: "Quan hệ", name: "Tên", kind: "Loại",
    degree: "Q.hệ", close: "Đóng", theme: "Sáng / tối", none: "Không tìm thấy gì", language: "English",
    empty: "Đồ thị chưa có gì. Hãy đọc tin bài vào kho: kg ingest THƯ-MỤC", also: "Còn gọi:", more: "câu khác",
    undated: "không rõ ngày", seen: "ghi nhận ngày", says: "theo lời", untold: "Chưa phải là việc đã có",
    Planned: "dự kiến", Requested: "được yêu cầu", Negated: "phủ định", Hypothetical: "giả định",
    nothing: "Tin bài chỉ nhắc tên, chưa nêu quan hệ nào.", found: "kết quả", canvas: "Đồ thị vẽ; cùng nội dung ở dạng bảng trong Danh sách", alone: "một bài không tên", own: "Trang riêng, có nguồn và dữ liệu",
  },
  en: {
    title: "Officials, bodies, events, directives", search: "Find a name, a body, a document number…  ( / )", legend: "Legend",
    list: "List", whole: "Whole map", kinds: "Kinds", relations: "Relations", name: "Name", kind: "Kind",
    degree: "Rel.", close: "Close", theme: "Light / dark", none: "Nothing found", language: "Tiếng Việt",
    empty: "The graph is empty. Read reports into the store: kg ingest FOLDER", also: "Also:", more: "more sentences",
    undated: "undated", seen: "observed on", says: "said by", untold: "Not told as done",
    Planned: "planned", Requested: "requested", Negated: "denied", Hypothetical: "hypothetical",
    nothing: "The reports only name it; they tell no relation.", found: "results", canvas: "The drawn graph; the same as a table is under List", alone: "a report without a title", own: "Its own page, with sources and data",
  },
};

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const DATA = read("data");
let language = DATA.language;

const say = (word) => WORDS[language][word];
const labelOf = (thing) => (language === "en" && thing.en) || thing.vi;

// 'Hội nghị', NFC or NFD, is found by 'hoi nghi'; đ is d.
const fold = (text) =>
  text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[đð]/g, "d").replace(/\s+/g, " ").trim();

function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") made.className = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== ""));
  return made;
}

function shape(kind) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "shape");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", kind.path);
  path.setAttribute("fill", kind.color);
  svg.append(path);
  return svg;
}

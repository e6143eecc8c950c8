"use strict";
// Search by label, alias and number, tone-insensitive. Ranked: the whole name, its beginning, the beginning of a word,
// inside a word, and last the words of the question scattered over the name ('chi thi 41': Chỉ thị số 41-CT/TW).
const box = document.getElementById("search");
const hits = document.getElementById("hits");
const INDEX = DATA.nodes.flatMap((node, id) => [...new Set([node.vi, node.en, ...node.also, ...node.numbers])]
  .filter(Boolean).map((name) => ({ id, name, folded: fold(name) })));
let current = -1;
let found = [];

function search(text) {
  const wanted = fold(text);
  if (!wanted) return [];
  const best = new Map();
  const parts = wanted.split(" ");
  for (const entry of INDEX) {
    if (!parts.every((part) => entry.folded.includes(part))) continue;
    const at = entry.folded.indexOf(wanted);
    const rank = entry.folded === wanted ? 0 : at === 0 ? 1 : at < 0 ? 4 : entry.folded[at - 1] === " " ? 2 : 3;
    const known = best.get(entry.id);
    if (!known || rank < known.rank) best.set(entry.id, { ...entry, rank });
  }
  return [...best.values()].sort((a, b) => a.rank - b.rank || degree[b.id] - degree[a.id] || a.id - b.id).slice(0, 12);
}

function showHits() {
  found = search(box.value);
  current = found.length ? 0 : -1;
  const none = element("li", { class: "none", role: "option", "aria-disabled": "true" }, say("none"));
  const made = found.map((hit, row) => element(
    "li", { role: "option", id: `hit-${row}`, "aria-selected": String(row === current), onmousedown: (event) => { event.preventDefault(); take(row); } },
    shape(DATA.kinds[DATA.nodes[hit.id].k]),
    element("span", {}, nameOf(hit.id), hit.name !== labelOf(DATA.nodes[hit.id]) ? element("small", {}, hit.name) : ""),
  ));
  hits.replaceChildren(...(made.length ? made : [none]));
  hits.hidden = !box.value.trim();
  box.setAttribute("aria-expanded", String(!hits.hidden));
  mark();
  document.getElementById("status").textContent = box.value.trim() ? `${found.length} ${say("found")}` : "";
}

function mark() {
  [...hits.children].forEach((item, row) => {
    item.setAttribute("aria-selected", String(row === current));
    if (row === current) item.scrollIntoView({ block: "nearest" });
  });
  if (current >= 0) box.setAttribute("aria-activedescendant", `hit-${current}`);
  else box.removeAttribute("aria-activedescendant");
}

function take(row) {
  if (!found[row]) return;
  hits.hidden = true;
  box.setAttribute("aria-expanded", "false");
  go(DATA.nodes[found[row].id].id);
}

box.addEventListener("input", showHits);
box.addEventListener("focus", () => { if (box.value.trim()) showHits(); });
box.addEventListener("blur", () => { hits.hidden = true; });
box.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (found.length) current = (current + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
    mark();
    event.preventDefault();
  } else if (event.key === "Enter") take(current);
  else if (event.key === "Escape") { box.value = ""; showHits(); box.blur(); }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== box) { box.focus(); event.preventDefault(); }
});

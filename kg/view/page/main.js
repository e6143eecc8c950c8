"use strict";
// Puts it together: legend, list, language, theme, and the address: #id names what is shown, so that links and the
// back button work.
const byId = new Map(DATA.nodes.map((node, id) => [node.id, id]));
const lineById = new Map(DATA.lines.map((line, id) => [`${DATA.nodes[line.a].id}~${DATA.nodes[line.b].id}`, id]));
const $ = (id) => document.getElementById(id);

function go(name) {
  const hash = "#" + encodeURI(name);
  if (location.hash === hash) follow(); else location.hash = hash;
}

// What the address names; '' where it names nothing.
function shown() {
  try { return decodeURI(location.hash.slice(1)); } catch { return ""; }
}

function follow() {
  const name = shown();
  if (byId.has(name)) {
    showNode(byId.get(name));
    choose({ nodes: [byId.get(name)], edges: [] });
    bring([byId.get(name)]);
  } else if (lineById.has(name)) {
    const line = lineById.get(name);
    showLine(line);
    choose({ nodes: [], edges: [line] });
    bring([DATA.lines[line].a, DATA.lines[line].b]);
  } else {
    closePanel();
    choose({ nodes: [], edges: [] });
  }
}

function toggles(list, entries, off, draw) {
  list.replaceChildren(...entries.map(([name, label, count, picture]) => {
    const input = element("input", { type: "checkbox" });
    input.checked = !off.has(name);
    const row = element("label", { class: input.checked ? "" : "off" }, input, ...(picture ? [picture] : []), element("span", {}, label), element("span", { class: "count" }, String(count)));
    input.addEventListener("change", () => {
      if (input.checked) off.delete(name); else off.add(name);
      row.className = input.checked ? "" : "off";
      draw();
    });
    return element("li", {}, row);
  }));
}

function legend() {
  const kinds = Object.entries(DATA.kinds).filter(([, kind]) => kind.n);
  toggles($("kinds"), kinds.map(([name, kind]) => [name, labelOf(kind), kind.n, shape(kind)]), hiddenKinds, redraw);
  const told = DATA.relations.map((relation, at) => [at, labelOf(relation), relation.n]).filter(([, , n]) => n);
  told.sort((a, b) => b[2] - a[2] || a[0] - b[0]);
  toggles($("relations"), told, hiddenRelations, redraw);
}

// A shape that stands alone says what it means to a screen reader too.
function named(svg, label) {
  svg.removeAttribute("aria-hidden");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  return svg;
}

function list() {
  const order = DATA.nodes.map((_, id) => id).sort((a, b) => degree[b] - degree[a] || a - b);
  $("rows").replaceChildren(...order.map((id) => element("tr", {},
    element("td", {}, named(shape(DATA.kinds[DATA.nodes[id].k]), labelOf(DATA.kinds[DATA.nodes[id].k].one))),
    element("td", {}, link(id)), element("td", {}, String(degree[id])))));
}

// On a server the heading leads home, and what the map leaves out is said.
function served() {
  if (!DATA.server) return;
  $("home").href = `${DATA.server.home}?lang=${language}`;
  $("note").textContent = DATA.server.note[language] || "";
  $("note").hidden = !DATA.server.note[language];
}

function translate() {
  document.documentElement.lang = language;
  document.title = say("title");
  $("canvas").setAttribute("aria-label", say("canvas"));
  for (const item of document.querySelectorAll("[data-text]")) item.textContent = say(item.dataset.text);
  for (const item of document.querySelectorAll("[data-label]")) item.setAttribute("aria-label", say(item.dataset.label));
  box.placeholder = say("search");
  box.setAttribute("aria-label", say("search"));
  $("language").textContent = say("language");
  $("language").lang = language === "vi" ? "en" : "vi";
  served();
  legend();
  list();
  if (byId.has(shown())) showNode(byId.get(shown()));
  else if (lineById.has(shown())) showLine(lineById.get(shown()));
  redraw();
}

function theme(name) {
  document.documentElement.dataset.theme = name;
  redraw();
}

function tab(name) {
  for (const one of ["legend", "list"]) {
    $(one).hidden = one !== name;
    $(`tab-${one}`).setAttribute("aria-selected", String(one === name));
  }
}

// Move the map so that these things are in sight, beside or above the panel (once the panel has its room).
function bring(nodes) {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    network.redraw();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const points = nodes.map((id) => network.getPosition(id));
    const middle = (axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
    const covered = matchMedia("(max-width: 760px)").matches ? panel.offsetHeight / 2 : 0;
    network.moveTo({
      position: { x: middle("x"), y: middle("y") }, offset: { x: 0, y: -covered },
      scale: Math.max(network.getScale(), 0.9), animation: still ? false : { duration: 350 },
    });
  }));
}

// The whole map, with a margin for the names at its edge.
function whole() {
  network.fit({ animation: false });
  network.moveTo({ scale: Math.min(network.getScale() * 0.86, 1.6), animation: false });
}

function side(shown) {
  $("side").hidden = !shown;
  $("side-button").setAttribute("aria-expanded", String(shown));
}

network.on("click", (event) => {
  if (event.nodes.length) go(DATA.nodes[event.nodes[0]].id);
  else if (event.edges.length) go(`${DATA.nodes[DATA.lines[event.edges[0]].a].id}~${DATA.nodes[DATA.lines[event.edges[0]].b].id}`);
  else go("");
});
$("close").addEventListener("click", () => go(""));
$("whole").addEventListener("click", () => { go(""); whole(); });
$("language").addEventListener("click", () => { language = language === "vi" ? "en" : "vi"; translate(); });
$("theme").addEventListener("click", () => theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
$("side-button").addEventListener("click", () => side($("side").hidden));
for (const [name, other] of [["legend", "list"], ["list", "legend"]]) {
  $(`tab-${name}`).addEventListener("click", () => tab(name));
  $(`tab-${name}`).addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") { tab(other); $(`tab-${other}`).focus(); }
  });
}
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && document.activeElement !== box) go(""); });
window.addEventListener("hashchange", follow);
document.fonts.ready.then(() => network.redraw());

side(matchMedia("(min-width: 761px)").matches);
$("empty").hidden = DATA.nodes.length > 0;
theme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
translate();
whole();
follow();
document.documentElement.dataset.ready = "yes";

"use strict";
// The details of what is chosen: every relation a link, and under it the sentence that says so.
const details = document.getElementById("details");
const panel = document.getElementById("panel");

function showNode(id) {
  const node = DATA.nodes[id];
  const kind = DATA.kinds[node.k];
  const parts = [
    element("span", { class: "chip" }, shape(kind), labelOf(kind.one)),
    element("h2", { class: "name" }, nameOf(id)),
  ];
  const other = language === "en" ? node.vi : node.en;
  if (other && other !== labelOf(node)) parts.push(element("p", { class: "aka" }, other));
  if (node.also.length) parts.push(element("p", { class: "aka" }, `${say("also")} ${node.also.join(" · ")}`));
  if (node.status) parts.push(element("p", { class: "aka" }, labelOf(node.status)));
  if (DATA.server) parts.push(element("a", { class: "own", href: `${DATA.server.thing}${encodeURI(node.id)}?lang=${language}` }, say("own")));
  for (const value of node.values) {
    parts.push(element("div", { class: "fact" }, element("span", { class: "seen" }, labelOf(DATA.relations[value.r]) + ": "), value.v, quotes(value.q)));
  }
  if (node.k === "Event" && !node.dated) parts.push(element("p", { class: "aka" }, say("undated")));
  parts.push(...relationsOf(id));
  if (node.untold.length) {
    parts.push(element("h2", {}, say("untold")));
    for (const told of node.untold) parts.push(untold(told));
  }
  if (parts.length < 3 || (!node.values.length && !degree[id] && !node.untold.length)) parts.push(element("p", { class: "aka" }, say("nothing")));
  showPanel(parts);
}

function relationsOf(id) {
  const groups = new Map();
  DATA.edges.forEach((edge, at) => {
    if (edge.s !== id && edge.t !== id) return;
    const outward = edge.s === id;
    const relation = DATA.relations[edge.r];
    const heading = labelOf(outward ? relation : relation.inverse);
    if (!groups.has(heading)) groups.set(heading, []);
    groups.get(heading).push([edge, outward ? edge.t : edge.s, at]);
  });
  const parts = [];
  for (const [heading, found] of groups) {
    parts.push(element("h2", {}, heading));
    for (const [edge, other] of found) parts.push(fact(edge, other));
  }
  return parts;
}

function fact(edge, other) {
  const words = edge.title ? [element("span", {}, edge.title + " · ")] : [];
  const seen = edge.days.length ? [element("div", { class: "seen" }, `${say("seen")} ${edge.days.join(", ")}`)] : [];
  return element("div", { class: "fact" }, ...words, link(other), ...seen, quotes(edge.q));
}

const link = (id) => element("button", { class: "link", type: "button", onclick: () => go(DATA.nodes[id].id) }, nameOf(id));

function untold(told) {
  const other = told.to === undefined ? told.text : link(told.to);
  const relation = DATA.relations[told.r];
  return element("div", { class: "fact" }, element("span", { class: "seen" }, labelOf(told.out ? relation : relation.inverse) + ": "), other, quotes(told.q));
}

function quotes(list) {
  const made = list.map((at) => quote(DATA.quotes[at]));
  if (made.length < 2) return made[0] || "";
  return element("div", {}, made[0], element("details", {}, element("summary", {}, `+${made.length - 1} ${say("more")}`), ...made.slice(1)));
}

function quote([report, before, words, after, modality, speaker]) {
  const source = DATA.reports[report];
  const from = [source.title || say("alone"), source.date, source.source].filter(Boolean).join(" · ");
  return element(
    "blockquote", { lang: "vi" },
    modality ? element("span", { class: "modality" }, say(modality) || modality) : "",
    element("p", {}, before, element("mark", {}, words), after),
    element("cite", {}, from + (speaker ? ` · ${say("says")} ${speaker}` : "")),
  );
}

function showLine(id) {
  const line = DATA.lines[id];
  const parts = [element("h2", { class: "name" }, link(line.a), " — ", link(line.b))];
  for (const at of line.edges) {
    const edge = DATA.edges[at];
    parts.push(element("h2", {}, labelOf(DATA.relations[edge.r])), fact(edge, edge.t));
  }
  showPanel(parts);
}

function showPanel(parts) {
  details.replaceChildren(...parts);
  panel.hidden = false;
  panel.scrollTop = 0;
}

function closePanel() {
  const held = panel.contains(document.activeElement);
  panel.hidden = true;
  details.replaceChildren();
  if (held) document.getElementById("search").focus();
}

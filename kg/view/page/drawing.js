"use strict";
// The canvas: vis-network draws nodes and lines at the positions given; the names are ours, never one over another.
const NODES = new vis.DataSet(read("vis-nodes"));
const EDGES = new vis.DataSet(read("vis-edges"));
const hiddenKinds = new Set();
const hiddenRelations = new Set();
let chosen = { nodes: [], edges: [] };

const network = new vis.Network(document.getElementById("canvas"), { nodes: NODES, edges: EDGES }, read("vis-options"));
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const degree = DATA.nodes.map(() => 0);
for (const edge of DATA.edges) { degree[edge.s] += 1; degree[edge.t] += 1; }

const isShown = (node) => !hiddenKinds.has(DATA.nodes[node].k);
const lineShown = (line) => line.edges.some((edge) => !hiddenRelations.has(DATA.edges[edge].r));

function redraw() {
  const near = neighbours();
  const faded = chosen.nodes.length + chosen.edges.length > 0;
  NODES.update(DATA.nodes.map((node, id) => ({ id, hidden: !isShown(id), opacity: faded && !near.has(id) ? 0.18 : 1 })));
  EDGES.update(DATA.lines.map((line, id) => {
    const lit = faded && (chosen.edges.includes(id) || chosen.nodes.includes(line.a) || chosen.nodes.includes(line.b));
    const tone = lit ? color("--accent") : color("--edge");
    return { id, hidden: !lineShown(line), width: lit ? 2 : 1, color: { color: tone, opacity: faded && !lit ? 0.15 : 0.8 } };
  }));
}

function neighbours() {
  const near = new Set(chosen.nodes);
  DATA.lines.forEach((line, id) => {
    if (!lineShown(line)) return;
    if (chosen.edges.includes(id) || chosen.nodes.includes(line.a) || chosen.nodes.includes(line.b)) {
      near.add(line.a).add(line.b);
    }
  });
  return near;
}

function choose(next) {
  chosen = next;
  redraw();
}

function lines(text, longest = 26) {
  const out = [""];
  for (const word of text.split(" ")) {
    const last = out.length - 1;
    if ((out[last] + " " + word).trim().length <= longest) out[last] = (out[last] + " " + word).trim();
    else if (out.length === 2) { out[1] = out[1].replace(/[ ,;.]*$/, "") + "…"; break; }
    else if (out[last]) out.push(word);
    else out[last] = word;
  }
  return out;
}

// One box a label; a grid of cells finds those near without asking every other one.
class Boxes {
  constructor() { this.cells = new Map(); }
  place(box, always = false) {
    const keys = [];
    for (let x = Math.floor(box[0] / 64); x <= Math.floor(box[2] / 64); x++) {
      for (let y = Math.floor(box[1] / 32); y <= Math.floor(box[3] / 32); y++) keys.push(x + ":" + y);
    }
    const meets = (other) => other[0] < box[2] && other[2] > box[0] && other[1] < box[3] && other[3] > box[1];
    if (!always && keys.some((at) => (this.cells.get(at) || []).some(meets))) return false;
    for (const at of keys) this.cells.set(at, [...(this.cells.get(at) || []), box]);
    return true;
  }
}

function drawNames(context) {
  const ratio = context.canvas.width / context.canvas.clientWidth;
  const [width, height] = [context.canvas.clientWidth, context.canvas.clientHeight];
  const near = neighbours();
  const first = (id) => (chosen.nodes.includes(id) ? 2 : near.has(id) ? 1 : 0);
  const order = DATA.nodes.map((_, id) => id).filter(isShown)
    .filter((id) => !near.size || near.has(id))
    .sort((a, b) => first(b) - first(a) || degree[b] - degree[a] || a - b);
  const boxes = new Boxes();
  for (const id of order) block(boxes, id);
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  for (const id of order) {
    const at = network.canvasToDOM(network.getPosition(id));
    if (at.x < -80 || at.y < -40 || at.x > width + 80 || at.y > height + 40) continue;
    const size = first(id) === 2 ? 14 : 12.5;
    context.font = `${first(id) === 2 ? 650 : degree[id] > 4 ? 600 : 450} ${size}px "Noto Sans", "Segoe UI", system-ui, sans-serif`;
    drawName(context, boxes, lines(nameOf(id)), at, DATA.nodes[id].size * network.getScale() + 4, size);
  }
  if (chosen.nodes.length === 1) drawRelations(context, boxes);
  context.restore();
}

// A node takes its place first: no name may cover another thing.
function block(boxes, id) {
  const at = network.canvasToDOM(network.getPosition(id));
  const reach = DATA.nodes[id].size * network.getScale() * 0.85;
  boxes.place([at.x - reach, at.y - reach, at.x + reach, at.y + reach], true);
}

// Below the thing, else above, right, left; where all four are taken the name waits for more room.
function drawName(context, boxes, parts, at, beside, size) {
  const half = Math.max(...parts.map((part) => context.measureText(part).width)) / 2;
  const high = parts.length * size * 1.22;
  const places = beside
    ? [[0, beside], [0, -beside - high], [half + beside + 4, -high / 2], [-half - beside - 4, -high / 2]] : [[0, 0]];
  const width = context.canvas.clientWidth;
  const inside = (x) => (at.x < 0 || at.x > width || 2 * half > width ? x : Math.min(Math.max(x, half + 4), width - half - 4));
  const free = places.map(([x, y]) => [inside(at.x + x), at.y + y])
    .find(([x, y]) => boxes.place([x - half - 3, y - 1, x + half + 3, y + high + 1]));
  if (!free) return;
  const [middle, top] = free;
  context.lineWidth = 4;
  context.strokeStyle = color("--paper");
  context.fillStyle = color("--ink");
  parts.forEach((part, row) => {
    context.strokeText(part, middle, top + row * size * 1.22);
    context.fillText(part, middle, top + row * size * 1.22);
  });
}

function drawRelations(context, boxes) {
  context.font = `italic 11.5px "Noto Sans", "Segoe UI", system-ui, sans-serif`;
  DATA.lines.forEach((line) => {
    if (!chosen.nodes.includes(line.a) && !chosen.nodes.includes(line.b) || !lineShown(line)) return;
    if (!isShown(line.a) || !isShown(line.b)) return;
    const [a, b] = [line.a, line.b].map((id) => network.canvasToDOM(network.getPosition(id)));
    const told = line.edges.filter((edge) => !hiddenRelations.has(DATA.edges[edge].r));
    const text = relationName(DATA.edges[told[0]]) + (told.length > 1 ? ` +${told.length - 1}` : "");
    drawName(context, boxes, [text], { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 - 7 }, 0, 11.5);
  });
}

function nameOf(id) {
  const node = DATA.nodes[id];
  return labelOf(node) + (node.apart ? ` (${node.apart})` : "");
}

function relationName(edge) {
  return edge.title || labelOf(DATA.relations[edge.r]);
}

network.on("afterDrawing", drawNames);

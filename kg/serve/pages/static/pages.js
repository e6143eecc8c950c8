"use strict";
// What a page can do beyond its links and forms: light and dark, and suggestions while one types. Every text from the
// graph is set as text, never as HTML.
const root = document.documentElement;

function theme() {
  const button = document.getElementById("theme");
  const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("kg-theme", root.dataset.theme); } catch { /* kept for this page only */ }
  });
}

function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function icon(hit) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "shape");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", hit.shape);
  path.setAttribute("fill", hit.color);
  svg.append(path);
  return svg;
}

// A combobox (WAI-ARIA 1.2): the field keeps the focus, arrows move in the list, Enter takes, Escape closes.
class Suggestions {
  constructor(field, number) {
    this.field = field;
    this.list = element("ul", { class: "suggestions", role: "listbox", id: `suggestions-${number}`, "aria-label": field.getAttribute("aria-label") || field.name });
    this.list.hidden = true;
    this.hits = [];
    this.current = -1;
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id], ["autocomplete", "off"]]) {
      field.setAttribute(name, value);
    }
    field.after(this.list);
    field.addEventListener("input", () => this.typed());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.close());
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), 120);
  }

  async ask() {
    const text = this.field.value.trim();
    if (!text) { this.close(); return; }
    const address = new URL(this.field.dataset.suggest, location.href);
    address.searchParams.set("q", text);
    if (this.field.dataset.kinds) address.searchParams.set("kind", this.field.dataset.kinds);
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const answer = await fetch(address, { signal: this.asked.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) { this.close(); return; }
      this.show((await answer.json()).hits);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(hits) {
    if (document.activeElement !== this.field) return;
    this.hits = hits;
    this.current = -1;
    this.list.replaceChildren(...hits.map((hit, row) => {
      const about = [hit.kindLabel, hit.name === hit.label ? "" : hit.name, hit.about].filter(Boolean).join(" · ");
      const item = element("li", { role: "option", id: `${this.list.id}-${row}`, "aria-selected": "false" },
        icon(hit), element("span", {}, hit.label, element("small", {}, about)));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); this.take(row); });
      return item;
    }));
    this.list.hidden = !hits.length;
    this.field.setAttribute("aria-expanded", String(hits.length > 0));
    this.field.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.key === "Escape") { this.close(); return; }
    if (this.list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : this.current < 0 ? 0 : -1;
      this.mark((this.current + step + this.hits.length) % this.hits.length);
      event.preventDefault();
    } else if (event.key === "Enter" && this.current >= 0) {
      event.preventDefault();
      this.take(this.current);
    }
  }

  mark(row) {
    this.current = row;
    [...this.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === row)));
    this.list.children[row].scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", this.list.children[row].id);
  }

  take(row) {
    const hit = this.hits[row];
    this.close();
    if ("go" in this.field.dataset) { location.assign(hit.href); return; }
    this.field.value = hit.value;
    if (hit.value !== hit.label) standFor(this.field, hit.value, hit.label);
  }

  close() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}

// A thing is shown by its name while the form sends its IRI, until somebody types: a name may be that of several.
function standFor(field, iri, label) {
  const { name } = field;
  const sent = element("input", { type: "hidden", name, value: iri });
  field.removeAttribute("name");
  field.value = label;
  field.after(sent);
  field.addEventListener("input", () => { sent.remove(); field.name = name; }, { once: true });
}

function slash(event) {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName) || document.activeElement.isContentEditable;
  const field = document.querySelector(".search input[type=search]");
  if (event.key !== "/" || typing || !field || event.ctrlKey || event.metaKey) return;
  field.focus();
  event.preventDefault();
}

// The plain editor: Ctrl + Enter runs, and what is wrong is marked where it stands.
function editor(field) {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); field.form.requestSubmit(); }
  });
  const { line, column } = field.dataset;
  if (!Number(line)) return;
  const before = field.value.split("\n").slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  field.focus();
  field.setSelectionRange(before + column - 1, before + Number(column));
}

theme();
document.querySelectorAll("[data-send]").forEach(editor);
document.querySelectorAll("[data-means]").forEach((field) => standFor(field, field.value, field.dataset.means));
document.querySelectorAll("[data-suggest]").forEach((field, number) => new Suggestions(field, number));
document.addEventListener("keydown", slash);
// An open menu closes when one leaves it.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
addEventListener("beforeprint", () => document.querySelectorAll("main details:not(.menu)").forEach((one) => { one.open = true; }));

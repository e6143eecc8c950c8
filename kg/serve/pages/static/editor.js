"use strict";
// Where YASGUI's files are there: YASGUI in place of the plain editor. It asks only this server; what completes the
// words one types comes with the page. Answers are drawn by the server, as on the pages of saved questions.
const settings = JSON.parse(document.getElementById("settings").textContent);
const plain = document.getElementById("plain");

// Results as the server draws them: a table whose things are links, a chart of counts, the way to the map.
class Answer {
  constructor(yasr) {
    this.yasr = yasr;
    this.label = settings.words.answer;
    this.priority = 20;
  }

  canHandleResults() {
    const results = this.yasr.results;
    return Boolean(results && !results.hasError() && (results.getBoolean() !== undefined || results.getVariables()?.length || results.getStatements()?.length));
  }

  getIcon() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", "M3 4h12v4H3zM3 10h18v4H3zM3 16h8v4H3z");
    svg.append(path);
    return svg;
  }

  rows() {
    const results = this.yasr.results;
    const statements = results.getStatements();
    if (!statements) return [results.getVariables(), results.getBindings() || []];
    return [["subject", "relation", "object"], statements.map((each) => ({
      subject: term(each.subject), relation: term(each.predicate), object: term(each.object),
    }))];
  }

  async draw() {
    const results = this.yasr.results;
    const box = document.createElement("div");
    box.className = "answer-box";
    this.yasr.resultsEl.append(box);
    let body;
    let total = 0;
    if (results.getBoolean() !== undefined) body = { head: {}, boolean: results.getBoolean() };
    else {
      const [vars, bindings] = this.rows();
      total = bindings.length;
      body = { head: { vars }, results: { bindings: bindings.slice(0, settings.rows).map(clean) } };
    }
    const address = new URL(settings.show, location.href);
    address.searchParams.set("total", total);
    const answer = await fetch(address, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/sparql-results+json" } });
    if (!answer.ok) { box.textContent = await answer.text(); return; }
    // The server escapes every text of it, and the page's policy lets no script in it run.
    box.append(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
  }

  download(name) {
    const results = this.yasr.results;
    if (!results?.getVariables()?.length) return undefined;
    return { getData: () => results.asCsv(), filename: `${name || "answer"}.csv`, contentType: "text/csv", buttonTitle: settings.words.csv };
  }
}

function term(found) {
  if (found.termType === "NamedNode") return { type: "uri", value: found.value };
  if (found.termType === "BlankNode") return { type: "bnode", value: found.value };
  return clean({ x: { type: "literal", value: found.value, "xml:lang": found.language, datatype: found.language ? "" : found.datatype?.value } }).x;
}

// Some parsers give literals types that the standard form does not have, and empty attributes.
function clean(binding) {
  return Object.fromEntries(Object.entries(binding).filter(([, value]) => value).map(([name, value]) => {
    const kept = { type: value.type === "typed-literal" ? "literal" : value.type, value: value.value };
    if (value["xml:lang"]) kept["xml:lang"] = value["xml:lang"];
    else if (value.datatype) kept.datatype = value.datatype;
    return [name, kept];
  }));
}

// Its own completers would ask other servers, and know other prefixes than ours.
function completers(Yasqe) {
  const inOrder = (names) => (yasqe, token) => names.filter((name) => name.startsWith(token.autocompletionString || ""));
  Yasqe.forkAutocompleter("prefixes", { name: "prefixes-here", persistenceId: null, get: () => Object.entries(settings.prefixes).map(([prefix, space]) => `${prefix}: <${space}>`).sort() });
  Yasqe.forkAutocompleter("class", { name: "class-here", get: inOrder(settings.classes) });
  Yasqe.forkAutocompleter("property", { name: "property-here", get: inOrder(settings.properties) });
  Yasqe.defaults.autocompleters = ["prefixes-here", "property-here", "class-here", "variables"];
}

function start(Yasgui) {
  const { Yasqe, Yasr } = Yasgui;
  completers(Yasqe);
  Yasr.registerPlugin("answer", Answer);
  for (const name of ["table", "response"]) {
    Yasr.registerPlugin(name, class extends Yasr.plugins[name] {
      constructor(yasr) { super(yasr); this.label = settings.words[name]; this.helpReference = undefined; }
    });
  }
  Yasr.defaults.pluginOrder = ["answer", "table", "response"];
  const query = document.getElementById("query").value.trim();
  Yasqe.defaults.value = query;
  const home = document.getElementById("yasgui");
  home.hidden = false;
  plain.hidden = true;
  const made = new Yasgui(home, {
    requestConfig: { endpoint: new URL(settings.endpoint, location.href).href, method: "POST" },
    endpointCatalogueOptions: { getData: () => [], keys: [], renderItem: () => {} },
    copyEndpointOnNewTab: false,
    yasr: { defaultPlugin: "answer", prefixes: settings.prefixes },
    tabName: settings.words.query,
    populateFromUrl: true,
    autofocus: false,
  });
  // The endpoint that a browser remembers may be another server's: this page asks this one.
  for (const tab of Object.values(made._tabs)) tab.setEndpoint(new URL(settings.endpoint, location.href).href);
  const label = () => home.querySelectorAll(".CodeMirror textarea").forEach((field) => field.setAttribute("aria-label", settings.words.query));
  made.on("tabSelect", () => setTimeout(label));
  label();
  document.getElementById("answer-below").replaceChildren();  // YASGUI asks again what the address holds
}

const found = window.Yasgui && (window.Yasgui.default || window.Yasgui);
if (found) start(found);

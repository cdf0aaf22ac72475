"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const panel = document.getElementById("panel");
  const filter = document.getElementById("filter");
  const onlyGaps = document.getElementById("only-gaps");
  const rows = [...document.querySelectorAll("#matrix tbody tr")];
  let opened = null;

  // Texts of documents are only ever set as text, never as markup.
  const make = (tag, className, ...children) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...children);
    return node;
  };

  const passage = (item) => make("blockquote", "",
    make("p", "", "“" + item.quote + "”"),
    make("p", "note", item.where),
    make("p", "note", [item.role, item.depth, item.score, item.reason].filter(Boolean).join(" · ")));

  const part = (title, nodes) => nodes.length ? [make("h3", "", title), ...nodes] : [];

  const content = (cell) => {
    const [name, definition] = data.themes[cell.theme];
    const button = make("button", "", words.close);
    button.type = "button";
    button.addEventListener("click", close);
    const facts = [cell.reason, cell.explicit].filter(Boolean).join(" · ");
    return [
      button, make("h2", "", name), make("p", "note", definition), make("p", "", data.plans[cell.plan]),
      make("p", "", make("span", "chip d" + cell.code, cell.depth), " " + facts),
      ...part(words.gap, cell.gaps.map(([group, against, advice]) =>
        make("div", "", make("p", "note", group + " · " + against), make("p", "", advice)))),
      ...part(words.evidence, cell.evidence.map(passage)),
      ...part(words.nearest, cell.nearest.map(passage)),
      ...part(words.phrases, [make("p", "", ...cell.phrases.map((phrase) => make("span", "phrase", phrase)))]),
    ];
  };

  const open = (id) => {
    const cell = data.cells[id];
    if (!cell) return;
    if (opened) opened.classList.remove("open");
    opened = document.getElementById(id);
    opened.classList.add("open");
    panel.replaceChildren(...content(cell));
    panel.hidden = false;
    panel.scrollTop = 0;
    document.body.classList.add("beside");
  };

  function close() {
    panel.hidden = true;
    document.body.classList.remove("beside");
    if (!opened) return;
    opened.classList.remove("open");
    opened.focus({preventScroll: true});
    opened = null;
    history.replaceState(null, "", location.pathname + location.search);
  }

  const linked = () => {
    if (location.hash.startsWith("#clause-")) return openClause(location.hash.slice(8));
    open(location.hash.slice(1));
    if (opened) opened.scrollIntoView({behavior: "instant", block: "center", inline: "center"});
  };

  const apply = () => {
    const query = filter.value.trim().toLowerCase();
    const hidden = new Set();
    for (const row of rows) {
      row.hidden = !row.dataset.words.toLowerCase().includes(query) || (onlyGaps.checked && !("gap" in row.dataset));
      if (row.hidden) hidden.add(row.dataset.theme);
    }
    for (const node of document.querySelectorAll("#frequency [data-theme]")) {
      node.hidden = hidden.has(node.dataset.theme);
    }
    for (const node of document.querySelectorAll("#gaps .topic")) {
      node.hidden = "theme" in node.dataset ? hidden.has(node.dataset.theme) : !node.dataset.words.toLowerCase().includes(query);
    }
    for (const block of document.querySelectorAll("#gaps .block")) {
      block.hidden = !block.querySelector(".topic:not([hidden])");
    }
    const shown = words.shown.replace("{shown}", rows.length - hidden.size).replace("{all}", rows.length);
    document.getElementById("shown").textContent = shown + (query ? " · “" + query + "”" : "");
  };

  // Arrow keys walk over the cells that are shown.
  const step = (event) => {
    const moves = {ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1]};
    const move = moves[event.key];
    const link = event.target.closest("#matrix td a");
    if (!move || !link) return;
    event.preventDefault();
    const shown = rows.filter((row) => !row.hidden);
    const row = shown[shown.indexOf(link.closest("tr")) + move[0]];
    const next = row && row.cells[link.closest("td").cellIndex + move[1]];
    const target = next && next.querySelector("a");
    if (!target) return;
    target.focus();
    if (!panel.hidden) open(target.id);
  };

  // Clause by clause: the rows of one pair of plans, upper clause left, nearest clause right.
  const pairs = document.getElementById("pair");
  const findClause = document.getElementById("find-clause");
  const boxes = [...document.querySelectorAll("input.label")];

  // Runs of two or more characters that stand in the other text too.
  const marked = (text, other) => {
    const node = make("q");
    let plain = "";
    for (let at = 0; at < text.length;) {
      let length = 0;
      while (at + length < text.length && !/[\s，。、；：]/.test(text[at + length]) && other.includes(text.slice(at, at + length + 1))) length += 1;
      if (length < 2) {
        plain += text.slice(at, at + Math.max(1, length));
        at += Math.max(1, length);
      } else {
        node.append(plain, make("mark", "", text.slice(at, at + length)));
        plain = "";
        at += length;
      }
    }
    node.append(plain);
    return node;
  };

  const quoted = (number, other) => {
    const [text, where] = data.quotes[number];
    return make("div", "", marked(text, other), " ", make("span", "note", where));
  };

  const clauseRow = ([id, label, score, reason, clause, items, matches]) => {
    const upper = data.quotes[clause][0];
    const lower = matches.map(([number]) => data.quotes[number][0]).join("\n");
    const row = make("article", "clause");
    row.id = "clause-" + id;
    const more = make("details", "", make("summary", "", words.more + " " + Math.max(0, matches.length - 1)),
      ...matches.slice(1).map(([number, near]) => make("div", "", quoted(number, upper), make("span", "note", " · " + near))));
    const list = make("ul", "", ...items.map(([text, verdict, found]) => make("li", "",
      make("span", "tag " + verdict, data.labels[verdict]), " " + text, ...found.slice(0, 1).map((number) => quoted(number, text)))));
    row.append(
      make("p", "", make("span", "tag " + label, data.labels[label]), " " + score.toFixed(2) + " ", make("span", "note", reason)),
      make("div", "sides",
        make("div", "", make("p", "note", words.upper_side), quoted(clause, lower), ...(items.length ? [make("p", "note", words.items), list] : [])),
        make("div", "", make("p", "note", words.lower_side), ...(matches.length ? [quoted(matches[0][0], upper), more] : []))));
    return row;
  };

  const showClauses = () => {
    if (!pairs) return;
    const rows = data.pairs[pairs.value][1];
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const query = findClause.value.trim();
    const found = rows.filter(([, label, , , clause, , matches]) => wanted.has(label)
      && (data.quotes[clause][0].includes(query) || matches.some(([number]) => data.quotes[number][0].includes(query))));
    document.getElementById("clause-rows").replaceChildren(...found.map(clauseRow));
    document.getElementById("shown-clauses").textContent =
      words.shown_clauses.replace("{shown}", found.length).replace("{all}", rows.length) + (query ? " · “" + query + "”" : "");
  };

  const openClause = (id) => {
    const at = data.pairs.findIndex(([, rows]) => rows.some((row) => row[0] === id));
    if (at < 0) return;
    pairs.value = at;
    for (const box of boxes) box.checked = true;
    findClause.value = "";
    showClauses();
    const row = document.getElementById("clause-" + id);
    row.classList.add("open");
    row.scrollIntoView({behavior: "instant", block: "center"});
  };

  if (pairs) {
    data.pairs.forEach(([title], at) => pairs.append(new Option(title, at)));
    for (const node of [pairs, ...boxes]) node.addEventListener("change", showClauses);
    findClause.addEventListener("input", showClauses);
    showClauses();
  }

  const verdicts = [...document.querySelectorAll("input.verdict")];
  const showTargets = () => {
    const wanted = new Set(verdicts.filter((box) => box.checked).map((box) => box.value));
    for (const row of document.querySelectorAll("#target-rows tbody tr")) row.hidden = !wanted.has(row.dataset.verdict);
  };
  for (const box of verdicts) box.addEventListener("change", showTargets);

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#cell-']");
    if (!link) return;
    event.preventDefault();
    const id = link.getAttribute("href").slice(1);
    history.replaceState(null, "", "#" + id);
    open(id);
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" ? close() : step(event));
  window.addEventListener("beforeprint", () => {
    for (const node of document.querySelectorAll("#gaps details, #clauses details")) node.open = true;
  });
  window.addEventListener("hashchange", linked);
  filter.addEventListener("input", apply);
  onlyGaps.addEventListener("change", apply);
  apply();
  linked();
})();

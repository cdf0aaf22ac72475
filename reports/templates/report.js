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
    for (const node of document.querySelectorAll("#gaps [data-theme], #frequency [data-theme]")) {
      node.hidden = hidden.has(node.dataset.theme);
    }
    for (const group of document.querySelectorAll("#gaps details")) {
      group.hidden = !group.querySelector("li:not([hidden])");
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
    for (const node of document.querySelectorAll("#gaps details")) node.open = true;
  });
  window.addEventListener("hashchange", linked);
  filter.addEventListener("input", apply);
  onlyGaps.addEventListener("change", apply);
  apply();
  linked();
})();

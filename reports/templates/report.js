"use strict";
const planalign = (() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  // Rows of very many plans are packed: zlib in base64.
  const unzipped = (text) => {
    const signs = atob(text);
    const bytes = new Uint8Array(signs.length);
    for (let at = 0; at < signs.length; at++) bytes[at] = signs.charCodeAt(at);
    return new TextDecoder().decode(fflate.unzlibSync(bytes));
  };
  const island = byId("data");
  const data = JSON.parse(island.type === "application/json" ? island.textContent : unzipped(island.textContent));
  const words = data.words;
  // What is packed as numbers in a row, by names.
  const unpacked = ([depth, explicit, reason, phrases, gaps = [], evidence = [], nearest = []]) => ({depth, explicit, reason, phrases, gaps, evidence, nearest});
  const whole = (rows) => {
    rows.cells = rows.cells.map(unpacked);
    for (const [, , listed] of rows.pairs) {
      for (const row of listed) row[6] = row[6].flatMap((number, at, packed) => at % 2 ? [] : [[number, packed[at + 1] / 100]]);
    }
    return rows;
  };
  whole(data);
  const fill = (text, values) => text.replace(/\{(\w+)[^}]*\}/g, (whole, key) => values[key]);

  // Texts of documents are only ever set as text, never as markup.
  const make = (tag, className, ...children) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...children);
    return node;
  };

  const button = (text, action) => {
    const node = make("button", "", text);
    node.type = "button";
    node.addEventListener("click", () => action(node));
    return node;
  };

  // Whole addresses: what is opened on the way is no part of the page that could be skipped to.
  const page = location.href.split("#")[0];
  const link = (href, text) => {
    const node = make("a", "", text);
    node.href = page + href;
    return node;
  };

  // Copies a text; the button says whether that worked.
  const copier = (label, text, told = words.copied) => {
    const node = button(label, async () => {
      try {
        await navigator.clipboard.writeText(text());
        node.textContent = told;
      } catch {
        node.textContent = words.not_copied;
      }
    });
    node.className = "copy";
    return node;
  };

  // What to search for in the file to come to a clause, and where it stands in the whole text.
  const SEARCHED = 20;
  const searchFor = (rows, plan, at) => rows.searches[plan][at] || [...rows.clauses[plan][at]].slice(0, SEARCHED).join("").trim();
  const textLink = (plan, at) => `#text-${encodeURIComponent(data.plans[plan][4])}-${at}`;

  // A quotation and its place, with buttons that copy both with the title of the plan, or what leads to it in the file.
  const copyable = (node, rows, plan, at) => {
    const [quote, where] = ["q", ".note"].map((part) => node.querySelector(part).textContent);
    const source = [rows.plans[plan][1], where].filter(Boolean).join("，");
    node.append(" ", copier(words.copy, () => `“${quote}”（${source}）`));
    if (at < 0) return node;
    const term = searchFor(rows, plan, at);
    node.append(" ", copier(words.copy_search, () => term, fill(words.copied_search, {term})));
    if (rows === data) {
      const place = link(textLink(plan, at), "");
      place.title = words.read_here;
      const note = node.querySelector(".note");
      place.append(...note.childNodes);
      note.append(place);
    }
    return node;
  };

  // Runs of three or more signs that stand in the other text too, or of two that are looked for as words of a theme.
  const themeWords = new Set(data.phrases.flatMap((phrases) => phrases.map((phrase) => data.texts[phrase])));
  const marked = (text, other) => {
    const node = make("q");
    let plain = "";
    for (let at = 0; at < text.length;) {
      let length = 0;
      while (at + length < text.length && !/[\s，。、；：]/.test(text[at + length]) && other.includes(text.slice(at, at + length + 1))) length += 1;
      const run = text.slice(at, at + Math.max(1, length));
      if (length < 3 && !themeWords.has(run)) {
        plain += run;
      } else {
        node.append(plain, make("mark", "", run));
        plain = "";
      }
      at += run.length;
    }
    node.append(plain);
    return node;
  };

  // What the workbench adds to a gap and to a cell.
  const fills = {};

  // How rows are shown; `rows` are the page's own, or those of a draft.
  const view = (rows) => {
    const quote = (number) => {
      const [plan, text, , , at] = rows.passages[number];
      return text || rows.clauses[plan][at];
    };
    const advised = ({3: plan, 11: text, 12: at}) => at === undefined ? rows.texts[text]
      : rows.texts[text].replace("{path}", () => headings(plan, at).slice(0, -words.comma.length));
    // The headings of a clause, outermost first, itself the last if it is one, or without the last.
    const headings = (plan, at, last = true) => {
      const above = [];
      let depth = "a";
      for (let number = at; number >= 0 && depth !== "1"; number -= 1) {
        const sign = rows.layout[plan][number];
        if (!/\d/.test(sign) || sign >= depth) continue;
        depth = sign;
        above.unshift(rows.clauses[plan][number].replace(/[。：:；;．]$/, ""));
      }
      if (!last) above.pop();
      return above.length ? above.join(" › ") + words.comma : "";
    };
    const cited = (number, other = "", [before, after] = ["", ""]) => {
      const [plan, , path, place, at] = rows.passages[number];
      const text = quote(number);
      const where = make("span", "note", (path < 0 ? headings(plan, at, path === -1) : rows.texts[path]) + (typeof place === "number" ? rows.places[plan].replace("{0}", place) : place));
      return copyable(make("div", "cited", before, other ? marked(text, other) : make("q", "", text), after, " ", where), rows, plan, at);
    };
    // The clauses before and after a quotation, or what its own clause has before and after it; nothing over a heading.
    const BESIDE = 60;
    const beside = (number) => {
      const [plan, text, , , at] = rows.passages[number];
      const clauses = rows.clauses[plan];
      const body = (number) => /[p.]/.test(rows.layout[plan][number] || "") ? clauses[number] : "";
      const from = text ? (clauses[at] || "").indexOf(text) : 0;
      if (at < 0 || from < 0) return ["", ""];
      const before = body(at - 1) + clauses[at].slice(0, from);
      const after = (text && clauses[at].slice(from + text.length)) + body(at + 1);
      return [
        before && make("span", "around", before.length > BESIDE ? "…" + before.slice(-BESIDE) : before),
        after && make("span", "around", after.length > BESIDE ? after.slice(0, BESIDE) + "…" : after),
      ];
    };
    const tag = (label) => make("span", "tag " + rows.labels[label][0], rows.labels[label][1]);
    const chip = (depth) => make("span", "chip d" + depth, `${depth === "none" ? "?" : depth} ${rows.depths[depth]}`);

    const passage = ([number, role, depth, score, reason], decides = "") => make("blockquote", "", cited(number, "", beside(number)),
      make("p", "note", decides && make("b", "", decides + " · "), [rows.texts[role], depth ? `${depth} ${rows.depths[depth]}` : "", fill(words.score_of, {score: score.toFixed(2)}), rows.texts[reason]]
        .filter(Boolean).join(" · ")));

    const gap = (given) => {
      const [id, kind, , , , , against, upper, clause, near, score] = given;
      const node = make("dl", "gap");
      const row = (name, ...children) => node.append(make("dt", "", name), make("dd", "", ...children));
      node.id = "gap-" + id;
      row(words["kind_" + kind], make("span", "note", rows.texts[against]));
      row(words.upper_quote, cited(upper), clause ? link("#clause-" + clause, words.open_clause) : "");
      if (near < 0) row(words.nearest, fill(words.no_nearest, {score: score.toFixed(2)}));
      else row(words.nearest, cited(near), make("span", "note", fill(words.score_of, {score: score.toFixed(2)})));
      row(words.suggestion, advised(given), " ", link("#gap-" + id, id));
      if (rows === data && fills.gap) node.append(make("dt"), make("dd", "answers", ...fills.gap(id)));
      return node;
    };

    const clause = ([id, label, score, reason, number, items, matches]) => {
      const lower = matches.map(([match]) => quote(match)).join("\n");
      const row = make("article", "clause");
      row.id = "clause-" + id;
      const more = make("details", "", make("summary", "", words.more + " " + Math.max(0, matches.length - 1)));
      more.addEventListener("toggle", () => more.append(...matches.slice(1).map(([match, near]) =>
        make("div", "", cited(match, quote(number)), make("span", "note", near.toFixed(2))))), {once: true});
      const list = make("ul", "", ...items.map(([text, verdict, found]) => make("li", "",
        tag(verdict), " " + rows.texts[text], ...found.slice(0, 1).map((match) => cited(match, rows.texts[text])))));
      row.append(
        make("p", "", tag(label), " " + score.toFixed(2) + " ", make("span", "note", rows.texts[reason]), " ", link("#clause-" + id, "#")),
        make("div", "sides",
          make("div", "", make("p", "note", words.upper_side), cited(number, lower), ...(items.length ? [make("p", "note", words.items), list] : [])),
          make("div", "", make("p", "note", words.lower_side), ...(matches.length ? [cited(matches[0][0], quote(number)), more] : []))));
      return row;
    };
    return {advised, chip, cited, clause, gap, passage, quote, tag};
  };

  const own = view(data);
  const panel = byId("panel");
  const rows = all("#matrix tbody tr");
  const PAGE = 10;
  let opened = null;

  // The evidence of a cell, beside the matrix.
  const part = (title, nodes) => nodes.length ? [make("h3", "", title), ...nodes] : [];

  const content = (theme, plan) => {
    const cell = data.cells[theme * data.plans.length + plan];
    const [name, definition] = data.themes[theme];
    const [label, title] = data.plans[plan];
    const facts = [data.texts[cell.reason], data.texts[cell.explicit]].filter(Boolean).join(" · ");
    return [
      button(words.close, close), make("h2", "", name), make("p", "note", definition), make("p", "", label + " · " + title),
      make("p", "", own.chip(cell.depth), " " + facts), ...(fills.cell ? [make("p", "answers", ...fills.cell(theme, plan))] : []),
      ...part(words.gap, cell.gaps.map((number) => data.gaps[number]).map((gap) => make("div", "",
        make("p", "note", data.texts[gap[6]]), make("p", "", own.advised(gap), " ", link("#gap-" + gap[0], gap[0]))))),
      ...part(words.evidence, cell.evidence.map((each, at) => own.passage(each, at === 0 && String(each[2]) === cell.depth ? words.decides : ""))),
      ...part(words.nearest, cell.nearest.map((each) => own.passage(each))),
      ...part(words.phrases, cell.phrases < 0 ? [] : [make("p", "", ...data.phrases[cell.phrases].map((phrase) => make("span", "phrase", data.texts[phrase])))]),
    ];
  };

  const open = (id) => {
    const node = byId(id);
    const cell = node && node.closest("#matrix td");
    if (!cell) return;
    if (node === opened) return void panel.focus();
    if (opened) opened.classList.remove("open");
    opened = node;
    opened.classList.add("open");
    panel.replaceChildren(...content(rows.indexOf(cell.parentNode), cell.cellIndex - 1));
    panel.hidden = false;
    panel.scrollTop = 0;
    document.body.classList.add("beside");
    // What stands above it may have become longer, now that the page is narrower.
    opened.scrollIntoView({behavior: "instant", block: "nearest", inline: "nearest"});
  };

  function close() {
    panel.hidden = true;
    document.body.classList.remove("beside");
    if (!opened) return;
    opened.classList.remove("open");
    opened.focus({preventScroll: true});
    opened = null;
    history.replaceState(null, "", address());
  }

  // Gaps: a topic is filled when it is opened.
  const topics = all("#gaps .topic").map((node) => {
    const [first, count] = node.dataset.gaps.split(" ").map(Number);
    return {node, title: node.firstElementChild.textContent, first, gaps: data.gaps.slice(first, first + count), block: node.parentNode, filled: false};
  });

  const fillTopic = (topic) => {
    if (!topic.filled) {
      const [, , , plan, , theme] = topic.gaps[0];
      if (theme >= 0) topic.node.append(make("p", "", link("#" + rows[theme].cells[plan + 1].firstElementChild.id, words.open_cell)));
      topic.node.append(...topic.gaps.map(own.gap));
      topic.filled = true;
    }
    all(".gap", topic.node).forEach((node, at) => { node.hidden = !fits(topic.gaps[at]); });
  };

  const openGap = (id) => {
    const topic = topics.find(({gaps}) => gaps.some((gap) => gap[0] === id));
    if (!topic) return;
    if (topic.node.hidden || topic.block.hidden || !topic.gaps.some((gap) => gap[0] === id && fits(gap))) reset();
    topic.block.open = topic.node.open = true;
    fillTopic(topic);
    emphasize(byId("gap-" + id));
  };

  const emphasize = (node) => {
    for (const other of all(".clause.open, .gap.open")) other.classList.remove("open");
    node.classList.add("open");
    node.scrollIntoView({behavior: "instant", block: "center"});
  };

  // Every word of a query must stand in a text.
  const finder = (query) => {
    const terms = query.toLowerCase().split(/\s+/).filter(Boolean);
    return (text) => terms.every((term) => text.toLowerCase().includes(term));
  };

  // Filters of the whole page.
  const filters = byId("filters");
  const [filter, level, lower, upper, group, onlyGaps] = ["filter", "level", "lower", "upper", "group", "only-gaps"].map(byId);
  const verdicts = all("input.verdict");
  let columns = "";

  const chosen = (side, number) => side.value === "" || Number(side.value) === number;
  const fitsPair = (below, above) => chosen(lower, below) && chosen(upper, above) && (!level.value || data.plans[below][2] === level.value);
  const fits = (gap) => fitsPair(gap[3], gap[4]);

  const shownColumns = () => data.plans.map(([, , its, uppers], plan) => {
    if (level.value && its !== level.value) return false;
    if (lower.value === "" && upper.value === "") return true;
    const below = lower.value === "" ? uppers.includes(Number(upper.value)) : plan === Number(lower.value);
    const above = upper.value === "" ? data.plans[lower.value][3].includes(plan) : plan === Number(upper.value);
    return below || above;
  });

  const applyColumns = (shown) => {
    if (columns === String(shown)) return;
    columns = String(shown);
    for (const row of all(".matrix tr:not(.levels)")) shown.forEach((visible, plan) => { row.cells[plan + 1].hidden = !visible; });
    for (const row of all(".matrix tr.levels")) {
      let first = 0;
      for (const cell of all("th[data-span]", row)) {
        const span = Number(cell.dataset.span);
        const visible = shown.slice(first, first + span).filter(Boolean).length;
        cell.hidden = !visible;
        cell.colSpan = Math.max(1, visible);
        first += span;
      }
    }
  };

  const inForce = () => [
    filter.value.trim() && "“" + filter.value.trim() + "”",
    ...[level, lower, upper, group].map((node) => node.value && node.selectedOptions[0].text),
    onlyGaps.checked && onlyGaps.parentNode.textContent.trim(),
  ].filter(Boolean).join(" · ");

  // What is lacking, of the gaps that are shown; told when a reader can see it, for there are thousands.
  const tell = (topic) => {
    const first = topic.gaps.find(fits);
    const summary = topic.node.firstElementChild;
    if (!topic.told) {
      const kinds = ["theme", "clause", "target"].map((kind) => [kind, topic.gaps.filter((gap) => gap[1] === kind).length]).filter(([, count]) => count);
      summary.append(...kinds.flatMap(([kind, count]) => [" ", make("span", "tag", `${words["kind_" + kind]} ${count}`)]), " ", make("span", "note"));
      topic.told = true;
    }
    summary.lastElementChild.textContent = first ? data.texts[first[6]] : "";
  };

  const applyTopics = (says) => {
    for (const topic of topics) {
      const theme = topic.gaps[0][5];
      topic.count = topic.gaps.filter(fits).length;
      topic.node.hidden = !topic.count || (group.value && topic.block.dataset.group !== group.value)
        || !says(theme >= 0 ? rows[theme].dataset.words : topic.title);
      if (topic.filled) fillTopic(topic);
      if (topic.block.open) tell(topic);
    }
    const counts = new Map();
    for (const {node, block, count} of topics) counts.set(block, (counts.get(block) || 0) + (node.hidden ? 0 : count));
    for (const [block, count] of counts) {
      block.hidden = !count;
      block.querySelector("summary .note").textContent = inForce() ? fill(words.shown_gaps, {shown: count}) : "";
    }
    for (const plan of all("#gaps .lower")) plan.hidden = all(".block", plan).every((block) => block.hidden);
  };

  const showTargets = () => {
    const wanted = new Set(verdicts.filter((box) => box.checked).map((box) => box.value));
    for (const row of all("#target-rows tbody tr")) {
      row.hidden = !wanted.has(row.dataset.verdict) || !fitsPair(Number(row.dataset.lower), Number(row.dataset.upper));
    }
    const none = byId("targets-empty");
    if (none) none.hidden = all("#target-rows tbody tr").some((row) => !row.hidden);
  };

  // Modules of the page that show something under the filters.
  const onFilter = [];
  const apply = () => {
    const says = finder(filter.value);
    const isLacking = (gap) => gap[2] !== "waived" && fits(gap) && (!group.value || gap[2] === group.value);
    const lacking = new Set(data.cells.flatMap((cell, at) =>
      (cell.gaps || []).some((number) => isLacking(data.gaps[number])) ? [Math.floor(at / data.plans.length)] : []));
    const hidden = new Set();
    rows.forEach((row, theme) => {
      row.hidden = !says(row.dataset.words) || ((onlyGaps.checked || group.value !== "") && !lacking.has(theme));
      if (row.hidden) hidden.add(row.dataset.theme);
    });
    for (const node of all("#frequency [data-theme]")) node.hidden = hidden.has(node.dataset.theme);
    applyColumns(shownColumns());
    firstStop();
    applyTopics(says);
    listPairs();
    showTargets();
    for (const tell of onFilter) tell();
    byId("shown").textContent = fill(words.shown, {shown: rows.length - hidden.size, all: rows.length});
    byId("matrix-empty").hidden = hidden.size < rows.length;
    if (topics.length) byId("gaps-empty").hidden = topics.some(({node}) => !node.hidden);
    const told = inForce();
    for (const node of all(".in-force")) node.textContent = told && fill(words.in_force, {filters: told});
  };

  const reset = () => {
    filters.reset();
    apply();
    remember();
  };

  // The filters stand in the address behind a question mark, so that they can be sent on and gone back to.
  const inAddress = {q: filter, level, lower, upper, group, gaps: onlyGaps, find: byId("find-clause"), text: byId("search-text")};
  const asText = () => {
    const set = Object.entries(inAddress).filter(([, node]) => node && (node.type === "checkbox" ? node.checked : node.value.trim()));
    return new URLSearchParams(set.map(([name, node]) => [name, node.type === "checkbox" ? "1" : node.value.trim()])).toString();
  };
  const address = (anchor = "") => location.pathname + location.search + (anchor || asText() ? "#" : "") + anchor + (asText() ? "?" + asText() : "");
  // A word that is being typed is one step to go back, however many signs it has.
  let typing = false;
  const remember = (typed = false) => {
    if ((location.hash.split("?")[1] || "") !== asText()) history[typed && typing ? "replaceState" : "pushState"](null, "", address());
    typing = typed;
  };
  const recall = (text) => {
    const wanted = new URLSearchParams(text);
    for (const [name, node] of Object.entries(inAddress)) {
      if (!node) continue;
      const value = wanted.get(name) || "";
      if (node.type === "checkbox") node.checked = value === "1";
      else node.value = node.tagName !== "SELECT" || [...node.options].some((option) => option.value === value) ? value : "";
    }
    apply();
    if (pairs) showClauses();
  };

  // The matrix is one stop of the tab key; inside arrow keys, Home and End walk over the cells that are shown.
  const cells = all("#matrix td a");
  let stop = null;
  const stopAt = (node) => {
    if (stop) stop.tabIndex = -1;
    stop = node;
    if (node) node.tabIndex = 0;
  };
  for (const node of cells) node.tabIndex = -1;
  const shownCells = (row) => [...row.cells].slice(1).filter((cell) => !cell.hidden);
  const firstStop = () => {
    const row = rows.find((each) => !each.hidden);
    if (stop && !stop.closest("tr").hidden && !stop.closest("td").hidden) return;
    const cell = row && shownCells(row)[0];
    stopAt(cell ? cell.firstElementChild : null);
  };
  byId("matrix").addEventListener("focusin", ({target}) => {
    const cell = target.closest("td");
    if (!cell || !target.matches("td a")) return;
    stopAt(target);
    const its = data.cells[rows.indexOf(cell.parentNode) * data.plans.length + cell.cellIndex - 1];
    target.setAttribute("aria-label", `${data.themes[rows.indexOf(cell.parentNode)][0]} × ${data.plans[cell.cellIndex - 1][0]}: ${its.depth === "none" ? "?" : its.depth} ${data.depths[its.depth]}`);
  });
  const step = (event) => {
    const from = event.target.closest("#matrix td a");
    if (!from || event.altKey || event.metaKey) return;
    const shown = rows.filter((row) => !row.hidden);
    const inRow = shownCells(from.closest("tr"));
    const [at, across] = [shown.indexOf(from.closest("tr")), inRow.indexOf(from.closest("td"))];
    const last = shown.length - 1;
    const to = {
      ArrowUp: [at - 1, across], ArrowDown: [at + 1, across], ArrowLeft: [at, across - 1], ArrowRight: [at, across + 1],
      Home: [event.ctrlKey ? 0 : at, 0], End: [event.ctrlKey ? last : at, inRow.length - 1],
      PageUp: [Math.max(0, at - PAGE), across], PageDown: [Math.min(last, at + PAGE), across],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    const row = shown[to[0]];
    const cell = row && shownCells(row)[to[1]];
    if (!cell) return;
    cell.firstElementChild.focus();
    if (!panel.hidden) open(cell.firstElementChild.id);
  };

  // Clause by clause: the rows of one pair of plans, upper clause left, nearest clause right.
  const pairs = byId("pair");
  const findClause = byId("find-clause");
  const boxes = all("input.label");
  // Hundreds of clauses take a second to lay out: the rest follows when its beginning comes into view.
  const AT_ONCE = 40;
  const end = make("p", "note", "…");
  let waiting = [];

  const nextClauses = (count = AT_ONCE) => {
    end.before(...waiting.splice(0, count).map(own.clause));
    end.hidden = !waiting.length;
  };

  const listPairs = () => {
    if (!pairs) return;
    const before = pairs.value;
    const shown = data.pairs.map(([below, above], at) => ({at, below, above})).filter(({below, above}) => fitsPair(below, above));
    pairs.replaceChildren(...shown.map(({at, below, above}) => new Option(`${data.plans[below][0]} ← ${data.plans[above][0]}`, at)));
    if (shown.some(({at}) => String(at) === before)) pairs.value = before;
    if (pairs.value !== before || !byId("shown-clauses").textContent) showClauses();
  };

  const fittingClauses = (listed) => {
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const query = findClause.value.trim();
    const says = finder(query);
    return listed.filter(([, label, , , clause, , matches]) => wanted.has(data.labels[label][0])
      && (!query || says([clause, ...matches.map(([number]) => number)].map(own.quote).join("\n"))));
  };

  const showClauses = () => {
    const listed = pairs.value === "" ? [] : data.pairs[pairs.value][2];
    const query = findClause.value.trim();
    const found = fittingClauses(listed);
    byId("clause-rows").replaceChildren(...(found.length ? [] : [make("p", "empty", words.nothing)]), end);
    waiting = found.slice();
    nextClauses();
    byId("shown-clauses").textContent = fill(words.shown_clauses, {shown: found.length, all: listed.length}) + (query ? " · “" + query + "”" : "");
  };

  // What the filters leave, by ids: for files that hold just that.
  const chosenRows = () => {
    const listed = data.pairs.filter(([below, above]) => fitsPair(below, above));
    return {
      plans: data.plans.filter((plan, number) => shownColumns()[number]).map((plan) => plan[4]),
      themes: data.themes.filter((theme, number) => !rows[number].hidden).map((theme) => theme[2]),
      pairs: data.plans.flatMap((plan, below) => plan[3].filter((above) => fitsPair(below, above)).map((above) => [plan[4], data.plans[above][4]])),
      gaps: topics.filter(({node}) => !node.hidden).flatMap(({gaps}) => gaps.filter(fits)).map((gap) => gap[0]),
      alignments: pairs ? listed.flatMap(([, , own]) => fittingClauses(own)).map((row) => row[0]) : [],
      target_pairs: all("#target-rows tbody tr:not([hidden])").map((row) => row.dataset.pair),
    };
  };

  // All that the filters leave, unfolded.
  const unfold = () => {
    topics.filter(({node, block}) => !node.hidden && !block.hidden).forEach((topic) => { tell(topic); fillTopic(topic); });
    nextClauses(Infinity);
    for (const node of all("#gaps details, #clauses details")) node.open = true;
  };
  const pairIsChosen = () => Boolean(lower.value || upper.value || level.value || (findClause && findClause.value.trim()));

  const openClause = (id) => {
    const at = data.pairs.findIndex(([, , listed]) => listed.some((row) => row[0] === id));
    if (at < 0) return;
    if (!fitsPair(data.pairs[at][0], data.pairs[at][1])) reset();
    pairs.value = at;
    for (const box of boxes) box.checked = true;
    findClause.value = "";
    showClauses();
    nextClauses(Infinity);
    emphasize(byId("clause-" + id));
  };

  // What an address opens, by its first word; other modules of the page add theirs.
  const openers = {clause: openClause, gap: openGap, cell: (rest) => open("cell-" + rest)};
  const follow = (hash) => {
    const [kind] = hash.split("-", 1);
    if (Object.hasOwn(openers, kind)) openers[kind](hash.slice(kind.length + 1));
  };

  const linked = () => {
    const [anchor, text] = location.hash.slice(1).split("?");
    if (text !== undefined || (!anchor && asText())) recall(text || "");
    if (anchor) follow(anchor);
    if (opened) opened.scrollIntoView({behavior: "instant", block: "center", inline: "center"});
  };

  // Quotations that stand in the page from the beginning, thousands of them, get their buttons when they come near.
  const near = new IntersectionObserver((entries) => {
    for (const {isIntersecting, target} of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      copyable(target, data, Number(target.dataset.plan), Number(target.dataset.at));
    }
  }, {rootMargin: "600px"});
  for (const node of all(".cited[data-plan]")) near.observe(node);
  for (const form of all("form")) form.addEventListener("submit", (event) => event.preventDefault());
  for (const node of verdicts) node.addEventListener("change", showTargets);

  // A click on a column's head sorts the targets by it, another one the other way; figures by their size.
  const sortTargets = (head) => {
    const body = document.querySelector("#target-rows tbody");
    const down = head.getAttribute("aria-sort") !== "ascending";
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "ascending" : "descending");
    const key = (row) => row.cells[head.cellIndex].textContent.trim();
    const sorted = [...body.rows].sort((a, b) => key(a).localeCompare(key(b), document.documentElement.lang, {numeric: true}));
    body.append(...(down ? sorted : sorted.reverse()));
  };
  for (const button of document.querySelectorAll("#target-rows .sort")) {
    button.addEventListener("click", () => sortTargets(button.closest("th")));
  }
  filter.addEventListener("input", () => { apply(); remember(true); });
  filters.addEventListener("change", () => { apply(); remember(); });
  filters.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
  if (pairs) {
    for (const node of [pairs, ...boxes]) node.addEventListener("change", showClauses);
    findClause.addEventListener("input", () => { showClauses(); remember(true); });
    findClause.addEventListener("change", () => remember());
    new IntersectionObserver(([{isIntersecting}]) => isIntersecting && nextClauses(), {rootMargin: "1000px"}).observe(end);
  }
  byId("gaps").addEventListener("toggle", ({target}) => {
    if (!target.open) return;
    for (const topic of topics) {
      if (topic.node === target) fillTopic(topic);
      else if (topic.block === target) tell(topic);
    }
  }, true);
  document.addEventListener("click", (event) => {
    const node = event.target.closest("a[href]");
    if (!node || node.href.split("#")[0] !== page) return;
    const hash = node.href.slice(page.length + 1);
    if ("lower" in node.dataset) {
      reset();
      [lower.value, upper.value, group.value] = [node.dataset.lower, node.dataset.upper, node.dataset.group || ""];
      apply();
      remember();
      for (const {block} of topics) if (!block.hidden) block.open = true;
    }
    if (!Object.hasOwn(openers, hash.split("-", 1)[0]) || !hash.includes("-")) return;
    event.preventDefault();
    if (location.hash !== "#" + hash) history.pushState(null, "", address(hash));
    follow(hash);
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" ? close() : step(event));
  window.addEventListener("hashchange", linked);
  // What is wider or higher than its box is scrolled with the keys, too.
  const scrolled = new ResizeObserver((entries) => {
    for (const {target} of entries) {
      const box = target.parentNode;
      if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  });
  for (const table of all(".wide > table, .scroll > table")) {
    const section = table.closest("section");
    const head = section && section.querySelector("h2");
    table.parentNode.setAttribute("role", "group");
    table.parentNode.tabIndex = 0;
    if (head) table.parentNode.setAttribute("aria-label", head.textContent);
    scrolled.observe(table);
  }
  // Nothing that is scrolled to, and no head that sticks, may lie below the bar, however many lines it has.
  const bar = byId("bar");
  new ResizeObserver(() => document.documentElement.style.setProperty("--bar", getComputedStyle(bar).position === "sticky" ? bar.offsetHeight + "px" : "0px")).observe(bar);
  apply();
  return {address, all, anchorOf: (theme, plan) => rows[theme].cells[plan + 1].firstElementChild.id, apply, button, chosenPlan: (number) => shownColumns()[number], chosen: chosenRows, chosenName: () => lower.value && lower.selectedOptions[0].text, close, copier, data, emphasize, fill, fills, finder, fitsPair, fitsTheme: (theme) => !rows[theme].hidden, inForce, link, linked, make, onFilter, openers, own, pairIsChosen, part, plans: data.plans, remember, searchFor, textLink, unfold, view, whole, words};
})();

"use strict";
// Both plans of a pair as a whole, side by side: what is above left, what is below right.
(() => {
  const {copier, data, fill, fitsPair, make, openers, own, searchFor, words} = planalign;
  const byId = (id) => document.getElementById(id);
  const [section, pair, found] = ["reading", "reading-pair", "reading-found"].map(byId);
  const box = section.querySelector(".texts");
  const BELIEVED = 0.3;
  const BESIDE_FROM = 1100;
  const SIGNS = {covered: "●", partial: "◐", absent: "○", not_applicable: "–", none: "?"};
  const sides = {};
  let shown = "";

  for (const [at, [below, above]] of data.pairs.entries()) pair.append(new Option(`${data.plans[below][0]} ← ${data.plans[above][0]}`, at));
  const alone = data.plans.map((plan, number) => number).filter((number) => !data.pairs.some(([below, above]) => below === number || above === number));
  for (const number of alone) pair.append(new Option(data.plans[number][0], "p" + number));
  pair.append(...(pair.options.length ? [] : data.plans.map(([label], number) => new Option(label, "p" + number))));

  // One plan: a row for each clause, with its mark in the margin.
  const column = (plan, name, marks) => {
    const rows = data.clauses[plan].map((text, at) => {
      const layout = data.layout[plan][at];
      const mark = marks.get(at);
      const row = make("div", "line " + (/\d/.test(layout) ? "head h" + layout : layout === "t" ? "head h1" : layout === "p" ? "first" : ""),
        make("span", "edge" + (mark ? " tag " + mark.code : ""), mark ? mark.sign : ""), make("span", "said", text));
      row.dataset.at = at;
      if (mark) {
        row.tabIndex = -1;
        row.setAttribute("role", "button");
        row.querySelector(".edge").setAttribute("aria-label", mark.told);
        row.title = mark.told;
      }
      return row;
    });
    const scroller = make("div", "text", ...rows);
    Object.assign(scroller, {tabIndex: 0});
    scroller.setAttribute("role", "group");
    scroller.setAttribute("aria-label", data.plans[plan][1]);
    const marked = rows.filter((row) => row.hasAttribute("role"));
    if (marked[0]) marked[0].tabIndex = 0;
    return {plan, rows, marked, scroller, node: make("div", "side " + name, make("h3", "", `${data.plans[plan][0]} · ${data.plans[plan][1]}`), scroller)};
  };

  // Upper clauses with their verdicts, and lower clauses with what they answer.
  const upperMarks = (listed) => new Map(listed.map((row) => {
    const [code, name] = data.labels[row[1]];
    return [data.passages[row[4]][4], {row, code, sign: SIGNS[code], told: name}];
  }));
  const lowerMarks = (plan, listed) => {
    const answers = new Map();
    for (const row of listed) {
      if (!["covered", "partial"].includes(data.labels[row[1]][0])) continue;
      for (const [number, score] of row[6]) {
        if (score < BELIEVED) continue;
        const at = data.passages[number][4];
        answers.set(at, [...(answers.get(at) || []), data.passages[row[4]][4]]);
      }
    }
    const marks = new Map([...answers].map(([at, uppers]) => [at, {uppers, code: "answers", sign: String(uppers.length), told: fill(words.read_answers, {count: uppers.length})}]));
    for (const at of data.own[plan]) if (!marks.has(at)) marks.set(at, {uppers: [], code: "own", sign: "＋", told: words.read_own});
    return marks;
  };

  const build = () => {
    if (shown === pair.value) return;
    shown = pair.value;
    found.replaceChildren(words.read_choose);
    asked = null;
    const [below, above, listed] = shown.startsWith("p") ? [Number(shown.slice(1)), -1, []] : data.pairs[shown];
    const uppers = upperMarks(listed);
    const lowers = lowerMarks(below, listed);
    sides.upper = above < 0 ? null : {...column(above, "upper", uppers), marks: uppers};
    sides.lower = {...column(below, "lower", lowers), marks: lowers};
    box.replaceChildren(...[sides.upper, sides.lower].filter(Boolean).map(({node}) => node));
  };

  const scrollTo = (side, at) => {
    const row = side.rows[at];
    if (!row) return;
    side.scroller.scrollTop = row.offsetTop - side.scroller.clientHeight / 3;
  };
  const clear = (side, name) => { for (const row of side.rows) row.classList.remove(...name); };

  // What a clause leads to on the other side, the best first, then what is near without being believed.
  const others = (side, at) => {
    const mark = side.marks.get(at);
    if (!mark) return [];
    if (side === sides.lower) return mark.uppers.map((upper) => [upper, 1]);
    return mark.row[6].map(([number, score]) => [data.passages[number][4], score]);
  };

  // In the workbench any clause of the lower plan can be made the evidence of the upper clause that was chosen before.
  const QUOTED = 16;
  let asked = null;
  const answers = (row, at) => {
    const clause = own.quote(row[4]);
    const told = make("span", "note");
    const answer = (label) => planalign.button(data.labels.find(([code]) => code === label)[1], async () => {
      if (await planalign.decide({kind: "verdict", alignment: row[0], answer: label, evidence: at})) told.textContent = " " + words.read_decided;
    });
    const shown = clause.length > QUOTED ? clause.slice(0, QUOTED) + "…" : clause;
    return [make("br"), fill(words.read_decide, {clause: shown}), answer("covered"), " ", answer("partial"), told];
  };

  let last = {};
  const choose = (side, at) => {
    const other = side === sides.upper ? sides.lower : sides.upper;
    const again = last.side === side && last.at === at;
    const ways = other ? others(side, at) : [];
    const turn = again ? (last.turn + 1) % Math.max(1, ways.length) : 0;
    last = {side, at, turn};
    for (const each of [sides.upper, sides.lower].filter(Boolean)) clear(each, ["chosen", "near", "far", "here"]);
    side.rows[at].classList.add("chosen");
    for (const [to, score] of ways) other.rows[to].classList.add(score < BELIEVED ? "far" : "near");
    if (ways.length) {
      other.rows[ways[turn][0]].classList.add("here");
      scrollTo(other, ways[turn][0]);
    }
    const mark = side.marks.get(at);
    if (side === sides.upper) asked = mark ? mark.row : null;
    const parts = [];
    if (mark && mark.row) parts.push(own.tag(mark.row[1]), ` ${mark.row[2].toFixed(2)} `, make("span", "note", data.texts[mark.row[3]]), " ", planalign.link("#clause-" + mark.row[0], words.open_clause));
    else if (mark) parts.push(mark.told);
    else if (side === sides.lower && sides.upper) parts.push(words.read_none);
    if (ways.length) parts.push(" · " + fill(words.read_left, {at: turn + 1, count: ways.length}) + (ways[turn][1] < BELIEVED ? ` · ${words.nearest} ${ways[turn][1].toFixed(2)}` : ""));
    const term = searchFor(data, side.plan, at);
    parts.push(" ", copier(words.copy_search, () => term, fill(words.copied_search, {term})));
    if (side === sides.lower && asked && planalign.decide) parts.push(...answers(asked, at));
    found.replaceChildren(...parts);
  };

  const sideOf = (node) => [sides.upper, sides.lower].find((side) => side && side.scroller.contains(node));
  const walk = (side, row, key) => {
    const at = side.marked.indexOf(row);
    const to = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: side.marked.length - 1}[key];
    const next = side.marked[to];
    if (!next) return;
    for (const each of side.marked) each.tabIndex = -1;
    next.tabIndex = 0;
    next.focus({preventScroll: true});
    next.scrollIntoView({block: "nearest"});
    choose(side, Number(next.dataset.at));
  };
  box.addEventListener("click", ({target}) => {
    const row = target.closest(".line");
    if (row && !String(getSelection())) choose(sideOf(row), Number(row.dataset.at));
  });
  box.addEventListener("keydown", (event) => {
    const row = event.target.closest(".line");
    if (!row) return;
    if (event.key === "Enter" || event.key === " ") choose(sideOf(row), Number(row.dataset.at));
    else if (["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) walk(sideOf(row), row, event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  // A place in a text: in the pair that is shown if the plan is in it, or else in the first that has it.
  const openText = (rest) => {
    const [, id, at] = rest.match(/^(.*)-(\d+)$/) || [];
    const plan = id === undefined ? -1 : data.plans.findIndex((each) => each[4] === decodeURIComponent(id));
    if (plan < 0 || Number(at) >= data.clauses[plan].length) return;
    const has = (value) => value.startsWith("p") ? Number(value.slice(1)) === plan : data.pairs[value].slice(0, 2).includes(plan);
    const options = [...pair.options].map(({value}) => value);
    const fitting = options.filter((value) => has(value) && (value.startsWith("p") || fitsPair(data.pairs[value][0], data.pairs[value][1])));
    if (!has(pair.value)) pair.value = fitting[0] ?? options.find(has) ?? "";
    if (pair.value === "") return;
    build();
    const side = sides.upper && sides.upper.plan === plan ? sides.upper : sides.lower;
    if (innerWidth < BESIDE_FROM) planalign.close();
    section.querySelector(".tools").scrollIntoView({behavior: "instant", block: "start"});
    choose(side, Number(at));
    scrollTo(side, Number(at));
    side.rows[at].classList.add("here");
  };
  openers.text = openText;

  pair.addEventListener("change", build);
  new IntersectionObserver(([{isIntersecting}], watcher) => {
    if (!isIntersecting) return;
    watcher.disconnect();
    build();
  }, {rootMargin: "400px"}).observe(section);
})();

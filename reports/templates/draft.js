"use strict";
(() => {
  const {fill, make, part, view, words} = planalign;
  const byId = (id) => document.getElementById(id);
  const [text, of, upper, status, answer] = ["text", "of", "upper", "status", "answer"].map((id) => byId("draft-" + id));
  const version = Number(byId("draft").dataset.version);
  const LOOK_EVERY = 2000;

  const uppersOf = () => {
    const above = planalign.plans[of.value][3];
    if (above.length) upper.value = above[0];
  };

  // What a draft answers, how deep, and what it lacks; `rows` are those of the page for the upper plan and the draft.
  const shown = ({draft, rows}) => {
    const {chip, clause, gap, passage} = view(rows);
    const coverage = rows.themes.map(([name], theme) => ({name, cell: rows.cells[theme * rows.plans.length + draft]}));
    const taken = coverage.filter(({cell}) => cell.evidence.length);
    const listed = rows.pairs.flatMap(([, , pair]) => pair).sort((one, other) => other[2] - one[2]);
    const of = (label) => listed.filter((row) => rows.labels[row[1]][0] === label);
    const [covered, partial, absent] = ["covered", "partial", "absent"].map(of);
    const lacks = rows.gaps.filter(([, kind]) => kind === "theme");
    const none = () => make("p", "note", words.draft_nothing);
    const later = (title, nodes) => {
      const box = make("details", "", make("summary", "", title));
      box.addEventListener("toggle", () => box.append(...nodes()), {once: true});
      return box;
    };
    return [
      make("p", "", fill(words.draft_summary, {covered: covered.length, partial: partial.length, themes: taken.length, lacks: lacks.length, lost: absent.length})),
      ...part(words.draft_clauses, [...covered, ...partial].length ? [...covered, ...partial].map(clause) : [none()]),
      ...part(words.draft_themes, taken.length ? taken.map(({name, cell}) => make("div", "theme",
        make("p", "", chip(cell.depth), " " + name + " ", make("span", "note", rows.texts[cell.reason])), passage(cell.evidence[0]))) : [none()]),
      later(`${words.draft_lacks} ${lacks.length}`, () => lacks.map(gap)),
      later(`${words.draft_lost} ${absent.length}`, () => absent.map(clause)),
    ];
  };

  const told = (reason) => { status.textContent = fill(words.draft_failed, {reason}); };

  // The text lives in the tab, whatever is loaded anew, and is kept with every sign that is typed.
  const keep = () => sessionStorage.setItem("draft", JSON.stringify({text: text.value, of: of.value, upper: upper.value, before}));
  let before = null;
  let asked = 0;
  let timer = 0;

  const COUNTED = ["covered", "partial", "themes", "lacks", "lost"];
  const counted = ({draft, rows}) => {
    const listed = rows.pairs.flatMap(([, , pair]) => pair);
    const of = (label) => listed.filter((row) => rows.labels[row[1]][0] === label).length;
    const themes = rows.themes.filter((each, theme) => rows.cells[theme * rows.plans.length + draft].evidence.length).length;
    return {covered: of("covered"), partial: of("partial"), themes, lacks: rows.gaps.filter(([, kind]) => kind === "theme").length, lost: of("absent")};
  };
  // What has changed since the last time the draft was judged.
  const changed = (now) => {
    const told = before ? COUNTED.filter((name) => now[name] !== before[name])
      .map((name) => `${words["draft_count_" + name]} ${now[name] > before[name] ? "+" : "−"}${Math.abs(now[name] - before[name])}`) : [];
    before = now;
    keep();
    return told.length ? [make("p", "changed", fill(words.draft_since, {changes: told.join("，")}))] : [];
  };

  const judge = async (ask) => {
    clearTimeout(timer);
    const mine = asked += 1;
    if (!text.value.trim()) {
      answer.replaceChildren();
      status.textContent = words.draft_empty;
      return;
    }
    status.textContent = ask ? words.draft_asking : words.draft_working;
    try {
      const body = JSON.stringify({text: text.value, of: Number(of.value), upper: Number(upper.value), ask});
      const response = await fetch("draft", {method: "POST", headers: {"Content-Type": "application/json"}, body});
      if (!(response.headers.get("Content-Type") || "").startsWith("application/json")) throw new Error(response.status);
      const result = await response.json();
      if (result.rows) planalign.whole(result.rows);
      if (mine !== asked) return;
      if (result.fault) return told(result.fault);
      const told = result.second.map((line) => make("p", "note", line));
      answer.replaceChildren(...changed(counted(result)), ...told, ...shown(result));
      status.textContent = "";
    } catch (error) {
      if (mine === asked) told(error.message);
    }
  };

  // A new result is loaded when nobody is typing.
  const look = async () => {
    const response = await fetch("state").catch(() => null);
    const state = response && response.ok ? await response.json() : {version};
    if (state.fault) told(state.fault);
    if (state.version === version || document.activeElement === text && Date.now() - typed < TYPING) return void setTimeout(look, LOOK_EVERY);
    status.textContent = words.draft_changed;
    keep();
    location.reload();
  };

  const TYPING = 3000;
  const PAUSE = 900;
  let typed = 0;
  const kept = JSON.parse(sessionStorage.getItem("draft") || "null");
  uppersOf();
  if (kept) {
    text.value = kept.text;
    before = kept.before;
    for (const [node, value] of [[of, kept.of], [upper, kept.upper]]) if ([...node.options].some((option) => option.value === value)) node.value = value;
    if (kept.text.trim()) judge(false);
  }
  text.addEventListener("input", () => {
    typed = Date.now();
    keep();
    clearTimeout(timer);
    timer = setTimeout(judge, PAUSE, false);
  });
  for (const node of [of, upper]) node.addEventListener("change", () => { before = null; keep(); });
  of.addEventListener("change", uppersOf);
  byId("draft-judge").addEventListener("click", () => judge(false));
  const ask = byId("draft-ask");
  if (ask) ask.addEventListener("click", () => judge(true));
  setTimeout(look, LOOK_EVERY);
})();

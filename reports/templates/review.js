"use strict";
(() => {
  const {button, data, fill, fills, make, own, words} = planalign;
  const byId = (id) => document.getElementById(id);
  const [lower, by, reason, left, told, card, recount] = ["lower", "by", "reason", "left", "told", "card", "recount"].map((id) => byId("review-" + id));
  const LOOK_EVERY = 3000;
  const HALF = 0.5;
  const BELIEVED = 0.3;
  const kept = JSON.parse(sessionStorage.getItem("review") || "{}");
  const skipped = new Set(kept.skipped || []);
  const undos = kept.undos || [];
  let decided = {verdicts: {}, gaps: {}, depths: [], pending: 0};
  let busy = false;
  lower.value = kept.lower || "";

  // All open verdicts of the page, the least sure first; of one clause the plans stand together where they are as unsure.
  const open = data.pairs.flatMap(([below, above, rows]) => rows.filter((row) => row[7]).map((row) => ({below, above, row, id: row[0]})))
    .sort((one, other) => Math.abs(one.row[2] - HALF) - Math.abs(other.row[2] - HALF));
  const waiting = () => open.filter(({id, below}) => !decided.verdicts[id] && (lower.value === "" || Number(lower.value) === below));
  const current = () => {
    const all = waiting();
    return all.find(({id}) => !skipped.has(id)) || all[0];
  };

  const keep = () => sessionStorage.setItem("review", JSON.stringify({skipped: [...skipped], undos, lower: lower.value}));

  const post = async (path, value) => {
    told.textContent = "";
    try {
      const response = await fetch(path, {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(value)});
      const answer = await response.json();
      if (answer.fault) throw new Error(answer.fault);
      return answer;
    } catch (error) {
      told.textContent = error instanceof TypeError ? words.review_gone : error.message;
      return null;
    }
  };

  const take = (answer, focus) => {
    decided = answer;
    if (!by.value) by.value = answer.by;
    show(focus);
  };

  const decide = async (value, focus = true) => {
    if (busy) return false;
    busy = true;
    const answer = await post("decide", {...value, by: by.value, reason: reason.value});
    busy = false;
    if (!answer) return false;
    undos.push(answer.undo);
    reason.value = "";
    keep();
    take(answer, focus && value.alignment !== undefined);
    return true;
  };

  const passages = () => [...card.querySelectorAll("input[name=evidence]")];
  const verdict = (answer) => (id) => {
    const chosen = passages().find((box) => box.checked);
    return decide({kind: "verdict", alignment: id, answer, ...(chosen ? {evidence: Number(chosen.value)} : {})});
  };

  const actions = {
    1: verdict("covered"),
    2: verdict("partial"),
    3: verdict("absent"),
    4: verdict("not_applicable"),
    e: () => {
      const all = passages();
      const at = (all.findIndex((box) => box.checked) + 1) % all.length;
      if (!all.length) return;
      all[at].checked = true;
      all[at].closest(".match").scrollIntoView({block: "nearest"});
    },
    b: (id) => decide({kind: "requirement", alignment: id, answer: "upper_only"}),
    " ": (id) => { skipped.delete(id); skipped.add(id); keep(); show(true); },
  };

  const undo = async () => {
    if (!undos.length || busy) return;
    busy = true;
    const answer = await post("undo", {undo: undos[undos.length - 1]});
    busy = false;
    undos.pop();
    keep();
    if (answer) take(answer, true);
  };

  const key = (name, shown, text, action) => {
    const node = button("", action);
    node.append(make("kbd", "", shown), text);
    node.dataset.key = name;
    return node;
  };

  const label = (code) => data.labels.find(([each]) => each === code)[1];

  // Of the passages one is the evidence of a verdict: the nearest that is believed, unless another is chosen.
  const match = ([number, score], upper, first) => {
    const box = make("input");
    Object.assign(box, {type: "radio", name: "evidence", value: data.passages[number][4], checked: first && score >= BELIEVED});
    return make("div", score < BELIEVED ? "match far" : "match", own.cited(number, upper),
      make("label", "note", box, " " + words.review_evidence + " · " + score.toFixed(2)));
  };

  const shown = ({below, above, row}) => {
    const [id, verdict, score, why, clause, items, matches] = row;
    const upper = own.quote(clause);
    const others = open.filter((each) => each.above === above && own.quote(each.row[4]) === upper && !decided.verdicts[each.id]).length;
    return [
      make("p", "", make("b", "", `${data.plans[below][0]} ← ${data.plans[above][0]}`), " · ", words.review_now, " ", own.tag(verdict), ` ${score.toFixed(2)} `,
        make("span", "note", data.texts[why]), others > 1 ? make("span", "note", " · " + fill(words.review_others, {count: others})) : ""),
      make("div", "sides",
        make("div", "", make("p", "note", words.upper_side), own.cited(clause, matches.map(([number]) => own.quote(number)).join("\n")),
          ...(items.length ? [make("p", "note", words.items), make("ul", "", ...items.map(([text, its]) => make("li", "", own.tag(its), " " + data.texts[text])))] : [])),
        make("div", "", make("p", "note", words.lower_side), ...(matches.length ? matches.map((each, at) => match(each, upper, at === 0)) : [make("p", "note", words.review_none)]))),
      make("p", "keys",
        ...["covered", "partial", "absent", "not_applicable"].map((code, at) => key(String(at + 1), String(at + 1), label(code), () => actions[at + 1](id))),
        key("b", "B", words.review_upper_only, () => actions.b(id)),
        ...(matches.length > 1 ? [key("e", "E", words.review_next, actions.e)] : []),
        key(" ", "␣", words.review_skip, () => actions[" "](id)),
        key("z", "Z", words.review_undo, undo)),
    ];
  };

  const show = (focus) => {
    const all = waiting();
    const done = Object.keys(decided.verdicts).length;
    left.textContent = fill(words.review_left, {left: all.length, done});
    recount.hidden = !decided.pending;
    const next = current();
    card.replaceChildren(...(next ? shown(next) : [make("p", "", words.review_empty), make("p", "keys", key("z", "Z", words.review_undo, undo))]));
    if (focus) card.focus({preventScroll: true});
    for (const node of document.querySelectorAll(".answers")) mark(node);
  };

  // Gaps: accepted, a wrong finding, or something to do. Cells: how deep.
  const about = ({gap, theme, plan}) => (gap ? decided.gaps[gap] : (decided.depths.find((each) => each[0] === theme && each[1] === plan) || []).slice(2)) || [];
  const mark = (node) => {
    for (const each of node.querySelectorAll("button")) {
      const [answer, who, on] = about(each.dataset);
      const said = answer === each.dataset.answer;
      each.setAttribute("aria-pressed", said);
      each.title = said ? fill(words.review_decided, {answer: each.textContent, by: who, on}) : "";
    }
  };
  fills.gap = (id) => ["waived", "wrong", "todo"].map((answer) => {
    const node = button(words["review_" + answer], () => decide({kind: "gap", id, answer}));
    Object.assign(node.dataset, {gap: id, answer});
    node.setAttribute("aria-pressed", (decided.gaps[id] || [])[0] === answer);
    return node;
  });

  fills.cell = (theme, plan) => {
    const its = {theme: data.themes[theme][2], plan: data.plans[plan][4]};
    const nodes = Object.keys(data.depths).filter((code) => code !== "none").map((code) => {
      const node = button(`${code} ${data.depths[code]}`, () => decide({kind: "depth", ...its, answer: Number(code)}));
      Object.assign(node.dataset, its, {answer: code});
      return node;
    });
    const row = make("span", "", words.review_depth + " ", ...nodes);
    mark(row);
    return [row];
  };

  document.addEventListener("keydown", (event) => {
    const inside = byId("review").contains(document.activeElement);
    if (!inside || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=radio]), select, textarea")) return;
    const name = event.key.toLowerCase();
    if (name === " " && event.target.closest("button, input")) return;
    if (name === "z") return void undo();
    const next = current();
    if (!next || !Object.hasOwn(actions, name)) return;
    event.preventDefault();
    actions[name](next.id);
  });
  lower.addEventListener("change", () => { keep(); show(false); });
  const count = async () => {
    left.textContent = words.review_recounting;
    recount.disabled = true;
    if (await post("recount", {})) location.reload();
    recount.disabled = false;
  };
  recount.addEventListener("click", count);
  planalign.decide = (value) => decide(value, false);
  planalign.pending = () => decided.pending;
  planalign.count = count;

  // What others decide meanwhile is taken in; the card stays unless it is decided.
  const state = ({verdicts, gaps, depths}) => JSON.stringify([verdicts, gaps, depths]);
  const look = async () => {
    const response = await fetch("decisions").catch(() => null);
    const answer = response && response.ok ? await response.json() : null;
    if (answer && !busy && state(answer) !== state(decided)) {
      take(answer, card.contains(document.activeElement));
    }
    setTimeout(look, LOOK_EVERY);
  };
  show(false);
  look();
})();

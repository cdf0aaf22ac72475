"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const words = data.words;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key]);
  const LOOK_EVERY = 400;
  let state = null;
  let shownPlans = null;
  let changes = {};

  // Names of files and texts of plans are only ever set as text, never as markup.
  const make = (tag, className, ...children) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...children);
    return node;
  };

  const tell = (text) => { byId("told").textContent = text; };

  const ask = async (path, body) => {
    try {
      const response = await fetch(path, body === undefined ? {} : {method: "POST", body});
      const answer = await response.json();
      if (answer.fault) throw new Error(answer.fault);
      return answer;
    } catch (error) {
      tell(error instanceof TypeError ? words.gone : error.message);
      return null;
    }
  };
  const step = async (path, body) => {
    tell("");
    const answer = await ask(path, body);
    if (answer) show(answer);
    return answer;
  };
  const json = (value) => JSON.stringify(value);

  // Files go one by one; a folder of its own is made for them unless one is open.
  const send = async (files) => {
    if (!files.length) return;
    if (!state.own && !await step("folder", json({new: ""}))) return;
    const faults = [];
    for (const file of files) {
      byId("open-folder").textContent = fill(words.sending, {name: file.name});
      if (file.size > state.limit) {
        faults.push(fill(words.too_large, {name: file.name, mb: state.limit >> 20}));
        continue;
      }
      const answer = await ask("upload?name=" + encodeURIComponent(file.webkitRelativePath || file.name), file);
      if (!answer) faults.push(byId("told").textContent);
      else state = answer;
    }
    show(state);
    tell(faults.join("\n"));
  };

  // What lies in a dropped folder, folder by folder.
  const filesOf = async (entry) => {
    if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!some.length) return found;
      for (const each of some) if (!each.name.startsWith(".")) found.push(...await filesOf(each));
    }
  };

  const choice = (options, value, empty) => {
    const node = make("select");
    if (empty || value === null || value === "") node.append(new Option("—", ""));
    for (const [code, name] of options) node.append(new Option(name, code));
    node.value = value ?? "";
    return node;
  };

  const changed = (node, plan, name, value) => {
    (changes[plan.id] ||= {})[name] = value;
    node.classList.add("changed");
    byId("save").disabled = false;
    byId("saved").textContent = words.unsaved;
  };

  const field = (plan, name, node, read) => {
    node.setAttribute("aria-label", words["column_" + name] + " " + plan.id);
    if (plan.inferred.includes(name)) {
      node.classList.add("guessed");
      node.title = words.guessed;
    }
    node.addEventListener("change", () => changed(node, plan, name, read(node)));
    return make("td", "", node);
  };

  const uppers = (plan, plans) => {
    const names = Object.fromEntries(plans.map(({id, title}) => [id, id]));
    const chosen = new Set(plan.upper);
    const summary = make("summary");
    const say = () => { summary.textContent = [...chosen].map((id) => names[id] || id).join("、") || words.none; };
    const box = make("details", plan.inferred.includes("upper") ? "guessed" : "", summary);
    say();
    for (const other of plans) {
      if (other.id === plan.id) continue;
      const tick = make("input");
      tick.type = "checkbox";
      tick.checked = chosen.has(other.id);
      tick.addEventListener("change", () => {
        if (tick.checked) chosen.add(other.id); else chosen.delete(other.id);
        say();
        changed(box, plan, "upper", [...chosen]);
      });
      box.append(make("label", "", tick, " " + other.id));
    }
    return make("td", "", box);
  };

  const row = (plan, plans) => {
    const year = make("input", "year");
    Object.assign(year, {type: "number", min: 1949, max: 2100, value: plan.year ?? ""});
    const region = make("input");
    region.value = plan.region || "";
    const told = [plan.readable < 1 ? fill(words.readable, {share: Math.round(plan.readable * 100)}) : "", ...plan.told].filter(Boolean);
    return make("tr", "",
      make("td", "", plan.id, make("small", "", plan.title)),
      field(plan, "level", choice(data.levels, plan.level), (node) => node.value || null),
      field(plan, "region", region, (node) => node.value.trim() || null),
      field(plan, "year", year, (node) => node.value === "" ? null : Number(node.value)),
      field(plan, "kind", choice(data.kinds, plan.kind), (node) => node.value || null),
      uppers(plan, plans),
      make("td", "", fill(words.signs, {count: plan.chars}), ...told.map((text) => make("small", "", text))));
  };

  const table = ({plans, unread}) => {
    changes = {};
    byId("save").disabled = true;
    byId("rows").replaceChildren(...plans.map((plan) => row(plan, plans)));
    byId("unread").replaceChildren(...(unread.length ? [make("h3", "", words.unread),
      make("ul", "", ...unread.map(({file, told}) => make("li", "", file + "：" + told.join("；"))))] : []));
  };

  const progress = (work) => {
    const order = Object.keys(data.stages).filter((code) => work.what === "compare" || code === "read");
    const at = order.indexOf(work.stage);
    byId("stages").replaceChildren(...order.map((code, number) => {
      const bar = make("progress");
      bar.max = number === at ? Math.max(1, work.total) : 1;
      bar.value = number === at ? work.done : number < at ? 1 : 0;
      bar.setAttribute("aria-label", data.stages[code]);
      return make("li", "", data.stages[code] + " ", bar, number === at ? ` ${work.done} / ${work.total}` : "");
    }));
  };

  const show = (next) => {
    const before = state;
    state = next;
    const {work} = state;
    const busy = work.running;
    byId("ready").hidden = !state.ready;
    byId("open-folder").textContent = state.folder ? fill(words.open, {folder: state.folder, count: state.files.length}) : words.no_folder;
    byId("listed-files").replaceChildren(...state.files.slice(0, 60).map((name) => make("li", "", name)), ...(state.files.length > 60 ? [make("li", "", "…")] : []));
    const others = state.recent.map((path, number) => ({path, number})).filter(({path}) => path !== state.folder);
    byId("recent-box").hidden = !others.length;
    byId("recent").replaceChildren(...others.map(({path, number}) => {
      const button = make("button", "", path);
      button.type = "button";
      button.disabled = busy;
      button.addEventListener("click", () => step("folder", json({recent: number})));
      return make("li", "", button);
    }));
    for (const id of ["read", "run"]) byId(id).disabled = busy || !state.files.length;
    byId("doing").hidden = !busy;
    if (busy) {
      progress(work);
      setTimeout(async () => { const answer = await ask("work"); if (answer) show(answer); }, LOOK_EVERY);
    } else if (work.fault) tell(work.fault);
    const listed = json(state.listed);
    if (listed !== shownPlans) {
      shownPlans = listed;
      byId("table").hidden = !state.listed;
      if (state.listed) table(state.listed);
    }
    if (before && before.work.running && !busy && !work.fault && work.what === "compare" && work.stage === "conclude") location.assign("./");
  };

  const drop = byId("drop");
  document.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  document.addEventListener("dragleave", () => drop.classList.remove("over"));
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    const files = [...event.dataTransfer.files];
    send(entries.length ? (await Promise.all(entries.map(filesOf))).flat() : files);
  });
  for (const id of ["pick-files", "pick-folder"]) {
    byId(id).addEventListener("change", async ({target}) => { await send([...target.files].filter(({name}) => !name.startsWith("."))); target.value = ""; });
  }
  byId("new-folder").addEventListener("click", () => step("folder", json({new: ""})));
  byId("read").addEventListener("click", () => step("read", ""));
  byId("run").addEventListener("click", async () => {
    if (Object.keys(changes).length && !await save()) return;
    step("run", "");
  });
  byId("cancel").addEventListener("click", () => step("cancel", ""));

  const save = async () => {
    const answer = await step("plans", json(changes));
    if (!answer) return false;
    changes = {};
    byId("save").disabled = true;
    byId("saved").textContent = words.saved;
    for (const node of document.querySelectorAll("#rows .changed")) node.classList.remove("changed", "guessed");
    return true;
  };
  byId("save").addEventListener("click", save);

  ask("work").then((answer) => answer && show(answer));
})();

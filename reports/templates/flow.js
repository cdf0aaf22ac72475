"use strict";
// How themes go down from level to level: taken up, thinner, lost, new; each band opens its themes and their cells.
(() => {
  const {anchorOf, data, fill, fitsPair, fitsTheme, link, make, onFilter, own, words} = planalign;
  const byId = (id) => document.getElementById(id);
  const [box, list, none] = ["flow", "flow-rows", "flow-empty"].map(byId);
  if (!box) return;
  const SVG = box.querySelector("svg").namespaceURI;
  const BANDS = ["kept", "thinned", "lost", "unjudged", "new"];
  const SIGNS = {kept: "●", thinned: "◐", lost: "○", unjudged: "?", new: "＋"};
  const [WIDTH, HEIGHT, END, LEAST] = [600, 120, 14, 2];
  const AT_ONCE = 60;
  const levelOf = (plan) => data.plans[plan][2];
  const name = (band) => band === "new" ? words.flow_new : words["mark_" + band];
  const order = [...new Set(data.plans.map((plan) => plan[2]))];

  // One step for each theme in each plan below one that sets it; what a plan sets and none above it does is new there.
  const steps = data.chain.flatMap(([theme, set, rows]) => [
    ...rows.map(([plan, upper, mark]) => ({theme, plan, upper, mark})),
    ...data.plans[set][3].slice(0, 1).map((upper) => ({theme, plan: set, upper, mark: "new"})),
  ]);

  const shape = (tag, values) => {
    const node = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(values)) node.setAttribute(key, value);
    return node;
  };

  // Bands run from what is set above to what becomes of it; what is lost ends on the way, what is new begins there.
  const ribbons = (counts, total, open) => {
    const svg = shape("svg", {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true", class: "ribbons"});
    const high = (count) => count ? Math.max(LEAST, (HEIGHT - 4 * BANDS.length) * count / total) : 0;
    let [left, right] = [0, 0];
    for (const band of BANDS) {
      const height = high(counts[band].length);
      if (!height) continue;
      const [from, to] = [band === "new" ? WIDTH * 0.7 : 0, band === "lost" ? WIDTH * 0.62 : WIDTH];
      const [y0, y1] = band === "new" ? [right, right] : [left, right];
      const middle = (from + to) / 2;
      const end = band === "lost" ? height * 0.25 : height;
      const path = shape("path", {class: "band " + band, d: `M${from},${y0} C${middle},${y0} ${middle},${y1} ${to},${y1} V${y1 + end} C${middle},${y1 + end} ${middle},${y0 + height} ${from},${y0 + height} Z`});
      path.addEventListener("click", () => open(band));
      svg.append(path);
      if (band !== "new") left += height;
      right += height + 4;
    }
    return svg;
  };

  const listed = (title, chosen) => {
    const themes = new Map();
    for (const step of chosen) themes.set(step.theme, [...(themes.get(step.theme) || []), step]);
    const row = ([theme, its]) => make("p", "", make("b", "", data.themes[theme][0]), " ", ...its.flatMap(({plan, upper, mark}) => {
      const above = data.cells[theme * data.plans.length + upper].depth;
      const below = data.cells[theme * data.plans.length + plan].depth;
      const node = link("#" + anchorOf(theme, plan), "");
      node.append(data.plans[plan][0], " ", ...(mark === "new" ? [] : [own.chip(above), " → "]), own.chip(below));
      return [node, "　"];
    }));
    const rest = [...themes];
    const more = () => {
      const next = rest.splice(0, AT_ONCE).map(row);
      list.append(...next, ...(rest.length ? [planalign.button(fill(words.search_more, {count: rest.length}), (node) => { node.remove(); more(); })] : []));
    };
    list.replaceChildren(make("h3", "", fill(words.flow_rows, {band: title, count: chosen.length})));
    more();
    list.focus({preventScroll: true});
    list.scrollIntoView({behavior: "instant", block: "nearest"});
  };

  const show = () => {
    const fitting = steps.filter(({theme, plan, upper}) => fitsTheme(theme) && fitsPair(plan, upper));
    const pairs = new Map();
    for (const step of fitting) {
      const key = `${order.indexOf(levelOf(step.upper))} ${order.indexOf(levelOf(step.plan))}`;
      pairs.set(key, [...(pairs.get(key) || []), step]);
    }
    list.replaceChildren();
    none.hidden = pairs.size > 0;
    box.replaceChildren(...[...pairs].sort(([one], [other]) => one.localeCompare(other, undefined, {numeric: true})).map(([key, its]) => {
      const [above, below] = key.split(" ").map((at) => words["level_" + order[at]]);
      const counts = Object.fromEntries(BANDS.map((band) => [band, its.filter(({mark}) => mark === band)]));
      const title = fill(words.flow_of, {upper: above, lower: below});
      const open = (band) => listed(`${title} · ${name(band)}`, counts[band]);
      const set = its.length - counts.new.length;
      const buttons = BANDS.filter((band) => counts[band].length).map((band) => {
        const share = band === "new" || !set ? "" : ` · ${Math.round(100 * counts[band].length / set)}%`;
        const node = planalign.button(`${SIGNS[band]} ${name(band)} ${counts[band].length}${share}`, () => open(band));
        node.className = "band-name " + band;
        return node;
      });
      return make("div", "level", make("h3", "", title), make("div", "ends", make("span", "end", `${above} ${set}`), ribbons(counts, its.length, open), make("div", "names", ...buttons)));
    }));
  };
  onFilter.push(show);
  show();
})();

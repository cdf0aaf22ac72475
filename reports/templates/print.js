"use strict";
// What was chosen is printed whole, with the passage that decides each cell; without a choice the page is printed as it stands, or it would fill hundreds of sheets.
(() => {
  const {chosenPlan, data, fill, fitsTheme, inForce, make, own, pairIsChosen, unfold, words} = planalign;
  const byId = (id) => document.getElementById(id);
  const AT_MOST = 400;

  const evidence = ([theme, plan]) => {
    const {depth, evidence: [first]} = data.cells[theme * data.plans.length + plan];
    return make("div", "printed-cell", make("p", "", own.chip(depth), " " + data.plans[plan][0]), own.passage(first));
  };

  const chosenCells = () => {
    const plans = data.plans.map((plan, number) => number).filter(chosenPlan);
    const has = (theme, plan) => data.cells[theme * data.plans.length + plan].evidence.length;
    return data.themes.map((theme, number) => number).filter(fitsTheme)
      .map((theme) => [theme, plans.filter((plan) => has(theme, plan)).map((plan) => [theme, plan])])
      .filter(([, cells]) => cells.length);
  };

  const ready = () => {
    byId("printed").replaceChildren();
    byId("clauses")?.classList.toggle("unprinted", Boolean(inForce()) && !pairIsChosen());
    if (!inForce()) return;
    unfold();
    const chosen = chosenCells();
    const count = chosen.reduce((sum, [, cells]) => sum + cells.length, 0);
    byId("printed").append(make("h3", "", words.evidence), ...(count > AT_MOST
      ? [make("p", "note", fill(words.print_less, {count, most: AT_MOST}))]
      : chosen.flatMap(([theme, cells]) => [make("h4", "", data.themes[theme][0]), ...cells.map(evidence)])));
  };

  window.addEventListener("beforeprint", ready);
  window.addEventListener("afterprint", () => byId("printed").replaceChildren());
})();

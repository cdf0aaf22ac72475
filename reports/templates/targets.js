"use strict";
// The targets of one plan by themselves.
(() => {
  const {chosenPlan, data, fill, make, onFilter, own, words} = planalign;
  const byId = (id) => document.getElementById(id);
  const [choice, status, body] = ["targets-plan", "targets-shown", "plan-targets"].map(byId);
  if (!choice) return;
  const counts = new Map();
  for (const [plan] of data.targets) counts.set(plan, (counts.get(plan) || 0) + 1);

  const show = () => {
    const rows = data.targets.filter(([plan]) => String(plan) === choice.value);
    body.replaceChildren(...rows.map(([, indicator, value, kind, passage]) => make("tr", "",
      make("td", "", data.texts[indicator]), make("td", "", value), make("td", "", kind), make("td", "prose", own.cited(passage)))));
    status.textContent = fill(words.shown_targets, {shown: rows.length});
  };
  const list = () => {
    const before = choice.value;
    const plans = [...counts.keys()].filter(chosenPlan);
    choice.replaceChildren(...plans.map((plan) => new Option(`${data.plans[plan][0]} (${counts.get(plan)})`, plan)));
    if (plans.some((plan) => String(plan) === before)) choice.value = before;
    if (visible) show();
  };
  let visible = false;
  choice.addEventListener("change", show);
  onFilter.push(list);
  list();
  new IntersectionObserver(([{isIntersecting}], watcher) => {
    if (!isIntersecting) return;
    watcher.disconnect();
    visible = true;
    show();
  }, {rootMargin: "400px"}).observe(body.parentNode);
})();

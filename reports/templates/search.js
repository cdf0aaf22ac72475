"use strict";
// Full-text search over all clauses of the plans that the filters leave; several words must stand in one sentence.
(() => {
  const {all, button, chosenPlan, data, fill, finder, link, make, onFilter, remember, textLink, words} = planalign;
  const byId = (id) => document.getElementById(id);
  const [field, status, list] = ["text", "shown", "rows"].map((id) => byId("search-" + id));
  const AT_ONCE = 30;
  let lowered = null;

  // A sentence with its words marked.
  const found = (text, terms) => {
    const node = make("q");
    const low = text.toLowerCase();
    let done = 0;
    for (let at = 0; at < text.length;) {
      const term = terms.find((each) => low.startsWith(each, at));
      if (term) {
        node.append(text.slice(done, at), make("mark", "", text.slice(at, at + term.length)));
        at += term.length;
        done = at;
      } else at += 1;
    }
    node.append(text.slice(done));
    return node;
  };

  const row = ([plan, at], terms) => make("p", "hit", make("b", "", data.plans[plan][0]), " ", found(data.clauses[plan][at], terms), " ",
    link(textLink(plan, at), words.read_here));

  let before = null;
  const search = () => {
    const query = field.value.trim();
    const plans = data.plans.map((plan, number) => number).filter(chosenPlan);
    const asked = query + "\n" + plans;
    if (asked === before) return;
    before = asked;
    if (!query) {
      list.replaceChildren();
      status.textContent = words.search_short;
      return;
    }
    lowered = lowered || data.clauses.map((clauses) => clauses.map((text) => text.toLowerCase()));
    const terms = query.toLowerCase().split(/\s+/).sort((one, other) => other.length - one.length);
    const says = finder(query);
    const hits = plans.flatMap((plan) => lowered[plan].flatMap((text, at) => says(text) ? [[plan, at]] : []));
    status.textContent = fill(words.search_shown, {count: hits.length, plans: new Set(hits.map(([plan]) => plan)).size});
    const more = () => {
      const next = hits.splice(0, AT_ONCE).map((hit) => row(hit, terms));
      const last = hits.length ? [button(fill(words.search_more, {count: hits.length}), (node) => { node.remove(); more(); })] : [];
      list.append(...next, ...last);
    };
    list.replaceChildren(...(hits.length ? [] : [make("p", "empty", words.nothing)]));
    more();
  };
  field.addEventListener("input", () => { search(); remember(true); });
  field.addEventListener("change", () => remember());
  onFilter.push(search);
  search();
})();

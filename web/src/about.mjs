// What the panel says of the chosen entity: what it is, its relations in words, and the quotes of each.
export function about(page, box) {
  box.hidden = !page.chosen;
  if (!page.chosen) return box.replaceChildren();
  const { path, full, kind, area, articles, first, last, url, kindOf } = {
    ...page.graph.getNodeAttributes(page.chosen),
  };
  const words = box.dataset;
  const name = element("a", full, { className: `e ${kindOf}`, href: url });
  const when = first && last && first !== last ? `${first}–${last}` : first;
  const facts = [kind, area.replaceAll("/", " › "), words.articles.replace("{n}", articles), when].filter(Boolean);
  const left = page.left.get(path);
  const more = left === undefined ? words.expand : left ? words.more.replace("{n}", left) : words.all;
  const expand = button(more, () => page.expand(path));
  expand.disabled = left === 0;
  box.replaceChildren(
    heading(name),
    element("p", facts.join(" · "), { className: "dim" }),
    row(expand, button(words.remove, () => page.remove(path)), end(page, "source", words.from), end(page, "target", words.to)),
    ties(page, words),
  );
  return box;
}

function ties(page, words) {
  const list = element("ul");
  const found = page.model.neighbours(page.chosen);
  found.sort((one, other) => page.graph.degree(other.other) - page.graph.degree(one.other));
  for (const { other, relations } of found) {
    const data = page.graph.getNodeAttributes(other);
    const item = element("li");
    const choose = element("button", data.full, { type: "button", className: `link e ${data.kindOf}` });
    choose.addEventListener("click", () => page.choose(other));
    const said = element("button", [...new Set(relations.map((one) => (one.source === page.chosen ? one.label : one.inverse)))].join("、"), { type: "button", className: "link dim" });
    said.setAttribute("aria-expanded", "false");
    said.addEventListener("click", () => quotes(page, item, said, other, relations, words));
    item.append(said, " ", choose);
    list.append(item);
  }
  return list;
}

async function quotes(page, item, said, other, relations, words) {
  const shown = item.querySelector("ul");
  said.setAttribute("aria-expanded", String(!shown));
  if (shown) return shown.remove();
  const query = new URLSearchParams({ source: page.chosen, target: other });
  for (const one of relations) query.append("p", one.predicate);
  const answer = await fetch(`/api/graph/quotes?${query}`);
  const list = element("ul", "", { className: "quotes" });
  for (const one of answer.ok ? await answer.json() : []) {
    const line = element("li");
    line.append(element("a", `“${one.text}”`, { href: one.url, className: "quote" }));
    line.append(element("small", [one.page, one.date].filter(Boolean).join(" · ")));
    list.append(line);
  }
  if (!list.children.length) list.append(element("li", words.none, { className: "dim" }));
  return item.append(list);
}

function end(page, which, label) {
  return button(label, () => {
    page.ends[which] = page.chosen;
    const field = document.getElementById(which);
    field.value = page.graph.getNodeAttribute(page.chosen, "full");
    field.closest("details").open = true;
    if (page.ends.source && page.ends.target) page.find();
  });
}

function heading(inside) {
  const node = element("h2");
  node.append(inside);
  return node;
}

function row(...inside) {
  const node = element("p", "", { className: "actions" });
  node.append(...inside);
  return node;
}

function button(label, action) {
  const node = element("button", label, { type: "button" });
  node.addEventListener("click", action);
  return node;
}

function element(name, text = "", more = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...more });
}

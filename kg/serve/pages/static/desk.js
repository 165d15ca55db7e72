// What makes the pages quicker with a keyboard or a mouse; without it all of them work as well.
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

// "/" goes to the search.
addEventListener("keydown", (event) => {
  const field = $("[data-suggest]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !field) return;
  if (event.target.matches?.("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  field.focus();
  field.select();
});

// Suggestions, as the ARIA combobox pattern has them. data-suggest="pick" tells the page instead of going there.
let lists = 0;
function suggest(field) {
  const list = document.createElement("ul");
  const id = `suggest-${++lists}`;
  let items = [];
  let at = -1;
  let asked = 0;
  let timer;
  Object.assign(list, { id, className: "suggest", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.getAttribute("aria-label") ?? "");
  field.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id,
  })) field.setAttribute(name, value);

  const close = () => {
    list.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const mark = (to) => {
    at = to;
    $$("li", list).forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
    if (at < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", `${id}-${at}`);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const take = (item) => {
    close();
    if (field.dataset.suggest !== "pick") return location.assign(item.url);
    field.value = item.name;
    field.dispatchEvent(new CustomEvent("pick", { detail: item, bubbles: true }));
  };
  const show = (found) => {
    items = found;
    list.replaceChildren(...found.map((item, number) => {
      const line = document.createElement("li");
      const about = document.createElement("small");
      line.id = `${id}-${number}`;
      line.className = item.type;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", "false");
      about.textContent = [item.called, item.kind, item.area.replaceAll("/", " › ")].filter(Boolean).join(" · ");
      line.append(item.name, about);
      line.addEventListener("pointerdown", (event) => { event.preventDefault(); take(item); });
      return line;
    }));
    list.hidden = !found.length || document.activeElement !== field;
    field.setAttribute("aria-expanded", String(!list.hidden));
    at = -1;
  };
  const ask = async () => {
    const words = field.value.trim();
    const number = ++asked;
    if (!words) return show([]);
    const answer = await fetch(`/api/suggest?q=${encodeURIComponent(words)}`).catch(() => null);
    if (answer?.ok && number === asked) show(await answer.json());
  };
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 60); });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;  // an input method is at work: its keys are its own
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((at + 1 + step + items.length + 1) % (items.length + 1) - 1);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      take(items[at]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
}
$$("[data-suggest]").forEach(suggest);

// A page as printed: what is pointed at in the text shows beside it, and the other way round.
const printed = $(".printed");
if (printed) {
  const said = $$(".said li");
  const stretches = $$(".q", printed).map((node) => [node, node.dataset.s.split(" ").map(Number)]);
  const mark = (numbers, follow) => {
    const wanted = new Set(numbers);
    said.forEach((item, number) => item.classList.toggle("now", wanted.has(number)));
    stretches.forEach(([node, its]) => node.classList.toggle("now", its.some((number) => wanted.has(number))));
    if (follow && numbers.length && getComputedStyle($(".said")).position === "sticky") {
      const box = $(".said");
      box.scrollTop = said[numbers[0]].offsetTop - box.offsetTop - 40;
    }
  };
  const same = (node) => {
    const entity = node?.dataset.e;
    $$("a.m", printed).forEach((other) => other.classList.toggle("same", !!entity && other.dataset.e === entity));
  };
  for (const kind of ["pointerover", "focusin"]) {
    printed.addEventListener(kind, (event) => {
      same(event.target.closest("a.m"));
      const stretch = event.target.closest(".q") ?? $(".q", event.target.closest("a.m") ?? document.createElement("p"));
      mark(stretch ? stretch.dataset.s.split(" ").map(Number) : [], true);
    });
    $(".said").addEventListener(kind, (event) => {
      const item = event.target.closest("li");
      mark(item ? [Number(item.dataset.n)] : [], false);
    });
  }
  printed.addEventListener("pointerleave", () => { same(null); mark([], false); });
  $(".said").addEventListener("pointerleave", () => mark([], false));
  $(".said li.hit")?.scrollIntoView({ block: "nearest" });
  $$("[data-legend]").forEach((box) =>
    box.addEventListener("change", () => printed.classList.toggle(`no-${box.value}`, !box.checked)));
}

// A name given once is kept for the next verdict, on this machine only.
$$("[data-keep]").forEach((field) => {
  field.value ||= localStorage.getItem(field.dataset.keep) ?? "";
  field.addEventListener("change", () => localStorage.setItem(field.dataset.keep, field.value));
});

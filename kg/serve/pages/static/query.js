// The query editor: colours, completion, Ctrl+Enter, and a link to pass on.
const field = document.getElementById("query");
const form = document.getElementById("editor");
const colours = document.getElementById("colours");
const list = document.getElementById("terms");
const TOKEN = /(#(?![^<]*>)[^\n]*)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|([?$]\w+)|(<[^<>\s]*>|[A-Za-z][\w-]*:[\w.-]*)|\b(select|distinct|reduced|where|optional|filter|union|minus|bind|values|group|order|by|having|limit|offset|ask|construct|describe|as|in|not|exists|prefix|base|from|named|graph|asc|desc|a|true|false|count|min|max|sum|avg|sample|group_concat|contains|strstarts|strends|strlen|substr|str|regex|lcase|ucase|coalesce|if|bound|year|month)\b/gi;
const KINDS = ["c", "s", "v", "p", "k"];
const SHOWN = 14;
let terms = [];
let found = [];
let at = 0;

function paint() {
  const text = field.value;
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    const span = document.createElement("span");
    span.className = KINDS[match.slice(1).findIndex((group) => group !== undefined)];
    span.textContent = match[0];
    parts.push(text.slice(from, match.index), span);
    from = match.index + match[0].length;
  }
  colours.replaceChildren(...parts, `${text.slice(from)}\n`);
  colours.scrollTop = field.scrollTop;
}

function word() {
  const before = field.value.slice(0, field.selectionStart);
  return /[A-Za-z?][\w:.-]*$/.exec(before)?.[0] ?? "";
}

function variables() {
  return [...new Set(field.value.match(/\?\w+/g) ?? [])].map((text) => ({ text, kind: "variable", means: "" }));
}

function complete(always) {
  const begun = word().toLowerCase();
  const own = begun.startsWith("?") ? variables() : terms;
  found = begun.length > 1 || always
    ? own.filter((one) => one.text.toLowerCase() !== begun && (one.text.toLowerCase().startsWith(begun)
        || (begun.length > 2 && one.text.toLowerCase().includes(begun.replace(/^kg:/, ""))))).slice(0, SHOWN)
    : [];
  at = 0;
  list.hidden = !found.length;
  list.replaceChildren(...found.map((one, number) => {
    const item = document.createElement("span");
    item.id = `term-${number}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", String(number === at));
    item.textContent = one.text;
    if (one.means) {
      const means = document.createElement("small");
      means.textContent = ` ${one.means}`;
      item.append(means);
    }
    item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(one); });
    return item;
  }));
  point();
}

function point() {
  [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
  if (found.length) field.setAttribute("aria-activedescendant", `term-${at}`);
  else field.removeAttribute("aria-activedescendant");
}

function take(one) {
  const end = field.selectionStart;
  field.setRangeText(one.text + (one.kind === "prefix" ? "" : " "), end - word().length, end, "end");
  found = [];
  list.hidden = true;
  paint();
  field.focus();
}

field.setAttribute("aria-autocomplete", "list");
field.setAttribute("aria-controls", "terms");
field.addEventListener("input", () => { paint(); complete(false); });
field.addEventListener("scroll", () => { colours.scrollTop = field.scrollTop; });
field.addEventListener("blur", () => { list.hidden = true; });
field.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.key === " " && event.ctrlKey) {
    event.preventDefault();
    complete(true);
  } else if (!list.hidden && found.length) {
    if (event.key === "Tab" && !event.shiftKey) {
      event.preventDefault();
      take(found[at]);
    } else if (event.key === "Escape") {
      list.hidden = true;
    } else if ((event.key === "ArrowRight" || event.key === "ArrowLeft") && event.altKey) {
      event.preventDefault();
      at = (at + (event.key === "ArrowRight" ? 1 : -1) + found.length) % found.length;
      point();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      point();
    }
  }
});
form.classList.add("coloured");
paint();
fetch("/api/terms").then((answer) => answer.json()).then((all) => { terms = all; }).catch(() => {});

const share = document.querySelector("[data-share]");
if (share && navigator.clipboard) {
  share.hidden = false;
  share.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    share.textContent = share.dataset.done;
  });
}

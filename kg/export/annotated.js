
"use strict";
const tip = document.getElementById("tip");

function show(mark) {
  if (mark.title) { mark.dataset.tip = mark.title; mark.removeAttribute("title"); }
  tip.textContent = mark.dataset.tip;
  const at = mark.getClientRects()[0];
  const left = Math.max(8, Math.min(at.left, innerWidth - tip.offsetWidth - 8));
  const below = at.bottom + tip.offsetHeight + 8 < innerHeight;
  tip.style.left = left + "px";
  tip.style.top = (below ? at.bottom + 4 : at.top - tip.offsetHeight - 4) + "px";
  tip.style.visibility = "visible";
}

function hide() { tip.style.visibility = "hidden"; }

function alike(mark) {
  for (const other of document.querySelectorAll("mark.same")) other.classList.remove("same");
  const page = mark.closest("section");
  for (const other of page.querySelectorAll(`mark[data-e="${mark.dataset.e}"]`)) other.classList.add("same");
}

function clear() {
  for (const hit of [...document.querySelectorAll(".hit")]) {
    const parent = hit.parentNode;
    hit.replaceWith(...hit.childNodes);
    parent.normalize();
  }
  for (const button of document.querySelectorAll("[aria-pressed=true]")) button.setAttribute("aria-pressed", "false");
}

function highlight(text, start, end) {
  const found = [];
  const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let at = 0;
  while (at < end && nodes.nextNode()) {
    const node = nodes.currentNode;
    const from = Math.max(start - at, 0), to = Math.min(end - at, node.length);
    at += node.length;
    if (from < to) found.push([node, from, to]);
  }
  return found.map(([node, from, to]) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    const hit = document.createElement("span");
    hit.className = "hit";
    range.surroundContents(hit);
    return hit;
  });
}

function quote(button) {
  const again = button.getAttribute("aria-pressed") === "true";
  clear();
  if (again) return;
  button.setAttribute("aria-pressed", "true");
  const text = button.closest("section").querySelector(".text");
  const hits = button.dataset.at.split(";").map(at => highlight(text, ...at.split(",").map(Number)));
  const first = hits.flat()[0];
  if (first) first.scrollIntoView({ block: "center", behavior: "smooth" });
}

document.addEventListener("pointerover", event => {
  const mark = event.target.closest("mark");
  if (mark) show(mark); else hide();
});
document.addEventListener("focusin", event => { if (event.target.matches("mark")) show(event.target); });
document.addEventListener("focusout", hide);
addEventListener("scroll", hide, { passive: true });
document.addEventListener("click", event => {
  const mark = event.target.closest("mark"), button = event.target.closest("button");
  if (mark) { alike(mark); show(mark); }
  if (button) quote(button);
});
document.addEventListener("change", event => {
  document.body.classList.toggle("no-" + event.target.value, !event.target.checked);
});

// The graph page: what is drawn, what is chosen, and the panel beside it.
import Sigma from "sigma";
import { arrange } from "./arrange.mjs";
import { save } from "./files.mjs";
import { colours, settings } from "./look.mjs";
import { Model } from "./model.mjs";
import { about } from "./about.mjs";

const STEP = 40;
const by = (id) => document.getElementById(id);

export class GraphPage {
  constructor(element) {
    this.element = element;
    this.look = colours();
    this.model = new Model(this.look.kinds);
    this.graph = this.model.graph;
    this.asked = new Map();  // how many neighbours of an entity were asked for
    this.left = new Map();  // how many are still left
    this.chosen = null;
    this.near = new Set();
    this.way = new Set();
    this.ends = { source: element.dataset.source, target: element.dataset.target };
  }

  async begin() {
    const chosen = JSON.parse(this.element.dataset.chosen);
    if (this.ends.source && this.ends.target) await this.find();
    else if (chosen.length > 1) await this.load("between", { e: chosen });
    else if (chosen.length) await this.expand(chosen[0]);
    else await this.load("foremost", {});
    this.renderer = new Sigma(this.graph, by("canvas"), {
      ...settings(this.look),
      enableEdgeEvents: true,
      nodeReducer: (node, data) => this.nodeLook(node, data),
      edgeReducer: (edge, data) => this.edgeLook(edge, data),
    });
    this.listen();
    if (chosen.length === 1) this.choose(chosen[0]);
    this.refresh();
    this.element.dataset.ready = "true";
  }

  async load(what, query, center) {
    const words = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) for (const one of [value].flat()) words.append(name, one);
    const answer = await fetch(`/api/graph/${what}?${words}`);
    if (!answer.ok) return null;
    const part = await answer.json();
    const before = this.graph.order;
    this.model.add(part, center);
    if (this.graph.order !== before) arrange(this.graph);
    return part;
  }

  async expand(path) {
    const from = this.asked.get(path) ?? 0;
    const part = await this.load("around", { e: path, from, limit: STEP }, path);
    if (!part) return;
    this.asked.set(path, from + STEP);
    this.left.set(path, part.left);
    if (this.chosen === path) this.choose(path);
    this.refresh();
  }

  async find() {
    const said = by("way");
    if (!this.ends.source || !this.ends.target) return;
    const part = await this.load("path", { ...this.ends, p: this.allowed() });
    this.way = new Set(part?.path ?? []);
    said.textContent = this.way.size ? said.dataset.found.replace("{n}", this.way.size - 1) : said.dataset.none;
    this.refresh();
  }

  // The relations that are let through, none named if all are.
  allowed() {
    const boxes = [...this.element.querySelectorAll("[name=relation]")];
    return this.model.hidden.relations.size ? boxes.map((box) => box.value).filter((one) => !this.model.hidden.relations.has(one)) : [];
  }

  choose(path) {
    this.chosen = path;
    this.near = path ? new Set(this.model.neighbours(path).map((one) => one.other)) : new Set();
    about(this, by("about"));
    this.refresh();
  }

  nodeLook(node, data) {
    if (!this.model.showsNode(node)) return { ...data, hidden: true };
    if (this.way.size) {
      return this.way.has(node) ? { ...data, forceLabel: true, zIndex: 2 } : { ...data, color: this.look.faint, label: null };
    }
    if (!this.chosen) return data;
    if (node === this.chosen) return { ...data, label: "", highlighted: true, zIndex: 2 };
    return this.near.has(node) ? { ...data, forceLabel: this.near.size < 30, zIndex: 1 }
      : { ...data, color: this.look.faint, label: null, zIndex: 0 };
  }

  edgeLook(edge, data) {
    if (!this.model.showsEdge(edge)) return { ...data, hidden: true };
    const ends = this.graph.extremities(edge);
    const label = () => this.model.passing(edge).map((one) => one.label).join("、");
    if (this.way.size) {
      const part = ends.every((end) => this.way.has(end));
      return part ? { ...data, color: this.look.accent, size: data.size + 1, label: label(), forceLabel: true }
        : { ...data, color: this.look.faint };
    }
    if (!this.chosen) return data;
    return ends.includes(this.chosen)
      ? { ...data, color: this.look.strong, label: this.near.size > 14 ? null : label(), zIndex: 1 }
      : { ...data, color: this.look.faint };
  }

  refresh() {
    this.renderer?.refresh();
    const { nodes, edges } = this.model.counts();
    const count = by("count");
    count.textContent = count.dataset.said.replace("{nodes}", nodes).replace("{edges}", edges);
  }

  remove(path) {
    this.graph.dropNode(path);
    this.choose(null);
  }

  listen() {
    this.renderer.on("clickNode", ({ node }) => { this.way.clear(); this.choose(node); });
    this.renderer.on("doubleClickNode", ({ node, preventSigmaDefault }) => { preventSigmaDefault(); this.expand(node); });
    this.renderer.on("clickStage", () => { this.way.clear(); this.choose(null); });
    this.listenToPanel();
    this.listenToCamera();
    for (const field of ["add", "source", "target"]) {
      by(field).addEventListener("pick", async (event) => {
        if (field !== "add") { this.ends[field] = event.detail.path; return; }
        by("add").value = "";
        this.way.clear();
        await this.expand(event.detail.path);
        this.choose(event.detail.path);
      });
      by(field).addEventListener("input", () => { if (field !== "add") this.ends[field] = ""; });
    }
    by("find").addEventListener("click", () => this.find());
    for (const button of this.element.querySelectorAll("[data-form]")) {
      button.addEventListener("click", () => save(button.dataset.form, this.model, this.renderer, this.look.card));
    }
  }

  listenToPanel() {
    const { hidden } = this.model;
    const changed = () => { if (this.chosen) this.choose(this.chosen); this.refresh(); };
    const boxes = (name, set) => this.element.querySelectorAll(`[name=${name}]`).forEach((box) =>
      box.addEventListener("change", () => { set[box.checked ? "delete" : "add"](box.value); changed(); }));
    boxes("type", hidden.types);
    boxes("relation", hidden.relations);
    by("since").addEventListener("change", (event) => { hidden.since = event.target.value; changed(); });
    by("until").addEventListener("change", (event) => { hidden.until = event.target.value; changed(); });
    by("undated").addEventListener("change", (event) => { hidden.undated = event.target.checked; changed(); });
    by("arrange").addEventListener("click", () => { arrange(this.graph); this.refresh(); });
    by("clear").addEventListener("click", () => {
      this.way.clear();
      this.asked.clear();
      this.graph.clear();
      this.choose(null);
    });
  }

  listenToCamera() {
    const camera = this.renderer.getCamera();
    const move = (x, y) => camera.setState({ x: camera.x + x * camera.ratio, y: camera.y + y * camera.ratio });
    by("zoom-in").addEventListener("click", () => camera.animatedZoom({ duration: 150 }));
    by("zoom-out").addEventListener("click", () => camera.animatedUnzoom({ duration: 150 }));
    by("zoom-fit").addEventListener("click", () => camera.animatedReset({ duration: 150 }));
    by("canvas").addEventListener("keydown", (event) => {
      const keys = {
        ArrowLeft: () => move(-0.08, 0), ArrowRight: () => move(0.08, 0), ArrowUp: () => move(0, 0.08),
        ArrowDown: () => move(0, -0.08), "+": () => camera.animatedZoom(), "-": () => camera.animatedUnzoom(),
        0: () => camera.animatedReset(), Escape: () => this.choose(null),
      };
      if (!keys[event.key] || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      keys[event.key]();
    });
  }
}

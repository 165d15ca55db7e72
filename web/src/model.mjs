// What is shown: nodes by path, one edge a pair of nodes, which holds all relations between the two.
import Graph from "graphology";
import { seats } from "./arrange.mjs";
import { shortened, size } from "./look.mjs";

export class Model {
  constructor(kinds) {
    this.graph = new Graph({ type: "undirected" });
    this.kinds = kinds;
    this.hidden = { types: new Set(), relations: new Set(), since: "", until: "", undated: true };
  }

  add(part, center) {
    const seat = seats(this.graph, center);
    for (const one of part.nodes) {
      if (this.graph.hasNode(one.path)) continue;
      const { type: kindOf, ...about } = one;  // `type` is sigma's name for the program that draws a node
      this.graph.addNode(one.path, {
        ...about, ...seat(), kindOf, label: shortened(one.name), full: one.name,
        size: size(one.degree), color: this.kinds[kindOf],
      });
    }
    for (const link of part.edges) this.tie(link);
  }

  tie(link) {
    const key = this.graph.edge(link.source, link.target)
      ?? this.graph.addEdge(link.source, link.target, { relations: [], size: 1, weight: 1 });
    const { relations } = this.graph.getEdgeAttributes(key);
    const same = (one) => one.source === link.source && one.target === link.target && one.predicate === link.predicate;
    if (relations.some(same)) return;
    relations.push(link);
    const weight = relations.reduce((sum, one) => sum + one.weight, 0);
    const [one] = this.graph.extremities(key);
    const arrow = relations.every((its) => !its.symmetric && its.source === one);
    this.graph.mergeEdgeAttributes(key, { weight, size: Math.min(1.5 + Math.log2(weight), 6), type: arrow ? "arrow" : "line" });
  }

  // The relations of an edge that the filters let through.
  passing(edge) {
    const { relations, since, until, undated } = this.hidden;
    return this.graph.getEdgeAttribute(edge, "relations").filter((one) => {
      if (relations.has(one.predicate)) return false;
      if (!since && !until) return undated || one.last !== "";
      if (!one.last) return undated;
      return (!since || one.last.slice(0, since.length) >= since) && (!until || one.first.slice(0, until.length) <= until);
    });
  }

  showsNode(node) {
    return !this.hidden.types.has(this.graph.getNodeAttribute(node, "kindOf"));
  }

  showsEdge(edge) {
    return this.graph.extremities(edge).every((end) => this.showsNode(end)) && this.passing(edge).length > 0;
  }

  neighbours(node) {
    return this.graph.edges(node).filter((edge) => this.showsEdge(edge)).map((edge) => ({
      edge, other: this.graph.opposite(node, edge), relations: this.passing(edge),
    }));
  }

  counts() {
    return { nodes: this.shownNodes().length, edges: this.shownLinks().length };
  }

  shownNodes() {
    return this.graph.filterNodes((node) => this.showsNode(node));
  }

  shownLinks() {
    return this.graph.filterEdges((edge) => this.showsEdge(edge)).flatMap((edge) => this.passing(edge));
  }
}

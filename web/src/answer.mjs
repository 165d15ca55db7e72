// The graph of an answer: a still picture to move about in; a click leads to the entity's page.
import Graph from "graphology";
import Sigma from "sigma";
import { arrange, seats } from "./arrange.mjs";
import { colours, settings, shortened, size } from "./look.mjs";

export function drawAnswer(element, drawn) {
  const look = colours();
  const graph = new Graph({ type: "undirected" });
  const seat = seats(graph);
  for (const one of drawn.nodes) {
    graph.addNode(one.id, {
      ...seat(),
      label: shortened(one.name), full: one.name, url: one.url, color: look.kinds[one.type] ?? look.other, size: 6,
    });
  }
  for (const one of drawn.edges) {
    if (one.source !== one.target && !graph.hasEdge(one.source, one.target)) {
      graph.addEdge(one.source, one.target, { label: one.label, size: 1 });
    }
  }
  graph.forEachNode((node) => graph.setNodeAttribute(node, "size", size(graph.degree(node))));
  arrange(graph);
  const renderer = new Sigma(graph, element, { ...settings(look), labelRenderedSizeThreshold: 0 });
  renderer.on("clickNode", ({ node }) => {
    const { url } = graph.getNodeAttributes(node);
    if (url) location.assign(url);
  });
}

// Layout without randomness. Each connected part is laid out by itself (ForceAtlas2, a step against overlaps) and the
// parts are set in rows: in one run they would drift apart and shrink to dots.
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import noverlap from "graphology-layout-noverlap";

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const LENGTH = 60;  // of the usual edge
const GAP = 70;  // between parts
const WIDE = 1.5;  // names are wider than high, so what lies beside needs more room than what lies below

// First seats for nodes that come in, one after the other: a sunflower around `center`, or around the middle. A node
// has to have one before it is drawn.
export function seats(graph, center) {
  const { x, y } = center && graph.hasNode(center) ? graph.getNodeAttributes(center) : { x: 0, y: 0 };
  let number = 0;
  return () => {
    number += 1;
    const radius = 4 * Math.sqrt(number);
    return { x: x + radius * Math.cos(number * GOLDEN), y: y + radius * Math.sin(number * GOLDEN) };
  };
}

export function arrange(graph) {
  const parts = components(graph).map((nodes) => laidOut(graph, nodes));
  parts.sort((one, other) => other.places.size - one.places.size);
  const area = parts.reduce((sum, part) => sum + (part.width + GAP) * (part.height + GAP), 0);
  const across = Math.max(Math.sqrt(area * 1.6), ...parts.map((part) => part.width + GAP));
  let [x, y, tall] = [0, 0, 0];
  for (const part of parts) {
    if (x > 0 && x + part.width > across) [x, y, tall] = [0, y - tall - GAP, 0];
    for (const [node, place] of part.places) {
      graph.mergeNodeAttributes(node, { x: x + place.x, y: y - place.y });
    }
    x += part.width + GAP;
    tall = Math.max(tall, part.height);
  }
}

function components(graph) {
  const seen = new Set();
  const found = [];
  graph.forEachNode((start) => {
    if (seen.has(start)) return;
    const nodes = [start];
    seen.add(start);
    for (const node of nodes) {
      graph.forEachNeighbor(node, (other) => {
        if (!seen.has(other)) nodes.push(other);
        seen.add(other);
      });
    }
    found.push(nodes);
  });
  return found;
}

// Places of one part, from its upper left corner.
function laidOut(graph, nodes) {
  const part = new Graph({ type: "undirected" });
  const wanted = new Set(nodes);
  for (const node of nodes) {
    const { x, y, size } = graph.getNodeAttributes(node);
    part.addNode(node, { x, y, size });
  }
  graph.forEachEdge((edge, data, one, other) => { if (wanted.has(one) && wanted.has(other)) part.mergeEdge(one, other); });
  if (part.order > 1) {
    forceAtlas2.assign(part, {
      iterations: part.order > 1500 ? 60 : part.order > 400 ? 150 : 400,
      settings: { ...forceAtlas2.inferSettings(part), gravity: 1, scalingRatio: 10, barnesHutOptimize: part.order > 600 },
    });
    scale(part);
    noverlap.assign(part, { maxIterations: 100, settings: { ratio: 1.3, margin: 8 } });
  }
  return framed(part);
}

function scale(part) {
  const lengths = part.mapEdges((edge, data, one, other, a, b) => Math.hypot(a.x - b.x, a.y - b.y)).sort((a, b) => a - b);
  const usual = lengths[lengths.length >> 1] || 1;
  part.updateEachNodeAttributes((node, data) => ({
    ...data, x: data.x / usual * LENGTH * WIDE, y: data.y / usual * LENGTH,
  }));
}

function framed(part) {
  const xs = part.mapNodes((node, data) => data.x);
  const ys = part.mapNodes((node, data) => data.y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const places = new Map(part.mapNodes((node, data) => [node, { x: data.x - left, y: data.y - top }]));
  return { places, width: Math.max(...xs) - left + GAP, height: Math.max(...ys) - top };
}

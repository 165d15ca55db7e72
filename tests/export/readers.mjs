// Reads a graph file with graphology's parser and prints, as one JSON object, what it found there.
// Usage: node readers.mjs FILE.graphml|FILE.gexf   (packages: `npm install --no-package-lock` in this folder)
import { readFileSync } from 'node:fs';
import { DOMParser } from '@xmldom/xmldom';
import Graph from 'graphology';

const [, , file] = process.argv;
if (!file) {
  console.error('usage: node readers.mjs FILE.graphml|FILE.gexf');
  process.exit(2);
}
const text = readFileSync(file, 'utf8');
// graphology takes a DOM where there is no browser to parse the text for it; a file that is not well-formed must fail.
const fail = (message) => {
  throw new Error(message);
};
const dom = new DOMParser({ errorHandler: { warning: fail, error: fail, fatalError: fail } }).parseFromString(text, 'text/xml');
globalThis.Document = dom.constructor;

const name = file.endsWith('.gexf') ? 'graphology-gexf' : 'graphology-graphml';
const { parse } = (await import(name)).default;
const graph = parse(Graph, dom, { addMissingNodes: false });
const edges = graph.mapEdges((key, attributes) => ({ key, label: attributes.label ?? null, weight: attributes.weight ?? null }));
const nodes = graph.mapNodes((key, attributes) => ({ key, label: attributes.label ?? null, x: attributes.x ?? null }));
console.log(JSON.stringify({ type: graph.type, nodes: graph.order, edges: graph.size, node: nodes[0], edge: edges[0],
  labelled: edges.filter((edge) => edge.label).length, keys: new Set(edges.map((edge) => edge.key)).size }));

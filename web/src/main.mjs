// One bundle for two places: the graph page, and the graph of an answer on the query page.
import { drawAnswer } from "./answer.mjs";
import { GraphPage } from "./page.mjs";

const page = document.getElementById("graph");
const drawing = document.getElementById("drawing");
if (page) await new GraphPage(page).begin();
if (drawing) drawAnswer(drawing, JSON.parse(document.getElementById("drawn").textContent));

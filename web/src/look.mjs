// How nodes and edges look: the colours of the page, sizes by degree, Chinese labels.
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(name).trim();
  return {
    kinds: { ORG: value("--ORG"), PER: value("--PER"), PLACE: value("--PLACE"), PROG: value("--PROG") },
    other: value("--other"),
    ink: value("--ink"),
    card: value("--card"),
    dim: value("--dim"),
    edge: blend(value("--dim"), value("--card"), 0.38),
    strong: blend(value("--dim"), value("--card"), 0.7),
    faint: blend(value("--dim"), value("--card"), 0.14),
    accent: value("--accent"),
    sans: getComputedStyle(document.body).fontFamily,
  };
}

function blend(one, other, share) {
  const parts = (hex) => [1, 3, 5].map((at) => parseInt(full(hex).slice(at, at + 2), 16));
  const [a, b] = [parts(one), parts(other)];
  return `#${a.map((value, at) => Math.round(value * share + b[at] * (1 - share)).toString(16).padStart(2, "0")).join("")}`;
}

function full(hex) {
  return hex.length === 4 ? `#${[...hex.slice(1)].map((digit) => digit + digit).join("")}` : hex;
}

export function size(degree) {
  return Math.min(4 + 1.6 * Math.sqrt(degree), 20);
}

export function shortened(name) {
  return name.length > 16 ? `${name.slice(0, 15)}…` : name;
}

export function settings(look) {
  return {
    labelFont: look.sans,
    labelColor: { color: look.ink },
    labelSize: 13,
    labelDensity: 0.9,
    labelGridCellSize: 110,
    labelRenderedSizeThreshold: 5,
    edgeLabelFont: look.sans,
    edgeLabelColor: { color: look.dim },
    edgeLabelSize: 11,
    defaultEdgeColor: look.edge,
    defaultNodeColor: look.other,
    renderEdgeLabels: true,
    zIndex: true,
    minCameraRatio: 0.05,
    maxCameraRatio: 4,
    stagePadding: 70,
    defaultDrawNodeLabel: below(look),
    defaultDrawNodeHover: hover(look),
  };
}

// Labels stand below their nodes, with an edge in the colour of the paper: Chinese names are wide, and beside their
// nodes they run into the next.
function below(look) {
  return (context, data, set) => {
    if (!data.label) return;
    context.font = `${set.labelWeight} ${set.labelSize}px ${set.labelFont}`;
    context.textAlign = "center";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = look.card;
    context.fillStyle = look.ink;
    const y = data.y + data.size + set.labelSize;
    context.strokeText(data.label, data.x, y);
    context.fillText(data.label, data.x, y);
    context.textAlign = "left";
  };
}

// Sigma draws the label of what is pointed at on white, which no dark page can have.
function hover(look) {
  return (context, data, set) => {
    const text = data.full ?? data.label;
    if (!text) return;
    context.font = `${set.labelWeight} ${set.labelSize}px ${set.labelFont}`;
    const width = context.measureText(text).width;
    const height = set.labelSize + 10;
    context.fillStyle = look.card;
    context.strokeStyle = look.edge;
    context.beginPath();
    context.roundRect(data.x - data.size - 3, data.y - height / 2, width + data.size * 2 + 14, height, height / 2);
    context.fill();
    context.stroke();
    context.fillStyle = data.color;
    context.beginPath();
    context.arc(data.x, data.y, data.size, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = look.ink;
    context.fillText(text, data.x + data.size + 4, data.y + set.labelSize / 3);
  };
}

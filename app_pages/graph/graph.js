/* Draws boxes and arrows at the places it is told, by Cytoscape.js, and tells Streamlit what was clicked. */
"use strict";

const INK = "#1f2733", LINE = "#7d8494", CHOSEN = "#8c2f2b", SMALLEST = 0.6, MOST_NAMED = 30;
const MARGIN = 36; // as high as the buttons that lie over the drawing
const STYLE = [
  { selector: "node", style: {
    shape: "round-rectangle", width: "data(width)", height: "data(height)", label: "data(label)",
    "background-color": "#ffffff", "border-width": 2, "border-color": "data(colour)", color: INK,
    "font-size": 13, "font-family": "Source Han Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif",
    "text-wrap": "wrap", "text-max-width": 1000, "text-valign": "center", "text-halign": "center", "line-height": 1.25 } },
  { selector: "node[?start]", style: { "background-color": "data(colour)", color: "#ffffff", "font-weight": "bold" } },
  { selector: "edge", style: {
    width: 1.3, "line-color": LINE, "target-arrow-color": LINE, "target-arrow-shape": "triangle", "arrow-scale": 0.8,
    "curve-style": "bezier", color: "#4b5260", "font-size": 11, "text-background-color": "#ffffff",
    "text-background-opacity": 0.9, "text-background-padding": 1,
    "font-family": "Source Han Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif" } },
  { selector: "edge.named", style: { label: "data(label)" } },
  { selector: ".faded", style: { opacity: 0.18 } },
  { selector: "node:selected", style: { "border-width": 4, "border-color": CHOSEN } },
  { selector: "edge:selected", style: { width: 3, "line-color": CHOSEN, "target-arrow-color": CHOSEN, label: "data(label)" } },
];
const part = (id) => document.getElementById(id);
let cy, texts = {}, drawn = "", count = 0, legend = [], heading = "", file = "graph", columns = false;

function start() {
  cy = cytoscape({ container: part("drawing"), style: STYLE, wheelSensitivity: 0.3, minZoom: 0.1, maxZoom: 3, boxSelectionEnabled: false });
  cy.on("tap", "node, edge", (event) => say("choose", event.target));
  cy.on("dbltap", "node", (event) => say("expand", event.target));
  cy.on("mouseover", "node, edge", (event) => point(event.target, event.renderedPosition));
  cy.on("mouseout viewport", rest);
  part("drawing").addEventListener("keydown", move);
}

function say(action, element) {
  count += 1;
  host.tell({ action, kind: element.isNode() ? "node" : "edge", id: element.id(), count: `${Date.now()}-${count}` });
}

/* Under the pointer: what it is in full, and what it is tied to; the rest fades. */
function point(element, at) {
  const near = element.isNode() ? element.closedNeighborhood() : element.connectedNodes().union(element);
  cy.elements().not(near).addClass("faded");
  near.edges().addClass("named");
  const tip = part("tip");
  tip.textContent = element.data("tip");
  tip.hidden = false;
  tip.style.left = `${Math.min(at.x + 14, window.innerWidth - tip.offsetWidth - 8)}px`;
  tip.style.top = `${Math.min(at.y + 14, window.innerHeight - tip.offsetHeight - 36)}px`;
}

function rest() {
  part("tip").hidden = true;
  cy.elements().removeClass("faded");
  nameEdges();
}

function nameEdges() {
  cy.edges().toggleClass("named", cy.edges().length <= MOST_NAMED);
}

/* Everything at once where its names can be read then; else around the start. */
function fit() {
  cy.fit(undefined, MARGIN);
  if (cy.zoom() > 1.15) cy.zoom(1.15);
  if (cy.zoom() < SMALLEST) cy.zoom(SMALLEST);
  const starts = cy.nodes("[?start]");
  if (cy.zoom() > SMALLEST || starts.empty()) return cy.center();
  cy.center(starts);
  if (columns) cy.panBy({ x: 110 - cy.width() / 2, y: 0 });
}

function zoom(by) {
  cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
}

function move(event) {
  const steps = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
  if (steps[event.key]) cy.panBy({ x: steps[event.key][0], y: steps[event.key][1] });
  else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
}

/* The whole drawing, not only what is in sight, with heading and legend below it. */
async function savePng() {
  const scale = 2, foot = 34 * scale;
  const picture = await createImageBitmap(await cy.png({ full: true, scale, bg: "#ffffff", output: "blob-promise", maxWidth: 8000, maxHeight: 8000 }));
  const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
  pen.font = `${13 * scale}px sans-serif`;
  const widths = legend.map((one) => pen.measureText(one.name).width + 36 * scale);
  canvas.width = Math.max(picture.width, widths.reduce((sum, one) => sum + one, 0), pen.measureText(heading).width) + 40 * scale;
  canvas.height = picture.height + 2 * foot + 40 * scale;
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, (canvas.width - picture.width) / 2, 20 * scale);
  pen.font = `${13 * scale}px "Source Han Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif`;
  pen.fillStyle = INK;
  pen.fillText(heading, 20 * scale, picture.height + 20 * scale + foot);
  let x = 20 * scale;
  legend.forEach((one, place) => {
    pen.fillStyle = one.colour;
    pen.fillRect(x, picture.height + 2 * foot - 2 * scale, 14 * scale, 14 * scale);
    pen.fillStyle = INK;
    pen.fillText(one.name, x + 20 * scale, picture.height + 2 * foot + 10 * scale);
    x += widths[place];
  });
  canvas.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${file}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }, "image/png");
}

function wholeScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen();
}

function showTools() {
  const actions = { out: () => zoom(0.8), in: () => zoom(1.25), fit, full: wholeScreen, png: savePng };
  part("tools").replaceChildren(...Object.entries(actions).map(([name, action]) => {
    const button = document.createElement("button");
    button.textContent = texts[name];
    button.title = texts[`${name}_help`];
    button.dataset.tool = name;
    button.onclick = action;
    return button;
  }));
  part("drawing").setAttribute("aria-label", texts.label);
  part("legend").replaceChildren(...legend.map((one) => {
    const entry = document.createElement("span"), colour = document.createElement("i");
    colour.style.background = one.colour;
    entry.append(colour, one.name);
    return entry;
  }));
}

function render(args) {
  ({ texts, legend, heading, file, columns } = args);
  document.documentElement.lang = args.language;
  host.send("setFrameHeight", { height: args.height });
  showTools();
  if (!cy) start();
  const now = JSON.stringify([args.nodes, args.edges]);
  if (now !== drawn) {
    drawn = now;
    cy.elements().remove();
    cy.add([
      ...args.nodes.map((one) => ({ group: "nodes", data: one, position: { x: one.x, y: one.y } })),
      ...args.edges.map((one) => ({ group: "edges", data: one })),
    ]);
    nameEdges();
    requestAnimationFrame(() => { cy.resize(); fit(); document.body.dataset.drawn = String(cy.nodes().length); });
  }
  cy.elements().unselect();
  if (args.chosen) cy.getElementById(args.chosen).select();
}

window.addEventListener("resize", () => { if (cy) { cy.resize(); fit(); } });
host.listen(render);

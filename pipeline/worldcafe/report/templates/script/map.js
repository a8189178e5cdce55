// Map: one stop of the Tab key, then the arrow keys walk to the nearest dot in that direction.
const STEPS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const sea = one(".sea");
const card = one("#card");
let leaving = 0;

function read(node) {
  clearTimeout(leaving);
  hide();
  whole();
  const note = document.getElementById(node.getAttribute("href").slice(1));
  const words = document.createElement("p");
  words.append(...one(".q", note).cloneNode(true).childNodes);
  const about = document.createElement("p");
  about.className = "meta";
  const theme = one('.meta a[href^="#theme-"]', note);
  const link = document.createElement("a");
  link.href = node.getAttribute("href");
  link.textContent = one("h4", note.closest(".place")).textContent;
  about.append([one(".kind", note), theme].filter(Boolean).map((word) => word.textContent).join(" · "), " · ", link);
  card.replaceChildren(words, about);
  card.hidden = false;
  node.classList.add("read");
  const [dot, frame] = [node.getBoundingClientRect(), sea.getBoundingClientRect()];
  const left = dot.left - frame.left + dot.width / 2 - card.offsetWidth / 2;
  card.style.left = Math.max(0, Math.min(left, frame.width - card.offsetWidth)) + "px";
  const below = dot.bottom + card.offsetHeight + 12 < innerHeight;
  card.style.top = (below ? dot.bottom - frame.top + 6 : dot.top - frame.top - card.offsetHeight - 6) + "px";
}
function hide() {
  if (!card) return;
  card.hidden = true;
  for (const dot of all(".dot.read")) dot.classList.remove("read");
}
function leave() {
  leaving = setTimeout(hide, 250);
}

function nearest(dots, from, [dx, dy]) {
  let best = null;
  let least = Infinity;
  for (const dot of dots) {
    const along = (dot.x - from.x) * dx + (dot.y - from.y) * dy;
    const across = Math.abs((dot.x - from.x) * dy) + Math.abs((dot.y - from.y) * dx);
    const far = along + 2 * across;
    if (along > 0.5 && far < least) [best, least] = [dot, far];
  }
  return best;
}

function walk(map, node, event) {
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const dots = all(".dot", map).map((dot) => ({ node: dot, ...middle(dot) }));
  const next = nearest(dots, middle(node), step);
  if (!next) return;
  node.setAttribute("tabindex", "-1");
  next.node.setAttribute("tabindex", "0");
  next.node.focus();
}
function middle(dot) {
  const circle = dot.firstElementChild;
  return { x: circle.cx.baseVal.value, y: circle.cy.baseVal.value };
}

wakers.push((part) => {
  for (const map of all(".map", part)) listenTo(map);
});
function listenTo(map) {
  all(".dot", map).forEach((dot, index) => dot.setAttribute("tabindex", index ? "-1" : "0"));
  const listen = (name, act) => map.addEventListener(name, (event) => {
    const dot = event.target.closest(".dot");
    if (dot) act(dot, event);
  });
  listen("focusin", (dot) => (bring(map, dot), read(dot)));
  listen("focusout", leave);
  listen("pointerover", read);
  listen("pointerout", leave);
  listen("keydown", (dot, event) => walk(map, dot, event));
  // A finger cannot hover: its tap reads the note, and the link of the card leads on.
  listen("click", (dot, event) => {
    if (event.pointerType === "touch") event.preventDefault();
  });
  map.addEventListener("click", (event) => {
    const name = event.target.closest(".clan");
    if (!name || map.classList.contains("near")) return; // near, the name leads to the family in the table
    event.preventDefault();
    const { x, y, width, height } = name.parentElement.getBBox();
    see(map, { x: x - 20, y: y - 20, width: width + 40, height: height + 40 }, true);
  });
  drag(map);
}

// The map comes nearer: what is seen of it is its viewBox. Near, the themes have their names.
const NEAR = 0.75; // of the whole width, below which names are shown
function see(map, box, named = false) {
  const [wide, high] = [map.width.baseVal.value, map.dataset.high || (map.dataset.high = map.viewBox.baseVal.height)].map(Number);
  const width = Math.min(wide, Math.max(box.width, (box.height * wide) / high, 120));
  const height = (width * high) / wide;
  const x = Math.max(0, Math.min(box.x + (box.width - width) / 2, wide - width));
  const y = Math.max(0, Math.min(box.y + (box.height - height) / 2, high - height));
  map.setAttribute("viewBox", [x, y, width, height].map((number) => Math.round(number * 10) / 10).join(" "));
  map.classList.toggle("near", named || width < NEAR * wide);
  for (const name of ["out", "all"]) one(`[data-zoom="${name}"]`).disabled = !map.classList.contains("near") && width >= wide;
  hide();
}
function by(map, times) {
  const { x, y, width, height } = map.viewBox.baseVal;
  see(map, { x: x + (width * (1 - times)) / 2, y: y + (height * (1 - times)) / 2, width: width * times, height: height * times });
}
const inSight = () => all(".map").find((map) => map.getClientRects().length);
for (const button of all("[data-zoom]")) {
  button.addEventListener("click", () => {
    const map = inSight();
    if (map) by(map, { in: 0.6, out: 1 / 0.6, all: 1e3 }[button.dataset.zoom]);
  });
}
function bring(map, dot) {
  const { x, y } = middle(dot);
  const box = map.viewBox.baseVal;
  if (x < box.x || y < box.y || x > box.x + box.width || y > box.y + box.height) {
    see(map, { x: x - box.width / 2, y: y - box.height / 2, width: box.width, height: box.height }, true);
  }
}
function drag(map) {
  let from = null;
  map.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && map.classList.contains("near") && !event.target.closest("a")) from = event;
  });
  map.addEventListener("pointermove", (event) => {
    if (!from) return;
    const { x, y, width, height } = map.viewBox.baseVal;
    const unit = width / map.clientWidth;
    see(map, { x: x - (event.clientX - from.clientX) * unit, y: y - (event.clientY - from.clientY) * unit, width, height }, true);
    from = event;
  });
  for (const end of ["pointerup", "pointerleave"]) map.addEventListener(end, () => (from = null));
}
if (card) {
  card.addEventListener("pointerenter", () => clearTimeout(leaving));
  card.addEventListener("pointerleave", leave);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

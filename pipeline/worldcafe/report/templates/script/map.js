// Map: one stop of the Tab key, then the arrow keys walk to the nearest dot in that direction.
const STEPS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const sea = one(".sea");
const card = one("#card");
let leaving = 0;

function read(node) {
  clearTimeout(leaving);
  hide();
  const note = document.getElementById(node.getAttribute("href").slice(1));
  const words = document.createElement("p");
  words.append(...one(".q", note).cloneNode(true).childNodes);
  const about = document.createElement("p");
  about.className = "meta";
  const theme = one('.meta a[href^="#theme-"]', note);
  const link = document.createElement("a");
  link.href = node.getAttribute("href");
  link.textContent = one("h4", note.closest(".place")).textContent;
  about.append([note.dataset.kind, theme && theme.textContent].filter(Boolean).join(" · "), " · ", link);
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

for (const map of all(".map")) {
  all(".dot", map).forEach((dot, index) => dot.setAttribute("tabindex", index ? "-1" : "0"));
  const listen = (name, act) => map.addEventListener(name, (event) => {
    const dot = event.target.closest(".dot");
    if (dot) act(dot, event);
  });
  listen("focusin", read);
  listen("focusout", leave);
  listen("pointerover", read);
  listen("pointerout", leave);
  listen("keydown", (dot, event) => walk(map, dot, event));
  // A finger cannot hover: its tap reads the note, and the link of the card leads on.
  listen("click", (dot, event) => {
    if (event.pointerType === "touch") event.preventDefault();
  });
}
if (card) {
  card.addEventListener("pointerenter", () => clearTimeout(leaving));
  card.addEventListener("pointerleave", leave);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

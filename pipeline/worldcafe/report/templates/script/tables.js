// What a section shows: one of its choices.
const chosen = (section) => one(`[data-choices="${section}"]`);
function choose(section, wanted) {
  const box = chosen(section);
  if (!box) return;
  const known = all("button", box).map((button) => button.dataset.show);
  const show = known.includes(wanted) ? wanted : "all";
  box.hidden = known.length < 2;
  for (const button of all("button", box)) button.setAttribute("aria-pressed", String(button.dataset.show === show));
  for (const entry of all(`#${section} [data-show]:not(button)`)) {
    entry.hidden = show !== "all" && !entry.dataset.show.split(" ").includes(show);
  }
  for (const topic of all(`#${section} .topic`)) {
    topic.hidden = show !== "all" && !one(".claim:not([hidden])", topic);
    if (topic.tagName === "DETAILS" && show !== "all") topic.open = true;
  }
}
for (const button of all("[data-choices] button")) {
  button.addEventListener("click", () => {
    const section = button.closest("[data-choices]").dataset.choices;
    history.pushState(null, "", "#" + section + (button.dataset.show === "all" ? "" : "?show=" + button.dataset.show));
    choose(section, button.dataset.show);
  });
}

// Related themes under the one that came up most; the others of its family stand below it, set in.
function group(table) {
  const rows = [...table.tBodies[0].rows];
  const first = new Map();
  rows.forEach((row, place) => first.has(row.dataset.family) || first.set(row.dataset.family, place));
  for (const head of all("thead th", table)) head.removeAttribute("aria-sort");
  const order = (row) => first.get(row.dataset.family);
  rows.forEach((row, place) => row.classList.toggle("member", order(row) !== place));
  table.tBodies[0].append(...rows.sort((a, b) => order(a) - order(b)));
  one(".order button").setAttribute("aria-pressed", "true");
}
function ungroup(table) {
  for (const row of all("tr.member", table)) row.classList.remove("member");
  const button = table.closest("#themes") && one(".order button");
  if (button) button.setAttribute("aria-pressed", "false");
}
for (const order of all(".order")) {
  const table = one("#themes table");
  const given = [...table.tBodies[0].rows];
  order.hidden = false;
  one("button", order).addEventListener("click", (event) => {
    const grouped = event.target.getAttribute("aria-pressed") === "true";
    table.tBodies[0].append(...given);
    if (grouped) ungroup(table);
    else group(table);
  });
}

// Tables sort by a click on a heading.
function sort(table, head, column) {
  ungroup(table);
  const now = head.getAttribute("aria-sort");
  const up = now ? now === "descending" : !head.classList.contains("n");
  for (const other of all("thead th", table)) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const value = (row) => row.cells[column].dataset.v ?? row.cells[column].textContent.trim();
  const compare = (a, b) => {
    const [x, y] = [value(a), value(b)];
    const [p, q] = [Number(x), Number(y)];
    return x === "" || y === "" || isNaN(p) || isNaN(q) ? x.localeCompare(y) : p - q;
  };
  table.tBodies[0].append(...[...table.tBodies[0].rows].sort((a, b) => (up ? 1 : -1) * compare(a, b)));
}
for (const table of all("table.sortable")) {
  all("thead th", table).forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(table, head, column));
  });
}

// Many claims are a wall: their topics begin closed, where a script can open them again.
if (all(".claim").length > 12) for (const topic of all("details.topic")) topic.open = false;

// On paper every topic is open, as nobody can open it there.
let closed = [];
window.addEventListener("beforeprint", () => {
  closed = all("details.topic:not([open]), details.more:not([open]), details.said:not([open])").filter((box) => !box.closest("#made"));
  for (const box of closed) box.open = true;
});
window.addEventListener("afterprint", () => closed.forEach((box) => (box.open = false)));

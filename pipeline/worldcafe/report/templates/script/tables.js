// What a section shows: one of its choices.
const chosen = (section) => one(`[data-choices="${section}"]`);
const shownIn = new Map();
function choose(section, wanted) {
  const box = chosen(section);
  if (!box) return;
  const known = all("button", box).map((button) => button.dataset.show);
  const show = known.includes(wanted) ? wanted : "all";
  if (section === "claims" && show !== "all") whole(box.parentElement);
  shownIn.set(section, show);
  box.hidden = known.length < 2;
  for (const button of all("button", box)) button.setAttribute("aria-pressed", String(button.dataset.show === show));
  for (const entry of all(`#${section} [data-show]:not(button)`)) {
    entry.hidden = show !== "all" && !entry.dataset.show.split(" ").includes(show);
  }
  if (show === "all" || show === "families") for (const button of all(`#${section} .fold`)) fold(button, show === "all");
  if (show !== "all") for (const more of all(`#${section} .topic .more`)) more.open = true;
  for (const topic of all(`#${section} .topic`)) {
    topic.hidden = show !== "all" && !one(".claim:not([hidden])", topic);
    if (topic.tagName === "DETAILS" && show !== "all") topic.open = true;
  }
}
for (const button of all("[data-choices] button")) {
  button.addEventListener("click", () => {
    const section = button.closest("[data-choices]").dataset.choices;
    history.pushState(null, "", "#" + section + (button.dataset.show === "all" && !chosen(section).dataset.first ? "" : "?show=" + button.dataset.show));
    choose(section, button.dataset.show);
  });
}

// A family opens and closes over the themes in it.
function fold(button, open) {
  const row = button.closest("tr");
  button.setAttribute("aria-expanded", String(open));
  for (const member of all("tr.member", row.parentElement)) {
    if (member.dataset.family === row.dataset.family) member.hidden = !open;
  }
}
wakers.push((part) => {
  for (const button of all(".fold", part)) {
    button.addEventListener("click", () => fold(button, button.getAttribute("aria-expanded") !== "true"));
  }
});

// Tables sort by a click on a heading; the themes of a family stay below it where families are shown.
function sort(table, head, column) {
  const now = head.getAttribute("aria-sort");
  const up = now ? now === "descending" : !head.classList.contains("n");
  for (const other of all("thead th", table)) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const value = (row) => row.cells[column].dataset.v ?? row.cells[column].textContent.trim();
  const compare = (a, b) => {
    const [x, y] = [value(a), value(b)];
    const [p, q] = [Number(x), Number(y)];
    return (up ? 1 : -1) * (x === "" || y === "" || isNaN(p) || isNaN(q) ? x.localeCompare(y) : p - q);
  };
  const rows = [...table.tBodies[0].rows];
  const section = table.closest("main > section");
  const grouped = ["all", "families"].includes(shownIn.get(section.id));
  const heads = rows.filter((row) => !grouped || !row.classList.contains("member")).sort(compare);
  const kin = (row) => rows.filter((other) => other !== row && other.dataset.family === row.dataset.family).sort(compare);
  table.tBodies[0].append(...heads.flatMap((row) => (grouped && row.dataset.family ? [row, ...kin(row)] : [row])));
}
wakers.push((part) => {
  for (const table of all("table.sortable", part)) {
    all("thead th", table).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, head, column));
    });
  }
});

// Many claims are a wall: their topics begin closed, where a script can open them again.
if (all("[data-claims]").some((box) => Number(box.dataset.claims) > 12)) for (const topic of all("details.topic")) topic.open = false;

// On a phone, what need not be seen first begins closed: one tap opens it.
if (matchMedia("(max-width: 44rem)").matches) for (const box of all("details.part, .doubtful .claim details")) box.open = false;

// On paper every topic is open, as nobody can open it there.
let closed = [];
window.addEventListener("beforeprint", () => {
  whole();
  closed = all("details.part:not([open]), details.topic:not([open]), details.more:not([open]), details.said:not([open])").filter((box) => box.matches(".part") || !box.closest("#made"));
  for (const box of closed) box.open = true;
});
window.addEventListener("afterprint", () => closed.forEach((box) => (box.open = false)));

// Notes: search and filters, kept in the address.
const FIELDS = ["cafe", "table", "round", "kind", "theme", "status", "claim", "suggestion", "aside"];
const CALLED = {
  cafe: _("café"), table: _("table"), round: _("round"), kind: _("kind"), theme: _("theme"),
  status: _("theme is"), claim: _("behind"), suggestion: _("suggestion"), aside: _("set aside"),
};
const form = one("#filters");
const notes = [];
const suggested = new Map();
wakers.push((part) => {
  for (const node of all(".note", part)) notes.push({ node, data: node.dataset, text: plain(one(".q", node).textContent) });
  for (const row of all('tr[id^="suggestion-"]', part)) suggested.set(row.id.slice(11), row.cells[0].dataset.v);
});
const TOTAL = Number(one("#count").dataset.total);
const counted = one("#count").textContent;
let state = new URLSearchParams();

function holds(note, field, wanted) {
  const own = note.data[field] || "";
  if (field !== "claim") return wanted.includes(own);
  const ids = own.split(" ");
  return wanted.some((value) => ids.includes(value) || (value === "any" && own !== "none"));
}

function label(field, value) {
  if (field === "q") return _("words: {value}");
  const option = form.elements[field] && [...form.elements[field].options].find((o) => o.value === value);
  const short = (text) => (text.length > 48 ? text.slice(0, 47).trimEnd() + "…" : text);
  if (option) return (field === "claim" ? "" : CALLED[field] + ": ") + short(option.text);
  const claim = field === "claim" && one("#claim-" + CSS.escape(value) + " .says");
  if (claim) return _("claim: {short(claim.textContent)}");
  if (suggested.has(value)) return _("suggestion: {short(suggested.get(value))}");
  return CALLED[field] + ": " + (value || _("not given"));
}

function filter() {
  if ([...state].length) whole();
  else if (!document.documentElement.classList.contains("filtered")) return;
  const words = plain(state.get("q") || "").split(/\s+/).filter(Boolean);
  const wanted = FIELDS.filter((field) => state.has(field)).map((field) => [field, state.getAll(field)]);
  let shown = 0;
  for (const note of notes) {
    const keep = wanted.every(([field, values]) => holds(note, field, values)) &&
      words.every((word) => note.text.includes(word));
    note.node.hidden = !keep;
    shown += keep;
  }
  for (const group of all(".asked, .place, .said")) group.hidden = !one(".note:not([hidden])", group);
  if (shown < TOTAL) for (const table of all(".said:not([hidden])")) table.open = true;
  else if (document.documentElement.classList.contains("filtered")) spread(false);
  one("#count").textContent = shown === TOTAL ? counted : _("{amount(shown)} of {counted}");
  for (const dot of all(".dot")) {
    dot.classList.toggle("dim", document.getElementById(dot.getAttribute("href").slice(1)).hidden);
  }
  document.documentElement.classList.toggle("filtered", shown < TOTAL);
  chips();
  highlight(words);
}

// The tables begin closed, where a script can open them: nobody reads all notes at once.
const FEW = 30; // notes that a single table may show at once
const tables = all(".said");
function spread(open) {
  for (const table of tables) table.open = open || (tables.length < 2 && TOTAL <= FEW);
  const button = one(".spread button");
  button.setAttribute("aria-pressed", String(open));
  button.textContent = open ? _("Close all") : _("Expand all");
}
one(".spread").hidden = tables.length < 2 && TOTAL <= FEW;
one(".spread button").addEventListener("click", (event) => spread(event.target.getAttribute("aria-pressed") !== "true"));
for (const table of tables) table.addEventListener("toggle", () => table.open && whole(table));

function chips() {
  const list = one("#chips");
  list.replaceChildren();
  for (const [field, value] of state) {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.textContent = label(field, value) + " ✕";
    chip.setAttribute("aria-label", _("Remove the filter {label(field, value)}"));
    chip.addEventListener("click", () => {
      go(new URLSearchParams([...state].filter(([f, v]) => f !== field || v !== value)));
      (one("button", list) || one("#notes-h")).focus();
    });
    const item = document.createElement("li");
    item.append(chip);
    list.append(item);
  }
}

// The letters of a text without accents and capitals, and where in the text each comes from.
function folded(text) {
  let letters = "";
  const from = [];
  for (let at = 0; at < text.length; at += 1) {
    for (const letter of plain(text[at])) {
      letters += letter;
      from.push(at);
    }
  }
  return { letters, from };
}

function highlight(words) {
  if (!window.Highlight || !CSS.highlights) return;
  CSS.highlights.delete("found");
  const ranges = [];
  for (const note of words.length ? notes : []) {
    if (note.node.hidden || ranges.length > 2000) continue;
    const walker = document.createTreeWalker(one(".q", note.node), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { letters, from } = folded(node.data);
      for (const word of words) {
        for (let at = letters.indexOf(word); at >= 0; at = letters.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(node, from[at]);
          range.setEnd(node, from[at + word.length - 1] + 1);
          ranges.push(range);
        }
      }
    }
  }
  if (ranges.length) CSS.highlights.set("found", new Highlight(...ranges));
}

function fill() {
  if (document.activeElement !== searched) searched.value = state.get("q") || "";
  for (const field of FIELDS) {
    const select = form.elements[field];
    if (!select) continue;
    for (const extra of all("option[data-extra]", select)) extra.remove();
    const values = state.getAll(field);
    const known = values.length === 1 && [...select.options].some((option) => option.value === values[0]);
    if (values.length && !known) {
      const several = new Option(values.length > 1 ? _("{values.length} chosen") : label(field, values[0]), "several", true, true);
      several.dataset.extra = "";
      select.append(several);
    }
    select.value = values.length && !known ? "several" : values[0] || "";
  }
}

// Typing replaces the address (one step back leaves the search); every other change adds a step.
function go(next, typing) {
  const query = next.toString();
  history[typing ? "replaceState" : "pushState"](null, "", query ? "#notes?" + query : "#notes");
  state = next;
  fill();
  filter();
}

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  const next = new URLSearchParams(state);
  const { name, value } = event.target;
  if (value === "several") return;
  if (value) next.set(name, value);
  else next.delete(name);
  go(next);
});
form.addEventListener("reset", (event) => {
  event.preventDefault();
  searched.value = "";
  go(new URLSearchParams());
  one("select, button", form).focus();
});

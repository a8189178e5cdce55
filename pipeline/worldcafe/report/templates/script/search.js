// One search over themes, claims, suggestions and notes. A new one begins without the filters of the last.
const asking = one("#search");
const searched = asking.elements.q;
const hits = one("#hits");
const MOST = 5; // hits shown of each sort
const SORTS = [
  [_("Themes"), '#themes tr[id^="theme-"]', (row) => [row.cells[0].dataset.v, said(".gist", row), said(".marking", row)], "#themes"],
  [_("Claims"), ".claim", (claim) => [said(".says", claim)], "#claims"],
  [_("Suggestions"), '#suggestions tr[id^="suggestion-"]', (row) => [row.cells[0].dataset.v], "#suggestions"],
];
function said(selector, root) {
  const node = one(selector, root);
  return node ? node.textContent : "";
}

function look() {
  const words = plain(searched.value).split(/\s+/).filter(Boolean);
  hits.replaceChildren();
  hits.hidden = !words.length;
  if (!words.length) return;
  whole();
  const has = (text) => words.every((word) => text.includes(word));
  for (const [name, selector, texts, section] of SORTS) {
    const found = all(selector).filter((node) => has(plain(texts(node).join(" "))));
    list(name, found.map((node) => [node.id, texts(node)[0]]), section);
  }
  const spoken = notes.filter((note) => has(note.text));
  list(_("Notes"), spoken.map((note) => [note.node.id, one(".q", note.node).textContent]), "#notes?q=" + encodeURIComponent(searched.value));
  if (!hits.firstChild) hits.append(Object.assign(document.createElement("p"), { textContent: _("Nothing has these words.") }));
}
function list(name, found, section) {
  if (!found.length) return;
  const head = document.createElement("h2");
  head.textContent = name + " " + amount(found.length);
  const rows = document.createElement("ul");
  for (const [id, text] of found.slice(0, MOST)) rows.append(entry("#" + id, text.length > 140 ? text.slice(0, 139).trimEnd() + "…" : text));
  if (found.length > MOST || section.startsWith("#notes")) {
    const more = entry(section, section.startsWith("#notes") ? _("All {amount(found.length)} among the notes") : _("To all of them"));
    more.className = "more";
    if (section.startsWith("#notes") || found.length > MOST) rows.append(more);
  }
  hits.append(head, rows);
}
function entry(href, text) {
  const link = Object.assign(document.createElement("a"), { href, textContent: text });
  const item = document.createElement("li");
  item.append(link);
  return item;
}

let typing = 0;
asking.hidden = false;
asking.addEventListener("submit", (event) => event.preventDefault());
searched.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    go(new URLSearchParams(searched.value.trim() ? { q: searched.value } : {}), true);
    look();
  }, notes.length > 1500 ? 200 : 0);
});
searched.addEventListener("focus", look);
const away = () => (hits.hidden = true);
hits.addEventListener("click", (event) => event.target.closest("a") && away());
document.addEventListener("pointerdown", (event) => !event.target.closest("#hits, #search") && away());
document.addEventListener("focusin", (event) => !event.target.closest("#hits, #search") && away());
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") away();
  if (event.key === "ArrowDown" && document.activeElement === searched && !hits.hidden) (one("a", hits) || searched).focus();
  if (event.key !== "/" || /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) return;
  event.preventDefault();
  searched.focus();
});

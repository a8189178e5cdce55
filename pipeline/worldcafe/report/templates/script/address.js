// The address decides what is seen, also after a reload or a step back.
function follow() {
  const [target, query] = location.hash.slice(1).split("?");
  const id = written(target);
  const params = new URLSearchParams(query || "");
  if (id === "notes") {
    state = params;
    fill();
    filter();
  }
  if (chosen(id)) choose(id, params.get("show") || chosen(id).dataset.first);
  const place = document.getElementById(id) || (id && (whole(), document.getElementById(id)));
  if (place) show(place, id, query);
}

// What an address says that nobody wrote on purpose ("#n%ZZ") is taken as it stands.
function written(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function show(place, id, query) {
  if (place.closest("[hidden]")) reveal(place);
  const part = one(":scope > details.part", place); // a section that a phone has closed
  if (part) part.open = true;
  for (let box = place.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  if (/^(theme|suggestion|claim)-/.test(id)) for (const box of all("details", place)) box.open = true;
  if (!query && !/^(n|theme|claim|suggestion|gap|topic)-/.test(id)) return;
  for (const old of all(".at")) old.classList.remove("at");
  place.classList.add("at");
  const focus = place.id === "notes" ? one("#notes-h") : one("summary, a, h2", place) || place;
  if (focus.tagName === "H2") focus.setAttribute("tabindex", "-1");
  place.scrollIntoView({ block: id.startsWith("n-") ? "center" : "start" });
  (place.classList.contains("note") ? place : focus).focus({ preventScroll: true });
}

function reveal(place) {
  if (place.classList.contains("note")) {
    state = new URLSearchParams();
    fill();
    filter();
  }
  const section = place.closest("main > section");
  const head = place.classList.contains("member") && all(".kin .fold", section).find((button) => button.closest("tr").dataset.family === place.dataset.family);
  if (head && section) {
    choose(section.id, "families");
    fold(head, true);
  } else if (section) choose(section.id, "all");
}
window.addEventListener("hashchange", follow);
window.addEventListener("popstate", follow);

// Where one is, in the bar of sections.
const places = new Map(all("nav a").map((link) => [link.getAttribute("href").slice(1), link]));
const watch = new IntersectionObserver((seen) => {
  for (const entry of seen) {
    const link = places.get(entry.target.id);
    if (!link || !entry.isIntersecting) continue;
    for (const other of places.values()) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    const bar = link.closest("ul"); // on a phone the bar follows
    bar.scrollTo({ left: link.offsetLeft - (bar.clientWidth - link.offsetWidth) / 2 });
  }
}, { rootMargin: "-20% 0px -75% 0px" });
for (const section of all("main > section")) watch.observe(section);

wake(document);
spread(false);
for (const box of all("[data-choices]")) choose(box.dataset.choices, box.dataset.first);
if (location.hash) follow();
soon(grow);

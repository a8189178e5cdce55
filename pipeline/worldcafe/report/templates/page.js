"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  document.documentElement.classList.add("js");

  // Links to filtered views: the address without JavaScript gives way to the one that filters.
  for (const link of all("a[data-f]")) link.setAttribute("href", "#" + link.dataset.f);

  // Notes: search and filters, kept in the address.
  const FIELDS = ["cafe", "table", "round", "kind", "theme", "status", "claim", "suggestion"];
  const WORDS = { cafe: "café", claim: "claim", suggestion: "suggestion" };
  const form = one("#filters");
  const notes = all(".note").map((node) => ({ node, data: node.dataset, text: plain(node.querySelector(".q").textContent) }));
  let state = new URLSearchParams();

  const holds = (note, field, wanted) => {
    const own = note.data[field] || "";
    return wanted.some((value) => own === value || (field === "claim" && own.split(" ").includes(value)));
  };
  const label = (field, value) => {
    const option = form.elements[field] && [...form.elements[field].options].find((o) => o.value === value);
    const said = option ? option.text : value;
    if (field === "claim" && value === "none") return "behind no claim";
    return (WORDS[field] || field) + ": " + (said || "not given");
  };

  function filter() {
    const words = plain(state.get("q") || "").split(/\s+/).filter(Boolean);
    const wanted = FIELDS.filter((field) => state.has(field)).map((field) => [field, state.getAll(field)]);
    let shown = 0;
    for (const note of notes) {
      const keep = wanted.every(([field, values]) => holds(note, field, values)) &&
        words.every((word) => note.text.includes(word));
      note.node.hidden = !keep;
      shown += keep;
    }
    for (const group of all(".asked, .place")) group.hidden = !group.querySelector(".note:not([hidden])");
    const total = notes.length + (notes.length === 1 ? " note" : " notes");
    one("#count").textContent = shown === notes.length ? total : shown + " of " + total;
    for (const dot of all(".dot")) {
      const note = document.getElementById(dot.getAttribute("href").slice(1));
      dot.classList.toggle("dim", note.hidden);
    }
    chips();
    highlight(words);
  }

  function chips() {
    const list = one("#chips");
    list.replaceChildren();
    for (const [field, value] of state) {
      const chip = document.createElement("button");
      chip.type = "button";
      chip.textContent = (field === "q" ? "words: " + value : label(field, value)) + " ✕";
      chip.setAttribute("aria-label", "Remove the filter " + chip.textContent.slice(0, -2));
      chip.addEventListener("click", () => {
        const rest = new URLSearchParams([...state].filter(([f, v]) => f !== field || v !== value));
        go(rest);
        (list.querySelector("button") || one("#notes-h")).focus();
      });
      const item = document.createElement("li");
      item.append(chip);
      list.append(item);
    }
  }

  function highlight(words) {
    if (!window.Highlight || !CSS.highlights) return;
    CSS.highlights.delete("found");
    const ranges = [];
    for (const note of words.length ? notes : []) {
      if (note.node.hidden || ranges.length > 2000) continue;
      const walker = document.createTreeWalker(note.node.querySelector(".q"), NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.data.toLowerCase();
        for (const word of words) {
          for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
            const range = new Range();
            range.setStart(node, at);
            range.setEnd(node, Math.min(at + word.length, node.length));
            ranges.push(range);
          }
        }
      }
    }
    if (ranges.length) CSS.highlights.set("found", new Highlight(...ranges));
  }

  function fill() {
    if (document.activeElement !== form.elements.q) form.elements.q.value = state.get("q") || "";
    for (const field of FIELDS) {
      const select = form.elements[field];
      if (!select) continue;
      for (const extra of all("option[data-extra]", select)) extra.remove();
      const values = state.getAll(field);
      if (values.length > 1) {
        const several = new Option(values.length + " chosen", "several", true, true);
        several.dataset.extra = "";
        select.append(several);
      }
      select.value = values.length > 1 ? "several" : values[0] || "";
    }
  }

  // Typing replaces the address (one step back leaves the search); every other change adds a step.
  function go(next, typing) {
    const query = next.toString();
    const address = query ? "#notes?" + query : "#notes";
    history[typing ? "replaceState" : "pushState"](null, "", address);
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
    if (value) next.set(name, value); else next.delete(name);
    go(next, name === "q");
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    form.elements.q.value = "";
    go(new URLSearchParams());
    form.elements.q.focus();
  });

  // Claims and themes: choices of what to show.
  function choose(section, wanted) {
    const box = one(`[data-choices="${section}"]`);
    if (!box) return;
    box.hidden = false;
    for (const button of all("button", box)) button.setAttribute("aria-pressed", button.dataset.show === wanted);
    for (const entry of all(`#${section} [data-show]:not(button)`)) {
      entry.hidden = wanted !== "" && !entry.dataset.show.split(" ").includes(wanted);
    }
    for (const topic of all(`#${section} .topic`)) topic.hidden = !topic.querySelector(".claim:not([hidden])");
  }
  for (const button of all("[data-choices] button")) {
    button.addEventListener("click", () => {
      const section = button.closest("[data-choices]").dataset.choices;
      history.pushState(null, "", "#" + section + (button.dataset.show ? "?show=" + button.dataset.show : ""));
      choose(section, button.dataset.show);
    });
  }

  // The address decides what is seen, also after a reload or a step back.
  function follow() {
    const [target, query] = location.hash.slice(1).split("?");
    const id = decodeURIComponent(target);
    const params = new URLSearchParams(query || "");
    if (id === "notes") {
      state = params;
      fill();
      filter();
    }
    if (id === "claims" || id === "themes") choose(id, params.get("show") || "");
    const place = document.getElementById(id);
    if (!place) return;
    if (place.closest("[hidden]")) reveal(place);
    for (const box of all("details", place)) if (id.startsWith("theme-") || id.startsWith("suggestion-") || id.startsWith("claim-")) box.open = true;
    if (!query && !/^(n|theme|claim|suggestion|gap)-/.test(id)) return;
    for (const old of all(".at")) old.classList.remove("at");
    place.classList.add("at");
    const focus = place.id === "notes" ? one("#notes-h") : place.querySelector("summary, a, h2") || place;
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
    if (section) choose(section.id, "");
  }
  window.addEventListener("hashchange", follow);
  window.addEventListener("popstate", follow);

  // Tables sort by a click on a heading.
  for (const table of all("table.sortable")) {
    const body = table.tBodies[0];
    all("thead th", table).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const numbers = head.classList.contains("n");
        const now = head.getAttribute("aria-sort");
        const up = now ? now === "descending" : !numbers;
        for (const other of all("thead th", table)) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const value = (row) => row.cells[column].dataset.v ?? row.cells[column].textContent.trim();
        const compare = (a, b) => {
          const [x, y] = [value(a), value(b)];
          const [p, q] = [parseFloat(x), parseFloat(y)];
          return isNaN(p) || isNaN(q) ? x.localeCompare(y) : p - q;
        };
        body.append(...[...body.rows].sort((a, b) => (up ? 1 : -1) * compare(a, b)));
      });
    });
  }

  // Map: one stop of the Tab key, then the arrow keys walk to the nearest dot in that direction.
  const dots = all(".dot").map((node) => {
    const circle = node.firstElementChild;
    return { node, x: circle.cx.baseVal.value, y: circle.cy.baseVal.value };
  });
  const reader = one("#map-note");
  const read = (node) => {
    const note = document.getElementById(node.getAttribute("href").slice(1));
    const place = note.closest(".place").querySelector("h3").textContent;
    reader.textContent = note.querySelector(".q").textContent + " (" + place + ")";
  };
  const nearest = (from, [dx, dy]) => {
    let best = null;
    let least = Infinity;
    for (const dot of dots) {
      const along = (dot.x - from.x) * dx + (dot.y - from.y) * dy;
      const across = Math.abs((dot.x - from.x) * dy) + Math.abs((dot.y - from.y) * dx);
      const far = along + 2 * across;
      if (along > 0.5 && far < least) [best, least] = [dot, far];
    }
    return best;
  };
  const STEPS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  dots.forEach((dot, index) => {
    dot.node.setAttribute("tabindex", index ? "-1" : "0");
    dot.node.addEventListener("focus", () => read(dot.node));
    dot.node.addEventListener("pointerenter", () => read(dot.node));
    dot.node.addEventListener("keydown", (event) => {
      const next = STEPS[event.key] && nearest(dot, STEPS[event.key]);
      if (!STEPS[event.key]) return;
      event.preventDefault();
      if (!next) return;
      dot.node.setAttribute("tabindex", "-1");
      next.node.setAttribute("tabindex", "0");
      next.node.focus();
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    form.elements.q.focus();
  });

  // Where one is, in the bar of sections.
  const places = new Map(all("nav a").map((link) => [link.getAttribute("href").slice(1), link]));
  const watch = new IntersectionObserver((seen) => {
    for (const entry of seen) {
      const link = places.get(entry.target.id);
      if (!link || !entry.isIntersecting) continue;
      for (const other of places.values()) other.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-20% 0px -75% 0px" });
  for (const section of all("main > section")) watch.observe(section);

  for (const section of ["claims", "themes"]) choose(section, "");
  filter();
  if (location.hash) follow();
})();

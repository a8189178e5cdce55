"use strict";
// Keys, drafts and dropped files. Every action is a form that works without this.
(() => {
  document.documentElement.classList.add("js");
  const store = window.sessionStorage;
  const unsaved = document.getElementById("unsaved");
  const here = document.querySelector("nav [aria-current]");
  if (here) here.scrollIntoView({ block: "nearest", inline: "center" });

  // Drafts: what was typed stays in this browser until the server says that it has it.
  const stored = new URLSearchParams(location.search).get("stored");
  for (const name of Object.keys(store)) {
    if (stored && name.startsWith("draft:") && JSON.parse(store.getItem(name)).key === stored) store.removeItem(name);
  }
  const fields = (form) => [...form.elements].filter((one) => one.name && !["csrfmiddlewaretoken", "base", "file"].includes(one.name) && one.type !== "submit");
  const remember = (form) => {
    const values = {};
    for (const one of fields(form)) {
      if (one.type === "radio" || one.type === "checkbox") { if (one.checked) values[one.name] = one.value; } else values[one.name] = one.value;
    }
    store.setItem(`draft:${form.dataset.draft}`, JSON.stringify({ key: values.key || "", values }));
  };
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const kept = store.getItem(`draft:${form.dataset.draft}`);
    if (kept) {
      const { values } = JSON.parse(kept);
      for (const one of fields(form)) {
        if (one.type === "radio" || one.type === "checkbox") one.checked = values[one.name] === one.value;
        else if (one.name in values) one.value = values[one.name];
      }
      unsaved.hidden = false;
    }
    form.addEventListener("input", () => remember(form));
    form.addEventListener("submit", () => remember(form));
  }
  for (const link of document.querySelectorAll("[data-forget]")) {
    link.addEventListener("click", () => { for (const name of Object.keys(store)) if (name.startsWith("draft:")) store.removeItem(name); });
  }

  // Keys: single letters, outside of fields only, and only if they are wanted.
  const off = () => window.localStorage.getItem("keys") === "off";
  const box = document.getElementById("keys-off");
  if (box) { box.checked = off(); box.addEventListener("change", () => window.localStorage.setItem("keys", box.checked ? "off" : "on")); }
  let going = false, at = -1;
  const places = { r: "/register", d: "/", t: "/themes", h: "/history", m: "/matches", s: "/settings", c: "/claims", q: "/questions", o: "/groups", p: "/publish" };
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const goTo = (to) => {
    const all = rows();
    if (!all.length) return;
    at = Math.max(0, Math.min(all.length - 1, to));
    all.forEach((row, number) => row.classList.toggle("at", number === at));
    all[at].querySelector("a").focus();
  };
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest("form") || document.querySelector("form.ask");
      if (form) form.requestSubmit(form.querySelector("[name=onward]"));
      return;
    }
    if (field || off() || event.ctrlKey || event.metaKey || event.altKey) return;
    const own = event.target.closest("a, button, input, summary");
    const key = event.key === " " && !own ? "u" : event.key;
    if (going) { going = false; if (places[key]) location.assign(places[key]); return; }
    const choice = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key && one.checkVisibility());
    if (choice && choice.tagName === "BUTTON") {
      event.preventDefault();
      const ticks = [...document.querySelectorAll("[data-row] input[type=checkbox]")];
      if (choice.name === "remit" && rows()[at] && !ticks.some((one) => one.checked)) rows()[at].querySelector("input[type=checkbox]").checked = true;
      choice.click();
    }
    else if (choice) { choice.checked = choice.type === "radio" || !choice.checked; choice.focus(); choice.dispatchEvent(new Event("input", { bubbles: true })); event.preventDefault(); }
    else if (key === "g") going = true;
    else if (event.key === "u" && document.getElementById("undo-mine")) document.getElementById("undo-mine").requestSubmit();
    else if (key === "Enter" && !own && document.querySelector("form[data-enter]")) document.querySelector("form[data-enter]").requestSubmit();
    else if (key === "?") location.assign("/keys");
    else if (key === "/") { event.preventDefault(); const search = document.getElementById("q"); if (search) search.focus(); else location.assign("/register"); }
    else if (key === "j") goTo(at + 1);
    else if (key === "k") goTo(at - 1);
    else if (key === "x" && rows()[at]) rows()[at].querySelector("input[type=checkbox]").click();
  });

  // Dropped files.
  const drop = document.getElementById("drop");
  if (drop) {
    const told = document.getElementById("dropped"), files = document.getElementById("files"), folder = document.getElementById("folder");
    const paths = (list) => {
      for (const old of drop.querySelectorAll("[name=paths]")) old.remove();
      for (const file of list) { const one = document.createElement("input"); one.type = "hidden"; one.name = "paths"; one.value = file.webkitRelativePath || file.name; drop.append(one); }
      told.textContent = `${list.length} ${list.length === 1 ? "file" : "files"} chosen`;
    };
    const put = (list) => { const held = new DataTransfer(); for (const file of list) held.items.add(file); files.files = held.files; paths(list); };
    files.addEventListener("change", () => paths(files.files));
    folder.addEventListener("change", () => put([...folder.files].filter((file) => !file.name.startsWith("."))));
    for (const name of ["dragover", "dragleave", "drop"]) document.addEventListener(name, (event) => { event.preventDefault(); drop.classList.toggle("over", name === "dragover"); });
    const walk = (entry) => new Promise((done) => {
      if (entry.isFile) entry.file((file) => { Object.defineProperty(file, "webkitRelativePath", { value: entry.fullPath.slice(1) }); done([file]); });
      else everyEntry(entry.createReader()).then((inside) => Promise.all(inside.map(walk))).then((found) => done(found.flat()));
    });
    // A reader gives a hundred at a time, and none at the end.
    const everyEntry = (reader, found = []) => new Promise((done) => {
      reader.readEntries((some) => { if (some.length) everyEntry(reader, [...found, ...some]).then(done); else done(found); });
    });
    document.addEventListener("drop", (event) => {
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
      Promise.all(entries.map(walk)).then((found) => put(found.flat().filter((file) => !file.name.startsWith("."))));
    });
  }
})();

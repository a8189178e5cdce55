"use strict";
// The page of a table: what is typed stays in this browser until the server has answered that it is stored.
(() => {
  document.documentElement.classList.add("js");
  const seat = document.getElementById("seat");
  const form = document.getElementById("write"), field = document.getElementById("text");
  const box = document.getElementById("unsent"), list = document.getElementById("outbox"), sent = document.getElementById("sent");
  const DONE = "All is stored.";
  const kept = `table:${seat.dataset.seat}:`;
  const random = () => [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
  // One entry of the store for each form, so that two tabs never write over each other.
  const unsent = () => Object.keys(localStorage).filter((name) => name.startsWith(`${kept}form:`)).sort().map((name) => ({ name, ...JSON.parse(localStorage.getItem(name)) }));
  const token = () => form.elements.csrfmiddlewaretoken;

  // What is typed and not sent yet outlives the page.
  const draft = `${kept}draft`;
  const keep = () => { try { localStorage.setItem(draft, JSON.stringify({ round: form.elements.round.value, text: field.value })); } catch { sent.textContent = "This browser keeps nothing; store each note soon."; } };
  const begun = JSON.parse(localStorage.getItem(draft) || "null");
  if (begun && begun.text && !field.value) {
    if (begun.round !== seat.dataset.round && !location.search) { location.replace(`${seat.dataset.at}?round=${begun.round}`); return; }
    field.value = begun.text;
  }
  form.addEventListener("input", () => { if (sent.textContent === DONE) sent.textContent = ""; keep(); });

  const render = () => {
    const waiting = unsent();
    box.hidden = !waiting.length;
    list.replaceChildren(...waiting.map((one) => {
      const row = document.createElement("li"), text = document.createElement("p");
      text.className = "lines";
      text.textContent = one.fields.text || (one.fields.struck === "1" ? "A note is struck out." : "A note stands again.");
      row.append(text);
      if (one.wrong) {
        const why = document.createElement("p"), back = document.createElement("button");
        why.className = "wrong"; why.textContent = one.wrong;
        back.type = "button"; back.textContent = one.fields.text ? "Take it back into the field" : "Leave it";
        back.addEventListener("click", () => { localStorage.removeItem(one.name); if (one.fields.text) { field.value = [field.value, one.fields.text].filter(Boolean).join("\n"); keep(); field.focus(); } render(); });
        row.append(why, back);
      }
      return row;
    }));
    return waiting;
  };

  // A list that somebody is correcting in is left alone until that is done.
  const noted = document.getElementById("noted");
  let newest = "";
  const show = (html) => {
    const typing = [...noted.querySelectorAll("details[open] textarea")].some((one) => one.value !== one.defaultValue);
    if (typing) { newest = html; return; }
    noted.innerHTML = html;
    newest = "";
  };

  const within = (wait) => { const stop = new AbortController(); setTimeout(() => stop.abort(), wait); return stop.signal; };
  const later = { wait: 0, timer: 0 };
  const again = () => { clearTimeout(later.timer); later.wait = Math.min(15000, 2 * later.wait || 1000); later.timer = setTimeout(flush, later.wait); };
  const ask = (path, body) => fetch(`${seat.dataset.at}${path}`, { method: body ? "POST" : "GET", body, headers: { "X-Worldcafe": "script" }, cache: "no-store", signal: within(15000) });
  const page = async () => {
    const answer = await fetch(seat.dataset.at, { cache: "no-store", signal: within(15000) });
    if (!answer.ok) throw new Error(answer.status);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };
  const refuse = (one, why) => localStorage.setItem(one.name, JSON.stringify({ path: one.path, fields: one.fields, wrong: why }));
  const text = (html) => { const found = new DOMParser().parseFromString(html, "text/html").querySelector(".wrong"); return found ? found.textContent : "It could not be stored."; };

  let going = false;
  async function flush() {
    if (going) return;
    going = true;
    let stopped = false;
    try {
      for (let one; (one = unsent().find((each) => !each.wrong)); ) {
        const body = new URLSearchParams({ ...one.fields, csrfmiddlewaretoken: token().value });
        let answer = await ask(`/${one.path}`, body);
        if (answer.status === 403) { // the cookie is gone; a fresh page has another
          token().value = (await page()).querySelector("[name=csrfmiddlewaretoken]").value;
          body.set("csrfmiddlewaretoken", token().value);
          answer = await ask(`/${one.path}`, body);
        }
        const told = await answer.text();
        if (answer.ok) { localStorage.removeItem(one.name); if (one.fields.round === seat.dataset.round) show(told); }
        else if (answer.status === 404) { sent.textContent = "This page is closed; ask the host for the new code of this table. What is not stored is kept here."; stopped = true; break; }
        else if (answer.status < 500) refuse(one, text(told));
        else throw new Error(answer.status);
        later.wait = 0;
        render();
      }
      if (!stopped) sent.textContent = unsent().length ? "Not all could be stored." : DONE;
    } catch {
      sent.textContent = "No connection; what you write is kept here and sent later.";
      again();
    } finally { going = false; render(); }
  }

  let last = 0;
  document.addEventListener("submit", (event) => {
    const one = event.target;
    if (!one.dataset.send) return;
    const fields = Object.fromEntries(new FormData(one));
    delete fields.csrfmiddlewaretoken;
    if ("text" in fields && !fields.text.trim()) return;
    last = Math.max(Date.now(), last + 1);
    try { localStorage.setItem(`${kept}form:${last}:${fields.key}`, JSON.stringify({ path: one.dataset.send, fields })); } catch { return; } // then it is sent as any form is
    event.preventDefault();
    one.elements.key.value = random();
    if (one === form) { field.value = ""; localStorage.removeItem(draft); field.focus(); }
    else { for (const area of one.querySelectorAll("textarea")) area.defaultValue = area.value; const open = one.closest("details"); if (open) open.open = false; }
    render();
    clearTimeout(later.timer);
    later.wait = 0;
    flush();
  });
  noted.addEventListener("toggle", () => { if (newest) show(newest); }, true);

  // A round that begins is shown at once where nothing is being typed, and offered where something is.
  const move = async () => {
    const fresh = await page();
    const next = fresh.getElementById("seat");
    seat.replaceChildren(...next.childNodes);
    Object.assign(seat.dataset, next.dataset);
    form.elements.round.value = next.dataset.round;
    if (field.value) keep();
    noted.replaceChildren(...fresh.getElementById("noted").childNodes);
  };
  const look = async () => {
    try {
      const answer = await ask("/state");
      if (!answer.ok) return;
      const now = await answer.json(), told = document.getElementById("next");
      if (unsent().some((one) => !one.wrong)) flush();
      const shown = Number(seat.dataset.round), known = Number(seat.dataset.now);
      if (now.round > known && shown === known) {
        if (!field.value && !noted.querySelector("details[open]")) { await move(); return; }
        told.hidden = false;
        const go = document.createElement("button");
        go.type = "button"; go.textContent = `Go on with round ${now.round}`;
        go.addEventListener("click", move);
        told.replaceChildren(`Round ${now.round} has begun. Finish what belongs to round ${shown}, then: `, go);
        seat.dataset.now = now.round;
      } else if (now.ended && now.round === shown && told.hidden) {
        told.hidden = false;
        told.textContent = "The host has ended this round. What you still write is counted in it.";
      }
    } catch { /* the next look may find the network again */ }
  };
  setInterval(look, 4000);
  window.addEventListener("online", flush);
  render();
  if (unsent().length) flush();
})();

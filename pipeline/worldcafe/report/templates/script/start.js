const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const amount = (number) => number.toLocaleString(document.body.dataset.region, { useGrouping: "always" });
document.documentElement.classList.add("js");

// What stands in <noscript class="later"> is text to a browser with scripts, so that a page of thousands of
// notes opens at once; it becomes part of the page when it is asked for, or when there is time.
const wakers = []; // what is done with each part when it comes
function wake(part) {
  for (const act of wakers) act(part);
}
function unfold(holder) {
  const part = document.createElement("template");
  part.innerHTML = holder.textContent;
  const section = holder.closest("main > section");
  for (const list of all(".unscripted", part.content)) list.remove(); // what numbers lead to without a script
  wake(part.content);
  holder.replaceWith(part.content);
  if (section) choose(section.id, shownIn.get(section.id));
}
function whole(root = document) {
  for (const holder of all("noscript.later", root)) unfold(holder);
}
const soon = window.requestIdleCallback || ((act) => setTimeout(act, 60));
function grow() {
  const holder = one("noscript.later");
  if (!holder) return;
  unfold(holder);
  soon(grow);
}

// Links to filtered views: the address without JavaScript gives way to the one that filters.
wakers.push((part) => {
  for (const link of all("a[data-f]", part)) link.setAttribute("href", "#" + link.dataset.f);
});

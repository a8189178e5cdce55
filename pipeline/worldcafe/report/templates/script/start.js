const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
document.documentElement.classList.add("js");

// Links to filtered views: the address without JavaScript gives way to the one that filters.
for (const link of all("a[data-f]")) link.setAttribute("href", "#" + link.dataset.f);

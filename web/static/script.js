// Makes pages smoother; every one of them works without.
"use strict";

const box = document.querySelector("[data-complete]");
if (box) complete(box);
const counter = document.querySelector("[data-count]");
if (counter) count(counter);
const quote = document.querySelector("[data-quote]");
if (quote) quoting(quote);
for (const each of document.querySelectorAll("[data-copy]")) copying(each);
for (const each of document.querySelectorAll("[data-why]")) opening(each);

// Completion: a list below the box, by the ARIA pattern of a combobox.
function complete(input) {
  const list = document.createElement("ul");
  let timer = 0, at = -1, asked = 0;
  list.className = "complete";
  list.id = "complete";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0].textContent);
  input.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-controls", list.id], ["aria-autocomplete", "list"], ["aria-expanded", "false"]]) input.setAttribute(name, value);

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (text) => { input.value = text; close(); input.form.requestSubmit(); };
  const move = (step) => {
    const items = [...list.children];
    at = (at + step + items.length + 1) % (items.length + 1);
    items.forEach((item, place) => item.setAttribute("aria-selected", place === at));
    if (at < items.length) input.setAttribute("aria-activedescendant", items[at].id);
    else input.removeAttribute("aria-activedescendant");
  };
  const show = (texts) => {
    list.replaceChildren(...texts.slice(0, 8).map((text, place) => {
      const item = document.createElement("li");
      item.id = "complete-" + place;
      item.textContent = text;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(text); });
      return item;
    }));
    at = list.children.length;
    list.hidden = !texts.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++asked;
      if (input.value.trim().length < 2) return close();
      const answer = await get(input.dataset.complete + "?q=" + encodeURIComponent(input.value));
      if (mine === asked && answer && document.activeElement === input) show(answer.completions);
    }, 150);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); move(1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); move(-1); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
    else if (event.key === "Enter" && list.children[at]) { event.preventDefault(); choose(list.children[at].textContent); }
  });
  input.addEventListener("blur", close);
}

// A tick tells how many documents would be left: on the button, and to whoever cannot see it.
function count(button) {
  const live = document.getElementById("live");
  const shown = button.textContent;
  let asked = 0;
  document.addEventListener("change", async (event) => {
    if (event.target.form !== button.form) return;
    const mine = ++asked;
    const query = new URLSearchParams(new FormData(button.form));
    for (const [name, value] of [...query]) if (!value) query.delete(name);
    query.set("limit", "0");
    const answer = await get(button.dataset.count + "?" + query);
    if (mine !== asked || !answer) return;
    const told = answer.total === 1 ? live.dataset.one : live.dataset.many.replace("{n}", answer.total.toLocaleString(document.documentElement.lang));
    live.textContent = told;
    button.textContent = shown + ": " + told;
  });
}

// What is selected on a page goes into the form that makes a quotation of it.
function quoting(form) {
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const page = selection.anchorNode?.parentElement?.closest("[data-page]");
    const text = selection.toString().trim();
    if (!page || !text || text.length > 1900) return;
    form.elements.sivu.value = page.dataset.page;
    form.elements.sanat.value = text.replace(/\s+/g, " ");
  });
}

// A citation gets a button that copies it, where the browser lets a page do so.
function copying(text) {
  if (!navigator.clipboard) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = text.dataset.copy;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(text.textContent); } catch { return; }
    button.textContent = text.dataset.copied;
  });
  text.nextElementSibling.append(button); // there is room for it: nothing moves
}

// Why a hit was found comes into the page instead of a page of its own.
function opening(link) {
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const response = await fetch(link.href);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const told = page.querySelector(link.hash + " details.why");
      link.closest("p").replaceWith(told);
      told.querySelector("summary").focus();
    } catch { location.assign(link.href); }
  });
}

async function get(address) {
  try {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    return response.ok ? await response.json() : null;
  } catch { return null; }
}

"use strict";
// Filters and sorts what stands on the page: everything it needs is in attributes, and nothing is written as markup.
(() => {
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const cards = all("article.card");
  const rows = new Map(all("tr[data-item]").map((row) => [row.dataset.item, row]));
  const homes = new Map([...cards, ...rows.values()].map((item) => [item, item.parentNode]));
  const chips = all("input[name=verdict]");
  const section = one("#by-section"), owner = one("#by-owner"), order = one("#order"), find = one("#find");
  const words = new Map(cards.map((card) => [card, plain(card.querySelector(".text").textContent + card.querySelector("h4").textContent)]));

  function plain(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  function fits(card) {
    const wanted = chips.filter((chip) => chip.checked).map((chip) => chip.value);
    return (!wanted.length || wanted.includes(card.dataset.verdict)) &&
      (!section.value || section.value === card.dataset.section) &&
      (!owner || !owner.value || owner.value === card.dataset.owner) &&
      words.get(card).includes(plain(find.value.trim()));
  }

  function place(card) {
    const by = order.value;
    if (by === "owner") return card.dataset.owner ? Number(card.dataset.owner.slice(1)) : Infinity;
    if (by === "lead") return card.dataset.lead === undefined ? Infinity : Number(card.dataset.lead);
    return Number(by === "rank" ? card.dataset.rank : card.dataset.item);
  }

  function compared(a, b) {
    const [first, second] = [place(a), place(b)];
    return first === second ? a.dataset.item - b.dataset.item : first < second ? -1 : 1;
  }

  function arrange() {
    const plan = order.value === "number";
    const flat = { ARTICLE: one("#cards [data-sorted]"), TR: one("#table [data-sorted]") };
    for (const card of [...cards].sort(compared)) {
      for (const item of [card, rows.get(card.dataset.item)]) {
        (plan ? homes.get(item) : flat[item.nodeName]).append(item);
      }
    }
    one("#cards [data-sorted] h3").textContent = order.selectedOptions[0].textContent;
    for (const group of all("[data-home], [data-sorted]")) group.hidden = !group.querySelector("[data-item]:not([hidden])");
  }

  function update() {
    let shown = 0;
    for (const card of cards) {
      const hidden = !fits(card);
      card.hidden = rows.get(card.dataset.item).hidden = hidden;
      shown += !hidden;
    }
    arrange();
    one("#none").hidden = shown > 0;
    const said = one("#shown");
    said.textContent = said.dataset.text.replace("{n}", shown).replace("{all}", cards.length);
  }

  function reset() {
    for (const chip of chips) chip.checked = false;
    for (const choice of [section, owner]) if (choice) choice.value = "";
    find.value = "";
    order.value = "number";
    update();
  }

  function unfold() {
    const button = one("#unfold"), open = !button.dataset.unfolded;
    for (const details of all("details.trace, details.trace details")) details.open = open;
    if (open) button.dataset.unfolded = "yes"; else delete button.dataset.unfolded;
    button.textContent = open ? button.dataset.shut : button.dataset.open;
  }

  function reveal() {
    const target = /^#c\d+$/.test(location.hash) ? one(location.hash) : null;
    if (target && target.hidden) reset();
    if (target) target.scrollIntoView();
  }

  one("#tools").hidden = false;
  for (const choice of [...chips, section, owner, order]) if (choice) choice.addEventListener("change", update);
  find.addEventListener("input", update);
  one("#reset").addEventListener("click", reset);
  one("#unfold").addEventListener("click", unfold);
  window.addEventListener("hashchange", reveal);
  update();
})();

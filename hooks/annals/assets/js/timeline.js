// Filters of the timeline. Without this script every event is shown, and kinds and entities have pages of their own.
(() => {
  "use strict";
  const form = document.getElementById("timeline_filters");
  if (!form) return;

  const list = document.getElementById("timeline_events");
  const result = document.getElementById("timeline_result");
  const fields = form.elements;
  const reset = form.querySelector("button");
  const all = (query, within = document) => [...within.querySelectorAll(query)];

  const events = all(".ev[data-k]").map((row) => ({
    row,
    year: row.closest(".year"),
    kind: row.dataset.k,
    weight: Number(row.dataset.w),
    about: row.dataset.a.split(" "),
    words: "", // read when words are first asked for
    shown: true,
  }));
  const years = all(".year").map((section) => ({
    section,
    // A list of lines stands behind its heading, and not with it in a section.
    head: section.matches("ol") ? section.previousElementSibling : null,
    count: (section.matches("ol") ? section.previousElementSibling : section).querySelector(".lbl"),
    total: events.filter((event) => event.year === section).length,
    jump: document.querySelector(`.jump [data-year="${section.dataset.year}"]`),
  }));
  const marks = all(".overview [data-ev]").map((mark) => ({ mark, ids: mark.dataset.ev.split(" ") }));
  const kinds = all("[name=kind]", form);
  const weights = all("[name=weight]", form);
  const options = [...fields.about.options].map((option) => ({
    option,
    name: option.text.replace(/ \([\d,]+\)$/, ""),
  }));

  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f\u2019']/g, "");
  const figure = (count) => count.toLocaleString("en");
  const many = (count) => `${figure(count)} event${count === 1 ? "" : "s"}`;
  // What is said of an event: not the words of its links to itself.
  const told = (row) => plain([...row.children].map((part) => (part.matches(".acts") ? "" : part.textContent)).join(" "));
  const write = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  // What is asked: in the address, so that it can be sent, kept and gone back to.
  const read = () => {
    const asked = new URLSearchParams(location.search);
    const chosen = new Set(asked.getAll("kind"));
    for (const box of kinds) box.checked = chosen.has(box.value);
    for (const radio of weights) radio.checked = radio.value === "";
    for (const radio of weights) if (radio.value === asked.get("weight")) radio.checked = true;
    fields.about.value = asked.get("about") ?? "";
    if (fields.about.selectedIndex < 0) fields.about.value = "";
    fields.words.value = asked.get("words") ?? "";
  };
  const address = () => {
    const asked = new URLSearchParams(location.search);
    for (const name of ["kind", "weight", "about", "words"]) asked.delete(name);
    for (const [name, value] of new FormData(form)) if (value.trim()) asked.append(name, value.trim());
    const query = asked.toString();
    return location.pathname + (query ? `?${query}` : "");
  };

  function apply() {
    const chosen = new Set(kinds.filter((box) => box.checked).map((box) => box.value));
    const weight = Number(weights.find((radio) => radio.checked)?.value || 0);
    const about = fields.about.value;
    const words = plain(fields.words.value).split(/\s+/).filter(Boolean);
    // Beside each choice: how many events it would leave, all other choices being as they are.
    const counts = { kind: {}, weight: { "": 0, 2: 0, 3: 0 }, about: { "": 0 } };
    const hidden = new Set();
    const left = new Map();
    let shown = 0;
    for (const event of events) {
      if (words.length) event.words ||= told(event.row);
      const fits = words.every((word) => event.words.includes(word));
      const kind = !chosen.size || chosen.has(event.kind);
      const heavy = event.weight >= weight;
      const named = !about || event.about.includes(about);
      if (fits && heavy && named) counts.kind[event.kind] = (counts.kind[event.kind] ?? 0) + 1;
      if (fits && kind && named) {
        counts.weight[""] += 1;
        if (event.weight >= 2) counts.weight[2] += 1;
        if (event.weight >= 3) counts.weight[3] += 1;
      }
      if (fits && kind && heavy) {
        counts.about[""] += 1;
        for (const key of event.about) counts.about[key] = (counts.about[key] ?? 0) + 1;
      }
      const on = fits && kind && heavy && named;
      if (on !== event.shown) {
        event.row.hidden = !on;
        event.shown = on;
      }
      if (on) left.set(event.year, (left.get(event.year) ?? 0) + 1);
      shown += on;
      if (on) continue;
      if (event.row.id) hidden.add(event.row.id);
    }
    for (const year of years) {
      const some = left.get(year.section) ?? 0;
      year.section.hidden = !some;
      if (year.head) year.head.hidden = !some;
      if (year.jump) year.jump.hidden = !some;
      write(year.count, some === year.total ? many(some) : `${figure(some)} of ${many(year.total)}`);
    }
    reset.hidden = shown === events.length;
    write(
      result,
      shown === events.length
        ? many(shown)
        : shown
          ? `${figure(shown)} of ${many(events.length)}`
          : "No event matches all of this. Take a filter away to see more.",
    );
    afterwards(() => tell(counts, hidden));
  }

  // What is shown is painted first; what else there is to say of it comes with the next frame.
  let waiting = null;
  function afterwards(act) {
    if (!waiting) requestAnimationFrame(() => setTimeout(() => {
      waiting();
      waiting = null;
    }));
    waiting = act;
  }
  function tell(counts, hidden) {
    for (const box of kinds) write(box.parentNode.querySelector(".n"), figure(counts.kind[box.value] ?? 0));
    for (const radio of weights) write(radio.parentNode.querySelector(".n"), figure(counts.weight[radio.value]));
    for (const { option, name } of options) {
      const text = `${name} (${figure(counts.about[option.value] ?? 0)})`;
      if (option.text !== text) option.text = text;
    }
    for (const { mark, ids } of marks) mark.classList.toggle("out", ids.every((id) => hidden.has(id)));
  }

  // Typing is one step back, however many letters it took; every other choice is a step of its own.
  let typing = false;
  form.addEventListener("input", (event) => {
    const words = event.target === fields.words;
    const url = address();
    if (words && typing) history.replaceState(null, "", url);
    else history.pushState(null, "", url);
    typing = words;
    apply();
  });
  fields.words.addEventListener("blur", () => {
    typing = false;
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  function clear() {
    form.reset();
    typing = false;
  }
  reset.addEventListener("click", () => {
    clear();
    history.pushState(null, "", address());
    apply();
    // The button is gone now; its reader is told what is shown, and goes on from there.
    result.parentNode.focus();
  });

  // A permanent link from before the timeline was divided leads on to where the event stands now.
  async function lead(id) {
    const on = list.querySelector(`a[href$="#${id}"], a[href$="events/${id}/"]`);
    if (on) return location.replace(on.href);
    if (events.length === Number(list.dataset.total)) return;
    const index = new URL(document.querySelector("[data-search]").dataset.search, location);
    const { names } = await fetch(index).then((answer) => answer.json());
    const found = names.find(([, , url]) => url.endsWith(`#${id}`) || url === `events/${id}/`);
    if (found) location.replace(new URL(found[2], index));
  }

  // An event that is asked for is shown, whatever was asked before.
  function reveal() {
    const id = location.hash.slice(1);
    const row = document.getElementById(id);
    if (!row && /^[a-z0-9-]+$/.test(id)) lead(id);
    if (!row?.closest("#timeline_events [hidden]")) return;
    clear();
    history.replaceState(null, "", address() + location.hash);
    apply();
    row.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  addEventListener("popstate", () => {
    const focused = document.activeElement;
    typing = false;
    read();
    apply();
    if (focused?.closest("[hidden]")) result.parentNode.focus();
  });

  // Before anybody types, if there is time; every row has been laid out by then, so that its size is known.
  const prepare = () => {
    for (const event of events) event.words ||= told(event.row);
    list.classList.add("many");
  };
  (window.requestIdleCallback ?? setTimeout)(prepare);

  form.hidden = false;
  document.getElementById("timeline_kinds").hidden = true;
  read();
  apply();
  reveal();
})();

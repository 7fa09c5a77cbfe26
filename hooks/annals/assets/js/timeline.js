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
  // A formatter of the browser's takes a slow device 40 ms to make.
  const figure = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
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

  // What is asked, as a test for each event: of its kind, its weight, whom it is about, its words.
  function asks() {
    const chosen = new Set(kinds.filter((box) => box.checked).map((box) => box.value));
    const weight = Number(weights.find((radio) => radio.checked)?.value || 0);
    const about = fields.about.value;
    const words = plain(fields.words.value).split(/\s+/).filter(Boolean);
    if (words.length) prepare();
    return {
      kind: (event) => !chosen.size || chosen.has(event.kind),
      weight: (event) => event.weight >= weight,
      about: (event) => !about || event.about.includes(about),
      words: (event) => words.every((word) => event.words.includes(word)),
    };
  }

  let rounds = 0;

  // While filters work, what is out of sight is not laid out, so that they cost no more than what they show; then it is, some in each
  // frame. Where events have a line each, there are too many for that.
  function spare() {
    if (list.matches(".lines")) return;
    const round = (rounds += 1);
    const rows = events.map(({ row }) => row);
    list.classList.add("many");
    for (const row of rows) row.classList.remove("laid");
    layOut(rows, () => round === rounds, () => list.classList.remove("many"));
  }

  function apply() {
    spare();
    const asked = asks();
    const left = new Map();
    let shown = 0;
    for (const event of events) {
      const on = asked.kind(event) && asked.weight(event) && asked.about(event) && asked.words(event);
      if (on !== event.shown) event.row.hidden = !(event.shown = on);
      if (!on) continue;
      shown += 1;
      left.set(event.year, (left.get(event.year) ?? 0) + 1);
    }
    for (const { section, head } of years) {
      section.hidden = !left.has(section);
      if (head) head.hidden = section.hidden;
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
    afterwards(() => tell(asked, left));
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
  function tell(asked, left) {
    for (const { section, count, total, jump } of years) {
      const some = left.get(section) ?? 0;
      write(count, some === total ? many(some) : `${figure(some)} of ${many(total)}`);
      if (jump) jump.hidden = !some;
    }
    // Beside each choice: how many events it would leave, all other choices being as they are.
    const but = (name) => events.filter((event) => Object.keys(asked).every((key) => key === name || asked[key](event)));
    const ofKind = tally(but("kind").map((event) => event.kind));
    for (const box of kinds) write(box.parentNode.querySelector(".n"), figure(ofKind.get(box.value) ?? 0));
    const weighed = but("weight");
    for (const radio of weights) {
      const enough = weighed.filter((event) => event.weight >= Number(radio.value));
      write(radio.parentNode.querySelector(".n"), figure(enough.length));
    }
    const of = but("about");
    const named = tally(of.flatMap((event) => event.about)).set("", of.length);
    for (const { option, name } of options) {
      const text = `${name} (${figure(named.get(option.value) ?? 0)})`;
      if (option.text !== text) option.text = text;
    }
    const hidden = new Set(events.filter((event) => !event.shown).map((event) => event.row.id));
    for (const { mark, ids } of marks) mark.classList.toggle("out", ids.every((id) => hidden.has(id)));
  }
  function tally(keys) {
    const found = new Map();
    for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
    return found;
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

  // Before anybody types, if there is time.
  function prepare() {
    for (const event of events) event.words ||= told(event.row);
    if (list.matches(".lines")) list.classList.add("many");
  }
  (window.requestIdleCallback ?? setTimeout)(prepare);

  form.hidden = false;
  document.getElementById("timeline_kinds").hidden = true;
  read();
  // As it was written, the page shows everything and says so.
  if (location.search) apply();
  reveal();
})();

// Search by name. The list of names is loaded when the dialog is opened for the first time; without this script the link leads to a page of all names.
(() => {
  "use strict";
  const opener = document.querySelector("a[data-search]");
  if (!opener || !window.HTMLDialogElement || location.protocol === "file:") return;

  const MOST = 40;
  const index = new URL(opener.dataset.search, location.href);
  let found = null; // what is searched, once it is there
  let parts = null; // of the dialog, once it is made

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const joined = (text) => words(text).join("");

  function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  function entry(name, kind, url, also, told, order) {
    const names = [words(name), words(also), words(told)];
    return { name, kind, url, told, order, names, whole: joined(name), others: also.split(", ").map(joined), least: 0 };
  }

  async function load() {
    const { kinds, names, findings } = await (await fetch(index)).json();
    const all = names.map(([name, kind, url, also, told]) => entry(name, kinds[kind], url, also, told, kind));
    for (const [subject, property, place, told] of findings) {
      const [one, other] = [names[subject], names[property]];
      const key = other[2].match(/([^/#]+)\/?$/)[1];
      const made = entry(`${one[0]}: ${other[0]}`, "Finding", `${one[2]}#${key}${place}`, `${one[3]}, ${other[3]}`, told, kinds.length);
      // Who names the subject alone looks for its page, and not for one of its hundred values.
      made.both = [all[subject].names.slice(0, 2).flat(), all[property].names.slice(0, 2).flat()];
      all.push(made);
    }
    return all;
  }

  // How well a word that is looked for meets the words of a thing: whole, as a beginning, or not at all.
  function meets(word, some) {
    return some.reduce((best, each) => (each === word ? 2 : best || +each.startsWith(word)), 0);
  }

  function weight(asked, whole, one) {
    const { names, others } = one;
    let sum = 0;
    for (const word of asked) {
      const [name, also, told] = names.map((some) => meets(word, some));
      if (!name && !also && !told) {
        // "llama3" and "gpt 54" mean what they mean.
        const within = one.whole.includes(whole) || others.some((other) => other.includes(whole));
        if (!within || whole.length < 3) return 0;
      }
      sum += Math.max(name * 10, also * 7, told * 2, 1);
    }
    sum /= asked.length;
    if (one.both && !one.both.every((some) => asked.some((word) => meets(word, some)))) return 0;
    if (one.whole === whole) sum += 40;
    else if (others.includes(whole)) sum += 30;
    else if (one.whole.startsWith(whole)) sum += 10;
    return sum + 6 / (1 + names[0].length) - one.order / 4;
  }

  function results(text) {
    const [asked, whole] = [words(text), joined(text)];
    if (!asked.length) return [];
    return found
      .map((one) => [weight(asked, whole, one), one])
      .filter(([sum]) => sum > 0)
      .sort(([one, first], [other, second]) => other - one || first.order - second.order || (first.name < second.name ? -1 : 1))
      .map(([, one]) => one);
  }

  function show() {
    const { input, status, list } = parts;
    const answers = found ? results(input.value) : [];
    list.replaceChildren(
      ...answers.slice(0, MOST).map(({ name, kind, url, told }) => {
        const link = make("a", { href: new URL(url, index) }, make("b", {}, name), make("span", { className: "kind" }, kind));
        if (told) link.append(make("span", { className: "told" }, told));
        return make("li", {}, link);
      }),
    );
    list.scrollTop = 0;
    const count = answers.length > MOST ? `The best ${MOST} of ${answers.length} results` : `${answers.length} result${answers.length === 1 ? "" : "s"}`;
    if (!found) status.textContent = "Loading the list of names …";
    else status.textContent = words(input.value).length ? count : "Models, people, organisations, benchmarks, events, sources, and what is claimed of them.";
  }

  function dialog() {
    const input = make("input", { type: "search", id: "find", autocomplete: "off", spellcheck: false, enterKeyHint: "go" });
    const status = make("output", { htmlFor: "find" });
    const list = make("ol");
    const close = make("button", { type: "button", className: "tool", textContent: "Close" });
    const form = make("form", {}, make("label", { htmlFor: "find" }, "Search"), input, close);
    const box = make("dialog", { className: "find" }, form, status, list);
    box.setAttribute("aria-label", "Search");
    list.setAttribute("aria-label", "Results");
    parts = { box, input, status, list };
    input.addEventListener("input", show);
    close.addEventListener("click", () => box.close());
    // What is clicked outside is the dialog's backdrop.
    box.addEventListener("click", (event) => event.target === box && box.close());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      list.querySelector("a")?.click();
    });
    // A result on the page that is open already leads to a place on it.
    list.addEventListener("click", (event) => event.target.closest("a") && box.close());
    box.addEventListener("keydown", move);
    document.body.append(box);
  }

  // The arrows go from the field through the results and back.
  function move(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [parts.input, ...parts.list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    stops[Math.min(stops.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
  }

  function open() {
    if (!parts) dialog();
    if (parts.box.open) return;
    parts.box.showModal();
    parts.input.select();
    show();
    if (found) return;
    load().then(
      (all) => {
        found = all;
        show();
      },
      () => location.assign(opener.href), // where all names stand
    );
  }

  opener.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
})();

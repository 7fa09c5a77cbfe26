// Search by name, in a dialog, or on the page of all names, where it stands in the address. The list of names is loaded when the field is
// first used. Without this script the link leads to the page of all names.
(() => {
  "use strict";
  const opener = document.querySelector("a[data-search]");
  if (!opener || !window.HTMLDialogElement || location.protocol === "file:") return;

  const MOST = 40; // in the dialog
  const MANY = 400; // on a page
  const HINT = "Models, people, organisations, benchmarks, events, sources, and what is claimed of them.";
  const here = document.getElementById("search_here"); // on the page of all names
  const index = new URL(opener.dataset.search, location.href);
  let found = null; // what is searched, once it is there
  let loading = null;
  let box = null; // the dialog, once it is made
  let part = null; // the field that is used, with its results

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const joined = (text) => words(text).join("");
  // Made when it is first needed: a slow device takes 50 ms over it.
  let collator = null;
  const byName = (one, other) => (collator ??= new Intl.Collator("en", { numeric: true })).compare(one, other);

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
      .sort(([one, first], [other, second]) => other - one || first.order - second.order || byName(first.name, second.name))
      .map(([, one]) => one);
  }

  function show() {
    const { input, status, list, more, most } = part;
    const answers = found ? results(input.value) : [];
    list.replaceChildren(
      ...answers.slice(0, most).map(({ name, kind, url, told }) => {
        const link = make("a", { href: new URL(url, index) }, make("b", {}, name), make("span", { className: "kind" }, kind));
        if (told) link.append(make("span", { className: "told" }, told));
        return make("li", {}, link);
      }),
    );
    list.scrollTop = 0;
    const count = answers.length > most ? `The best ${most} of ${answers.length} results` : `${answers.length} result${answers.length === 1 ? "" : "s"}`;
    if (!found) status.textContent = "Loading the list of names …";
    else status.textContent = words(input.value).length ? count : HINT;
    if (!more) return;
    more.hidden = !answers.length;
    more.firstChild.href = address(input.value);
  }

  const address = (text) => opener.href + (text.trim() ? `?q=${encodeURIComponent(text.trim())}` : "");

  // A field, what it says of its results, and the results.
  function field(id, most) {
    const input = make("input", { type: "search", id, autocomplete: "off", spellcheck: false, enterKeyHint: "go" });
    const status = make("output", { htmlFor: id });
    const list = make("ol");
    const form = make("form", {}, make("label", { htmlFor: id }, "Search"), input);
    list.setAttribute("aria-label", "Results");
    input.addEventListener("input", show);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      list.querySelector("a")?.click();
    });
    return { form, input, status, list, most };
  }

  function dialog() {
    part = field("find", MOST);
    part.more = make("p", { className: "more-found", hidden: true }, make("a", {}, "These results on a page with an address"));
    const close = make("button", { type: "button", className: "tool", textContent: "Close" });
    part.form.append(close);
    box = make("dialog", { className: "find" }, part.form, part.status, part.list, part.more);
    box.setAttribute("aria-label", "Search");
    close.addEventListener("click", () => box.close());
    // What is clicked outside is the dialog's backdrop.
    box.addEventListener("click", (event) => event.target === box && box.close());
    // A result on the page that is open already leads to a place on it.
    part.list.addEventListener("click", (event) => event.target.closest("a") && box.close());
    box.addEventListener("keydown", move);
    document.body.append(box);
  }

  // On the page of all names the results stand above them, and what is looked for in the address.
  function page() {
    part = field("find", MANY);
    part.input.value = new URLSearchParams(location.search).get("q") ?? "";
    part.input.addEventListener("input", () => history.replaceState(null, "", address(part.input.value)));
    part.input.addEventListener("focus", ready);
    here.append(part.form, part.status, part.list);
    here.addEventListener("keydown", move);
    here.hidden = false;
    part.status.textContent = HINT;
    if (part.input.value) ready();
  }

  // The arrows go from the field through the results and back.
  function move(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [part.input, ...part.list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    stops[Math.min(stops.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
  }

  function ready() {
    show();
    loading ??= load().then(
      (all) => {
        found = all;
        show();
      },
      () => {
        loading = null;
        if (here) part.status.textContent = "The list of names cannot be loaded. All names stand below.";
        else location.assign(opener.href); // where all names stand
      },
    );
  }

  function open() {
    if (!here) {
      if (!part) dialog();
      if (box.open) return;
      box.showModal();
    }
    part.input.focus();
    part.input.select();
    ready();
  }

  // A page that is not there: the last words of its address are looked for.
  const missing = document.getElementById("search_missing");
  const wanted = location.pathname.replace(/%[0-9a-f]{2}|\.\w+$/gi, " ").split("/").findLast((part) => words(part).length);
  if (missing && wanted) missing.href = address(words(wanted).join(" "));

  if (here) page();
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

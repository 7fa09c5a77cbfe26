// Citations to copy: of the page, and of each value and event on it. Without this script the page's own stand at its foot.
(() => {
  "use strict";
  const foot = document.getElementById("cite");
  if (!foot) return;

  const SPECIAL = { "\\": "\\textbackslash{}", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}" };
  // What each form makes of a plain text; as in exports/citing.py.
  const escaped = {
    words: (text) => text,
    bibtex: (text) => text.replace(/[\\^~{}%&#$_]/g, (found) => SPECIAL[found] ?? `\\${found}`),
    csl: (text) => JSON.stringify(text).slice(1, -1),
  };
  const status = make("p", { className: "vh" });
  status.setAttribute("role", "status");
  document.body.append(status);

  function button(words, act) {
    const made = make("button", { type: "button", className: "act", textContent: words });
    made.addEventListener("click", act);
    return made;
  }

  async function copy(form) {
    try {
      await navigator.clipboard.writeText(form.textContent);
      status.textContent = "Copied.";
    } catch {
      // Not allowed here: what is selected can be copied by hand.
      getSelection().selectAllChildren(form);
      status.textContent = "Selected; copy it with your keyboard.";
    }
  }

  // A button for each of the forms.
  function copyable(list) {
    for (const form of list.querySelectorAll(".form")) {
      const name = form.parentElement.previousElementSibling.textContent;
      const made = button("Copy", () => copy(form));
      made.setAttribute("aria-label", `Copy: ${name}`);
      form.after(made);
    }
  }

  const words = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";

  function title() {
    const heading = document.querySelector("main h1").cloneNode(true);
    heading.querySelector(".headerlink")?.remove();
    return words(heading);
  }

  // On the timeline the year stands above its days.
  function dated(time) {
    const year = time?.dateTime.slice(0, 4) ?? "";
    const day = words(time);
    return day.includes(year) ? day : `${day} ${year}`;
  }

  // How a value or an event is named: with its conditions and what is printed, or with its day.
  function named(part) {
    if (part.matches(".ev")) return [words(part.querySelector("h3")), dated(part.querySelector("time"))].filter(Boolean).join(", ");
    const head = part.querySelector("summary") ?? part;
    const stated = words(head.querySelector(".fn .lbl"));
    const asked = words(head.querySelector(".fn").firstChild) + (stated ? ` (${stated})` : "");
    return `${title()}: ${asked}: ${words(head.querySelector(".val"))}`;
  }

  let dialog = null;

  function open(part) {
    dialog ??= document.body.appendChild(make("dialog"));
    const list = foot.querySelector("dl").cloneNode(true);
    for (const made of list.querySelectorAll("button")) made.remove();
    const url = foot.querySelector("[data-part=url]").textContent;
    const parts = { title: named(part), url: `${url}#${encodeURIComponent(part.id)}`, id: `-${part.id.replace(/[^\w.:-]+/g, "-")}` };
    for (const form of list.querySelectorAll(".form"))
      for (const slot of form.querySelectorAll("[data-part]")) {
        const own = parts[slot.dataset.part];
        if (slot.dataset.part === "id") slot.textContent += own;
        // An address is encoded already, and means something else to LaTeX than a text.
        else slot.textContent = slot.dataset.part === "url" ? own : escaped[form.dataset.form](own);
      }
    const textContent = part.matches(".ev") ? "Cite this event" : "Cite this value";
    const heading = make("h2", { id: "citing-this", textContent });
    const close = button("Close", () => dialog.close());
    close.className = "tool";
    dialog.className = "find citing";
    dialog.setAttribute("aria-labelledby", heading.id);
    dialog.replaceChildren(make("div", { className: "top" }, heading, close), list);
    copyable(list);
    dialog.showModal();
  }

  function citable(acts) {
    const part = acts.closest("[id]");
    const made = button("Cite", () => open(part));
    made.setAttribute("aria-haspopup", "dialog");
    acts.append(made);
  }

  copyable(foot);
  document.querySelectorAll(".ev[id] > .acts, .fin[open] > .acts, .fin[open] > .part > .acts").forEach(citable);
  // A page can have hundreds of values: each gets its button when it is unfolded.
  document.addEventListener(
    "toggle",
    (event) => {
      if (!event.target.matches(".fin[open]")) return;
      for (const acts of event.target.querySelectorAll(":scope > .acts, :scope > .part > .acts"))
        if (!acts.querySelector("button")) citable(acts);
    },
    true,
  );
  document.addEventListener("click", (event) => event.target === dialog && dialog.close());
})();

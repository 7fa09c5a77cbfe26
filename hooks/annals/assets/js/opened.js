// A value of a table opens what its sources say, in a row of its own below it. The same stands on the page that the value leads to.
(() => {
  "use strict";
  if (window.annalsOpened) return;
  window.annalsOpened = true;

  const narrow = matchMedia("(max-width: 45.99rem)");
  const files = new Map();
  let opened = null; // { link, panel, row }

  // What is opened is a part of this site, made and escaped with it. Of all scripts only this one makes HTML of text; the pages' policy names it.
  const policy = window.trustedTypes?.createPolicy("opened", { createHTML: (html) => html });
  const trusted = (html) => (policy ? policy.createHTML(html) : html);

  // What all findings of one subject open, by their places on its page.
  function partsOf(url) {
    if (!files.has(url.href))
      files.set(url.href, fetch(url).then((answer) => (answer.ok ? answer.json() : {})).catch(() => ({})));
    return files.get(url.href);
  }

  // Which finding a link leads to, as the address says it.
  function key(link) {
    return `${link.pathname.split("/").filter(Boolean).pop()}/${link.hash.slice(1)}`;
  }

  function remember(value) {
    const url = new URL(location);
    if (value) url.searchParams.set("open", value);
    else url.searchParams.delete("open");
    history.replaceState(history.state, "", url);
  }

  function panelFor(link, html, base) {
    const panel = make("div", { className: "panel", id: "opened", tabIndex: -1 });
    panel.setAttribute("role", "region");
    panel.setAttribute("aria-label", `What sources say: ${named(link)}`);
    panel.innerHTML = trusted(html);
    for (const each of panel.querySelectorAll("a[href]")) each.href = new URL(each.getAttribute("href"), base);
    // A report's own column shows what that report gives, also where another value is printed.
    const [shown, big] = [link.childNodes[0].textContent.trim(), panel.querySelector(".big")];
    if (link.matches(".v") && big && !big.textContent.includes(shown)) {
      big.after(make("p", { className: "lbl", textContent: `The table shows what its own report gives: ${shown}.` }));
    }
    const shut = make("button", { type: "button", className: "act", textContent: "Close" });
    shut.addEventListener("click", () => close(true));
    panel.querySelector(".acts").prepend(shut);
    return panel;
  }

  function named(link) {
    const cell = link.closest("td");
    const row = cell.parentElement.querySelector("th");
    const test = row.querySelector("a")?.textContent ?? row.textContent;
    return [test, cell.dataset.l, link.textContent.trim()].filter(Boolean).join(", ");
  }

  // On a phone a cell is a line, and what it opens belongs right below it.
  function place() {
    const { link, panel } = opened;
    const cell = link.closest("td");
    opened.row?.remove();
    opened.row = null;
    if (narrow.matches && cell.closest(".mx")) {
      cell.append(panel);
      return;
    }
    const colSpan = [...cell.parentElement.cells].reduce((sum, each) => sum + (each.hidden ? 0 : each.colSpan), 0);
    const row = make("tr", { className: "opened" }, make("td", { colSpan }, panel));
    cell.parentElement.after(row);
    opened.row = row;
  }

  function close(back) {
    if (!opened) return;
    const { link, panel, row } = opened;
    opened = null;
    row?.remove();
    panel.remove();
    link.closest("td").classList.remove("on", "parted");
    link.setAttribute("aria-expanded", "false");
    link.removeAttribute("aria-controls");
    remember("");
    if (back) link.focus();
  }

  async function open(link, { focus, scroll }) {
    const [place_, subject] = [decodeURIComponent(link.hash.slice(1)), key(link).split("/")[0]];
    const url = new URL(`../../opened/${subject}.json`, link.href);
    const html = (await partsOf(url))[place_];
    if (!html) {
      location.assign(link.href);
      return;
    }
    close();
    document.dispatchEvent(new CustomEvent("tablesettle"));
    opened = { link, panel: panelFor(link, html, url), row: null };
    place();
    link.closest("td").classList.add("on", ...(link.matches(".parted") ? ["parted"] : []));
    link.setAttribute("aria-expanded", "true");
    link.setAttribute("aria-controls", opened.panel.id);
    remember(key(link));
    if (focus) opened.panel.focus({ preventScroll: true });
    if (scroll) link.scrollIntoView({ block: "center" });
    else opened.panel.scrollIntoView({ block: "nearest" });
  }

  const values = [...document.querySelectorAll("table[data-table] td a.v, table[data-table] td > a.why")].filter(
    (link) => link.hash && link.origin === location.origin,
  );
  if (location.protocol === "file:") return;
  for (const link of values) link.setAttribute("aria-expanded", "false");

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[aria-expanded]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (opened?.link === link) close();
    // A click without a pointer comes from the keyboard.
    else open(link, { focus: event.detail === 0 });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opened && !event.defaultPrevented) close(true);
  });
  document.addEventListener("tablechange", () => close());
  narrow.addEventListener("change", () => opened && place());

  const asked = new URL(location).searchParams.get("open");
  const link = asked && values.find((each) => key(each) === asked);
  if (link) open(link, { scroll: true });
})();

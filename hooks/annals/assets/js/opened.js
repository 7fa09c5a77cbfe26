// A value of a table opens what its sources say, in a row of its own below it. The same stands on the page that the value leads to.
(() => {
  "use strict";
  if (window.annalsOpened) return;
  window.annalsOpened = true;

  const narrow = matchMedia("(max-width: 45.99rem)");
  const pages = new Map();
  let opened = null; // { link, panel, row }

  function page(url) {
    if (!pages.has(url))
      pages.set(
        url,
        new Promise((resolve) => {
          const request = new XMLHttpRequest();
          request.open("GET", url);
          request.responseType = "document";
          request.addEventListener("loadend", () => resolve(request.response));
          request.send();
        }),
      );
    return pages.get(url);
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

  function copied(section, base) {
    const copy = document.importNode(section, true);
    for (const link of copy.querySelectorAll("[href]")) link.setAttribute("href", new URL(link.getAttribute("href"), base));
    for (const each of [copy, ...copy.querySelectorAll("[id], [aria-labelledby], [aria-describedby]")])
      for (const name of ["id", "aria-labelledby", "aria-describedby"]) each.removeAttribute(name);
    for (const each of copy.querySelectorAll(".headerlink")) each.remove();
    return copy;
  }

  function panelFor(link, section) {
    const panel = document.createElement("div");
    panel.className = "panel";
    panel.id = "opened";
    panel.tabIndex = -1;
    panel.setAttribute("role", "region");
    panel.setAttribute("aria-label", `What sources say: ${named(link)}`);
    const base = new URL(link.href);
    base.hash = "";
    const acts = document.createElement("p");
    acts.className = "acts";
    const shut = document.createElement("button");
    shut.type = "button";
    shut.className = "act";
    shut.textContent = "Close";
    shut.addEventListener("click", () => close(true));
    const home = document.createElement("a");
    home.href = link.href;
    home.textContent = "On its own page";
    acts.append(shut, home);
    panel.append(copied(section, base), acts);
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
    if (narrow.matches) {
      cell.append(panel);
      return;
    }
    const row = document.createElement("tr");
    row.className = "opened";
    const whole = document.createElement("td");
    whole.colSpan = [...cell.parentElement.cells].reduce((sum, each) => sum + (each.hidden ? 0 : each.colSpan), 0);
    whole.append(panel);
    row.append(whole);
    cell.parentElement.after(row);
    opened.row = row;
  }

  function close(back) {
    if (!opened) return;
    const { link, panel, row } = opened;
    opened = null;
    row?.remove();
    panel.remove();
    link.closest("td").classList.remove("on");
    link.setAttribute("aria-expanded", "false");
    link.removeAttribute("aria-controls");
    remember("");
    if (back) link.focus();
  }

  async function open(link, { focus, scroll }) {
    const document_ = await page(link.href.split("#")[0]);
    const section = document_?.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest("section, article");
    if (!section) {
      location.assign(link.href);
      return;
    }
    close();
    opened = { link, panel: panelFor(link, section), row: null };
    place();
    link.closest("td").classList.add("on");
    link.setAttribute("aria-expanded", "true");
    link.setAttribute("aria-controls", opened.panel.id);
    remember(key(link));
    if (focus) opened.panel.focus({ preventScroll: true });
    if (scroll) link.scrollIntoView({ block: "center" });
    else opened.panel.scrollIntoView({ block: "nearest" });
  }

  const values = [...document.querySelectorAll("table[data-table] td > a.v, table[data-table] td > a.why")].filter(
    (link) => link.hash && link.origin === location.origin,
  );
  if (!values.length || location.protocol === "file:") return;
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

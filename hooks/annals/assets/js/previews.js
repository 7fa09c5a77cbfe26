// Previews of citations. Without this script a citation leads to the list at the foot of the page.
(() => {
  "use strict";
  if (window.annalsPreviews) return;
  window.annalsPreviews = true;

  let cite = null; // the citation whose preview is shown
  let preview = null;
  let tapped = null; // a citation touched while its preview was not shown
  let closing = 0;

  const on = (name, act) =>
    document.addEventListener(name, (event) => act(event, event.target.closest?.("a.cite") ?? null));

  function close() {
    clearTimeout(closing);
    cite?.removeAttribute("aria-describedby");
    preview?.remove();
    cite = preview = null;
  }

  function say(name, words) {
    preview.append(make("span", { className: name, textContent: words }), " ");
  }

  function show(link) {
    clearTimeout(closing);
    const entry = document.getElementById(link.hash.slice(1));
    if (cite === link || !entry) return;
    close();
    cite = link;
    preview = make("div", { id: "cite-preview", className: "cite-preview" });
    preview.setAttribute("role", "tooltip");
    // The words alone: a tooltip holds nothing to act on.
    for (const part of entry.querySelectorAll(".title, .publisher, .issued, .read"))
      say(part.className, part.textContent);
    if (link.dataset.place) say("place", link.dataset.place);
    preview.style.position = "absolute";
    document.body.append(preview);
    link.setAttribute("aria-describedby", preview.id);

    const at = link.getBoundingClientRect();
    const room = document.documentElement.clientWidth - preview.offsetWidth - 8;
    const above = at.top - preview.offsetHeight - 6;
    const below = at.bottom + 6;
    const fits = below + preview.offsetHeight <= window.innerHeight || above < 0;
    preview.style.left = Math.max(8, Math.min(at.left, room)) + window.scrollX + "px";
    preview.style.top = (fits ? below : above) + window.scrollY + "px";
  }

  on("pointerover", (event, link) => {
    if (event.pointerType !== "mouse") return;
    if (link) show(link);
    else if (preview?.contains(event.target)) clearTimeout(closing);
    else if (preview && document.activeElement !== cite) {
      clearTimeout(closing); // late enough to move the pointer into the preview
      closing = setTimeout(close, 200);
    }
  });
  on("focusin", (event, link) => link && show(link));
  on("focusout", (event, link) => link && close());
  on("pointerdown", (event, link) => {
    tapped = event.pointerType !== "mouse" && link !== cite ? link : null;
    if (!link && !preview?.contains(event.target)) close();
  });
  on("click", (event, link) => {
    // A first tap shows the preview, a second one follows the link.
    if (link && link === tapped) {
      event.preventDefault();
      show(link);
    } else if (link) close();
    tapped = null;
  });
  on("keydown", (event) => event.key === "Escape" && close());
})();

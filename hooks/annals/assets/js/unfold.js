// A link to what is folded unfolds it, in browsers that do not do so by themselves; and so does paper.
(() => {
  "use strict";
  function unfold() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details"))
      fold.open = true;
  }
  addEventListener("hashchange", unfold);
  unfold();
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("main details:not([open])")) {
      fold.open = true;
      fold.dataset.folded = "";
    }
  });
  addEventListener("afterprint", () => {
    for (const fold of document.querySelectorAll("main details[data-folded]")) {
      fold.open = false;
      delete fold.dataset.folded;
    }
  });
})();

// A link to what is folded unfolds it, in browsers that do not do so by themselves.
(() => {
  "use strict";
  function unfold() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details"))
      fold.open = true;
  }
  addEventListener("hashchange", unfold);
  unfold();
})();

// On a phone, what is out of sight on a long page is not laid out with it (timeline.css, record.css), but here, some in each frame.
(() => {
  "use strict";
  const AT_A_TIME = 2;
  const rows = [...document.querySelectorAll("#timeline_events .ev, .ledger > .fin")];
  const next = () => {
    for (const row of rows.splice(0, AT_A_TIME)) row.classList.add("laid");
    return rows.length > 0;
  };
  if (document.readyState === "complete") little(next);
  else addEventListener("load", () => little(next));
})();

// The scheme that a reader has chosen. Without this script, and until then, pages follow the system.
(() => {
  "use strict";
  const root = document.documentElement;
  const key = "scheme";
  const kept = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is refused
    }
  };
  if (kept()) root.dataset.scheme = kept();

  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("scheme");
    const system = matchMedia("(prefers-color-scheme: dark)");
    const dark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);
    const say = () => (button.textContent = dark() ? "Light" : "Dark");
    button.addEventListener("click", () => {
      root.dataset.scheme = dark() ? "light" : "dark";
      try {
        localStorage.setItem(key, root.dataset.scheme);
      } catch {
        // Chosen for this page alone.
      }
      say();
    });
    system.addEventListener("change", say);
    button.hidden = false;
    say();
  });

  // Paper cannot be unfolded.
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });
})();

// The button for the scheme. What has been chosen is set in the head of the page (main.html); until then pages follow the system.
(() => {
  "use strict";
  const root = document.documentElement;
  const button = document.getElementById("scheme");
  if (button) {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const dark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);
    const say = () => (button.textContent = dark() ? "Light" : "Dark");
    button.addEventListener("click", () => {
      root.dataset.scheme = dark() ? "light" : "dark";
      try {
        localStorage.setItem("scheme", root.dataset.scheme);
      } catch {
        // Chosen for this page alone.
      }
      say();
    });
    system.addEventListener("change", say);
    button.hidden = false;
    say();
  }

  // Paper cannot be unfolded.
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });
})();

// What moves the figures of a page comes after all that shows the page: read before, it delays the first text.
addEventListener("load", () => {
  const names = [...document.querySelectorAll("[data-script]")].map((figure) => figure.dataset.script);
  for (const name of new Set(names)) import(`./figures/${name}.js`);
});

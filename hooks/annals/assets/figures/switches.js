// Switches between findings: which result belongs to the conditions that are set, if any was published.
customElements.define(
  "switches-figure",
  class extends HTMLElement {
    connectedCallback() {
      const form = this.querySelector("form");
      const said = this.querySelector(".said");
      const rows = [...this.querySelectorAll("tbody tr")];
      const show = () => {
        const set = new FormData(form);
        let shown = null;
        for (const row of rows) {
          const on = Object.entries(JSON.parse(row.dataset.set)).every(([key, value]) => set.get(key) === value);
          row.classList.toggle("on", on);
          if (on) shown = row;
        }
        said.textContent = shown
          ? `${shown.querySelector(".val").textContent} under these conditions.`
          : "None of these results was measured under these conditions.";
      };
      form.addEventListener("input", show);
      form.addEventListener("submit", (event) => event.preventDefault());
      form.hidden = false;
      show();
    }
  },
);

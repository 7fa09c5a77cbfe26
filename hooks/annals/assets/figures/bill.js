// From tokens to hours, at the speed that is set.
customElements.define(
  "bill-figure",
  class extends HTMLElement {
    connectedCallback() {
      const [input, output, speed, said] = ["input", "output", ".speed", ".said"].map((each) => this.querySelector(each));
      const draw = (event) => {
        const rows = [...this.querySelectorAll(".hours")];
        for (const cell of rows)
          cell.textContent = Math.round(cell.dataset.tokens / input.value / 3600).toLocaleString("en");
        output.textContent = `${input.value} tokens a second`;
        speed.textContent = input.value;
        if (event)
          said.textContent = rows
            .map((cell) => `${cell.closest("tr").querySelector("th").textContent}: ${cell.textContent} hours`)
            .join("; ");
      };
      input.addEventListener("input", draw);
      this.querySelector(".controls").hidden = false;
      draw();
    }
  },
);

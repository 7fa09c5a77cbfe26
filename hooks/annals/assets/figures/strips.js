// One agent with many steps against several with a few each. The same sums as hooks/annals/ideas/plans.py.
customElements.define(
  "strips-figure",
  class extends HTMLElement {
    connectedCallback() {
      const step = Number(this.dataset.step);
      const inputs = [...this.querySelectorAll("input")];
      const outputs = [...this.querySelectorAll("output")];
      const strip = this.querySelector('[data-plan="1"]');
      const counts = this.querySelector('[data-counts="1"]');
      const said = this.querySelector(".said");
      const alone = this.querySelectorAll('[data-plan="0"] rect').length;
      const rect = (name, x, y, height) => {
        const made = document.createElementNS("http://www.w3.org/2000/svg", "rect");
        const given = { class: name, x: `${x * step}%`, y, width: `${step}%`, height };
        for (const [key, value] of Object.entries(given)) made.setAttribute(key, value);
        return made;
      };
      const draw = () => {
        const [agents, steps, combining] = inputs.map((input) => Number(input.value));
        outputs.forEach((output, index) => (output.textContent = inputs[index].value));
        const cells = [];
        for (let agent = 0; agent < agents; agent++)
          for (let one = 0; one < steps; one++) cells.push(rect("cellr", one, 18 * agent, 15));
        for (let one = 0; one < combining; one++)
          cells.push(rect("cellr join", steps + one, 0, 18 * agents - 3));
        strip.replaceChildren(...cells);
        strip.setAttribute("height", 18 * agents + 6);
        const clock = steps + combining;
        const bill = agents * steps + combining;
        const lines = `${agents} line${agents === 1 ? "" : "s"} of ${steps} steps`;
        strip.setAttribute("aria-label", `Several agents: ${lines}${combining ? `, then ${combining} to combine them` : ""}`);
        counts.textContent = `${clock} steps on the clock, ${bill} steps on the bill`;
        said.textContent = `${clock} steps on the clock against ${alone}; ${bill} steps on the bill against ${alone}.`;
      };
      for (const input of inputs) input.addEventListener("input", draw);
      this.querySelector(".controls").hidden = false;
      draw();
    }
  },
);

// A vote of several agents. The same recurrence as hooks/annals/ideas/voting.py.
function majority(agents, accuracy, correlation) {
  if (correlation >= 1) return accuracy;
  const step = correlation / (1 - correlation);
  const wrong = 1 - accuracy;
  let weight = 1;
  for (let index = 0; index < agents; index++) weight *= (wrong + index * step) / (1 + index * step);
  let won = 0;
  for (let right = 0; right <= agents; right++) {
    if (2 * right > agents) won += weight;
    else if (2 * right === agents) won += weight / 2;
    weight *= (agents - right) / (right + 1);
    weight *= (accuracy + right * step) / (wrong + (agents - right - 1) * step);
  }
  return won;
}

customElements.define(
  "vote-figure",
  class extends HTMLElement {
    connectedCallback() {
      const { plot, model } = JSON.parse(this.dataset.drawing);
      const inputs = [...this.querySelectorAll("input")];
      const outputs = [...this.querySelectorAll("output")];
      const said = this.querySelector(".said");
      const most = model.at(-1);
      const y = (value) => plot.top + (1 - value) * plot.height;
      const draw = () => {
        const [accuracy, correlation] = inputs.map((input) => input.value / 100);
        outputs.forEach((output, index) => (output.textContent = `${inputs[index].value} %`));
        [0, correlation, 1].forEach((together, index) => {
          const points = model.map((agents) => {
            const x = (agents - plot.x_from) / (plot.x_to - plot.x_from);
            return `${1000 * x},${1000 * (1 - majority(agents, accuracy, together))}`;
          });
          this.querySelector(`[data-line="${index}"]`).setAttribute("points", points.join(" "));
          for (const name of this.querySelectorAll(`[data-name="${index}"]`))
            name.setAttribute("y", y(majority(most, accuracy, together)));
        });
        const right = (100 * majority(most, accuracy, correlation)).toFixed(1);
        said.textContent = `With ${most} agents the majority is right ${right} % of the time; one agent alone is right ${inputs[0].value} %.`;
      };
      for (const input of inputs) input.addEventListener("input", draw);
      this.querySelector(".controls").hidden = false;
      draw();
    }
  },
);

// A charge for thinking: the slider moves each problem's best length. The same formulas as hooks/annals/ideas/penalty.py.
customElements.define(
  "charge-figure",
  class extends HTMLElement {
    connectedCallback() {
      const { plot, model } = JSON.parse(this.dataset.drawing);
      const [input, output, said] = ["input", "output", ".said"].map((each) => this.querySelector(each));
      const best = ({ ceiling, pace }, charge) =>
        charge >= ceiling / pace ? 0 : pace * Math.log(ceiling / (charge * pace));
      const chance = ({ ceiling, pace }, tokens) => ceiling * (1 - Math.exp(-tokens / pace));
      const draw = () => {
        const charge = input.value / 1000;
        const words = model.map((problem, index) => {
          const tokens = best(problem, charge);
          const x = plot.left + (tokens / plot.x_to) * plot.width + "%";
          const y = plot.top + (1 - chance(problem, tokens)) * plot.height;
          const [dot, lead] = ["dot", "lead"].map((part) => this.querySelector(`[data-${part}="${index}"]`));
          dot.setAttribute("cx", x);
          dot.setAttribute("cy", y);
          lead.setAttribute("x1", x);
          lead.setAttribute("x2", x);
          lead.setAttribute("y1", y);
          return `${problem.name} ${tokens ? tokens.toFixed(1) : "none"}`;
        });
        const points = (input.value / 10).toFixed(1);
        output.textContent = `${points} points per thousand`;
        said.textContent = `Filled dots, at a charge of ${points} points: ${words.join("; ")} (thousand tokens).`;
      };
      input.addEventListener("input", draw);
      this.querySelector(".controls").hidden = false;
      draw(); // a browser may have kept an earlier setting
    }
  },
);

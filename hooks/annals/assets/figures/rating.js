// A rating: the slider moves along the curve from points to chances. The same formula as hooks/annals/ideas/rating.py.
customElements.define(
  "rating-figure",
  class extends HTMLElement {
    connectedCallback() {
      const { plot, tenfold } = JSON.parse(this.dataset.drawing);
      const [input, output, said, dot] = ["input", "output", ".said", ".dot3"].map((each) => this.querySelector(each));
      const draw = () => {
        const points = Number(input.value);
        const chance = 1 / (1 + 10 ** (-points / tenfold));
        dot.setAttribute("cx", plot.left + (points / plot.x_to) * plot.width + "%");
        dot.setAttribute("cy", plot.top + (1 - chance) * plot.height);
        output.textContent = points;
        said.textContent = `With ${points} points more: preferred in ${Math.round(chance * 100)} of 100 comparisons.`;
      };
      input.addEventListener("input", draw);
      this.querySelector(".controls").hidden = false;
      draw(); // a browser may have kept an earlier setting
    }
  },
);

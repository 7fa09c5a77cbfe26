// A test that is noticed: two sliders, what is noticed and how far behaviour changes. The same formula as hooks/annals/ideas/noticing.py.
customElements.define(
  "noticing-figure",
  class extends HTMLElement {
    connectedCallback() {
      const { plot } = JSON.parse(this.dataset.drawing);
      const [noticed, changed] = this.querySelectorAll("input");
      const [dot, said, line] = [".dot3", ".said", "polyline.acc"].map((each) => this.querySelector(each));
      const shown = (r, c) => 1 - (r / 100) * (c / 100);
      const draw = () => {
        const [r, c] = [noticed, changed].map((input) => Number(input.value));
        dot.setAttribute("cx", plot.left + (r / 100) * plot.width + "%");
        dot.setAttribute("cy", plot.top + (1 - shown(r, c)) * plot.height);
        line.setAttribute("points", `0,0 1000,${1000 * (1 - shown(100, c))}`);
        // Below a line that falls, its name is clear of it; near the ends that place is another line's.
        for (const name of this.querySelectorAll('[data-end="1"]')) {
          name.setAttribute("y", plot.top + (1 - shown(100, c)) * plot.height);
          name.setAttribute("dy", c > 10 && c < 80 ? 17 : -8);
        }
        for (const input of [noticed, changed]) input.nextElementSibling.textContent = `${input.value} %`;
        said.textContent = `The test shows ${Math.round(100 * shown(r, c))} of every 100 failures in use.`;
      };
      this.addEventListener("input", draw);
      this.querySelector(".controls").hidden = false;
      draw(); // a browser may have kept an earlier setting
    }
  },
);

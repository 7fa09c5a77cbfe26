// Tables: sorting by any column, choosing subjects, and files of what is on screen. All of it stands in the address.
(() => {
  "use strict";
  if (window.annalsTables) return;
  window.annalsTables = true;

  const MANY = 20;
  const VERY_MANY = 40;
  // Made when words are first sorted: a slow device takes 50 ms over it.
  let collator = null;
  const words = { compare: (one, other) => (collator ??= new Intl.Collator("en", { numeric: true })).compare(one, other) };

  const status = make("p", { className: "vh" });
  status.setAttribute("role", "status");

  // After the next paint, for nothing that is seen waits for it.
  function remember(name, value) {
    setTimeout(() => {
      const url = new URL(location);
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
      history.replaceState(history.state, "", url);
    });
  }

  // The cell of each column; one that spans several stands for each of them.
  const across = (row) => [...row.cells].flatMap((cell) => Array(cell.columns ?? cell.colSpan).fill(cell));

  // A number that the style sheet reads: `n13` columns, a cell that spans `s5`.
  function number(element, letter, count) {
    element.classList.remove(...[...element.classList].filter((each) => RegExp(`^${letter}\\d+$`).test(each)));
    element.classList.add(letter + count);
  }

  // Which of a body's rows are in sight, about: the first and the one after the last.
  function inSight(body) {
    const { top, height } = body.getBoundingClientRect();
    const each = height / body.rows.length || 1;
    return [Math.max(0, Math.floor(-top / each) - 1), Math.ceil((innerHeight - top) / each) + 1];
  }

  const moving = new Map();

  // A long table: the next paint answers the press, the one after it shows rows in their order without moving them, which lays out
  // nothing and paints what is in sight. To move them takes a slow device half a second, and follows.
  function arrange(body, ordered) {
    moving.set(body, ordered);
    if (ordered.length < MANY || !body.matches(".mx > tbody") || !body.checkVisibility()) {
      settle(body);
      return;
    }
    little(() => {
      if (moving.get(body) !== ordered) return;
      const [first, after] = inSight(body);
      for (const [index, row] of ordered.entries()) {
        const seen = index >= first && index < after;
        row.style.order = index;
        row.classList.toggle("now", seen);
        row.classList.toggle("later", !seen);
      }
      follow(body, ordered);
    });
  }

  // In each frame puts one row where it belongs, and has it laid out even if it is out of sight: sorting has less to do then.
  function follow(body, ordered) {
    moving.set(body, ordered);
    let next = 0;
    little(() => {
      if (moving.get(body) !== ordered) return false;
      ordered[next - 1]?.classList.remove("now");
      const row = ordered[next];
      if (!row) {
        settle(body);
        return false;
      }
      if (body.rows[next] !== row) body.insertBefore(row, body.rows[next]);
      row.classList.remove("later");
      row.classList.add("now");
      next += 1;
      return true;
    });
  }

  function settle(body) {
    const ordered = moving.get(body);
    moving.delete(body);
    if (ordered.some((row, index) => row !== body.rows[index])) body.append(...ordered);
    for (const row of ordered) {
      row.style.order = "";
      row.classList.remove("now", "later");
    }
  }

  // Put all rows in their places at once: for whoever counts on it.
  function settleAll() {
    for (const body of [...moving.keys()]) settle(body);
  }

  class Table {
    constructor(table) {
      this.table = table;
      this.id = table.dataset.table;
      this.frame = table.closest(".matrix") ?? table;
      const [top, below] = table.tHead.rows;
      this.groups = below ? [...top.cells].slice(1) : [];
      this.heads = below ? [top.cells[0], ...below.cells] : [...top.cells];
      this.groupOf = [-1, ...this.groups.flatMap((group, index) => Array(group.colSpan).fill(index))];
      this.names = this.heads.map((head) => head.childNodes[0].textContent.trim());
      this.keys = this.heads.map((head, column) => head.dataset.k ?? words_to_key(this.names[column]));
      this.hidden = new Set();
      this.column = -1;
      this.direction = "";
      for (const body of table.tBodies)
        [...body.rows].forEach((row, index) => {
          row.place = index;
          row.across = across(row);
          for (const cell of row.cells) cell.columns = cell.colSpan;
        });
      if (this.rows().length >= VERY_MANY) this.lay();
      this.units = this.countUnits();
      this.addButtons();
      if (this.groups.length) this.addChoice();
      this.recall();
    }

    // Rows out of sight are not laid out before the page is there.
    lay() {
      this.table.classList.add("long");
      addEventListener("load", () => {
        for (const body of this.table.tBodies) if (!moving.has(body)) follow(body, [...body.rows]);
      });
    }

    rows() {
      return [...this.table.tBodies].flatMap((body) => [...body.rows]).filter((row) => "place" in row);
    }

    countUnits() {
      const count = new Map();
      for (const row of this.rows()) count.set(row.dataset.u, (count.get(row.dataset.u) ?? 0) + 1);
      return count;
    }

    label(column) {
      const group = this.groups[this.groupOf[column]];
      const tester = this.heads[column].querySelector(".lbl")?.textContent;
      return [this.names[column], tester, group?.childNodes[0].textContent].filter(Boolean).join(", ");
    }

    sortable(column) {
      return !this.heads[column].matches(".ax, .from");
    }

    numeric(column) {
      return this.rows().some((row) => row.across[column]?.dataset.v);
    }

    addButtons() {
      this.heads.forEach((head, column) => {
        if (!this.sortable(column)) return;
        const button = make("button", { type: "button", className: "sort" }, ...head.childNodes);
        button.addEventListener("click", () => this.next(column));
        head.append(button);
      });
    }

    next(column) {
      const first = this.numeric(column) ? "descending" : "ascending";
      const other = first === "ascending" ? "descending" : "ascending";
      if (this.column !== column) this.sort(column, first);
      else this.sort(this.direction === first ? column : -1, this.direction === first ? other : "");
      this.told();
    }

    sort(column, direction) {
      this.column = column;
      this.direction = direction;
      const sign = direction === "descending" ? -1 : 1;
      const number = column >= 0 && this.numeric(column);
      const value = (row) => (number ? row.across[column].dataset.v : row.across[column]?.textContent.trim());
      const compare = (one, other) => {
        const [left, right] = [one.value, other.value];
        if (!left || !right) return !left - !right || one.row.place - other.row.place;
        // Points and per cent are no two amounts of one thing: the commonest unit comes first.
        const unit = number ? this.units.get(other.row.dataset.u) - this.units.get(one.row.dataset.u) : 0;
        const order = number ? left - right : words.compare(left, right);
        return unit || sign * order || one.row.place - other.row.place;
      };
      document.dispatchEvent(new CustomEvent("tablechange"));
      for (const body of this.table.tBodies) {
        const rows = [...body.rows].map((row) => ({ row, value: column < 0 ? "" : value(row) }));
        const heads = rows.filter(({ row }) => row.cells[0].scope === "rowgroup");
        const sorted = rows.filter((each) => !heads.includes(each)).sort(compare);
        const ordered = [...heads, ...sorted].map(({ row }) => row);
        arrange(body, ordered);
      }
      this.heads.forEach((head, index) => {
        if (index === column) head.setAttribute("aria-sort", direction);
        else head.removeAttribute("aria-sort");
      });
      if (this.order) this.order.value = column < 0 ? "" : this.keys[column];
      remember(`${this.id}.sort`, column < 0 ? "" : `${this.keys[column]}:${direction}`);
    }

    told() {
      const most = this.numeric(this.column) ? ["lowest first", "highest first"] : ["A to Z", "Z to A"];
      status.textContent =
        this.column < 0
          ? "In the order of the record."
          : `Sorted by ${this.label(this.column)}: ${most[+(this.direction === "descending")]}.`;
    }

    subject(column) {
      return this.heads[column].dataset.k?.split(" ")[1];
    }

    addChoice() {
      const { what } = this.table.dataset;
      const named = new Map(this.heads.map((_, column) => [this.subject(column), this.names[column]]));
      named.delete(undefined);
      this.boxes = [...named].map(([subject, name]) => {
        const box = make("input", { type: "checkbox", checked: true, value: subject });
        box.addEventListener("change", () => this.choose(box));
        return [box, make("label", {}, box, name)];
      });
      const legend = make("legend", { className: "vh", textContent: `Shown ${what}` });
      const fields = make("fieldset", {}, legend, ...this.boxes.map(([, label]) => label));
      const fold = make("details", { className: "choose" }, make("summary", { textContent: `Choose ${what}` }), fields);
      this.order = make("select", {}, make("option", { value: "", textContent: "the order of the record" }));
      for (const [column, key] of this.keys.entries())
        this.order.append(make("option", { value: key, textContent: this.label(column) }));
      this.order.addEventListener("change", () => {
        const column = this.keys.indexOf(this.order.value);
        this.sort(column, column < 0 ? "" : this.numeric(column) ? "descending" : "ascending");
        this.told();
      });
      const order = make(
        "p",
        { className: "order" },
        make("label", { htmlFor: (this.order.id = `${this.id}-order`), textContent: "Sort by" }),
        " ",
        this.order,
      );
      this.frame.prepend(make("div", { className: "controls" }, fold, order));
      for (const link of this.frame.querySelectorAll("a[download]"))
        link.addEventListener("click", (event) => this.download(event, link));
    }

    choose(box) {
      if (box.checked) this.hidden.delete(box.value);
      else this.hidden.add(box.value);
      this.show();
      status.textContent = `${this.boxes.length - this.hidden.size} of ${this.boxes.length} ${this.table.dataset.what} shown.`;
    }

    show() {
      document.dispatchEvent(new CustomEvent("tablechange"));
      const visible = this.heads.map((_, column) => !this.hidden.has(this.subject(column)));
      // Each group's first column that is shown bears its gap, and on a phone its name.
      const first = this.groups.map((_, group) =>
        visible.findIndex((shown, column) => shown && this.groupOf[column] === group));
      const width = this.groups.map((_, group) =>
        visible.filter((shown, column) => shown && this.groupOf[column] === group).length);
      const leading = first.find((column) => column >= 0);
      const dress = (cell, column, head) => {
        const begins = first.includes(column);
        cell.hidden = !visible[column];
        cell.classList.toggle("g", begins && column !== leading);
        if (!head) cell.classList.toggle("g0", begins);
      };
      const stretch = (cell, group) => {
        cell.hidden = !width[group];
        cell.colSpan = width[group] || 1;
        number(cell, "s", cell.colSpan);
        cell.classList.toggle("g", first[group] !== leading);
      };
      this.heads.forEach((head, column) => column && dress(head, column, true));
      this.groups.forEach(stretch);
      for (const row of this.rows())
        new Set(row.across).forEach((cell) => {
          const column = row.across.indexOf(cell);
          if (cell.matches(".nil")) stretch(cell, this.groupOf[column]);
          else if (column) dress(cell, column);
        });
      number(this.table, "n", visible.filter(Boolean).length - 1);
      const left = this.boxes.filter(([box]) => box.checked);
      for (const [box] of this.boxes) box.disabled = left.length === 1 && box.checked;
      remember(`${this.id}.without`, [...this.hidden].join(" "));
    }

    recall() {
      const asked = new URL(location).searchParams;
      const without = asked.get(`${this.id}.without`)?.split(" ") ?? [];
      for (const [box] of this.boxes ?? [])
        if (without.includes(box.value)) {
          box.checked = false;
          this.hidden.add(box.value);
        }
      // A table without a column would answer nothing.
      if (this.hidden.size && this.hidden.size < this.boxes.length) this.show();
      else for (const [box] of this.boxes ?? []) box.checked = !this.hidden.delete(box.value) || true;
      const [key, direction] = asked.get(`${this.id}.sort`)?.split(":") ?? [];
      const column = this.keys.indexOf(key);
      if (column >= 0 && this.sortable(column) && /^(a|de)scending$/.test(direction)) this.sort(column, direction);
    }

    // The whole table is a file of the site; of what is chosen and sorted, one is made here.
    async download(event, link) {
      if (!this.hidden.size && this.column < 0) return;
      event.preventDefault();
      settleAll();
      const [, name, form] = link.pathname.match(/([^/]+)\.(csv|json)$/);
      const whole = await fetch(link.href.replace(/csv$/, "json")).then((answer) => answer.json());
      const order = this.rows().map((row) => row.place);
      const items = whole.items
        .filter((item) => !this.hidden.has(item.column.split(" ")[1]))
        .sort((one, other) => order.indexOf(one.row) - order.indexOf(other.row));
      save(name, form, { ...whole, count: items.length, items });
    }
  }

  function words_to_key(name) {
    return name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  }

  document.addEventListener("tablesettle", settleAll);
  addEventListener("beforeprint", settleAll);
  const start = () => {
    document.body.append(status);
    for (const table of document.querySelectorAll("table[data-table]")) new Table(table);
  };
  if (document.querySelector("table[data-table]")) start();
})();

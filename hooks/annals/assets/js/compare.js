// Any two subjects side by side: what was measured alike, what was not, and why. The same rules as blocks/compare.py.
(() => {
  "use strict";
  const place = document.querySelector(".compare[data-file]");
  if (!place || location.protocol === "file:") return;
  const { file } = place.dataset;
  const root = new URL(file, location);

  const address = (url) => new URL(url, root).href;
  const joined = (list, by) => list.filter(Boolean).join(by);

  function value(one) {
    const link = make("a", { className: `v ${one.classes}`, href: address(one.url), textContent: one.text });
    link.setAttribute("aria-expanded", "false");
    return make(
      "div",
      { className: "each" },
      link,
      one.bar && make("i", { className: `bar ${one.bar}` }),
      one.word && make("span", { className: "word differ", textContent: one.word }),
      one.more && make("span", { className: "lbl", textContent: one.more }),
    );
  }

  const of = (results, subject) => results.filter((one) => one.subject === subject);

  function better(direction, left, right) {
    if (direction === "none" || left.length !== 1 || right.length !== 1) return -1;
    const [one, other] = [left[0], right[0]];
    if ([one.low, one.high, other.low, other.high].includes(null)) return -1;
    if (one.low >= other.high) return direction === "higher" ? 0 : 1;
    if (other.low >= one.high) return direction === "higher" ? 1 : 0;
    return -1;
  }

  function why(sides) {
    const known = sides.map((side) => side.map((one) => one.column).filter(Boolean));
    const meet = (key) => known[0].some((one) => known[1].some((other) => one[key] === other[key]));
    if (!known[0].length || !known[1].length) return "it is not said how both were measured";
    if (!meet("tester")) return "measured by different testers";
    if (!meet("words")) return "measured under different conditions";
    return "no one report gives both";
  }

  function sideBySide(tests, left, right) {
    const found = { alike: [], apart: [], alone: [[], []] };
    for (const test of tests) {
      const all = [...test.columns, null];
      const sides = [left, right].map((subject) =>
        all.flatMap((column) => of(column ? column.results : test.loose, subject).map((one) => ({ ...one, column }))));
      if (!sides[0].length || !sides[1].length) {
        sides.forEach((side, index) => side.length && found.alone[index].push(test.name));
        continue;
      }
      const shared = test.columns
        .map((column) => ({ test, column, sides: [of(column.results, left), of(column.results, right)] }))
        .filter((row) => row.sides[0].length && row.sides[1].length)
        .map((row) => ({ ...row, better: better(test.direction, ...row.sides) }));
      found.alike.push(...shared);
      if (!shared.length) found.apart.push({ test, sides, why: why(sides) });
    }
    return found;
  }

  // Rows under the tester and the report that they are from, the largest first.
  function byReport(rows) {
    const groups = new Map();
    for (const row of rows) {
      const { tester, source } = row.column;
      const key = JSON.stringify([tester, source]);
      if (!groups.has(key)) groups.set(key, { tester, source, rows: [] });
      groups.get(key).rows.push(row);
    }
    return [...groups.values()].sort((one, other) => other.rows.length - one.rows.length);
  }

  // Which of the two a tester made, or whether it has another stake in all of its results.
  function stake(rows, subjects) {
    const interests = [0, 1].map((side) => rows.flatMap((row) => row.sides[side].map((one) => one.interest)));
    const made = subjects.filter((_, side) => interests[side].includes("own")).map((one) => one.name);
    if (made.length) return `, who made ${made.join(" and ")}`;
    return interests.flat().every((each) => each === "interested") ? ", an interested party" : "";
  }

  function line({ test, column, sides, better: side }, subjects) {
    const words = [column.words, test.unit, test.direction === "lower" && "lower is better"];
    const cells = sides.map((results, index) => {
      const cell = make("td", { className: side === index ? "best" : "" }, ...results.map(value));
      if (side === index) cell.append(make("span", { className: "vh", textContent: "better" }));
      cell.dataset.l = subjects[index].name;
      return cell;
    });
    const head = make(
      "th",
      { scope: "row" },
      make("a", { href: address(test.url), textContent: test.name }),
      make("span", { className: "lbl", textContent: joined(words, "; ") }),
    );
    return make("tr", {}, head, ...cells);
  }

  function table(rows, subjects) {
    const head = make("tr", {}, make("th", { scope: "col", textContent: "Test" }));
    for (const one of subjects)
      head.append(make("th", { scope: "col", className: "n", textContent: one.name }));
    const bodies = byReport(rows).map(({ tester, source, rows: members }) => {
      const by = make(
        "th",
        { className: "by", scope: "rowgroup", colSpan: 3 },
        tester ? `Measured by ${tester}${stake(members, subjects)}` : "Tester not stated",
        source && make("span", { className: "lbl", textContent: ` ${source}` }),
      );
      return make("tbody", {}, make("tr", {}, by), ...members.map((row) => line(row, subjects)));
    });
    const told = `Measured alike: ${rows.length} result${rows.length === 1 ? "" : "s"}. The better of two is bold where it is certain.`;
    const made = make(
      "table",
      { className: "mx n2 pair" },
      make("caption", { textContent: told }),
      make("thead", {}, head),
      ...bodies,
    );
    made.dataset.table = "picked";
    return made;
  }

  function apart(rows, subjects) {
    const list = make("ul", { className: "apart" });
    for (const row of rows) {
      const sides = make("span", { className: "lbl" });
      row.sides.forEach((side, index) => {
        sides.append(`${index ? "; " : ""}${subjects[index].name}: `);
        side.forEach((one, number) => {
          const how = one.column?.tester ? joined([one.column.tester, one.column.words], ", ") : one.more;
          sides.append(
            number ? ", " : "",
            make("a", { className: one.classes, href: address(one.url), textContent: one.text }),
            how ? ` (${how})` : "",
          );
        });
      });
      list.append(
        make("li", {}, make("a", { href: address(row.test.url), textContent: row.test.name }), `: ${row.why}. `, sides),
      );
    }
    return list;
  }

  // Every result that is shown, with all of its sources: from the files of the tests.
  async function download(form, view, subjects) {
    const shown = [...view.alike, ...view.apart].map(({ test, sides }) => ({ test, values: sides.flat() }));
    const files = new Map();
    for (const { test } of shown) {
      const file = address(`api/v1/benchmarks/${test.url.split("/").at(-2)}.json`);
      if (!files.has(test)) files.set(test, fetch(file).then((answer) => answer.json()));
    }
    const items = [];
    for (const { test, values } of shown) {
      const whole = await files.get(test);
      for (const { url, subject } of values)
        items.push(...whole.items.filter((item) => item.page === url && item.subject === subject));
    }
    const title = subjects.map(({ name }) => name).join(" and ");
    const name = subjects.map(({ id }) => id).join("-and-");
    const [first] = await Promise.all(files.values());
    save(name, form, { ...first, title, count: items.length, items });
  }

  function takeAlong(view, subjects) {
    const buttons = [["csv", "These results as CSV, with their sources"], ["json", "as JSON"]].map(([form, textContent]) => {
      const button = make("button", { type: "button", className: "act", textContent });
      button.addEventListener("click", () => download(form, view, subjects));
      return button;
    });
    return make("p", { className: "acts" }, ...buttons);
  }

  function show(out, tests, subjects) {
    const view = sideBySide(tests, subjects[0].id, subjects[1].id);
    const title = make("h2", { className: "vh", textContent: `${subjects[0].name} and ${subjects[1].name}` });
    out.replaceChildren(
      title,
      view.alike.length
        ? table(view.alike, subjects)
        : make("p", {
            textContent: view.apart.length
              ? "No result of the two was measured alike."
              : "The two have no test in common.",
          }),
    );
    if (view.apart.length) out.append(make("h3", { textContent: "Not comparable" }), apart(view.apart, subjects));
    view.alone.forEach((names, index) => {
      if (names.length)
        out.append(make("p", { className: "lbl", textContent: `Only ${subjects[index].name}: ${names.join("; ")}.` }));
    });
    if (view.alike.length || view.apart.length) out.append(takeAlong(view, subjects));
    return `${view.alike.length} results measured alike, ${view.apart.length} tests not comparable.`;
  }

  function chooser(name, subjects) {
    const select = make("select");
    let group = null;
    for (const one of subjects) {
      if (group?.label !== one.maker) {
        group = make("optgroup", { label: one.maker || "maker unknown" });
        group.label = one.maker || "maker unknown";
        select.append(group);
      }
      group.append(make("option", { value: one.id, textContent: one.name }));
    }
    select.id = `pick-${name.toLowerCase()}`;
    return [select, make("p", {}, make("label", { htmlFor: select.id, textContent: name }), " ", select)];
  }

  fetch(root)
    .then((answer) => answer.json())
    .then(({ subjects, tests }) => {
      const known = new Map(subjects.map((one) => [one.id, one]));
      const asked = new URL(location).searchParams;
      const first = document.querySelector(".pairing")?.id.split(".") ?? [subjects[0].id, subjects[1].id];
      const status = make("p", { className: "vh" });
      status.setAttribute("role", "status");
      const out = make("div");
      const choosers = ["First", "Second"].map((name) => chooser(name, subjects));
      const selects = choosers.map(([select]) => select);
      const drawn = () => {
        const picked = selects.map((select) => known.get(select.value));
        document.dispatchEvent(new CustomEvent("tablechange"));
        if (picked[0] === picked[1]) {
          out.replaceChildren();
          status.textContent = `Pick two different ones.`;
        } else status.textContent = show(out, tests, picked);
      };
      selects.forEach((select, index) => {
        const wanted = asked.get(["left", "right"][index]);
        select.value = known.has(wanted) ? wanted : first[index];
        select.addEventListener("change", () => {
          const url = new URL(location);
          url.searchParams.set("left", selects[0].value);
          url.searchParams.set("right", selects[1].value);
          history.replaceState(history.state, "", url);
          drawn();
        });
      });
      place.append(make("form", { className: "pick" }, ...choosers.map(([, line]) => line)), status, out);
      drawn();
    })
    .catch(() => {}); // the pairs below are there without it
})();

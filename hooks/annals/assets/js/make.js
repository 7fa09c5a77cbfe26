// An element with its properties and what is in it. All scripts are put into one file, behind this one.
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child || child === 0));
  return element;
};

// Calls back in each of the next frames, as long as there is something left to do.
const little = (step) => requestAnimationFrame(() => setTimeout(() => step() && little(step)));

// Has rows laid out that were left for later, two in each frame, as long as `still` says so; then calls `done`.
const layOut = (rows, still = () => true, done = () => {}) =>
  little(() => {
    if (!still()) return false;
    for (const row of rows.splice(0, 2)) row.classList.add("laid");
    if (!rows.length) done();
    return rows.length > 0;
  });

// A file of what is chosen here, as those of the site are (exports/tables.py): its fields as CSV, or all of it as JSON.
function save(name, form, whole) {
  const plain = (value) => ({ true: "yes", false: "no", null: "" })[value] ?? value;
  // A spreadsheet would calculate what begins like this.
  const safe = (value) => (typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value));
  const cell = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const line = (values) => `${values.map((value) => cell(safe(plain(value)))).join(",")}\r\n`;
  const text =
    form === "json"
      ? JSON.stringify(whole, null, 1)
      : [whole.fields, ...whole.items.map((item) => whole.fields.map((field) => item[field]))].map(line).join("");
  const type = form === "json" ? "application/json" : "text/csv;charset=utf-8";
  const url = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: url, download: `${name}.${form}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

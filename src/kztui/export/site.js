"use strict";

// The list of incidents: search, filters, sorting by a column.

const body = document.querySelector("tbody");
const rows = [...body.rows];
const words = document.getElementById("words");
const kind = document.getElementById("type");
const year = document.getElementById("year");
const count = document.getElementById("count");

// One key for all spellings of a name, as kztui makes them (kztui.text.fold): Құлсары, Kul'sary and Qulsary are one.
function fold(text) {
  const latin = (c) => LETTERS[c] ?? (/[\p{L}\p{N}]/u.test(c) ? c : " ");
  const folded = [...text.toLowerCase()].map((c) => {
    if (/['’‘`´ʹʼʻ′\-‐‑·\p{M}]/u.test(c)) return "";
    return LETTERS[c] ?? [...c.normalize("NFKD")].filter((part) => !/\p{M}/u.test(part)).map(latin).join("");
  });
  return folded.join("").replace(/gh+/g, "g").replaceAll("dzh", "zh").replaceAll("kh", "h").replace(/i+/g, "i").trim();
}

function show() {
  const asked = words.value.toLowerCase().split(/\s+/).filter(Boolean).map((word) => [word, fold(word)]);
  let shown = 0;
  for (const row of rows) {
    const fits =
      asked.every(([word, key]) => row.dataset.words.includes(word) || (key && row.dataset.words.includes(key))) &&
      (!kind.value || row.dataset.type === kind.value) &&
      (!year.value || row.dataset.year === year.value);
    row.hidden = !fits;
    shown += fits;
  }
  count.textContent = `${shown} of ${rows.length} incidents`;
}

function sortBy(column, falling) {
  const key = (row) => row.cells[column].dataset.key;
  const sign = falling ? -1 : 1;
  rows.sort((one, other) => sign * key(one).localeCompare(key(other), "en", { numeric: true }));
  body.append(...rows);
}

for (const field of [words, kind, year]) field.addEventListener("input", show);

document.querySelectorAll("th button").forEach((button, column) => {
  button.addEventListener("click", () => {
    const head = button.parentElement;
    const falling = head.getAttribute("aria-sort") === "ascending";
    for (const other of document.querySelectorAll("th")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
    sortBy(column, falling);
  });
});

show();

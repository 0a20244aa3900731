"use strict";

// The words of the fact that the address names (#KZ-2016-0005-f-12ab): all of them are marked, and brought into view.
// Without this the browser goes there too, but marks only their first piece where the words of two facts overlap.

const marks = [...document.querySelectorAll("mark")];

function show() {
  const named = decodeURIComponent(location.hash.slice(1));
  const words = marks.filter((mark) => mark.dataset.facts.split(" ").includes(named));
  for (const mark of marks) mark.classList.toggle("here", words.includes(mark));
  for (const link of document.querySelectorAll("a.cited")) {
    if (link.hash === location.hash && words.length) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  if (words.length) words[0].scrollIntoView({ block: "center" });
}

addEventListener("hashchange", show);
show();

// The terminal gets the keys at once, and again whenever the page does.
"use strict";

function focusTerminal() {
  const keys = document.querySelector(".xterm-helper-textarea");
  if (keys) keys.focus();
  return keys;
}

new MutationObserver((changes, observer) => {
  if (focusTerminal()) observer.disconnect();
}).observe(document.body, { childList: true, subtree: true });

// Its font must be there before the terminal measures its cells, which it does when it is resized.
const connected = new Promise(resolve => {
  new MutationObserver((changes, observer) => {
    if (!document.body.classList.contains("-first-byte")) return;
    observer.disconnect();
    resolve();
  }).observe(document.body, { attributes: true, attributeFilter: ["class"] });
});
Promise.all([document.fonts.load("16px 'Roboto Mono'"), connected]).then(() => window.dispatchEvent(new Event("resize")));
window.addEventListener("load", focusTerminal);
window.addEventListener("focus", focusTerminal);

"use strict";
// What the pages share: the texts made ready for the search, the state in the address, dark and light.
const page = (() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");

  // `text` is asked for every number below `count` while the reader reads.
  function prepare(count, text, number = 0) {
    const step = (deadline) => {
      while (number < count && deadline.timeRemaining() > 2) text(number++);
      if (number < count) requestIdleCallback(step);
    };
    if (window.requestIdleCallback) requestIdleCallback(step);
  }

  function write(state, initial) {
    const kept = new URLSearchParams();
    for (const [name, value] of Object.entries(state)) {
      if (String(value) !== String(initial[name])) kept.set(name, String(value));
    }
    history.replaceState(null, "", "#" + kept);
  }

  function theme(wanted) {
    if (wanted === "dark" || wanted === "light") document.documentElement.dataset.theme = wanted;
    else delete document.documentElement.dataset.theme;
    document.getElementById("theme").setAttribute("aria-pressed", String(wanted ? wanted === "dark" : dark.matches));
  }

  // `changed` is told the theme that the reader chooses; `current` gives the one that holds.
  function themed(current, changed) {
    document.getElementById("theme").addEventListener("click", (event) => {
      changed(event.target.getAttribute("aria-pressed") === "true" ? "light" : "dark");
      theme(current());
    });
    dark.addEventListener("change", () => theme(current()));
  }

  return { prepare, write, theme, themed };
})();

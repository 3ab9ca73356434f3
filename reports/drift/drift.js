(() => {
  const STATES = ["stale", "missing", "orphan", "unknown", "cosmetic", "current"];
  const KINDS = ["edited", "added", "removed", "moved", "cosmetic"];
  const REASONS = ["number", "version", "code", "command", "negation", "state"];
  const [PLACE, NAME, SOURCE, LOCALE, FOLDER, STATE, WORDS, CRITICAL, DAYS, KIND, OWED, TOTAL, FAULTS] = Array(13).keys();
  const SAME = 0, GONE = 1, NEW = 2, CODE = 3;
  const ELEMENTS = ["", "del", "ins", "bdo"];
  const CHANGE = { kind: 0, critical: 1, there: 2, sides: 3, target: 4, reasons: 5, touched: 6, line: 7, sourceLine: 8, words: 9, section: 10, reviewed: 11 };

  const $ = (id) => document.getElementById(id);
  const index = JSON.parse($("index").textContent);
  const rows = index.rows;
  const chunks = [...document.querySelectorAll("script.details")];
  const form = $("filter"), list = $("list"), count = $("count");
  const state = { q: "", locale: "", folder: "", kind: "", sort: "", state: [], critical: "", fault: "", page: 1, size: 50, theme: "" };
  let found = [];

  const title = (word) => word[0].toUpperCase() + word.slice(1);
  const plural = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
  const path = (row) => (index.places[row[PLACE]] ? index.places[row[PLACE]] + "/" : "") + row[NAME];

  // ---- what is embedded -------------------------------------------------------------------------------------------

  const lines = [];
  function details(number) {
    const chunk = Math.floor(number / index.chunk);
    lines[chunk] ??= chunks[chunk].textContent.split("\n");
    return JSON.parse(lines[chunk][number % index.chunk]);
  }

  const texts = [];
  function text(number) {
    if (texts[number] === undefined) {
      const [about, faults, changes] = details(number);
      const parts = [...about, ...faults.map((fault) => fault[1])];
      for (const change of changes) {
        const sides = change[CHANGE.sides];
        for (const without of [NEW, GONE]) {
          parts.push(sides.filter((part, at) => at % 2 && sides[at - 1] !== without).join(""));
        }
        parts.push(change[CHANGE.target] ?? "", change[CHANGE.section], change[CHANGE.reviewed]);
      }
      const row = rows[number];
      texts[number] = [path(row), index.sources[row[SOURCE]], ...parts].join("\n").toLowerCase();
    }
    return texts[number];
  }

  // ---- filter -----------------------------------------------------------------------------------------------------

  function matches(row, number, wanted) {
    return (wanted.locale < 0 || row[LOCALE] === wanted.locale) &&
      (wanted.folder < 0 || row[FOLDER] === wanted.folder) &&
      (!wanted.states.length || wanted.states.includes(row[STATE])) &&
      (wanted.kind < 0 || row[KIND] & (1 << wanted.kind)) &&
      (!state.critical || row[CRITICAL] > 0) &&
      (!state.fault || row[FAULTS] > 0) &&
      wanted.words.every((word) => text(number).includes(word));
  }

  const orders = {
    words: (one, other) => rows[other][WORDS] - rows[one][WORDS],
    days: (one, other) => rows[other][DAYS] - rows[one][DAYS],
    path: (one, other) => (path(rows[one]) < path(rows[other]) ? -1 : 1),
  };

  function search() {
    const wanted = {
      locale: state.locale ? index.locales.findIndex((locale) => locale[0] === state.locale) : -1,
      folder: state.folder !== "" ? index.folders.indexOf(state.folder) : -1,
      kind: KINDS.indexOf(state.kind),
      states: state.state.map((name) => STATES.indexOf(name)),
      words: state.q.toLowerCase().split(/\s+/).filter(Boolean),
    };
    found = [];
    let words = 0;
    rows.forEach((row, number) => {
      if (matches(row, number, wanted)) {
        found.push(number);
        words += row[WORDS];
      }
    });
    if (orders[state.sort]) found.sort(orders[state.sort]);
    return words;
  }

  // ---- rows and units, cloned from the templates ------------------------------------------------------------------

  const slot = (node, name) => node.querySelector(`[data-slot="${name}"]`);
  function fill(node, name, value) {
    const place = slot(node, name);
    place.textContent = value;
    place.hidden = value === "";
    return place;
  }

  function href(file, line) {
    const name = file.split("/").map((part) => encodeURIComponent(part)).join("/");
    if (index.forge) return index.forge.replaceAll("{path}", () => name).replaceAll("{line}", String(Math.max(line, 1)));
    return "./" + name + (line ? "#L" + line : "");
  }

  function article(number) {
    const row = rows[number];
    const node = $("row").content.firstElementChild.cloneNode(true);
    node.dataset.article = number;
    const badge = fill(node, "state", title(STATES[row[STATE]]));
    badge.className = `badge state ${STATES[row[STATE]]}`;
    fill(node, "path", path(row));
    fill(node, "locale", index.locales[row[LOCALE]][0]);
    slot(node, "critical").textContent = row[CRITICAL] ? `${row[CRITICAL]} critical` : "";
    slot(node, "words").textContent = row[WORDS] ? plural(row[WORDS], "word") : "";
    slot(node, "days").textContent = row[DAYS] >= 0 ? plural(row[DAYS], "day") : "";
    return node;
  }

  function open(node) {
    const number = Number(node.dataset.article), row = rows[number];
    if (node.dataset.filled === key()) return;
    node.dataset.filled = key();
    const [about, faults, changes] = details(number);
    const source = index.sources[row[SOURCE]], body = slot(node, "body");
    body.querySelectorAll(".unit").forEach((one) => one.remove());
    const link = slot(body, "path-link"), sourceLink = slot(body, "source-path-link");
    link.href = href(path(row), 0);
    link.hidden = STATES[row[STATE]] === "missing";
    sourceLink.href = href(source, 0);
    sourceLink.hidden = !source;
    body.querySelector(".copy").dataset.copy = path(row);
    fill(body, "about", about.join(" "));
    const faultList = fill(body, "faults", "");
    faultList.hidden = !faults.length;
    for (const [kind, message, line] of faults) {
      const item = faultList.appendChild(document.createElement("li"));
      item.appendChild(document.createElement("strong")).textContent = kind;
      item.append(` ${message} (line ${line})`);
    }
    const kind = KINDS.indexOf(state.kind);
    const shown = changes.filter((one) => (kind < 0 || one[CHANGE.kind] === kind) && (!state.critical || one[CHANGE.critical]));
    const share = slot(body, "share");
    for (const change of shown) body.insertBefore(unit(change, row, source), share);
    const left = changes.length - shown.length;
    share.textContent = (row[TOTAL] ? `${row[OWED].toLocaleString("en")} of ${row[TOTAL].toLocaleString("en")} units to translate.` : "") +
      (left ? ` The filter hides ${plural(left, "change")}.` : "");
  }

  function side(node, name, parts, locale) {
    const figure = node.querySelector(`[data-side="${name}"]`), quote = figure.querySelector("blockquote");
    figure.hidden = parts === null;
    quote.lang = locale[0];
    quote.dir = locale[2];
    for (const [op, words] of parts ?? []) {
      const part = op === SAME ? document.createTextNode(words) : document.createElement(ELEMENTS[op]);
      if (op === CODE) part.dir = "ltr";
      if (op !== SAME) part.textContent = words;
      quote.append(part);
    }
  }

  // Code runs from left to right, also where it stands in text that does not.
  function translated(text, direction) {
    if (direction !== "rtl") return [[SAME, text]];
    return text.split(/(`[^`\n]+`)/).map((part, at) => [at % 2 ? CODE : SAME, part]);
  }

  function unit(change, row, source) {
    const node = $("change").content.firstElementChild.cloneNode(true);
    const kind = KINDS[change[CHANGE.kind]], critical = Boolean(change[CHANGE.critical]), locale = index.locales[row[LOCALE]];
    node.dataset.kind = kind;
    node.classList.toggle("critical", critical);
    fill(node, "kind", title(kind));
    slot(node, "critical").hidden = !critical;
    fill(node, "section", change[CHANGE.section]);
    marks(slot(node, "marks"), change);
    const link = slot(node, "link"), sourceLink = slot(node, "source-link");
    link.href = href(path(row), change[CHANGE.line]);
    sourceLink.href = href(source, change[CHANGE.sourceLine]);
    sourceLink.hidden = !source;
    fill(node, "line", change[CHANGE.line]);
    fill(node, "source-line", change[CHANGE.sourceLine]);
    node.querySelector(".copy").dataset.copy = `${path(row)}:${change[CHANGE.line]}`;
    const ops = [];
    for (let at = 0; at < change[CHANGE.sides].length; at += 2) ops.push(change[CHANGE.sides].slice(at, at + 2));
    const there = change[CHANGE.there], target = change[CHANGE.target];
    side(node, "then", there & 1 ? ops.filter(([op]) => op !== NEW) : null, index.source);
    side(node, "now", there & 2 ? ops.filter(([op]) => op !== GONE) : null, index.source);
    side(node, "target", target === null ? null : translated(target, locale[2]), locale);
    slot(node, "untranslated").hidden = target !== null;
    return node;
  }

  function marks(place, change) {
    const mark = (words, name = "") => {
      const item = place.appendChild(document.createElement("li"));
      item.textContent = words;
      item.className = name;
    };
    place.textContent = "";
    for (const reason of change[CHANGE.reasons]) mark(REASONS[reason], "reason");
    if (change[CHANGE.touched] >= 0) mark(change[CHANGE.touched] ? "translation touched since" : "translation not touched since");
    if (change[CHANGE.reviewed]) mark(`reviewed: ${change[CHANGE.reviewed]}`, "reviewed");
    if (change[CHANGE.words]) mark(`${plural(change[CHANGE.words], "word")} to translate`);
  }

  // ---- the page ---------------------------------------------------------------------------------------------------

  const key = () => `${state.kind} ${state.critical}`;

  function show() {
    const words = search();
    const pages = Math.max(1, Math.ceil(found.length / state.size));
    state.page = Math.min(Math.max(1, state.page), pages);
    const start = (state.page - 1) * state.size, end = Math.min(start + state.size, found.length);
    list.replaceChildren(...found.slice(start, end).map(article));
    list.hidden = !found.length;
    count.textContent = found.length
      ? `${plural(found.length, "article")} of ${rows.length.toLocaleString("en")}, ${plural(words, "word")} to translate`
      : `No article of ${rows.length.toLocaleString("en")} is like that.`;
    $("page").textContent = `${(start + 1).toLocaleString("en")}–${end.toLocaleString("en")} of ${found.length.toLocaleString("en")}`;
    $("previous").disabled = state.page === 1;
    $("next").disabled = state.page === pages;
    document.querySelector(".pager").hidden = found.length <= Math.min(50, state.size);
  }

  // ---- state in the address ---------------------------------------------------------------------------------------

  const INITIAL = structuredClone(state);

  function read() {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const name of Object.keys(state)) {
      const value = given.get(name);
      if (Array.isArray(state[name])) state[name] = (value ?? "").split(",").filter((one) => STATES.includes(one));
      else if (typeof state[name] === "number") state[name] = Math.max(1, Math.floor(Number(value)) || INITIAL[name]);
      else state[name] = value ?? "";
    }
    state.size = Math.min(state.size, 1000);
    for (const name of ["q", "locale", "folder", "kind", "sort"]) form.elements[name].value = state[name];
    for (const box of form.elements.state) box.checked = state.state.includes(box.value);
    form.elements.critical.checked = Boolean(state.critical);
    form.elements.fault.checked = Boolean(state.fault);
    $("size").value = String(state.size);
    page.theme(state.theme);
  }

  const write = () => page.write(state, INITIAL);

  function change(update) {
    Object.assign(state, { page: 1 }, update);
    write();
    show();
  }

  function entered() {
    const given = new FormData(form);
    const update = Object.fromEntries(["q", "locale", "folder", "kind", "sort", "critical", "fault"].map((name) => [name, given.get(name) ?? ""]));
    change({ ...update, state: given.getAll("state") });
  }

  // ---- what the reader does ---------------------------------------------------------------------------------------

  let typing;
  form.addEventListener("input", (event) => {
    clearTimeout(typing);
    typing = setTimeout(entered, event.target.name === "q" ? 120 : 0);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(entered));
  list.addEventListener("toggle", (event) => {
    if (event.target.matches(".article > details") && event.target.open) open(event.target.parentElement);
  }, true);
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".copy");
    if (button) copy(button);
  });
  $("previous").addEventListener("click", () => turn(-1));
  $("next").addEventListener("click", () => turn(1));
  $("size").addEventListener("change", (event) => change({ size: Number(event.target.value) }));
  page.themed(() => state.theme, (wanted) => {
    state.theme = wanted;
    write();
  });
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    $("articles").focus();
  });
  window.addEventListener("hashchange", () => {
    const before = state.theme;
    read();
    if (!state.theme && before) state.theme = before;
    page.theme(state.theme);
    write();
    show();
    $("articles").focus({ preventScroll: true });
    $("articles").scrollIntoView();
  });
  window.addEventListener("beforeprint", () => {
    for (const node of list.children) {
      open(node);
      node.firstElementChild.open = true;
    }
    document.querySelectorAll("details.more").forEach((one) => { one.open = true; });
  });

  function turn(by) {
    change({ page: state.page + by });
    $("articles").scrollIntoView();
    list.querySelector("summary")?.focus({ preventScroll: true });
  }

  function copy(button) {
    const done = () => { button.textContent = "Copied"; };
    const label = button.textContent;
    navigator.clipboard?.writeText(button.dataset.copy).then(done, () => { button.textContent = button.dataset.copy; });
    setTimeout(() => { button.textContent = label; }, 1500);
  }

  const folders = form.elements.folder;
  for (const folder of index.folders) {
    if (folder) folders.append(new Option(folder === "." ? "(top)" : folder, folder));
  }
  read();
  show();
  page.prepare(rows.length, text);
})();

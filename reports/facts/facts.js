(() => {
  const [KIND, BOUND, DISPUTED, ARTICLES, SUBJECT, EXCERPT, SIDES] = Array(7).keys();
  const [VALUE, COUNT, NEWEST, PLACES] = Array(4).keys();
  const [PATH, LINE, LOCALE, DATE, NOTE, BEFORE, SLOT, BEHIND] = Array(8).keys();
  const MOST = 4;

  const $ = (id) => document.getElementById(id);
  const index = JSON.parse($("index").textContent);
  const lines = $("rows").textContent ? $("rows").textContent.split("\n") : [];
  const rows = lines.map((line) => JSON.parse(line));
  const texts = lines.map(() => "");
  const form = $("filter"), list = $("list"), count = $("count");
  const state = { q: "", kind: "", locale: "", disputed: "", shared: "", page: 1, size: 50, theme: "" };
  const INITIAL = { ...state };
  let found = [];

  const plural = (number, one, many = one + "s") => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

  // ---- what is embedded -------------------------------------------------------------------------------------------

  function text(number) {
    if (!texts[number]) {
      const row = rows[number], parts = [row[KIND], row[BOUND], row[SUBJECT]];
      for (const side of row[SIDES]) {
        parts.push(side[VALUE]);
        for (const one of side[PLACES]) parts.push(`${one[PATH]}:${one[LINE]}`, one[BEFORE] + one[SLOT] + one[BEHIND]);
      }
      texts[number] = parts.join("\n").toLowerCase();
    }
    return texts[number];
  }

  function search() {
    const locale = state.locale ? index.locales.findIndex((one) => one[0] === state.locale) : -1;
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    found = [];
    rows.forEach((row, number) => {
      if (state.kind && row[KIND] !== state.kind) return;
      if (state.disputed && !row[DISPUTED]) return;
      if (state.shared && row[ARTICLES] < 2) return;
      if (locale >= 0 && !row[SIDES].some((side) => side[PLACES].some((one) => one[LOCALE] === locale))) return;
      if (words.every((word) => text(number).includes(word))) found.push(number);
    });
  }

  // ---- rows -------------------------------------------------------------------------------------------------------

  function element(name, className, ...inside) {
    const node = document.createElement(name);
    if (className) node.className = className;
    node.append(...inside);
    return node;
  }

  const apart = (words) => element("bdi", "", words);

  function entry(number) {
    const row = rows[number];
    const values = element("span", "values");
    for (const side of row[SIDES].slice(0, MOST)) {
      values.append(element("span", "value", apart(side[VALUE]), " ", element("small", "", `×${side[COUNT]}`)), " ");
    }
    if (row[SIDES].length > MOST) values.append(element("span", "value", `+${row[SIDES].length - MOST}`), " ");
    const parts = [
      element("span", "badge state", row[KIND]), element("span", "bound", row[BOUND]),
      element("span", "subject", apart(row[SUBJECT]), " ", element("bdi", "excerpt", row[EXCERPT])), values, element("span", "mark", row[DISPUTED] ? "disputed" : ""),
    ];
    const summary = element("summary", "", ...parts.flatMap((part, at) => (at ? [" ", part] : [part])));
    const node = element("li", `article claim${row[DISPUTED] ? " disputed" : ""}`, element("details", "", summary, element("div", "body")));
    node.dataset.row = number;
    return node;
  }

  function open(node) {
    const body = node.querySelector(".body");
    if (!body.childElementCount) body.append(...rows[Number(node.dataset.row)][SIDES].map(side));
  }

  function side(one) {
    const note = plural(one[COUNT], "article") + (one[NEWEST] ? `, newest ${one[NEWEST]}` : "");
    const places = element("ul", "places", ...one[PLACES].map(place));
    return element("section", "side", element("h3", "", apart(one[VALUE])), element("p", "note", note), places);
  }

  function place(one) {
    const locale = index.locales[one[LOCALE]];
    const quote = element("blockquote", "", one[BEFORE], element("mark", "", one[SLOT]), one[BEHIND]);
    quote.lang = locale[0];
    quote.dir = locale[2];
    const link = element("a", "", apart(`${one[PATH]}:${one[LINE]}`));
    link.href = "./" + one[PATH].split("/").map((part) => encodeURIComponent(part)).join("/") + "#L" + one[LINE];
    const where = element("p", "where", link, " ", element("span", "", locale[0]));
    if (one[DATE]) where.append(" ", element("time", "", one[DATE]));
    if (one[NOTE]) where.append(" ", element("em", "", one[NOTE]));
    return element("li", "", quote, where);
  }

  // ---- the page ---------------------------------------------------------------------------------------------------

  function show() {
    search();
    const pages = Math.max(1, Math.ceil(found.length / state.size));
    state.page = Math.min(Math.max(1, state.page), pages);
    const start = (state.page - 1) * state.size, end = Math.min(start + state.size, found.length);
    list.replaceChildren(...found.slice(start, end).map(entry));
    list.hidden = !found.length;
    count.textContent = found.length
      ? `${plural(found.length, "entry", "entries")} of ${rows.length.toLocaleString("en")}`
      : `No entry of ${rows.length.toLocaleString("en")} is like that.`;
    $("page").textContent = `${(found.length ? start + 1 : 0).toLocaleString("en")}–${end.toLocaleString("en")} of ${found.length.toLocaleString("en")}`;
    $("previous").disabled = state.page === 1;
    $("next").disabled = state.page === pages;
    document.querySelector(".pager").hidden = found.length <= Math.min(50, state.size);
  }

  const FIELDS = ["q", "kind", "locale", "disputed", "shared"];

  function read() {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const name of Object.keys(state)) {
      const value = given.get(name);
      state[name] = typeof INITIAL[name] === "number" ? Math.max(1, Math.floor(Number(value)) || INITIAL[name]) : value ?? "";
    }
    state.size = Math.min(state.size, 1000);
    for (const name of FIELDS) {
      const field = form.elements[name];
      if (field.type === "checkbox") field.checked = Boolean(state[name]);
      else field.value = state[name];
    }
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
    change(Object.fromEntries(FIELDS.map((name) => [name, given.get(name) ?? ""])));
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
    if (event.target.open) open(event.target.parentElement);
  }, true);
  $("previous").addEventListener("click", () => turn(-1));
  $("next").addEventListener("click", () => turn(1));
  $("size").addEventListener("change", (event) => change({ size: Number(event.target.value) }));
  page.themed(() => state.theme, (wanted) => {
    state.theme = wanted;
    write();
  });
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    $("claims").focus();
  });
  window.addEventListener("hashchange", () => {
    read();
    show();
  });
  window.addEventListener("beforeprint", () => {
    for (const node of list.children) {
      open(node);
      node.firstElementChild.open = true;
    }
  });

  // The next row and the one before by j and k, as reviewers are used to.
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    const all = [...list.querySelectorAll("summary")];
    const at = all.indexOf(document.activeElement);
    all[Math.min(Math.max(at + step, 0), all.length - 1)]?.focus();
  });

  function turn(by) {
    change({ page: state.page + by });
    $("claims").scrollIntoView();
    list.querySelector("summary")?.focus({ preventScroll: true });
  }

  read();
  show();
  page.prepare(rows.length, text);
})();

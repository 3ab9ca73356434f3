// A list of rows that is filtered, searched and turned over page by page; its state stands in the address.
const rows = (() => {
  const $ = (id) => document.getElementById(id);
  const INITIAL = { q: "", page: 1, size: 50, theme: "" };

  const plural = (number, one, many = one + "s") => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

  function element(name, className, ...inside) {
    const node = document.createElement(name);
    if (className) node.className = className;
    node.append(...inside);
    return node;
  }

  const apart = (words) => element("bdi", "", words);

  const address = (path, line) =>
    "./" + path.split("/").map((part) => encodeURIComponent(part)).join("/") + "#L" + line;

  // A text of an article, what it is about marked; `locale` is [tag, name, direction].
  function quote(locale, before, marked, behind) {
    const node = element("blockquote", "", before, element("mark", "", marked), behind);
    node.lang = locale[0];
    node.dir = locale[2];
    return node;
  }

  const embedded = (id) => ($(id).textContent ? $(id).textContent.split("\n").map((line) => JSON.parse(line)) : []);

  // `fields` are the filter's names; `fits(state)` gives what tells whether a row is wanted; `words(row)` are searched;
  // `entry(row)` makes a row's element, whose details `fill(body, row)` fills in when they are opened; `nouns` name rows.
  function start({ data, fields, fits, words, entry, fill, nouns, section }) {
    const form = $("filter"), list = $("list"), count = $("count");
    const initial = { ...Object.fromEntries(fields.map((name) => [name, ""])), ...INITIAL };
    const names = ["q", ...fields], state = { ...initial };
    const texts = data.map(() => "");
    let found = [];

    const text = (number) => (texts[number] ||= words(data[number]).join("\n").toLowerCase());

    function search() {
      const wanted = state.q.toLowerCase().split(/\s+/).filter(Boolean), fit = fits(state);
      found = [];
      data.forEach((row, number) => {
        if (fit(row) && wanted.every((word) => text(number).includes(word))) found.push(number);
      });
    }

    function drawn(number) {
      const node = entry(data[number]);
      node.dataset.row = number;
      return node;
    }

    function open(node) {
      const body = node.querySelector(".body");
      if (!body.childElementCount) fill(body, data[Number(node.dataset.row)]);
    }

    function show() {
      search();
      const pages = Math.max(1, Math.ceil(found.length / state.size));
      state.page = Math.min(Math.max(1, state.page), pages);
      const first = (state.page - 1) * state.size, end = Math.min(first + state.size, found.length);
      list.replaceChildren(...found.slice(first, end).map(drawn));
      list.hidden = !found.length;
      const all = data.length.toLocaleString("en"), [one, many] = nouns;
      count.textContent = found.length
        ? `${plural(found.length, one, many)} of ${all}`
        : `No ${one} of ${all} is like that.`;
      $("page").textContent = `${(found.length ? first + 1 : 0).toLocaleString("en")}–${end.toLocaleString("en")} of ${found.length.toLocaleString("en")}`;
      $("previous").disabled = state.page === 1;
      $("next").disabled = state.page === pages;
      document.querySelector(".pager").hidden = found.length <= Math.min(50, state.size);
    }

    function read() {
      const given = new URLSearchParams(location.hash.slice(1));
      for (const name of Object.keys(state)) {
        const value = given.get(name);
        state[name] = typeof initial[name] === "number" ? Math.max(1, Math.floor(Number(value)) || initial[name]) : value ?? "";
      }
      state.size = Math.min(state.size, 1000);
      for (const name of names) {
        const field = form.elements[name];
        if (!field) continue;
        if (field.type === "checkbox") field.checked = Boolean(state[name]);
        else field.value = state[name];
      }
      $("size").value = String(state.size);
      page.theme(state.theme);
    }

    const write = () => page.write(state, initial);

    function change(update) {
      Object.assign(state, { page: 1 }, update);
      write();
      show();
    }

    function entered() {
      const given = new FormData(form);
      change(Object.fromEntries(names.map((name) => [name, given.get(name) ?? ""])));
    }

    function turn(by) {
      change({ page: state.page + by });
      $(section).scrollIntoView();
      list.querySelector("summary")?.focus({ preventScroll: true });
    }

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
      $(section).focus();
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

    read();
    show();
    page.prepare(data.length, text);
  }

  return { start, embedded, element, apart, address, quote, plural };
})();

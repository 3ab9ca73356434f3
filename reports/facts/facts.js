(() => {
  const [KIND, BOUND, DISPUTED, ARTICLES, SUBJECT, EXCERPT, SIDES] = Array(7).keys();
  const [VALUE, COUNT, NEWEST, PLACES] = Array(4).keys();
  const [PATH, LINE, LOCALE, DATE, NOTE, BEFORE, SLOT, BEHIND] = Array(8).keys();
  const MOST = 4;

  const { element, apart, plural } = rows;
  const [index] = rows.embedded("index");

  function words(row) {
    const parts = [row[KIND], row[BOUND], row[SUBJECT]];
    for (const side of row[SIDES]) {
      parts.push(side[VALUE]);
      for (const one of side[PLACES]) parts.push(`${one[PATH]}:${one[LINE]}`, one[BEFORE] + one[SLOT] + one[BEHIND]);
    }
    return parts;
  }

  function fits(state) {
    const locale = state.locale ? index.locales.findIndex((one) => one[0] === state.locale) : -1;
    return (row) =>
      (!state.kind || row[KIND] === state.kind) &&
      (!state.disputed || row[DISPUTED]) &&
      (!state.shared || row[ARTICLES] > 1) &&
      (locale < 0 || row[SIDES].some((side) => side[PLACES].some((one) => one[LOCALE] === locale)));
  }

  function entry(row) {
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
    return element("li", `article claim${row[DISPUTED] ? " disputed" : ""}`, element("details", "", summary, element("div", "body")));
  }

  function side(one) {
    const note = plural(one[COUNT], "article") + (one[NEWEST] ? `, newest ${one[NEWEST]}` : "");
    const places = element("ul", "places", ...one[PLACES].map(place));
    return element("section", "side", element("h3", "", apart(one[VALUE])), element("p", "note", note), places);
  }

  function place(one) {
    const locale = index.locales[one[LOCALE]];
    const link = element("a", "", apart(`${one[PATH]}:${one[LINE]}`));
    link.href = rows.address(one[PATH], one[LINE]);
    const where = element("p", "where", link, " ", element("span", "", locale[0]));
    if (one[DATE]) where.append(" ", element("time", "", one[DATE]));
    if (one[NOTE]) where.append(" ", element("em", "", one[NOTE]));
    return element("li", "", rows.quote(locale, one[BEFORE], one[SLOT], one[BEHIND]), where);
  }

  rows.start({
    data: rows.embedded("rows"), fields: ["kind", "locale", "disputed", "shared"], fits, words, entry,
    fill: (body, row) => body.append(...row[SIDES].map(side)), nouns: ["entry", "entries"], section: "claims",
  });
})();

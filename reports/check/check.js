(() => {
  const [LEVEL, RULE, LOCALE, OWNER, PATH, LINE, COLUMN, MESSAGE, EXPECTED, FIX, SIDES] = Array(11).keys();
  const [SAFETY, EDITS] = Array(2).keys();
  const [CODE, NAME, SUMMARY] = Array(3).keys();
  const [SIDE, WHERE, AT, TONGUE, NOTE, BEFORE, MARKED, BEHIND] = Array(8).keys();

  const { element, apart } = rows;
  const [index] = rows.embedded("index");
  const name = (rule) => [element("b", "", rule[CODE]), ` ${rule[NAME]}`];

  function words(row) {
    const rule = index.rules[row[RULE]];
    const parts = [`${row[PATH]}:${row[LINE]}`, row[MESSAGE], row[EXPECTED], `${rule[CODE]} ${rule[NAME]}`];
    for (const side of row[SIDES]) parts.push(`${side[WHERE]}:${side[AT]}`, side[BEFORE] + side[MARKED] + side[BEHIND]);
    return parts;
  }

  function fits(state) {
    const at = (list, wanted) => (wanted ? list.indexOf(wanted) : -1);
    const level = at(index.levels, state.level);
    const rule = at(index.rules.map((one) => one[CODE]), state.rule);
    const locale = at(index.locales.map((one) => one[0]), state.locale);
    return (row) =>
      (!state.level || row[LEVEL] === level) &&
      (!state.rule || row[RULE] === rule) &&
      (!state.locale || row[LOCALE] === locale) &&
      (!state.owner || row[OWNER] === state.owner) &&
      (!state.fixable || index.marks[row[FIX][SAFETY]]);
  }

  function entry(row) {
    const level = index.levels[row[LEVEL]];
    const path = element("bdi", "path", `${row[PATH]}:${row[LINE]}:${row[COLUMN]}`);
    const parts = [
      element("span", "badge state", level), element("span", "rule", ...name(index.rules[row[RULE]])),
      element("span", "told", element("bdi", "message", row[MESSAGE]), " ", path),
      element("span", "locale", index.locales[row[LOCALE]][0]), element("span", "mark", index.marks[row[FIX][SAFETY]]),
    ];
    const summary = element("summary", "", ...parts.flatMap((part, at) => (at ? [" ", part] : [part])));
    return element("li", `article finding ${level}`, element("details", "", summary, element("div", "body")));
  }

  function side(one) {
    const link = element("a", "", apart(`${one[WHERE]}:${one[AT]}`));
    link.href = rows.address(one[WHERE], one[AT]);
    const where = element("p", "where", link);
    if (one[NOTE]) where.append(" ", element("em", "", one[NOTE]));
    const text = rows.quote(index.locales[one[TONGUE]], one[BEFORE], one[MARKED], one[BEHIND]);
    const places = element("ul", "places", element("li", "", text, where));
    return element("section", "side", element("h3", "", one[SIDE]), places);
  }

  const term = (key, ...value) => element("div", "", element("dt", "", key), element("dd", "", ...value));

  function fill(body, row) {
    const rule = index.rules[row[RULE]], [safety, edits] = [row[FIX][SAFETY], row[FIX][EDITS]];
    const terms = element("dl", "terms");
    if (row[EXPECTED]) terms.append(term("Expected", apart(row[EXPECTED])));
    for (const [line, column, text] of edits) {
      const change = text ? element("ins", "", text) : "delete";
      terms.append(term(safety === "safe" ? "Fix" : "Fix, to be looked at", `line ${line}, column ${column}: `, change));
    }
    if (row[OWNER]) terms.append(term("Owner", apart(row[OWNER])));
    if (rule[SUMMARY]) terms.append(term("Rule", rule[SUMMARY]));
    terms.append(term("More", element("code", "", `doclint explain ${rule[CODE]}`)));
    body.append(...row[SIDES].map(side), terms);
  }

  rows.start({
    data: rows.embedded("rows"), fields: ["level", "rule", "locale", "owner", "fixable"], fits, words, entry, fill,
    nouns: ["finding", "findings"], section: "findings",
  });
})();

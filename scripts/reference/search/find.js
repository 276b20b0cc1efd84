import MiniSearch from "minisearch";

/** Splits a text into words; a path or a name in camelCase is found as a whole and by its parts. */
function words(text) {
  return text.split(/[^\p{L}\p{N}_.[\]-]+/u).flatMap((word) => {
    const whole = word.replaceAll(/^[.[\]-]+|[.[\]-]+$/g, "");
    const parts = whole
      .split(/[._[\]-]+/)
      .flatMap((part) => [part, ...part.split(/(?<=[a-z0-9])(?=[A-Z])/)]);
    return [...new Set([whole, ...parts])].filter(Boolean);
  });
}

/** Creates a search over rows of `[href, title, place, text]`. */
export function createSearch(rows) {
  const search = new MiniSearch({
    fields: ["title", "place", "text"],
    tokenize: words,
    processTerm: (term) => term.toLowerCase(),
    searchOptions: {
      boost: { title: 5, place: 1.5 },
      // Who asks for a field wants the field before the decisions about it.
      boostDocument: (id) => (rows[id][2] === "Reading" ? 0.5 : 1),
      prefix: (term) => term.length > 1,
      fuzzy: (term) => (term.length > 3 && !/\d/.test(term) ? 0.25 : false),
      weights: { fuzzy: 0.3, prefix: 0.5 },
      tokenize: (query) => query.split(/\s+/).filter(Boolean),
    },
  });
  search.addAll(rows.map(([href, title, place, text], id) => ({ id, href, title, place, text })));
  return (query) => {
    const all = search.search(query, { combineWith: "AND" });
    const found = all.length > 0 ? all : search.search(query);
    return found.slice(0, 20).map(({ id }) => {
      const [href, title, place] = rows[id];
      return { href, title, place };
    });
  };
}

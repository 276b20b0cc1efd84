interface Rule {
  allows: boolean;
  path: string;
}

/**
 * Returns whether a robots.txt lets an agent fetch a path: of the rules for it, the longest that
 * fits decides.
 */
export function mayFetch(robots: string, agent: string, path: string): boolean {
  const groups = groupsOf(robots);
  const name = agent.toLowerCase();
  const own = groups.filter(({ agents }) =>
    agents.some((one) => one !== "*" && name.includes(one)),
  );
  const chosen = own.length > 0 ? own : groups.filter(({ agents }) => agents.includes("*"));
  const fitting = chosen
    .flatMap(({ rules }) => rules)
    .filter((rule) => fits(rule.path, path))
    .sort(
      (one, other) =>
        other.path.length - one.path.length || Number(other.allows) - Number(one.allows),
    );
  return fitting[0]?.allows ?? true;
}

function groupsOf(robots: string): { agents: string[]; rules: Rule[] }[] {
  const groups: { agents: string[]; rules: Rule[] }[] = [];
  for (const line of robots.split(/\r?\n/)) {
    const [, key = "", value = ""] = /^\s*([\w-]+)\s*:\s*([^#]*)/.exec(line) ?? [];
    const text = value.trim();
    const last = groups.at(-1);
    if (/^user-agent$/i.test(key)) {
      if (last === undefined || last.rules.length > 0)
        groups.push({ agents: [text.toLowerCase()], rules: [] });
      else last.agents.push(text.toLowerCase());
    } else if (/^(dis)?allow$/i.test(key) && (text !== "" || /^allow$/i.test(key))) {
      last?.rules.push({ allows: /^allow$/i.test(key), path: text });
    }
  }
  return groups;
}

/** Matches a rule, in which `*` stands for any text and `$` for the end. */
function fits(rule: string, path: string): boolean {
  const isAnchored = rule.endsWith("$");
  const parts = (isAnchored ? rule.slice(0, -1) : rule).split("*");
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const found = path.indexOf(part, at);
    if (found < 0 || (index === 0 && found > 0)) return false;
    at = found + part.length;
  }
  return !isAnchored || at === path.length || parts.at(-1) === "";
}

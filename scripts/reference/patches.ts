import { Failure } from "../tools/command.js";

/** A change to the page that Redocly makes, for what none of its options reaches. */
interface Patch {
  why: string;
  find: string;
  replace: string;
}

/**
 * Lists the patches. They hang on minified names, so each finds its text exactly once or the build stops; the version of
 * Redocly is pinned, and an update is the moment to look at them again. What is left as it is: the page still names
 * other hosts in code that never runs here (telemetry, icon sets), because its Content-Security-Policy refuses them all.
 */
const PATCHES: Patch[] = [
  {
    why: "The search tries `Function(…)` for a worker, which the Content-Security-Policy refuses; without a worker it is as fast on three operations.",
    find: "return QDe(ZDe())",
    replace: "return QDe(!1)",
  },
  {
    why: "The logo at the foot of the menu comes from another host; its name in letters does as well.",
    find: "t?(0,V.jsx)(`img`,{alt:`redocly logo`,onError:()=>n(!1),src:e?`https://cdn.redoc.ly/redoc/logo-mini-full.svg`:`https://cdn.redoc.ly/redoc/logo-mini.svg`}):null",
    replace: "t?(0,V.jsx)(`p`,{children:`Redocly`}):null",
  },
  {
    why: "The box that opens the search is a `div`, which the keyboard cannot reach.",
    find: 'onClick:e,onPointerEnter:t,className:r,"data-testid":`search-trigger`',
    replace:
      'onClick:e,onPointerEnter:t,className:r,role:`button`,tabIndex:0,onKeyDown:t=>{(t.key===`Enter`||t.key===` `)&&(t.preventDefault(),e(t))},"data-testid":`search-trigger`',
  },
  {
    why: "A menu beside each heading opens assistants on other hosts; no option turns it off.",
    find: "showPageActions:d=!1,deepLinkSuffix",
    replace: "showNothing:d=!1,deepLinkSuffix",
  },
  {
    why: "The menu is no landmark.",
    find: "Rke=L.div`",
    replace: "Rke=L.nav.attrs({'aria-label':`API`})`",
  },
  {
    why: "The label hides from a screen reader which example is chosen.",
    find: '"aria-label":`Example`,options:',
    replace: "options:",
  },
  {
    why: "Headings skip from level 2 to level 4.",
    find: "var AL=L.h4.attrs(",
    replace: "var AL=L.h3.attrs(",
  },
];

/** Applies every patch to the page, or throws a {@link Failure} that names the one that no longer fits. */
export function applyPatches(page: string, patches: Patch[] = PATCHES): string {
  let patched = page;
  for (const { why, find, replace } of patches) patched = replaceOnce(patched, find, replace, why);
  return patched;
}

/** Replaces the one place that holds `find`, or throws a {@link Failure} with the reason for the change. */
export function replaceOnce(page: string, find: string, replace: string, why: string): string {
  const parts = page.split(find);
  if (parts.length !== 2) {
    throw new Failure(
      `Failed to patch the reference: expected this text once in the output of Redocly, found it ${parts.length - 1} times.\n\n` +
        `  text  ${find.slice(0, 200)}\n  why   ${why}\n\n` +
        "Redocly was probably updated. Look whether the patch is still needed, then mend or delete it in scripts/reference/patches.ts.",
    );
  }
  return parts.join(replace);
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeApi, ENTRY_POINTS } from "../../scripts/api.js";
import { projectRoot } from "../support/project.js";

test.each(Object.entries(ENTRY_POINTS))(
  "the public surface of %s is the one that was reviewed; npm run api writes a new report",
  (name, entryPoint) => {
    const reviewed = readFileSync(join(projectRoot, `test/package/api/${name}.api.md`), "utf8");
    expect(describeApi(projectRoot, entryPoint)).toBe(reviewed);
  },
);

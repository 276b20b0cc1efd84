import { expect, test } from "vitest";
import { renderText } from "./support/render-text.js";
import { driftOf, endpoints } from "./support/saved.js";

/** Lines that state nothing, or what the sample token below them states again. */
const EMPTY_WORDS =
  /^(some-controller|Request|Body|Example|Request samples|Shell|Go|curl .*|Authorization|Send .* in the)$/;

/** Lists the lines of a page, from its title on, that state something. */
function statingLines(lines: string[], title: string): number[] {
  const first = lines.indexOf(title);
  return lines.flatMap((line, index) =>
    index < first || EMPTY_WORDS.test(line.trim()) ? [] : [index],
  );
}

function isSilent(lines: string[]): boolean {
  const { changes, unread } = driftOf(lines.join("\n")).report;
  return changes.length === 0 && unread.length === 0;
}

for (const file of endpoints) {
  const lines = renderText(file, { indented: true }).split("\n");
  const indexes = statingLines(lines, file.page);

  test(`no line of ${file.id} can be lost without a word`, () => {
    const silent = indexes.filter((index) => isSilent(lines.toSpliced(index, 1)));
    expect(silent.map((index) => lines[index])).toEqual([]);
  });

  test(`no line of ${file.id} can be damaged without a word`, () => {
    const silent = indexes.filter((index) => isSilent(lines.with(index, `${lines[index]}~`)));
    expect(silent.map((index) => lines[index])).toEqual([]);
  });

  test(`no page of ${file.id} that is cut short is complete`, () => {
    const complete = indexes.filter(
      (index) => driftOf(lines.slice(0, index).join("\n")).report.unread.length === 0,
    );
    expect(complete.map((index) => lines[index])).toEqual([]);
  });
}

/** Width of the generated comments. */
const WIDTH = 100;

/** Writes a Markdown text as a documentation comment. */
export function docComment(text: string, indent = ""): string {
  const safe = text.trim().replaceAll("*/", "*\\/");
  const short = `${indent}/** ${safe} */`;
  if (!safe.includes("\n") && short.length <= WIDTH) return short;
  const lines = blocks(safe).flatMap((block) => breakLines(block, WIDTH - `${indent} * `.length));
  const body = lines.map((line) => `${indent} * ${line}`.trimEnd());
  return [`${indent}/**`, ...body, `${indent} */`].join("\n");
}

/** Cuts a text into paragraphs, items of lists, tags and blank lines. */
function blocks(text: string): string[][] {
  const all: string[][] = [];
  for (const line of text.split("\n")) {
    const last = all.at(-1);
    if (last === undefined || last[0] === "" || /^\s*([-*@|]|\d+\.|$)/.test(line)) all.push([line]);
    else last.push(line);
  }
  return all;
}

/** Breaks a block anew when a line of it is too long. Tags stay whole: their examples are code. */
function breakLines(block: string[], width: number): string[] {
  const [first = ""] = block;
  if (first.startsWith("@") || block.every((line) => line.length <= width)) return block;
  const indent = first.startsWith("- ") ? "  " : "";
  const lines: string[] = [];
  for (const word of block.join(" ").split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(word);
    else if (`${last} ${word}`.length > width) lines.push(indent + word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

import { PAGE_LIMITS } from "./limits.js";
import { type Line, toLines } from "./lines.js";
import { isSuspicious, LEGIBLE_KEYWORDS, readKeywords, rowAt } from "./rendered-rows.js";
import { type Draft, emptyDraft, NotAPageError, type Section, type Unread } from "./saved-page.js";
import { readStatusTable } from "./status-table.js";

const METHODS = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE";
const METHOD = new RegExp(`^(${METHODS})$`);
const METHOD_AND_PATH = new RegExp(`^(${METHODS})\\s*((?:https?://|/)\\S*)$`);
const STATES =
  /^(designing|pending|developing|integrating|testing|tested|released|deprecated|exception|obsolete)$/i;
const PARAMETERS = /^(Path|Query|Header|Cookie) Params$/;
const BODY = /^Body Params\s*([a-z]+\/[\w.+*-]+)?$/;
const MEDIA_TYPE = /^[a-z]+\/[\w.+*-]+$/;
const UNKNOWN_SECTION = /^[A-Z][\w ]{0,30} Params\b/;
const SAMPLES = /^Request (Code )?Samples$/i;
/** A status after an emoji, or after what saving made of one. */
const STATUS = /^[^\w\s"'(){}[\],.:;<>=/*-]{1,8}\s*(\d{3}|[1-5]XX|default)(?!\d)\s*(.*)$/u;
const MODIFIED = /^(?:Last )?modified(?: at)?:?\s*(.+)$/i;
const STAMP = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
const RELATIVE =
  /^(?:\d+ (?:second|minute|hour|day|week|month|year)s? ago|yesterday|today|just now|an? \w+ ago)$/i;
const TAIL = /^(Previous|Next|Built with.*)$/;
const ADDRESS =
  /^(?:(?:source|url|from)\s*:?\s*)?https?:\/\/\S*?(?:\/api-|-)(\d{5,12})(?:e0)?(?:[?#/]\S*)?$/i;

/** Reads a page that was saved as the text that a browser shows. */
export function readRenderedText(text: string): Draft {
  const lines = toLines(text);
  const index = lines.findIndex((_, at) => endpointAt(lines, at) !== undefined);
  return index < 0
    ? readStatusTable(lines, "rendered text")
    : new EndpointPage(lines, index).read();
}

/** Recognizes a method and a path, on one line or on two. */
function endpointAt(lines: Line[], index: number) {
  const line = lines[index];
  if (line === undefined || line.text.length > PAGE_LIMITS.lineCharacters) return undefined;
  const next = lines[index + 1]?.text ?? "";
  const twoLines = METHOD.test(line.text) && /^(https?:\/\/|\/)\S*$/.test(next);
  const [, method, target = ""] =
    METHOD_AND_PATH.exec(twoLines ? `${line.text} ${next}` : line.text) ?? [];
  if (method === undefined) return undefined;
  const [, host, path = "/"] = /^(https?:\/\/[^/]*)?(.*)$/.exec(target) ?? [];
  return { method, path: path || "/", host, line: line.number, length: twoLines ? 2 : 1 };
}

type Region = "intro" | "request" | "authorization" | "rows" | "samples" | "responses" | "tail";

/** Walks over the lines of an endpoint page from its method on. */
class EndpointPage {
  readonly #draft: Draft;
  readonly #authorization: Line[] = [];
  #region: Region = "intro";
  #section: Section | undefined;
  #hasTail = false;
  #hasResponses = false;

  constructor(
    private readonly lines: Line[],
    private index: number,
  ) {
    this.#draft = { ...emptyDraft("rendered text"), legible: LEGIBLE_KEYWORDS };
  }

  read(): Draft {
    this.#heading();
    while (this.index < this.lines.length) this.#step();
    this.#section = undefined;
    this.#finishAuthorization();
    this.#checkEnd();
    return this.#draft;
  }

  get #line(): Line {
    return this.lines[this.index] as Line;
  }

  #complain(why: string, { number, text }: Line = this.#line, part = this.#section?.at): void {
    this.#addUnread([{ line: number, text, why }], part);
  }

  #addUnread(items: Unread[], part: string | undefined): void {
    const inPart = part === undefined ? {} : { part };
    this.#draft.unread.push(...items.map((item) => ({ ...item, ...inPart })));
  }

  /** Reads title, status badge, method and path. */
  #heading(): void {
    const found = endpointAt(this.lines, this.index);
    if (found === undefined) throw new NotAPageError("The page shows no method and path.");
    const { method, path, host, line, length } = found;
    this.#draft.endpoint = { method, path, line };
    if (host !== undefined) this.#draft.hosts.push(host);
    const above = this.lines.slice(0, this.index);
    for (const { text } of above) {
      const number = ADDRESS.exec(text.slice(0, PAGE_LIMITS.lineCharacters))?.[1];
      if (number !== undefined) this.#draft.number = Number(number);
    }
    let last = above.pop();
    if (last !== undefined && STATES.test(last.text)) {
      if (!/^released$/i.test(last.text)) this.#draft.state = last.text;
      last = above.pop();
    }
    if (last === undefined || /^[-•]|^\d+\. /.test(last.text)) {
      this.#complain("no title stands above the method");
    } else {
      this.#draft.title = last.text;
    }
    this.index += length;
  }

  #step(): void {
    const row = this.#region === "samples" ? undefined : rowAt(this.lines, this.index);
    if (this.#region === "samples") this.#sample();
    else if (row !== undefined) this.#row(row);
    else if (!this.#isHeading()) this.#text();
  }

  #row(start: NonNullable<ReturnType<typeof rowAt>>): void {
    const line = this.#line;
    this.index += start.length;
    const from = this.index;
    while (this.index < this.lines.length && !this.#endsRow()) this.index += 1;
    const below = this.lines.slice(from, this.index);
    if (this.#section === undefined || this.#region !== "rows") {
      this.#complain("a row outside a table that is understood", line);
      return;
    }
    this.#addUnread(readKeywords(start, below), this.#section.at);
    this.#section.rows ??= [];
    this.#section.rows.push(start.row);
    if (this.#section.rows.length > PAGE_LIMITS.rows) {
      throw new NotAPageError(`A table has more than ${PAGE_LIMITS.rows} rows.`);
    }
  }

  #endsRow(): boolean {
    const before = this.lines[this.index - 1]?.text ?? "";
    // A value may look like a heading or like a type.
    if (/^(Match pattern|Default|Example):$/.test(before)) return false;
    return rowAt(this.lines, this.index) !== undefined || this.#headingAt() !== undefined;
  }

  /** Recognizes a heading and returns what to do about it. */
  #headingAt(): (() => void) | undefined {
    const { text } = this.#line;
    if (text.length > 300) return undefined;
    if (this.#region === "authorization" && text === "Authorization") return undefined;
    if (text === "Request" && this.#region === "intro") return () => this.#enter("request");
    if (text === "Authorization" && this.#region === "request") {
      return () => this.#enter("authorization");
    }
    const parameters = PARAMETERS.exec(text)?.[1]?.toLowerCase();
    if (parameters !== undefined) return () => this.#open(parameters, {});
    const body = BODY.exec(text);
    if (body !== null) return () => this.#openBody(body[1]);
    if (UNKNOWN_SECTION.test(text)) return () => this.#unknownSection();
    if (SAMPLES.test(text)) return () => this.#enter("samples");
    if (text === "Responses") return () => this.#enterResponses();
    if (this.#hasResponses && STATUS.test(text)) return () => this.#response();
    if (/^Examples?$/.test(text) && this.#region === "rows") return () => this.#example();
    if (this.#stamp() !== undefined) return () => this.#modified();
    if (TAIL.test(text) && this.#hasResponses) return () => this.#enter("tail");
    return undefined;
  }

  #isHeading(): boolean {
    const act = this.#headingAt();
    act?.();
    return act !== undefined;
  }

  #enter(region: Region): void {
    if (region === "tail") this.#hasTail = true;
    this.#region = region;
    this.#section = undefined;
    this.index += 1;
  }

  #open(at: string, facts: Section["facts"]): void {
    if (this.#draft.sections.some((section) => section.at === at)) {
      this.#complain("a second table of this kind");
    }
    const section = { at, line: this.#line.number, facts, rows: [] };
    this.#draft.sections.push(section);
    this.#enter("rows");
    this.#section = section;
  }

  #openBody(mediaType: string | undefined): void {
    const next = this.lines[this.index + 1]?.text ?? "";
    const below = mediaType === undefined && MEDIA_TYPE.test(next) ? next : undefined;
    const value = mediaType ?? below;
    this.#open("request", value === undefined ? {} : { mediaType: value });
    if (below !== undefined) this.index += 1;
  }

  #unknownSection(): void {
    this.#complain("a section of an unknown kind");
    this.#enter("request");
  }

  #enterResponses(): void {
    this.#hasResponses = true;
    this.#enter("responses");
    const first = this.lines[this.index];
    if (first && /^\d{3}(?!\d)/.test(first.text)) {
      this.lines[this.index] = { ...first, text: `🟢${first.text}` };
    }
  }

  #response(): void {
    const [, status = "", label = ""] = STATUS.exec(this.#line.text) ?? [];
    if (/\p{Extended_Pictographic}/u.test(label)) {
      this.#complain("several responses on one line, of which one is shown at most");
    }
    const facts: Section["facts"] = { status };
    this.#open(status === "200" ? "response" : `response.${status}`, facts);
    let text = label.trim();
    while (this.index < this.lines.length && !MEDIA_TYPE.test(this.#line.text)) {
      if (rowAt(this.lines, this.index) !== undefined || this.#headingAt() !== undefined) break;
      if (isSuspicious(this.#line.text))
        this.#complain("this line of a response is not understood");
      else if (text === "") text = this.#line.text;
      this.index += 1;
    }
    if (text !== "") facts.label = text;
    if (this.index < this.lines.length && MEDIA_TYPE.test(this.#line.text)) {
      facts.mediaType = this.#line.text;
      this.index += 1;
    }
    if (this.lines[this.index]?.text === "Body") this.index += 1;
  }

  #example(): void {
    const heading = this.#line;
    this.index += 1;
    const first = this.lines[this.index];
    if (first === undefined || !/^[[{]/.test(first.text)) return;
    const from = this.index;
    const end = endOfJson(this.lines, from);
    this.index = end ?? this.lines.length;
    const text = this.lines
      .slice(from, this.index)
      .map((line) => line.text)
      .join("\n");
    const part = this.#section && `${this.#section.at} example`;
    if (this.#section === undefined || this.#section.example !== undefined) {
      this.#complain("a further example", heading, part);
      return;
    }
    try {
      this.#section.example = { value: JSON.parse(text), line: first.number };
    } catch (error) {
      const { message } = error as Error;
      this.#complain(`the example is no JSON (${message.slice(0, 80)})`, first, part);
    }
  }

  #stamp(): string | undefined {
    const [, text = ""] = MODIFIED.exec(this.#line.text) ?? [];
    return STAMP.test(text) || RELATIVE.test(text) ? text : undefined;
  }

  #modified(): void {
    const stamp = this.#stamp() ?? "";
    if (STAMP.test(stamp)) this.#draft.modified = stamp;
    else this.#draft.notShown.push("modified");
    this.#enter("tail");
  }

  #sample(): void {
    const { text } = this.#line;
    const host = /https?:\/\/[\w.-]+(?::\d+)?(?=\/)/.exec(
      text.slice(0, PAGE_LIMITS.lineCharacters),
    )?.[0];
    if (host !== undefined && /curl|^(GET|POST|PUT|PATCH|DELETE) /.test(text)) {
      if (!this.#draft.hosts.includes(host)) this.#draft.hosts.push(host);
    }
    if (text === "Responses") this.#enterResponses();
    else this.index += 1;
  }

  /** Takes a line that is neither a row nor a heading. */
  #text(): void {
    const line = this.#line;
    if (endpointAt(this.lines, this.index) !== undefined) {
      this.#complain("a second operation on one page is not read");
    } else if (this.#region === "authorization") {
      this.#authorization.push(line);
    } else if (this.#region === "rows" || this.#region === "responses") {
      if (line.text !== "Body") this.#complain("this line is not understood");
    } else if (isSuspicious(line.text)) {
      this.#complain("this line outside a table looks like part of a row");
    }
    this.index += 1;
  }

  #finishAuthorization(): void {
    const [first] = this.#authorization;
    const entered = this.lines.find(
      ({ text }, at) => text === "Authorization" && this.lines[at - 1]?.text === "Request",
    );
    if (first === undefined) {
      const why = "the section is collapsed: it states no scheme";
      if (entered) this.#complain(why, entered, "authorization");
      return;
    }
    const text = this.#authorization.map((line) => line.text).join(" ");
    const scheme = /\b(bearer|basic)\b/i.exec(text)?.[1]?.toLowerCase();
    const example = /Example:\s*Authorization:\s*(.+)$/.exec(text)?.[1];
    if (scheme === undefined) {
      this.#complain("this way to authenticate is not understood", first, "authorization");
    } else {
      const facts = example === undefined ? { scheme } : { scheme, example };
      this.#draft.places.push({ at: "authorization", facts, line: first.number });
    }
  }

  /** Notices a page that was cut short. */
  #checkEnd(): void {
    const last = this.lines[this.lines.length - 1] as Line;
    if (!this.#hasResponses)
      this.#complain("the page shows no responses: it may be cut short", last);
    else if (!this.#draft.sections.some(({ at }) => at.startsWith("response"))) {
      this.#complain("the section Responses is collapsed: it shows no response", last);
    }
    if (this.#draft.modified !== null || this.#draft.notShown.includes("modified")) return;
    if (this.#hasTail) this.#draft.notShown.push("modified");
    else this.#complain("the page ends without its date: it may be cut short", last);
  }
}

/** Returns the index after the line that closes the JSON value which begins at `from`. */
function endOfJson(lines: Line[], from: number): number | undefined {
  let depth = 0;
  let characters = 0;
  for (let index = from; index < lines.length; index += 1) {
    const { text } = lines[index] as Line;
    characters += text.length;
    if (characters > PAGE_LIMITS.exampleCharacters) {
      throw new NotAPageError(
        `An example has more than ${PAGE_LIMITS.exampleCharacters} characters.`,
      );
    }
    depth += bracketsOf(text);
    if (depth <= 0) return index + 1;
  }
  return undefined;
}

/**
 * Returns how many more brackets a line of JSON opens than it closes, those in strings left out.
 */
function bracketsOf(text: string): number {
  let depth = 0;
  let isString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') isString = !isString;
    else if (isString && character === "\\") at += 1;
    else if (!isString && (character === "{" || character === "[")) depth += 1;
    else if (!isString && (character === "}" || character === "]")) depth -= 1;
  }
  return depth;
}

/** Form in which a portal page was saved. */
export type Form = "rendered text" | "Apidog Markdown" | "saved HTML" | "OpenAPI";

/** What is stated about one place, by keyword: `{ type: "string", required: true }`. */
export type Facts = Record<string, unknown>;

/** Something of a page that was not understood, or that the page does not show. */
export interface Unread {
  line: number | null;
  /** The text of the page, as saved. */
  text: string;
  why: string;
  /**
   * Place that the text stands in, `request.amount` or `request example`: what is missing there or
   * below may be in it. Without a place it may be anything of the page.
   */
  part?: string;
  /** Name of the row that the text stands in, where the form is a table of rows. */
  row?: string;
}

/** Something that was read, but that the page leaves open. */
interface Doubt {
  at: string;
  keyword: "depth" | "enum";
  /** The possible places of a row, or the values as far as they could be cut. */
  candidates: string[];
  /** The values of the enum as printed, run together. */
  raw?: string;
  line: number | null;
}

/** What is stated about one place; `at` is relative to the operation: `request.amount`. */
export interface StatedPlace {
  at: string;
  facts: Facts;
  line: number | null;
}

/** A row of a property table whose depth is not printed. */
export interface Row {
  /** Name of the property, `*` for additional properties. */
  name: string;
  facts: Facts;
  /** Facts about the items of an array. */
  itemFacts: Facts;
  /** Values of an enum as printed; several on one line run together. */
  allowed?: { lines: string[]; items: boolean; single: boolean };
  line: number;
}

/** An example body. */
interface ExampleBody {
  value: unknown;
  line: number | null;
}

/** A part of a page: the parameters of one kind, the request, or one response. */
export interface Section {
  /** `header`, `query`, `path`, `cookie`, `request`, `response`, or `response.400`. */
  at: string;
  line: number | null;
  /** Facts about the part itself: `mediaType`, `status`, `label`. */
  facts: Facts;
  /** A flat table, as rendered text shows it … */
  rows?: Row[];
  /** … or what stands in it, place by place, in forms that show the nesting. */
  places?: StatedPlace[];
  example?: ExampleBody;
}

/** What a form shows, before it is known which operation it is. */
export interface Draft {
  form: Form;
  title: string | null;
  /** Method and path; `null` on a page that is no endpoint. */
  endpoint: { method: string; path: string; line: number | null } | null;
  /** The portal's number of the endpoint. */
  number: number | null;
  state?: string;
  modified: string | null;
  /** Places outside the sections: `authorization`, `status`. */
  places: StatedPlace[];
  sections: Section[];
  /** Hosts that samples or servers name. */
  hosts: string[];
  /** What this form never shows. */
  notShown: string[];
  /** Keywords that can be told from prose, where the form does not mark every keyword as one. */
  legible?: ReadonlySet<string>;
  unread: Unread[];
}

/** Returns a draft in which nothing has been read yet. */
export function emptyDraft(form: Form): Draft {
  return {
    form,
    title: null,
    endpoint: null,
    number: null,
    modified: null,
    places: [],
    sections: [],
    hosts: [],
    notShown: [],
    unread: [],
  };
}

/** A saved page in the shape of a facts file. */
export interface SavedPage {
  form: Form;
  /** Operation that the page is about, the first part of every fact id. */
  id: string;
  page: string | null;
  modified: string | null;
  state?: string;
  endpoint: number | null;
  facts: Record<string, Facts>;
  examples: Record<string, unknown>;
  /** Line of each fact and of each example in the saved file. */
  lines: Map<string, number | null>;
  hosts: string[];
  notShown: string[];
  legible?: ReadonlySet<string>;
  doubts: Doubt[];
  unread: Unread[];
  /** Parts that are there but whose content could not be read: nothing in them counts as gone. */
  hidden: string[];
}

/** A file that is no page, or one that is refused. */
export class NotAPageError extends Error {
  override readonly name = "NotAPageError";
}

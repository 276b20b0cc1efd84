/** Returns a media type without its parameters. */
export function baseType(value: string): string {
  return value.replace(/;.*/s, "").trim().toLowerCase();
}

/** Returns whether a media type is JSON. */
export function isJson(mediaType: string): boolean {
  return mediaType === "application/json" || mediaType.endsWith("+json");
}

/** Returns whether a content type names no other charset than UTF-8. */
export function saysUtf8(contentType: string): boolean {
  const parameters = contentType.split(";").slice(1);
  const charset = parameters.find((parameter) => /^\s*charset\s*=/i.test(parameter));
  return charset === undefined || /=\s*"?utf-?8"?\s*$/i.test(charset);
}

/**
 * Returns whether a header Accept asks for a media type; a weight of zero asks for the opposite.
 */
export function accepts(header: string, mediaType: string): boolean {
  const ranges = ["*/*", mediaType.replace(/\/.*/, "/*"), mediaType];
  return header
    .split(",")
    .some((item) => ranges.includes(baseType(item)) && !/;\s*q=0(\.0*)?\s*$/i.test(item));
}

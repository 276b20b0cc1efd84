/**
 * Returns the part of a base URL that the path of an operation would double. For `/api/v0/orders`
 * that is `/api` at its end, or `/api/v0` with all that follows.
 */
export function doubledPart(path: string, { pathname }: URL): string | undefined {
  const [, first, second] = path.split("/");
  return new RegExp(`/+${first}(/+${second}(/.*)?)?$`, "i").exec(pathname)?.[0];
}

export const PROXY_USAGE = "";
export async function runProxy(_args: string[]): Promise<number> {
  return 1;
}

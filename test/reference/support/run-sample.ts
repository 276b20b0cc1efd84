import { spawn } from "node:child_process";
import { findPython, gson } from "../../../scripts/tools/languages.js";
import { projectRoot } from "../../support/project.js";

const python = findPython() ?? "python3";

/** Programs that run a sample, by the id of its language. */
const PROGRAMS: Record<string, string[]> = {
  typescript: [process.execPath, "--import", "tsx"],
  curl: ["sh"],
  "php-curl": ["php"],
  "php-streams": ["php"],
  python: [python],
  "python-requests": [python],
  java: ["java", "-cp", gson],
  go: ["go", "run"],
};

/** Runs a sample as a reader would, with the address of a server in the environment. */
export function runSample(
  language: string,
  file: string,
  url: string,
): Promise<{ code: number | null; out: string; error: string }> {
  const [program = language, ...args] = PROGRAMS[language] ?? [];
  const env = { ...process.env, ENKASH_URL: url };
  const child = spawn(program, [...args, file], { cwd: projectRoot, env });
  let out = "";
  let error = "";
  child.stdout.on("data", (chunk) => (out += chunk));
  child.stderr.on("data", (chunk) => (error += chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, out, error }));
  });
}

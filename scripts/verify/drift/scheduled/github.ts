import { MARKER, type OpenIssue } from "./issue.js";

/**
 * The few things that the check has to read of GitHub; what changes an issue is in the workflow.
 */
export class GitHub {
  constructor(
    private readonly api: string,
    private readonly repository: string,
    private readonly token: string,
  ) {}

  /** Returns the standing issue, the oldest one if there are several. */
  async openIssue(): Promise<OpenIssue | undefined> {
    const query = "state=open&sort=created&direction=asc&per_page=100";
    const path = `issues?${query}&creator=github-actions%5Bbot%5D`;
    const issues = (await this.#get(path)) as { number: number; body?: string | null }[];
    const standing = issues.find(({ body }) => body?.startsWith(MARKER));
    return standing && { number: standing.number, body: standing.body ?? "" };
  }

  /**
   * Counts the runs of a workflow before a given one that fetched nothing, back to the last one
   * that did.
   */
  async failuresBefore(workflow: string, run: number): Promise<number> {
    const path = `actions/workflows/${workflow}/runs?status=completed&per_page=10`;
    const { workflow_runs: runs } = (await this.#get(path)) as { workflow_runs: { id: number }[] };
    let failures = 0;
    for (const { id } of runs.filter((other) => other.id < run)) {
      const { artifacts } = (await this.#get(`actions/runs/${id}/artifacts`)) as {
        artifacts: { name: string }[];
      };
      const names = artifacts.map(({ name }) => name);
      // A run that failed and was repeated with success has both.
      if (!names.includes("fetch-failed") || names.includes("pages")) break;
      failures += 1;
    }
    return failures;
  }

  async #get(path: string): Promise<unknown> {
    const response = await fetch(`${this.api}/repos/${this.repository}/${path}`, {
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${this.token}`,
      },
      signal: AbortSignal.timeout(30_000),
    });
    if (response.ok) return response.json();
    throw new Error(`GET ${path.replace(/\?.*/, "")}: GitHub responds ${response.status}.`);
  }
}

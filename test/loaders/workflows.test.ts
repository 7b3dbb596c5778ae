// The scheduled work: the files are sound YAML, name what they use exactly, and the steps of a refresh do what they say when they are
// run against stand-ins, in a copy of the project with a repository of its own.
import {execFile} from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, describe, expect, test} from "vitest";
import {parseDocument} from "yaml";
import {publishedFrom, startStandIn} from "./standin.js";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const WORKFLOWS = join(PROJECT, ".github", "workflows");

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly "runs-on"?: string;
  readonly "timeout-minutes"?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

function workflow(file: string): Workflow {
  const document = parseDocument(readFileSync(join(WORKFLOWS, file), "utf8"), {strict: true, uniqueKeys: true});
  expect([...document.errors, ...document.warnings], file).toEqual([]);
  return document.toJS() as Workflow;
}

describe("The workflows", () => {
  test("are sound YAML, bounded in time and in what they may do", () => {
    expect(readdirSync(WORKFLOWS).sort()).toEqual(["pages.yml", "refresh.yml", "test.yml"]);
    for (const file of readdirSync(WORKFLOWS)) {
      const {permissions, jobs} = workflow(file);
      expect(permissions, file).toEqual({contents: "read"});
      for (const job of Object.values(jobs)) {
        expect(job["runs-on"], file).toBe("ubuntu-24.04");
        expect(job["timeout-minutes"], file).toBeGreaterThan(0);
      }
    }
  });

  test("use actions of GitHub's own, each pinned to a commit, and scripts that there are", () => {
    const {scripts} = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    for (const file of readdirSync(WORKFLOWS)) {
      for (const {steps} of Object.values(workflow(file).jobs))
        for (const {uses, run = ""} of steps) {
          if (uses !== undefined) expect(uses, file).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
          for (const [, script = ""] of run.matchAll(/npm run (?:--silent )?([a-z]+)/g))
            expect(Object.keys(scripts), file).toContain(script);
          // A value of the event put into the shell's words could be a command.
          expect(run, file).not.toContain("${{");
        }
    }
  });

  test("give a token to the step that proposes alone, and force no branch", () => {
    for (const file of readdirSync(WORKFLOWS))
      for (const {steps} of Object.values(workflow(file).jobs))
        for (const {name, uses, run = "", env = {}, with: inputs = {}} of steps) {
          if (uses?.startsWith("actions/checkout@")) expect(inputs["persist-credentials"], file).toBe(false);
          const isGiven = Object.values({...env, ...inputs}).some((value) =>
            /github\.token|secrets\./.test(String(value))
          );
          expect(isGiven, `${file}, ${name ?? uses ?? ""}`).toBe(name === "Propose");
          expect(run, file).not.toMatch(/push[^\n]*(?:--force|-f\b|\+)/);
        }
  });

  test("verify the signatures and provenance of packages before a release or a refresh", () => {
    for (const file of ["pages.yml", "refresh.yml"]) {
      const steps = Object.values(workflow(file).jobs)[0]?.steps ?? [];
      const at = (name: string) => steps.findIndex((step) => step.name === name);
      expect(steps[at("Signatures")]?.run, file).toBe("npm audit signatures");
      expect(at("Signatures"), file).toBe(at("Install") + 1);
    }
  });

  test("refresh in June and November, and when somebody asks", () => {
    const {on} = workflow("refresh.yml");
    expect(Object.keys(on).sort()).toEqual(["schedule", "workflow_dispatch"]);
    expect(on.schedule).toEqual([{cron: expect.stringMatching(/^\d+ \d+ \d+ 6,11 \*$/) as string}]);
  });

  test("build the site below the repository's path", () => {
    const build = workflow("pages.yml").jobs.build?.steps.find(({name}) => name === "Build");
    expect(build?.env).toEqual({
      BASE_PATH: "${{ steps.address.outputs.base_path }}/",
      SITE_URL: "${{ steps.address.outputs.base_url }}/"
    });
  });
});

describe("A scheduled refresh", () => {
  const base = mkdtempSync(join(tmpdir(), "ledger-workflow-"));
  const [root, temp, bin, remote] = ["project", "temp", "bin", "remote.git"].map((name) => join(base, name)) as [
    string,
    string,
    string,
    string
  ];
  afterAll(() => rmSync(base, {recursive: true, force: true}));

  /** As the runner runs a step: bash that ends at the first command that fails. */
  function shell(script: string, env: Record<string, string> = {}): Promise<{code: number; said: string}> {
    const PATH = `${bin}:${process.env.PATH ?? ""}`;
    return new Promise((resolve) => {
      execFile(
        "bash",
        ["-e", "-c", script],
        {cwd: root, env: {...process.env, PATH, RUNNER_TEMP: temp, GITHUB_OUTPUT: join(temp, "output"), ...env}},
        (error, stdout, stderr) => resolve({code: error ? Number(error.code ?? 1) : 0, said: stdout + stderr})
      );
    });
  }

  test("publishes what could be pulled, and proposes it with what changed and what is stale", async () => {
    for (const dir of [root, temp, bin]) mkdirSync(dir);
    for (const file of ["package.json", "tsconfig.json", ".gitignore"]) cpSync(join(PROJECT, file), join(root, file));
    for (const dir of ["loaders", "src/edition", "src/measures", "src/schema", "src/words", "data/tables"])
      cpSync(join(PROJECT, dir), join(root, dir), {recursive: true});
    symlinkSync(join(PROJECT, "node_modules"), join(root, "node_modules"));
    // The one command that is not here: it keeps what it was told.
    writeFileSync(join(bin, "gh"), `#!/bin/sh\nprintf '%s\\n' "$@" > ${temp}/gh.txt\n`);
    chmodSync(join(bin, "gh"), 0o755);
    const upstream = join(PROJECT, "test/loaders/fixtures/upstream");
    const repository = `git init --quiet --bare ${remote} && git init --quiet --initial-branch main . && git remote add origin ${remote}
      git config user.name Test && git config user.email test@test.example && git config commit.gpgsign false
      npm run --silent data -- refresh --from ${upstream} --edition 2026-06-12
      git add data loaders && git commit --quiet --message "Edition 2026-06-12"`;
    const made = await shell(repository);
    expect(made.code, made.said).toBe(0);

    const published = publishedFrom(upstream);
    published.applications = published.applications.map((row) => (row.applied === 51 ? {...row, applied: 52} : row));
    const api = await startStandIn(published);
    api.fault({what: "status", status: 503, path: "worldbank", times: Infinity});
    const steps = Object.values(workflow("refresh.yml").jobs)[0]?.steps ?? [];
    const step = async (name: string, env: Record<string, string> = {}): Promise<void> => {
      const ran = await shell(steps.find((each) => each.name === name)?.run ?? "exit 9", env);
      expect(ran.code, `${name}: ${ran.said}`).toBe(0);
    };
    try {
      await step("Refresh", {
        REFRESH_OPTIONS: "--only unhcr,worldbank --retries 0 --edition 2026-11-22",
        UNHCR_BASE: api.unhcr,
        WORLDBANK_BASE: api.worldbank
      });
    } finally {
      await api.close();
    }
    expect(readFileSync(join(temp, "output"), "utf8")).toBe("before=2026-06-12\nafter=2026-11-22\n");
    await step("Check");
    const compared = {BEFORE: "2026-06-12", AFTER: "2026-11-22"};
    await step("Compare", compared);
    await step("Propose", compared);

    expect(readFileSync(join(temp, "gh.txt"), "utf8").split("\n").slice(0, 6)).toEqual([
      "pr",
      "create",
      "--head",
      "edition-2026-11-22",
      "--title",
      "Edition 2026-11-22"
    ]);
    const body = readFileSync(join(temp, "body.md"), "utf8");
    expect(body).toContain("2026-11-22");
    expect(body).toMatch(/note {4}sources +1 stale/);
    expect(body).toContain("worldbank: tables of 2026-06-12 (edition 2026-06-12)");
    expect(body).not.toMatch(/^passes/m);
    const pushed = await shell(`git --git-dir ${remote} ls-tree --name-only -r edition-2026-11-22`);
    expect(pushed.said).toContain("data/editions/2026-11-22/applications.parquet");
    expect(pushed.said).toContain("data/editions/2026-06-12/applications.parquet");
    expect(existsSync(join(root, "data", ".lock"))).toBe(false);

    // A reviewer has pushed to the branch: a second proposal of the edition leaves it alone and takes another name.
    const review = `git commit --quiet --allow-empty --message "Seen" && git push --quiet ${remote} edition-2026-11-22
      git switch --quiet main && git checkout --quiet edition-2026-11-22 -- data`;
    const reviewed = await shell(review);
    expect(reviewed.code, reviewed.said).toBe(0);
    await step("Propose", {...compared, RUN: "7-1"});
    const branches = await shell(
      `git --git-dir ${remote} for-each-ref --format '%(refname:short) %(subject)' refs/heads`
    );
    expect(branches.said).toBe("edition-2026-11-22 Seen\nedition-2026-11-22-run-7-1 Edition 2026-11-22\n");
    expect(readFileSync(join(temp, "gh.txt"), "utf8")).toContain("\nedition-2026-11-22-run-7-1\n");
  });
});

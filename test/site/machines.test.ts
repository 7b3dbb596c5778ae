// What machines read of the site: linked data, the feed and the list of pages.
import {cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {XMLParser} from "fast-xml-parser";
import {parse as parseYaml} from "yaml";
import {describe, expect, test} from "vitest";
import {dcatCatalogue, schemaDataset, scriptJson} from "../../src/site/machines/dataset.js";
import type {Described} from "../../src/site/machines/dataset.js";
import {atomFeed} from "../../src/site/machines/feed.js";
import {canonicalLink, isUnlisted, pathOf, sitemap} from "../../src/site/machines/sitemap.js";
import {siteOf, writeForMachines} from "../../src/site/machines/write.js";
import {currentEdition} from "../../src/edition/kept.js";
import {PROJECT} from "../../src/site/build.js";

const id = await currentEdition(PROJECT);
const pack = JSON.parse(readFileSync(join(PROJECT, "data", "editions", id, "datapackage.json"), "utf8")) as Described;
const SITE = "https://ledger.example.org/below/";
const years = [2000, 2025] as const;

describe("schema.org's Dataset", () => {
  const dataset = schemaDataset(pack, {site: SITE, years}) as Record<string, unknown> & {
    distribution: {contentUrl: string; sha256: string}[];
    isBasedOn: {name: string; license?: string; url?: string}[];
  };
  test("names the edition, its years and its licence", () => {
    expect(dataset).toMatchObject({"@type": "Dataset", version: id, temporalCoverage: "2000/2025"});
    expect(String(dataset.license)).toMatch(/^https:/);
    expect(String(dataset.description).length).toBeGreaterThanOrEqual(50);
  });
  test("lists each file of the edition at an address of that edition, with its checksum", () => {
    expect(dataset.distribution.length).toBe(pack.resources.length);
    for (const {contentUrl, sha256} of dataset.distribution) {
      expect(contentUrl).toMatch(new RegExp(`^${SITE}data/${id}/`));
      expect(pack.resources.map(({hash}) => hash)).toContain(`sha256:${sha256}`);
    }
  });
  test("names each publisher as a source with its own licence", () => {
    expect(dataset.isBasedOn.map(({name}) => name)).toEqual(pack.sources.map(({title}) => title));
    expect(dataset.isBasedOn.every(({license = "https:"}) => license.startsWith("https:"))).toBe(true);
  });
  test("is named by the address of the edition’s page, and gives whole addresses of its sources", () => {
    expect([dataset["@id"], dataset.url]).toEqual(Array(2).fill(`${SITE}editions/${id}/`));
    const urls = dataset.isBasedOn.map(({url}) => url ?? "");
    expect(urls.filter((url) => !URL.canParse(url))).toEqual([]);
    expect(urls).toContain(`${SITE}data/${id}/reported.parquet`);
  });
  test("gives no licence for figures of which each is under its own publisher’s terms", () => {
    expect(dataset.isBasedOn.filter(({license}) => license === undefined).map(({name}) => name)).toEqual([
      "Reported figures and events"
    ]);
  });
  test("has addresses relative to the site's root where the site does not know its own", () => {
    const local = schemaDataset(pack, {site: null, years}) as typeof dataset;
    expect(local.distribution[0]?.contentUrl).toMatch(new RegExp(`^/data/${id}/`));
    expect(JSON.stringify(local)).not.toContain("example.org");
  });
  test("cannot close the script element that holds it", () => {
    expect(scriptJson({title: "</script><script>"})).not.toContain("<");
    expect(JSON.parse(scriptJson({title: "</script>"}))).toEqual({title: "</script>"});
  });
});

test("the DCAT catalogue has each edition with a size and a checksum of each file", () => {
  const catalogue = dcatCatalogue([pack], {site: SITE, years}) as {
    "dcat:dataset": {
      "@id": string;
      "dct:identifier": string;
      "dct:source": {"@id": string}[];
      "dcat:distribution": Record<string, {"@id": string; "@value": string}>[];
    }[];
  };
  const [dataset] = catalogue["dcat:dataset"];
  expect(dataset?.["dct:identifier"]).toBe(id);
  expect(dataset?.["@id"]).toBe(`${SITE}editions/${id}/`);
  const sources = (dataset?.["dct:source"] ?? []).map((source) => source["@id"]);
  expect(sources.length).toBeGreaterThan(5);
  expect(sources.filter((source) => !URL.canParse(source))).toEqual([]);
  expect(new Set(sources).size).toBe(sources.length);
  const decisions = dataset?.["dcat:distribution"].find((file) =>
    file["dcat:downloadURL"]?.["@id"].endsWith("/decisions.parquet")
  );
  expect(decisions?.["dcat:byteSize"]?.["@value"]).toBe(
    String(pack.resources.find(({path}) => path === "decisions.parquet")?.bytes)
  );
});

describe("the feed", () => {
  const xml = atomFeed(
    [
      {id: "2026-06-12", revised: null, before: null},
      {id: "2026-11-25", revised: 1234, before: "2026-06-12"}
    ],
    [{date: "2026-11-20", page: "/world", was: "“most” for <39%>.", is: "“the most”."}],
    SITE
  );
  const {feed} = new XMLParser({ignoreAttributes: false}).parse(xml) as {
    feed: {
      updated: string;
      entry: {
        title: {"#text": string} | string;
        id: string;
        link: {"@_href": string};
        updated: string;
        summary: {"#text": string} | string;
      }[];
    };
  };
  const text = (value: {"#text": string} | string | undefined) => (typeof value === "object" ? value["#text"] : value);
  test("is Atom with the newest entry first, each with an address of its own", () => {
    expect(feed.updated).toBe("2026-11-25T00:00:00.000Z");
    expect(feed.entry.map(({updated}) => updated.slice(0, 10))).toEqual(["2026-11-25", "2026-11-20", "2026-06-12"]);
    expect(new Set(feed.entry.map((entry) => entry.id)).size).toBe(3);
    expect(feed.entry[0]?.link["@_href"]).toBe(`${SITE}editions/2026-11-25/`);
  });
  test("says how many figures were revised, and what was corrected", () => {
    expect(text(feed.entry[0]?.summary)).toContain("1,234 figures were revised by publishers since edition 2026-06-12");
    expect(text(feed.entry[1]?.summary)).toContain("<39%>");
    expect(text(feed.entry[2]?.summary)).toContain("first edition");
  });
});

describe("the list of pages", () => {
  test("has each page once by the address that a reader types, and none of an older edition", async () => {
    const xml = await sitemap(["index.html", "countries/deu.html", "404.html", "countries/2026-06-12/deu.html"], {
      site: SITE,
      edition: "2026-11-25"
    });
    const {urlset} = new XMLParser().parse(xml) as {urlset: {url: {loc: string; lastmod: string}[]}};
    expect(urlset.url.map(({loc}) => loc)).toEqual([SITE, `${SITE}countries/deu`]);
    expect(urlset.url.map(({lastmod}) => lastmod)).toEqual(Array(2).fill("2026-11-25T00:00:00.000Z"));
  });
  test("takes pages of dated editions and the page for lost addresses for unlisted", () => {
    expect(["404.html", "2026-06-12/figures/a.html", "figures/2026-11-25-2/a.html"].every(isUnlisted)).toBe(true);
    expect(["index.html", "figures/a.html", "story.html"].some(isUnlisted)).toBe(false);
  });
  test("has the page of each edition, dated by that edition", async () => {
    const pages = ["editions/2026-06-12/index.html", "editions/2026-06-12/figures/a.html"];
    const xml = await sitemap(pages, {site: SITE, edition: "2026-11-25"});
    expect(xml.match(/<loc>.*?<\/lastmod>/g)).toEqual([
      `<loc>${SITE}editions/2026-06-12/</loc><lastmod>2026-06-12T00:00:00.000Z</lastmod>`
    ]);
  });
  test("names the same address in a page's own head", () => {
    expect(pathOf("index.html")).toBe("");
    expect(pathOf("notebooks/index.html")).toBe("notebooks/");
    expect(canonicalLink("countries/deu.html", SITE)).toBe(`<link rel="canonical" href="${SITE}countries/deu">`);
  });
});

describe("a built site", () => {
  const folder = mkdtempSync(join(tmpdir(), "machines-"));
  const page = "<html><head><title>Data</title></head><body></body></html>";
  mkdirSync(join(folder, "data", id), {recursive: true});
  mkdirSync(join(folder, "editions", id), {recursive: true});
  cpSync(join(PROJECT, "data", "editions", id, "datapackage.json"), join(folder, "data", id, "datapackage.json"));
  const FIGURE = `editions/${id}/figures/a.html`;
  const account = {
    current: id,
    kept: [{id, isCurrent: true, tables: [], notes: []}],
    pairs: [],
    revisions: []
  };
  const write = async (site: string | null) => {
    mkdirSync(join(folder, "editions", id, "figures"), {recursive: true});
    for (const path of ["index.html", "data.html", "404.html", `editions/${id}/index.html`, FIGURE])
      writeFileSync(join(folder, path), page);
    writeFileSync(
      join(folder, "old.html"),
      page.replace("<title>", '<meta http-equiv="refresh" content="0;url=./"><title>')
    );
    await writeForMachines(folder, PROJECT, account, {site, years});
    return (path: string) => readFileSync(join(folder, path), "utf8");
  };

  test("without its own address describes its data, and has no feed, sitemap or canonical link", async () => {
    const read = await write(null);
    const [, json = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(read("data.html")) ?? [];
    expect(JSON.parse(json)).toMatchObject({"@type": "Dataset", version: id});
    expect(JSON.parse(read("data/dcat.jsonld"))).toMatchObject({"@type": "dcat:Catalog"});
    expect(["feed.xml", "sitemap.xml", "robots.txt"].filter((file) => existsSync(join(folder, file)))).toEqual([]);
    expect(read("index.html")).not.toContain("canonical");
  });
  test("keeps search engines from a figure of a dated edition, and from no other page", async () => {
    const read = await write(null);
    expect(read(FIGURE)).toContain('<meta name="robots" content="noindex">');
    for (const path of ["index.html", "data.html", `editions/${id}/index.html`])
      expect(read(path), path).not.toContain("noindex");
  });
  test("with its own address lists each page once, without those that only lead on", async () => {
    const read = await write(SITE);
    expect(
      read("sitemap.xml")
        .match(/<loc>[^<]*/g)
        ?.sort()
    ).toEqual([`<loc>${SITE}`, `<loc>${SITE}data`, `<loc>${SITE}editions/${id}/`]);
    expect(read("data.html")).toContain(`<link rel="canonical" href="${SITE}data">`);
    expect(read("old.html")).not.toContain("canonical");
    expect(read("robots.txt")).toContain(`Sitemap: ${SITE}sitemap.xml`);
    expect(read("feed.xml")).toContain(`Edition ${id}`);
    rmSync(folder, {recursive: true});
  });
  test.each(["ledger.example.org", "https://ledger.example.org", "javascript:alert(1)/", "https://a.example/?x=/"])(
    "is not built for %s, which is no address that ends in a slash",
    (SITE_URL) => {
      expect(() => siteOf({SITE_URL})).toThrow(/SITE_URL is/);
    }
  );
});

test("the files that describe the repository name one version and one licence", () => {
  const json = (path: string) => JSON.parse(readFileSync(join(PROJECT, path), "utf8")) as Record<string, unknown>;
  const {version, license} = json("package.json");
  const cff = parseYaml(readFileSync(join(PROJECT, "CITATION.cff"), "utf8")) as Record<string, unknown>;
  expect([cff.version, json("codemeta.json").version, json(".zenodo.json").version]).toEqual(Array(3).fill(version));
  expect(cff.license).toBe(license);
  expect(json("codemeta.json").license).toBe(`https://spdx.org/licenses/${String(license)}`);
  expect(readFileSync(join(PROJECT, "CHANGELOG.md"), "utf8")).toContain(`## ${String(version)}`);
});

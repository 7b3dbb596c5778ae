// What search engines and data catalogues read of an edition: schema.org's Dataset, written into pages, and DCAT, as a file.
import type {DataPackage} from "../../edition/package.js";

/** An edition as its published descriptor has it; a file's `path` is relative to the descriptor. */
export type Described = Pick<DataPackage, "id" | "sources"> & {
  readonly title: string;
  readonly description: string;
  readonly licenses: readonly {readonly path: string}[];
  readonly resources: readonly {
    readonly path: string;
    readonly title?: string;
    readonly mediatype?: string;
    readonly bytes?: number;
    readonly hash?: string;
  }[];
};

const NAME = "Asylum Ledger";
/** Years that the tables of UNHCR cover, as ISO 8601 writes an interval. */
export type Years = readonly [first: number, last: number];

/** The address of `path` below the site's own; relative to the site's root where its address is not set. */
function below(site: string | null, path: string): string {
  return site === null ? `/${path}` : new URL(path, site).href;
}

/** The page of an edition: its address is the edition's name in linked data, and the one that citations give. */
const pageOf = (site: string | null, {id}: Described) => below(site, `editions/${id}/`);

/** The address of a source: a table that is kept by hand is a file of the edition. Null where the edition has no such file. */
function addressOf(site: string | null, {id, resources}: Described, path: string): string | null {
  if (URL.canParse(path)) return path;
  const name = /([^/]+)\.csv$/.exec(path)?.[1];
  const file = resources.find((each) => each.path === `${name ?? ""}.parquet`);
  return file ? below(site, `data/${id}/${file.path}`) : null;
}

/** What is no licence: a list of licences, for figures that are each under their publisher's terms. */
const LICENCES = "https://opendefinition.org/licenses/";

/**
 * schema.org's description of an edition, for a script element of type application/ld+json. The publishers of the figures are its
 * sources (`isBasedOn`); this site is its publisher. Files are those of the edition's own folder, which stay.
 */
export function schemaDataset(pack: Described, {site, years}: {site: string | null; years: Years}): object {
  const folder = `data/${pack.id}/`;
  return {
    "@context": "https://schema.org/",
    "@type": "Dataset",
    "@id": pageOf(site, pack),
    name: `Asylum applications and decisions by origin, country of asylum and year: ${NAME}, edition ${pack.id}`,
    description: pack.description,
    url: pageOf(site, pack),
    version: pack.id,
    datePublished: pack.id.slice(0, 10),
    license: pack.licenses[0]?.path,
    isAccessibleForFree: true,
    temporalCoverage: `${years[0]}/${years[1]}`,
    spatialCoverage: {"@type": "Place", name: "World"},
    variableMeasured: [
      "Asylum applications",
      "Asylum decisions by legal status",
      "Refugees at the end of the year",
      "Asylum-seekers at the end of the year"
    ],
    measurementTechnique: "Compiled from publishers' statistics, with rounding ranges and reclassification rules",
    publisher: {"@type": "Organization", name: NAME, ...(site === null ? {} : {url: site})},
    isBasedOn: pack.sources.map(({title, publisher, path, licence}) => {
      const url = addressOf(site, pack, path);
      return {
        "@type": "Dataset",
        name: title,
        ...(url === null ? {} : {url}),
        ...(licence.path === LICENCES ? {} : {license: licence.path}),
        creator: {"@type": "Organization", name: publisher}
      };
    }),
    distribution: pack.resources
      .filter(({path}) => path.endsWith(".parquet") || path.endsWith(".csv.gz"))
      .map(({path, mediatype, bytes, hash}) => ({
        "@type": "DataDownload",
        name: path,
        contentUrl: below(site, folder + path),
        encodingFormat: mediatype,
        ...(bytes === undefined ? {} : {contentSize: `${bytes} B`}),
        ...(hash?.startsWith("sha256:") ? {sha256: hash.slice("sha256:".length)} : {})
      }))
  };
}

/** The catalogue of the editions kept, the newest first, as DCAT in JSON-LD (W3C, version 3). */
export function dcatCatalogue(packs: readonly Described[], {site, years}: {site: string | null; years: Years}): object {
  return {
    "@context": {
      dcat: "http://www.w3.org/ns/dcat#",
      dct: "http://purl.org/dc/terms/",
      foaf: "http://xmlns.com/foaf/0.1/",
      spdx: "http://spdx.org/rdf/terms#",
      xsd: "http://www.w3.org/2001/XMLSchema#"
    },
    "@id": below(site, "data/dcat.jsonld"),
    "@type": "dcat:Catalog",
    "dct:title": {"@value": `${NAME}: editions`, "@language": "en"},
    "dct:publisher": {"@type": "foaf:Organization", "foaf:name": NAME},
    "dcat:dataset": packs.map((pack) => ({
      "@id": pageOf(site, pack),
      "@type": "dcat:Dataset",
      "dcat:landingPage": {"@id": pageOf(site, pack)},
      "dct:title": {"@value": pack.title, "@language": "en"},
      "dct:description": {"@value": pack.description, "@language": "en"},
      "dct:identifier": pack.id,
      "dcat:version": pack.id,
      "dct:issued": {"@value": pack.id.slice(0, 10), "@type": "xsd:date"},
      "dct:license": {"@id": pack.licenses[0]?.path},
      "dct:temporal": {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@value": String(years[0]), "@type": "xsd:gYear"},
        "dcat:endDate": {"@value": String(years[1]), "@type": "xsd:gYear"}
      },
      "dct:source": [...new Set(pack.sources.map(({path}) => addressOf(site, pack, path)))]
        .filter((address) => address !== null)
        .map((address) => ({"@id": address})),
      "dcat:distribution": pack.resources.map(({path, title, mediatype, bytes, hash}) => ({
        "@type": "dcat:Distribution",
        "@id": below(site, `data/${pack.id}/${path}`),
        "dct:title": {"@value": title ?? path, "@language": "en"},
        "dcat:downloadURL": {"@id": below(site, `data/${pack.id}/${path}`)},
        ...(mediatype === undefined
          ? {}
          : {"dcat:mediaType": {"@id": `https://www.iana.org/assignments/media-types/${mediatype}`}}),
        ...(bytes === undefined ? {} : {"dcat:byteSize": {"@value": String(bytes), "@type": "xsd:nonNegativeInteger"}}),
        ...(hash?.startsWith("sha256:")
          ? {
              "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                "spdx:checksumValue": hash.slice("sha256:".length)
              }
            }
          : {})
      }))
    }))
  };
}

/** JSON inside a script element: no text in it can close the element. */
export const scriptJson = (value: object): string => JSON.stringify(value).replaceAll("<", "\\u003c");

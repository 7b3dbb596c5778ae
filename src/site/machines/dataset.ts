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

/**
 * schema.org's description of an edition, for a script element of type application/ld+json. The publishers of the figures are its
 * sources (`isBasedOn`); this site is its publisher. Files are those of the edition's own folder, which stay.
 */
export function schemaDataset(pack: Described, {site, years}: {site: string | null; years: Years}): object {
  const folder = `data/${pack.id}/`;
  return {
    "@context": "https://schema.org/",
    "@type": "Dataset",
    "@id": below(site, folder),
    name: `Asylum applications and decisions by origin, country of asylum and year: ${NAME}, edition ${pack.id}`,
    description: pack.description,
    url: below(site, "data"),
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
    isBasedOn: pack.sources.map(({title, publisher, path, licence}) => ({
      "@type": "Dataset",
      name: title,
      url: path,
      license: licence.path,
      creator: {"@type": "Organization", name: publisher}
    })),
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
      "@id": below(site, `data/${pack.id}/`),
      "@type": "dcat:Dataset",
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
      "dct:source": pack.sources.map(({path}) => ({"@id": path})),
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

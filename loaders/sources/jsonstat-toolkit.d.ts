// The part of jsonstat-toolkit that the loaders use; the package brings no types.
declare module "jsonstat-toolkit" {
  interface Dataset {
    readonly class: string | null;
    /** The cube as one object per cell: the code of each dimension, `value`, and `status` if requested. */
    toTable(options: {
      type: "arrobj";
      field: "id";
      content: "id";
      status: true;
    }): ({readonly value: number | null; readonly status: string | null} & Readonly<
      Record<string, string | number | null>
    >)[];
  }
  export default function JSONstat(body: unknown): Dataset;
}

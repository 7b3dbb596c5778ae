// How ajv takes the schemas that are written in this code.

/** They are not checked against JSON Schema's own schema, which took every command a third of a second; ajv's strict mode still is. */
export const OUR_SCHEMAS = {meta: false, validateSchema: false} as const;

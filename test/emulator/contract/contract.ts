import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

type Json = Record<string, unknown>;

/** What of an OpenAPI document is needed here. */
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, Json>>;
}

export interface Operation {
  operationId: string;
  responses: Record<string, Json>;
}

/** Refusals that the document does not list for an operation, and why they can happen all the same. */
const beyondDocument: Record<number, string> = {
  403: 'X-Layers-Organization without org:admin',
  404: 'X-Layers-Organization of a stranger',
  409: 'idempotency',
  413: 'a JSON body over the bound',
  422: 'a malformed query',
};

export interface Contract {
  /** What is wrong with an answer by the OpenAPI document; empty when it keeps to it. */
  violations(method: string, path: string, status: number, body: unknown): string[];
  operation(id: string): Operation;
  operationIds: string[];
}

/** Checks answers against `openapi.json`, and for properties that it does not know. */
export function readContract(): Contract {
  const text = readFileSync(new URL('openapi.json', import.meta.url), 'utf8');
  const document = JSON.parse(text) as Document;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ $id: 'openapi', ...document });
  const validators = new Map<string, ValidateFunction>();
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );

  function follow(node: Json): Json {
    const ref = node.$ref;
    if (typeof ref !== 'string') return node;
    const target = ref
      .slice(2)
      .split('/')
      .reduce<unknown>((at, key) => (at as Json)[key], document);
    return follow(target as Json);
  }

  /** True for a status that is documented without a body, and so has none to hold against a schema. */
  function isBodiless(operation: Operation | undefined, status: number): boolean {
    const response = operation?.responses[String(status)];
    return response !== undefined && follow(response).content === undefined;
  }

  function schemaOf(operation: Operation, status: number): Json | undefined {
    const response = operation.responses[String(status)];
    if (!response) {
      return beyondDocument[status] ? { $ref: '#/components/schemas/ErrorEnvelope' } : undefined;
    }
    const content = follow(response).content as Record<string, { schema: Json }>;
    return content['application/json']?.schema;
  }

  function validatorOf(schema: Json): ValidateFunction {
    const key = JSON.stringify(schema);
    const known = validators.get(key);
    if (known) return known;
    const absolute = JSON.parse(key.replaceAll('"#/', '"openapi#/')) as Json;
    const validator = ajv.compile(absolute);
    validators.set(key, validator);
    return validator;
  }

  /** Paths of properties that no branch of the schema names. */
  function undocumented(schema: Json, value: unknown, at: string): string[] {
    const branches = branchesOf(schema);
    if (Array.isArray(value)) {
      const items = branches.flatMap((branch) => (branch.items ? [branch.items as Json] : []));
      return value.flatMap((entry, index) =>
        items[0] ? undocumented(items[0], entry, `${at}/${index}`) : [],
      );
    }
    if (value === null || typeof value !== 'object') return [];
    const properties = Object.assign({}, ...branches.map((branch) => branch.properties ?? {})) as Record<
      string,
      Json
    >;
    const open = branches.some((branch) => Boolean(branch.additionalProperties));
    return Object.entries(value).flatMap(([key, child]) => {
      const property = properties[key];
      if (property) return undocumented(property, child, `${at}/${key}`);
      return open ? [] : [`${at}/${key} is not documented`];
    });
  }

  function branchesOf(schema: Json): Json[] {
    const resolved = follow(schema);
    const parts = [...((resolved.anyOf ?? []) as Json[]), ...((resolved.allOf ?? []) as Json[])];
    return [resolved, ...parts.flatMap(branchesOf)];
  }

  return {
    operation: (id) => operations.find(({ operation }) => operation.operationId === id)!.operation,
    operationIds: operations.map(({ operation }) => operation.operationId),
    violations(method, path, status, body) {
      const found = operations.find((entry) => entry.method === method && matches(entry.path, path));
      // A route that is not in the document is a 404 in the envelope.
      const id = found?.operation.operationId ?? 'unknown route';
      if (isBodiless(found?.operation, status))
        return body === undefined ? [] : [`${id} ${status} has a body`];
      const responses = found?.operation ?? { operationId: id, responses: {} };
      const schema =
        schemaOf(responses, status) ?? (found || status > 499 ? undefined : schemaOf(responses, 404));
      if (!schema) return [`${id} does not document a ${status}`];
      const validator = validatorOf(schema);
      const errors = validator(body) ? [] : (validator.errors ?? []);
      return [
        ...errors.map((error) => `${id} ${status}: ${error.instancePath} ${error.message}`),
        ...undocumented(schema, body, '').map((violation) => `${id} ${status}: ${violation}`),
      ];
    },
  };
}

function matches(template: string, path: string): boolean {
  const pattern = template.replace(/\{[^}]+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(path);
}

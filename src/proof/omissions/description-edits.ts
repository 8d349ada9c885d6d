import { isObject, type Json, type JsonObject } from '../../contract/schema/pointers.ts';

/** Something that is removed from a description. */
export interface DescriptionEdit {
  name: string;
  /** The operations with fewer verdicts in a run with the edited description. */
  operations: readonly string[];
  apply: (document: JsonObject) => void;
}

const filters: Readonly<Record<string, readonly string[]>> = {
  listCustomers: ['search', 'primaryEmail', 'externalId', 'type', 'cityName'],
  listIdentityVerifications: ['createdDateFrom', 'status', 'outcome', 'accountTypes'],
  listDocuments: ['holderId', 'documentTypes', 'documentStatus'],
  listWatchlistEvents: ['accountId'],
  listLimitUtilisation: ['referenceDate'],
  retrieveDocumentContentUrl: ['contentLength', 'fileExtension'],
  listIdentityVerificationProfiles: ['identityAccountTypes'],
};
const customers = ['createCustomer', 'updateCustomer'];
const owners = ['createBeneficialOwner', 'updateBeneficialOwner'];
const documents = ['createDocument', 'updateDocument'];
const properties: readonly [schema: string, property: string, operations: readonly string[]][] = [
  ['IndividualCustomer', 'middleName', customers],
  ['BusinessCustomer', 'industryCode', customers],
  ['Address', 'apartmentNumber', [...customers, ...owners]],
  ['BeneficialOwnerUpdate', 'title', owners],
  ['DocumentFields', 'number', documents],
];
const constraints: readonly [
  schema: string,
  property: string,
  keyword: string,
  operations: readonly string[],
][] = [
  ['IndividualCustomer', 'lastName', 'maxLength', customers],
  ['IndividualCustomer', 'sex', 'enum', customers],
  ['BeneficialOwnerUpdate', 'socialId', 'maxLength', owners],
  ['DocumentFields', 'name', 'maxLength', documents],
];
const operations = [
  'unsuspendCustomer',
  'retrieveBeneficialOwner',
  'listWatchlistEvents',
  'updateDocument',
  'listLimitUtilisation',
  'retrieveDocumentContentUrl',
];

/** The edits of the project's own description; each removes one thing. */
export const descriptionEdits: readonly DescriptionEdit[] = [
  ...Object.entries(filters).flatMap(([operation, names]) =>
    names.map((name) => ({
      name: `the query parameter ${name} of ${operation}`,
      operations: [operation],
      apply: (document: JsonObject) => {
        const { parameters } = operationIn(document, operation);
        const at = Array.isArray(parameters) ? parameters.findIndex((each) => named(each, name)) : -1;
        if (!Array.isArray(parameters) || at < 0) throw new Error(`${operation} has no parameter ${name}`);
        parameters.splice(at, 1);
      },
    })),
  ),
  ...properties.map(([schema, property, affected]) => ({
    name: `the property ${property} of ${schema}`,
    operations: affected,
    apply: (document: JsonObject) => {
      remove(propertiesOf(document, schema), property);
    },
  })),
  ...constraints.map(([schema, property, keyword, affected]) => ({
    name: `${keyword} of ${property} of ${schema}`,
    operations: affected,
    apply: (document: JsonObject) => {
      remove(objectAt(propertiesOf(document, schema), property), keyword);
    },
  })),
  ...operations.map((operation) => ({
    name: `the operation ${operation}`,
    operations: [operation],
    apply: (document: JsonObject) => {
      for (const item of Object.values(objectAt(document, 'paths')).filter(isObject))
        for (const [method, each] of Object.entries(item))
          if (isObject(each) && each.operationId === operation) remove(item, method);
    },
  })),
];

/** Groups of edits in which no two concern the same operation, so that a run with a group reports each edit by its operations. */
export function together(edits: readonly DescriptionEdit[]): DescriptionEdit[][] {
  const groups: DescriptionEdit[][] = [];
  for (const edit of edits) {
    const isFree = (group: DescriptionEdit[]): boolean =>
      group.every((each) => !each.operations.some((operation) => edit.operations.includes(operation)));
    const free = groups.find(isFree);
    if (free) free.push(edit);
    else groups.push([edit]);
  }
  return groups;
}

function operationIn(document: JsonObject, id: string): JsonObject {
  const items = Object.values(objectAt(document, 'paths')).filter(isObject);
  const found = items
    .flatMap((item) => Object.values(item))
    .find((each) => isObject(each) && each.operationId === id);
  if (!isObject(found)) throw new Error(`there is no operation ${id}`);
  return found;
}

function propertiesOf(document: JsonObject, schema: string): JsonObject {
  return objectAt(objectAt(objectAt(objectAt(document, 'components'), 'schemas'), schema), 'properties');
}

function objectAt(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  if (!isObject(value)) throw new Error(`there is no ${name}`);
  return value;
}

function named(parameter: Json, name: string): boolean {
  return isObject(parameter) && parameter.name === name;
}

function remove(object: JsonObject, name: string): void {
  if (!(name in object)) throw new Error(`there is no ${name}`);
  Reflect.deleteProperty(object, name);
}

import { isObject, type Json, type JsonObject } from '../schema/pointers.ts';
import { placeOf } from '../validation/violation.ts';
import { memberNodes } from '../schema/schema-nodes.ts';
import { inline } from '../words.ts';
import { bodyNodes, bodyViolationsOf, changed, type Control, type LegalCase } from './bodies.ts';
import { boundaryValues, levelOf, tellingValues, unusualValues, type LegalValue } from './legal-values.ts';
import { places, variedAlone, type PropertyPlace } from './property-places.ts';
import { startingBodies } from './refusals.ts';

const valuesOf = { boundaries: boundaryValues, keeping: tellingValues, unusual: unusualValues };

/** Valid bodies in which one property, or a value below it, has a value of a family. `isSure`: documented properties only. */
export function legalCasesOf(
  control: Control,
  family: keyof typeof valuesOf,
  field: string,
  isSure: boolean,
): LegalCase[] {
  const found = new Map<string, LegalCase>();
  for (const body of startingBodies(control, field, isSure)) {
    const whole = places(control, body, field);
    const [first] = whole;
    if (first && found.size === 0 && family !== 'unusual') {
      found.set('', { name: `${field} as usual`, body, level: levelOf(first.nodes) });
    }
    const values = whole.flatMap((place) =>
      valuesOf[family](control.making, place.nodes, place.value).map((legal) => ({ place, legal })),
    );
    if (family === 'boundaries') addOneByOne(found, control, body, values);
    else addTogether(found, control, body, values);
  }
  return mayBeFixed(control, field) ? [...found.values()].map(leftOpen) : [...found.values()];
}

/** Whether the documentation does not say that an update may change a property (`x-update: unspecified` on the property). */
function mayBeFixed({ making, operation, full }: Control, field: string): boolean {
  const nodes = memberNodes(
    making.contract.document,
    bodyNodes(making.contract, operation, full),
    field,
    undefined,
  );
  return operation.update !== undefined && nodes.some(({ schema }) => schema['x-update'] === 'unspecified');
}

function leftOpen(legal: LegalCase): LegalCase {
  return { ...legal, level: 'MAY' };
}

interface Choice {
  place: PropertyPlace;
  legal: LegalValue;
}

/** Adds one body per value, so that a rejection shows which bound the API refuses. */
function addOneByOne(
  found: Map<string, LegalCase>,
  control: Control,
  body: JsonObject,
  choices: Choice[],
): void {
  for (const { place, legal } of choices) {
    const key = `${placeOf(place.pointer)} ${legal.manner}`;
    const varied = found.has(key) ? undefined : variedAlone(control, body, place.pointer, legal.value);
    if (varied !== undefined)
      found.set(key, { name: inline(`${place.pointer} ${legal.manner}`), body: varied, level: legal.level });
  }
}

/** Adds one body per manner, with that manner in every value that allows it. Damage is reported value by value anyway. */
function addTogether(
  found: Map<string, LegalCase>,
  control: Control,
  body: JsonObject,
  choices: Choice[],
): void {
  const { making, operation } = control;
  addOneByOne(
    found,
    control,
    body,
    choices.filter(({ legal }) => isObject(legal.value)),
  );
  const single = choices.filter(({ legal }) => !isObject(legal.value));
  for (const key of new Set(single.map(({ legal }) => `${legal.manner} ${legal.level}`))) {
    const alike = single.filter(({ legal }) => `${legal.manner} ${legal.level}` === key);
    const [first] = alike;
    const together = alike.reduce<Json>((varied, { place, legal }) => {
      const next = changed(varied, place.pointer, legal.value);
      return bodyViolationsOf(making.contract, operation, next).length === 0 ? next : varied;
    }, body);
    if (!first || found.has(key) || together === body) continue;
    const where =
      alike.length === 1
        ? first.place.pointer
        : `everything in ${first.place.pointer.split('/').slice(0, 2).join('/')}`;
    found.set(key, {
      name: inline(`${where} ${first.legal.manner}`),
      body: together,
      level: first.legal.level,
    });
  }
}

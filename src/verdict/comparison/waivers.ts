import type { Conformance, WaiverReport } from '../reports/report-types.ts';

/** A difference between a waiver now and in an earlier run. */
export interface WaiverChange {
  /** Requirement, operation and pointer of the waiver. */
  about: string;
  change: string;
}

/** Waivers that only one of two runs has, and those whose text or state has changed. */
export function waiverChanges(old: Conformance, now: Conformance): WaiverChange[] {
  const earlier = new Map(old.waivers.map((each) => [aboutOf(each), each]));
  const later = new Set(now.waivers.map(aboutOf));
  const changed = now.waivers.flatMap((each): WaiverChange[] => {
    const about = aboutOf(each);
    const known = earlier.get(about);
    const changes = known ? differences(known, each) : [`new, until ${each.expires}: ${each.state}`];
    return changes.map((change) => ({ about, change }));
  });
  const gone = old.waivers.map(aboutOf).filter((about) => !later.has(about));
  return [...changed, ...gone.map((about) => ({ about, change: 'gone' }))];
}

function aboutOf({ requirement, operation, pointer }: WaiverReport): string {
  return [requirement, operation, pointer].filter((part) => part !== undefined).join(' ');
}

function differences(old: WaiverReport, now: WaiverReport): string[] {
  const fields = ['expires', 'reason', 'owner', 'ticket'] as const;
  const isTold = old.state !== 'not judged' && now.state !== 'not judged' && old.state !== now.state;
  return [
    ...(isTold ? [`${now.state}, before ${old.state}`] : []),
    ...fields
      .filter((field) => old[field] !== now[field])
      .map((field) => `${field}: ${now[field]}, before ${old[field]}`),
  ];
}

import type { Conformance, RequirementReport, VerdictReport } from '../reports/report-types.ts';
import { entry, type RequirementGroup } from './entry.ts';
import { markup, type Markup } from './markup.ts';
import { section } from './parts.ts';
import { isFailure } from './sentence.ts';
import { count } from './words.ts';

interface Chapter {
  id: string;
  heading: string;
  about: string;
  /** The text of the chapter if it is empty; without this text an empty chapter is left out. */
  none?: string;
  holds: (verdict: VerdictReport) => boolean;
}

const chapters: readonly Chapter[] = [
  {
    id: 'failures',
    heading: 'Failures',
    about: 'Requirements that the target breaks, or that it kept from being tested.',
    none: 'Nothing failed.',
    holds: isFailure,
  },
  {
    id: 'not-testable',
    heading: 'Not testable',
    about: 'Requirements that could not be judged for a reason outside the API. They never count as met.',
    holds: (each) => each.verdict === 'not testable' && !isFailure(each),
  },
  {
    id: 'warned',
    heading: 'Warnings',
    about: 'SHOULD requirements that are not met. They fail a strict run only.',
    holds: ({ verdict }) => verdict === 'warned',
  },
  {
    id: 'waived',
    heading: 'Waived',
    about: 'Requirements that are not met, and that a waiver covers.',
    holds: ({ verdict }) => verdict === 'waived',
  },
];

/** The entries of a chapter are unfolded up to this number; if there are more, all are folded. */
const openAtMost = 8;

/** A chapter of the findings, with the number of its requirements. */
export interface FindingsChapter {
  id: string;
  heading: string;
  requirements: number;
  content: Markup;
}

/** What did not pass, with what is documented and what was received: a chapter for each kind, grouped by requirement. */
export function findings(report: Conformance): FindingsChapter[] {
  return chapters.flatMap(({ id, heading, about, none, holds }) => {
    const groups = report.requirements.flatMap((each) => groupsOf(each, holds));
    if (groups.length === 0 && none === undefined) return [];
    const places = groups.reduce((sum, { verdicts }) => sum + verdicts.length, 0);
    const tally = `${count(groups.length, 'requirement')}, ${count(places, 'place')}.`;
    const isOpen = groups.length <= openAtMost;
    const content =
      groups.length === 0
        ? markup`<p>${none}</p>`
        : markup`<p>${about} ${tally}</p>${groups.map((group) => entry(report, group, { chapter: id, isOpen }))}`;
    return [{ id, heading, requirements: groups.length, content: section(id, heading, content) }];
  });
}

function groupsOf(requirement: RequirementReport, holds: Chapter['holds']): RequirementGroup[] {
  const verdicts = requirement.verdicts.filter(holds);
  return verdicts.length === 0 ? [] : [{ requirement, verdicts }];
}

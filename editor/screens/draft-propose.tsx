/** The door to the proposal of a draft: what compares and explains definitions is fetched behind it. */
import { lazy, Suspense } from 'react';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Change } from '../api/changes.ts';
import type { Draft } from '../api/drafts.ts';
import type { Check } from '../panels/use-check.ts';
import type { Saving } from './draft-use-saving.ts';
import type { ProposalWords } from './propose-words.tsx';

export interface ProposeDialogProps {
  draft: Draft;
  definition: Definition;
  pack: Pack;
  saving: Saving;
  check: Check;
  /** What is proposed with it, as a change of its own. */
  also?: AlsoProposed | undefined;
  /** What follows from it, where that is not what follows from a flow. */
  help?: string;
  /** Shows the list of problems. */
  onProblems: () => void;
  onClose: () => void;
}

/** A second definition that was edited along with the draft, e.g. the examples of a rule set. */
export interface AlsoProposed {
  definition: Definition;
  /** What is in force; null where there is nothing yet. */
  base: Definition | null;
  propose: (words: ProposalWords, key: string) => Promise<Change>;
}

const Proposal = lazy(async () => ({
  default: (await import('./draft-proposal.tsx')).ProposeDialog,
}));

export function ProposeDialog(props: ProposeDialogProps) {
  return (
    <Suspense fallback={null}>
      <Proposal {...props} />
    </Suspense>
  );
}

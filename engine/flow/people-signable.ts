/** Which open part of a visit a person may sign. */
import { isSigned, openParts, type SignPart } from '../case/people-state.ts';
import { partsInTurn } from '../case/signing.ts';
import type { Visit } from '../case/state.ts';
import { problem, type Problem } from '../problem.ts';
import {
  definitionOf,
  hasNoConflict,
  isAbleTo,
  personName,
  postName,
  selves,
  stepName,
  type Standing,
} from './people-standing.ts';

export type Signable =
  | { part: SignPart; behalf: string | undefined; problem?: undefined }
  | { problem: Problem };

/** The part `wanted`, or the first that is theirs by name, by post, or in the place of an absent person. */
export function signable(standing: Standing, wanted?: number): Signable {
  const { visit } = standing;
  const open = openParts(visit).filter((one) => wanted === undefined || one.part === wanted);
  const inTurn = partsInTurn(definitionOf(standing)?.sign?.mode, openParts(visit));
  if (openParts(visit).length === 0) {
    return { problem: problem('nothing_to_sign', { step: stepName(standing) }) };
  }
  const [mine] = open.flatMap((part) => asWhom(standing, part));
  if (mine === undefined) return { problem: problem('not_a_signer') };
  const chosen = open
    .filter((one) => inTurn.includes(one) && isDue(visit, one))
    .flatMap((part) => asWhom(standing, part))
    .map((one) => ({ ...one, problem: whyNot(standing, one) }));
  const fit = chosen.find((one) => one.problem === undefined);
  if (fit !== undefined) return { part: fit.part, behalf: fit.behalf };
  const refused = chosen.find((one) => one.problem !== undefined)?.problem;
  return { problem: refused ?? notYet(standing, inTurn) };
}

interface Mine {
  part: SignPart;
  behalf: string | undefined;
}

/** As whom the person could sign the part: themselves, or somebody absent. */
function asWhom(standing: Standing, part: SignPart): Mine[] {
  const self = selves(standing).find((one) =>
    part.person === undefined ? isAbleTo(standing, one, part.post) : part.person === one,
  );
  if (self === undefined) return [];
  return [{ part, behalf: self === standing.actor ? undefined : self }];
}

/** Signers added after the holder of a task come when the holder has decided. */
function isDue(visit: Visit, { added }: SignPart): boolean {
  return isSigned(visit) || added?.when !== 'after' || visit.decision !== undefined;
}

function whyNot(standing: Standing, { part, behalf }: Mine): Problem | undefined {
  const twice = signedBefore(standing, behalf);
  if (twice !== undefined) {
    return problem('signed_already', { person: personName(standing, twice) });
  }
  return hasNoConflict(standing, part.post ?? standing.visit.post, behalf);
}

/** Whoever of the two has a signature at this visit: given themselves, or given for them. */
function signedBefore({ visit, actor }: Standing, behalf: string | undefined): string | undefined {
  const signers = new Set(visit.signs?.flatMap(({ by, onBehalfOf }) => [by, onBehalfOf]) ?? []);
  return [actor, behalf].find((one) => one !== undefined && signers.has(one));
}

function notYet(standing: Standing, [next]: readonly SignPart[]): Problem {
  const nobody = { zh: '办理人', en: 'the holder' };
  if (next === undefined || !isDue(standing.visit, next)) {
    return problem('not_your_turn', { who: nobody });
  }
  const who =
    next.person === undefined
      ? postName(standing, next.post ?? '')
      : personName(standing, next.person);
  return problem('not_your_turn', { who });
}

import { describe, expect, it } from 'vitest';
import type { Signing } from '../definition/handling.ts';
import { checkAvailability } from '../definition/check-availability.ts';
import type { StepOf } from '../steps/registry.ts';
import { checkPeople } from './check-people.ts';
import { end, flowOf, start } from './flows.fixture.ts';
import { deskTask, office, signed } from './people.fixture.ts';

const vote: Signing = { mode: 'vote', signers: ['boss', 'legal'], threshold: '1/2' };
const codes = (b: ReturnType<typeof deskTask>) =>
  checkPeople(flowOf({ s: start('a'), a: deskTask('b'), b, e: end() }), {
    definitions: [office],
  }).map((one) => `${one.code} ${one.at}`);

const assigned = (assign: object) =>
  deskTask('e', { assign: { post: 'desk', unit: 'case', ...assign } });
const signing = (sign: NonNullable<StepOf<'task'>['sign']>, more: object = {}) =>
  signed(sign, ['e', 'a'], more);

describe('a task', () => {
  it.each([
    ['by whoever claims it', assigned({})],
    ['by who did it before', assigned({ by: 'previous', step: 'a' })],
    ['by workload', assigned({ by: 'workload' })],
    ['by roster', assigned({ by: 'roster', roster: 'watch' })],
    ['by a unit', assigned({ by: 'unit', of: 'south' })],
    ['signed by all', signing({ mode: 'all', signers: 2 })],
    ['decided by vote', signing({ ...vote, weights: { boss: 3 } })],
  ])('%s is fine', (_title, step) => {
    expect(codes(step)).toEqual([]);
  });

  it.each([
    ['a unit that is not said', assigned({ by: 'unit' }), 'assignment_incomplete /steps/b/assign'],
    [
      'a step that is not said',
      assigned({ by: 'previous' }),
      'assignment_incomplete /steps/b/assign',
    ],
    [
      'a roster not needed',
      assigned({ roster: 'watch' }),
      'assignment_needless /steps/b/assign/roster',
    ],
    ['an unknown unit', assigned({ by: 'unit', of: 'x' }), 'unknown_reference /steps/b/assign/of'],
    [
      'an unknown roster',
      assigned({ by: 'roster', roster: 'x' }),
      'unknown_reference /steps/b/assign/roster',
    ],
    [
      'a step that is no task',
      assigned({ by: 'previous', step: 's' }),
      'unknown_reference /steps/b/assign/step',
    ],
    [
      'a vote without a threshold',
      signing({ mode: 'vote', signers: 2 }),
      'sign_threshold /steps/b/sign',
    ],
    [
      'a threshold without a vote',
      signing({ mode: 'all', signers: 2, threshold: '1/2' }),
      'sign_threshold /steps/b/sign',
    ],
    [
      'an unknown signer',
      signing({ mode: 'all', signers: ['x'] }),
      'unknown_reference /steps/b/sign/signers/0',
    ],
    [
      'weights of who does not sign',
      signing({ ...vote, weights: { desk: 2 } }),
      'unknown_reference /steps/b/sign/weights/desk',
    ],
    [
      'one person to sign for several',
      signing(vote, { assign: { post: 'legal', unit: 'case', by: 'workload' } }),
      'sign_assignment /steps/b/assign/by',
    ],
    [
      'a form that takes something',
      signing(vote, { form: [{ fact: 'n' }] }),
      'sign_form /steps/b/form/0',
    ],
    [
      'more signatures than people',
      signing({ mode: 'all', signers: ['boss', 'boss'] }),
      'too_few_signers /steps/b/sign/signers',
    ],
    [
      'no way for who does not agree',
      signing(vote, { routes: [{ id: 'yes', to: 'e' }] }),
      'sign_routes /steps/b/routes',
    ],
  ])('with %s is not', (_title, step, code) => {
    expect(codes(step)).toEqual([code]);
  });
});

describe('an organisation', () => {
  const absence = { person: 'ann', from: '2026-03-02', to: '2026-03-04', deputy: 'amy' };
  const roster = office.rosters?.[0];
  const rosters = (more: object) => ({ rosters: [{ ...roster, ...more }] }) as object;

  it.each<[string, object, string[]]>([
    ['with rosters and absences', {}, []],
    [
      'with absences one after another',
      { absences: [absence, { ...absence, from: '2026-03-05', to: '2026-03-05' }] },
      [],
    ],
    ['without a zone', { zone: undefined }, ['zone_needed /zone']],
    ['in no zone there is', { zone: 'Mars/North' }, ['unknown_reference /zone']],
    [
      'with an absence of nobody',
      { absences: [{ ...absence, person: 'eve' }] },
      ['unknown_reference /absences/0/person'],
    ],
    [
      'with nobody standing in',
      { absences: [{ ...absence, deputy: 'eve' }] },
      ['unknown_reference /absences/0/deputy'],
    ],
    [
      'with a person standing in for themselves',
      { absences: [{ ...absence, deputy: 'ann' }] },
      ['absence_of_deputy /absences/0/deputy'],
    ],
    [
      'with an absence that ends before it begins',
      { absences: [{ ...absence, to: '2026-03-01' }] },
      ['absence_backwards /absences/0/to'],
    ],
    [
      'with two deputies on one day',
      { absences: [absence, { ...absence, from: '2026-03-04', to: '2026-03-09', deputy: 'lee' }] },
      ['absences_overlap /absences/1'],
    ],
    [
      'with a shift there is not',
      rosters({ duties: [{ day: '2026-03-02', shift: 'x', person: 'ann' }] }),
      ['unknown_reference /rosters/0/duties/0/shift'],
    ],
    [
      'with nobody on duty',
      rosters({ duties: [{ day: '2026-03-02', shift: 'day', person: 'eve' }] }),
      ['unknown_reference /rosters/0/duties/0/person'],
    ],
  ])('%s', (_title, more, expected) => {
    const found = checkAvailability({ ...office, ...more });
    expect(found.map((one) => `${one.code} ${one.at}`)).toEqual(expected);
  });
});

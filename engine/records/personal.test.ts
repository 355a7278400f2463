import { expect, test } from 'vitest';
import type { DerivedDefinition } from '../definition/derived.ts';
import type { RecordDefinition } from '../definition/record.ts';
import type { Rule } from '../definition/ruleset.ts';
import { hitHere } from './hit.ts';
import { recordTermsOf } from './kinds.ts';
import { AT, dataOf, packOf, words } from './records.fixture.ts';
import { recordSource } from './source.ts';

const PHONE = '13812345678';

const person: RecordDefinition = {
  kind: 'record',
  id: 'person',
  name: words('person'),
  key: ['no'],
  fields: {
    no: { name: words('no'), type: 'string' },
    phone: { name: words('phone'), type: 'string', personal: true },
    friend: { name: words('friend'), type: 'string' },
  },
  links: { other: { name: words('other'), record: 'person', by: { no: 'friend' } } },
};
const derived: DerivedDefinition = {
  kind: 'derived',
  id: 'd',
  name: words('d'),
  record: 'person',
  facts: {
    copy: { name: words('copy'), type: 'string', value: { fact: 'phone' } },
    again: {
      name: words('again'),
      type: 'string',
      value: {
        if: { fact: 'no', operator: 'equal', value: 'A' },
        then: { fact: 'copy' },
        else: '',
      },
    },
    theirs: {
      name: words('theirs'),
      type: 'string',
      value: { aggregate: 'first', over: 'person', value: { fact: 'phone' } },
    },
    mine: {
      name: words('mine'),
      type: 'string',
      value: {
        aggregate: 'last',
        over: 'person',
        value: { function: 'lower', of: [{ fact: 'this.phone' }] },
      },
    },
    many: {
      name: words('many'),
      type: 'integer',
      value: { aggregate: 'count', over: 'person', match: { phone: { fact: 'phone' } } },
    },
  },
};
const pack = packOf(person, derived);
const data = dataOf({ person: [{ no: 'A', phone: PHONE, friend: 'A' }] }, pack);
const source = () => recordSource({ terms: recordTermsOf(pack), data, at: AT }, 'person')!;

test('what hands on the value of a personal fact is personal', () => {
  const { facts } = source().kind;
  const names = ['phone', 'copy', 'again', 'theirs', 'mine', 'other.phone', 'other.copy'];
  expect(names.map((name) => facts[name]?.personal)).toEqual(names.map(() => true));
  expect(facts['many']?.personal).toBeUndefined();
});

test.each(['phone', 'copy', 'again', 'theirs', 'other.again', 'many'])(
  'words about %s tell what is personal in part',
  (fact) => {
    const rule = {
      id: 'R1',
      message: words(`Is {${fact}}`),
      conditions: { all: [{ fact, operator: 'notNull', value: true }] },
    } as unknown as Rule;
    const { message, reason } = hitHere(source(), rule, {});
    expect(JSON.stringify({ message, reason })).not.toContain(PHONE);
  },
);

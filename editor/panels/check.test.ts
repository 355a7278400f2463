import { expect, it, vi } from 'vitest';
import { sampleDocument } from '../document/testing/sample.ts';
import { checkerFor, type Told } from './checker.ts';
import { problemsOf } from './problems-of.ts';

const none = { definitions: [] };

it('says what does not fit the schema once, where nothing else says it better', () => {
  const { flow } = sampleDocument();
  flow.steps['works']!.name.en = '';
  flow.owner_post = 'not an id';
  const at = problemsOf(flow, none).map((one) => [one.code, one.at]);
  expect(at).toContainEqual(['schema', '/steps/works/name/en']);
  expect(at).toContainEqual(['unknown_reference', '/owner_post']);
  expect(at).not.toContainEqual(['schema', '/owner_post']);
});

it('answers about the flow asked last, where there are no workers', async () => {
  const told = vi.fn<Told>();
  const checker = checkerFor(none, told);
  const before = sampleDocument().flow;
  const after = sampleDocument().flow;
  delete after.steps['finish'];
  checker.ask(before);
  checker.ask(after);
  await vi.waitFor(() => expect(told).toHaveBeenCalled());
  expect(told.mock.calls).toEqual([[problemsOf(after, none), after]]);
});

it('tells nothing when it is closed', async () => {
  const told = vi.fn<Told>();
  const checker = checkerFor(none, told);
  checker.ask(sampleDocument().flow);
  checker.close();
  await import('./problems-of.ts');
  expect(told).not.toHaveBeenCalled();
});

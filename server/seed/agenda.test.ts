import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAgenda } from './agenda.ts';

test('the agenda tells things in the order of time, and of asking within one', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (times) => {
      const agenda = createAgenda();
      const names = new Map(times.map((time, index) => [index, time]));
      const ran: number[] = [];
      for (const [index, time] of names) agenda.add(time, async () => void ran.push(index));
      for (let next = agenda.take(); next !== undefined; next = agenda.take()) void next.run();
      const order = [...names]
        .toSorted(([, one], [, other]) => one - other)
        .map(([index]) => index);
      expect(ran).toEqual(order);
    }),
  );
});

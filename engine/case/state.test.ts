import { describe, expect, it } from 'vitest';
import { parseTaskId, taskId } from './state.ts';

describe('the id of a task', () => {
  it('names its case and visit', () => {
    expect(parseTaskId(taskId('1m83hh8b7c0pjqxk0v', 12))).toEqual({
      caseId: '1m83hh8b7c0pjqxk0v',
      seq: 12,
    });
  });

  it.each(['', 'c', 'c.', 'c.0', 'c.02', 'c.-1', 'c.1e3', 'c.1.2', 'c.1000000', '../c.1', 'c.1 '])(
    'is not “%s”',
    (id) => expect(parseTaskId(id)).toBeUndefined(),
  );
});

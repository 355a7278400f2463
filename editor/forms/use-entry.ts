/** The state of one form: values, what to complain about now, what was kept in the tab. */
import { useMemo, useState } from 'react';
import type { FactValue, FactValues } from '@flowmeter/engine/definition/facts.ts';
import type { Field } from '../api/cases.ts';
import { forgetDraft, keepDraft, readDraft } from './draft.ts';
import { beginning, entered, problemsOf, taking, type FieldProblems } from './entry.ts';

export interface Entering {
  values: FactValues;
  /** Problems of the fields that were left, or of all after an attempt to send. */
  problems: FieldProblems;
  /** Was something that had not been sent brought back? */
  isRestored: boolean;
  set: (fact: string, value: FactValue) => void;
  leave: (fact: string) => void;
  /** Shows all problems; the first field that has one, or undefined when the form may be sent. */
  attempt: () => string | undefined;
  data: () => FactValues;
  /** Problems that only the server could see, until the field is changed. */
  refuse: (problems: FieldProblems) => void;
  forget: () => void;
}

/**
 * Without a key nothing is kept. `suggested` is what the fields hold before anybody has entered something,
 * and is sent like it.
 */
export function useEntry(
  key: string | undefined,
  fields: readonly Field[],
  suggested: FactValues = {},
): Entering {
  const ids = useMemo(() => taking(fields).map((field) => field.id), [fields]);
  const [changed, setChanged] = useState<FactValues>(() => ({
    ...suggested,
    ...(key === undefined ? {} : readDraft(key, ids)),
  }));
  const [isRestored, setIsRestored] = useState(
    key !== undefined && Object.keys(changed).length > 0,
  );
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<FieldProblems>({});

  const values = useMemo(() => ({ ...beginning(fields), ...changed }), [fields, changed]);
  const found = useMemo(() => problemsOf(fields, values), [fields, values]);
  const problems = Object.fromEntries(
    ids.map((id) => [id, refused[id] ?? (left.has(id) ? (found[id] ?? []) : [])]),
  );

  const set = (fact: string, value: FactValue) => {
    const next = { ...changed, [fact]: value };
    setChanged(next);
    if (key !== undefined) keepDraft(key, next);
    if (refused[fact] === undefined) return;
    const { [fact]: _, ...others } = refused;
    setRefused(others);
  };
  return {
    values,
    problems,
    isRestored,
    set,
    leave: (fact) => setLeft(new Set([...left, fact])),
    attempt: () => {
      setLeft(new Set(ids));
      return ids.find((id) => found[id] !== undefined);
    },
    data: () => entered(fields, values),
    refuse: setRefused,
    forget: () => {
      if (key !== undefined) forgetDraft(key);
      setChanged({});
      setIsRestored(false);
    },
  };
}

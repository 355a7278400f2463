/** A notice, as the API says it. */
import type { z } from 'zod';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { InForce } from '../in-force.ts';
import { named, namesOf } from '../names.ts';
import type { CaseListRow } from '../store/case-list.ts';
import type { StoredChange } from '../store/changes.ts';
import type { NoticeRow } from '../store/notice-rows.ts';
import type { NoticeView } from '../views/notices.ts';

export function noticeView(
  inForce: InForce,
  notice: NoticeRow,
  row: CaseListRow,
  flow: CompiledFlow | undefined,
): z.infer<typeof NoticeView> {
  const names = namesOf(inForce);
  const { id, kind, unread, at, case_id, step, by, words, note, absent } = notice;
  return {
    id,
    kind,
    read: unread === 0,
    at,
    case_id,
    change_id: null,
    title: row.title,
    status: row.status,
    flow: named(row.flow_id, flow?.flow.name),
    step: step === '' ? null : names.step(flow?.flow, step),
    by: names.person(by),
    words: words === null ? null : (JSON.parse(words) as Localized),
    note,
    in_place_of: absent === null ? null : names.person(absent),
  };
}

/** One about a change. */
export function changeNoticeView(
  inForce: InForce,
  { id, kind, unread, at, by, note }: NoticeRow,
  { change }: StoredChange,
): z.infer<typeof NoticeView> {
  const { id: definition, name } = change.definition;
  return {
    id,
    kind,
    read: unread === 0,
    at,
    case_id: null,
    change_id: change.id,
    title: change.title,
    status: null,
    flow: named(definition, name),
    step: null,
    by: namesOf(inForce).person(by),
    words: null,
    note,
    in_place_of: null,
  };
}

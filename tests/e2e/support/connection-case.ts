/** How people work on cases of the flow `hv_new`: who does each step, and what they enter. */
import { expect } from 'vitest';
import type { Answer, Client } from './client.ts';
import type { Product } from './product.ts';

const HALF_HOUR = 30 * 60_000;

type Values = Record<string, string | number | boolean>;

/** Somebody of the post in the county of Donghu or above it. */
const people: Record<string, string> = {
  accept: 'lina',
  survey_assign: 'wangtao',
  survey: 'liuyang',
  plan_draft: 'maolin',
  plan_review: 'xujing',
  plan_reply: 'zhangwei',
  fees: 'zhaomin',
  customer_works: 'zhangwei',
  grid_works: 'gaoyuan',
  mid_inspection: 'yangkai',
  completion_check: 'yangkai',
  contract: 'zhangwei',
  meter_install: 'zhengqiang',
  energise: 'yangkai',
  archive: 'huangjie',
  callback: 'tangyu',
};

/** What an ordinary application says. */
export function application(customer: string, now: string): Values {
  return {
    customer_name: customer,
    contact_name: '陈立',
    contact_phone: '13800000001',
    supply_address: '东湖县工业大道 18 号',
    business_type: 'new',
    channel: 'app',
    voltage_kv: 10,
    capacity_kva: 800,
    source_count: 1,
    importance: 'none',
    earliest_doc_on: dayOf(now),
  };
}

/** What is entered at a step when all goes well. */
export function entriesAt(step: string, now: string): Values {
  const day = dayOf(now);
  const rows: Record<string, Values> = {
    accept: {
      licence_no: '91330000MA00000A1X',
      industry_code: 'C3411',
      load_grade: '3',
      special_load: false,
      planned_energise_on: '2026-06-30',
      self_generation: false,
      zero_invest: false,
    },
    survey_assign: { surveyors: '刘洋、高远', survey_mode: 'joint' },
    survey: {
      survey_on: day,
      can_supply: true,
      approved_kva: 800,
      substation: '110 kV 东湖变',
      line_name: '10 kV 工业一线',
      transfer_supply: false,
    },
    plan_draft: {
      access_plan: '由 10 kV 工业一线 T 接。',
      receiving_plan: '新建 10 kV 配电室一座。',
      main_source: '10 kV 工业一线',
      property_boundary: '工业一线 12 号杆',
      metering_mode: 'hv_hv',
      ct_ratio: '75/5',
      pt_ratio: '10/0.1',
      basic_mode: 'capacity',
      pf_standard: '0.90',
    },
    plan_review: { plan_opinion: '同意。' },
    plan_reply: {
      plan_reply_no: 'DF-2026-0318',
      plan_replied_on: day,
      plan_signed_by: '陈立',
      plan_valid_to: '2027-03-31',
    },
    fees: { fee_item: 'none', fee_in_catalogue: true, fee_receivable: 0, fee_received: 0 },
    customer_works: {
      contractor: '华安电力工程有限公司',
      contractor_licence: '4-3-00456-2024',
      concealed_works: true,
      works_started_on: day,
      works_finished_on: day,
    },
    grid_works: {
      grid_project_no: 'PT-2026-011',
      grid_milestones: '均已完成。',
      grid_finished_on: day,
    },
    mid_inspection: { mid_report: '符合要求。' },
    completion_check: {
      check_report_no: 'JY-2026-0101',
      check_item_count: 30,
      check_failed_count: 0,
    },
    contract: {
      contract_no: 'GY-2026-0088',
      contract_signed_on: day,
      contract_valid_to: '2029-03-31',
    },
    meter_install: {
      meter_no: '3330001002600118',
      multiplier: 1500,
      seal_no: 'FY260118',
      install_value: 0,
    },
    energise: { energised_at: now, energise_load_kw: 65, energise_witness: '陈立' },
    archive: { archive_no: 'DA-2026-0208', archive_complete: true },
    callback: { callback_reached: true, callback_score: '5' },
  };
  const row = rows[step];
  if (row === undefined) throw new Error(`nobody knows what to enter at ${step}`);
  return row;
}

/** Opens an ordinary case of Donghu by its counter clerk; its id. */
export async function openOrdinaryCase(
  clerk: Client,
  customer: string,
  now = new Date().toISOString(),
): Promise<string> {
  const data = application(customer, now);
  const { body } = await clerk.post('/api/cases', { flow: 'hv_new', data });
  return done(body).case_id;
}

/** Works on the case until it rests at `step` or, without one, until it has ended; half an hour a task. */
export async function workUntil(product: Product, caseId: string, step?: string): Promise<void> {
  for (;;) {
    const { body: state } = await product.as('zhouqi').get(`/api/cases/${caseId}`);
    const [task] = state.tasks;
    if (state.status === 'ended' || task === undefined || task.step.id === step) return;
    await completeTask(product, task.id, task.step.id);
  }
}

/** Claims the task if nobody has, and completes it by the first way on. */
export async function completeTask(product: Product, id: string, step: string): Promise<void> {
  const client = product.as(people[step] ?? '');
  const { body: before } = await client.get(`/api/tasks/${id}`);
  if (before.holder === null) {
    done((await client.post(`/api/tasks/${id}/claim`, {}, before.version)).body);
  }
  await product.pass(HALF_HOUR);
  const { body: task } = await client.get(`/api/tasks/${id}`);
  const data = entriesAt(step, product.now());
  const sent = { data, route: task.routes[0].id };
  done((await client.post(`/api/tasks/${id}/complete`, sent, task.version)).body);
}

/** The steps that a case came to, in the order of arrival. */
export async function visited(product: Product, caseId: string): Promise<string[]> {
  const { body } = await product.as('zhouqi').get(`/api/cases/${caseId}`);
  return body.visits.map((visit: { step: { id: string } }) => visit.step.id);
}

function done(answer: Answer['body']): { case_id: string } {
  expect(answer).toEqual({
    case_id: expect.any(String),
    version: expect.any(Number),
    ended: expect.any(Boolean),
  });
  return answer;
}

/** The day in China. */
function dayOf(instant: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO('Asia/Shanghai')
    .toPlainDate()
    .toString();
}

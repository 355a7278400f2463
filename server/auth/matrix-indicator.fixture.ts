/** An indicator as somebody is writing it. */
export const counted = {
  kind: 'indicator',
  id: 'counted',
  key: 'counted',
  name: { zh: '数', en: 'Counted' },
  unit: '',
  direction: 'info',
  over: { record: 'case', period_by: 'accepted_at' },
  measure: { measure: 'count' },
  decimals: 0,
  min_n: 0,
  ladder: { form: 'none' },
};

/** Which routes cost much: they have fewer turns than others. */
import type { RateClass } from '../web/rates.ts';
import type { RouteId } from './policy.ts';

const heavy = new Set<RouteId>([
  'simulate',
  'retrace_case',
  'measure_limits',
  'limit_cases',
  'preview_figures',
  'preview_records',
  'run_audit',
  'run_backtest',
  'backtest_flips',
  'import_records',
  'record_bad_rows',
  'read_tables',
  'import_tables',
  'export_table',
  'check_migration',
  'try_migration',
  'run_migration',
  'verify_audit_log',
  'audit_bundle',
]);

export function rateOf(route: RouteId, method: string): RateClass {
  if (heavy.has(route)) return 'heavy';
  return method === 'GET' || method === 'HEAD' ? 'read' : 'write';
}

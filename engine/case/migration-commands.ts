/** What is asked when a running case is moved to another version of its flow. */
import type { FlowDefinition } from '../definition/flow.ts';
import type { MigrationPlan } from '../migration/plan.ts';

/** Asked of the version that the case is moved to. */
export interface MigrationCommand {
  type: 'migrate';
  plan: MigrationPlan;
  /** The version that the case runs, whose hash is the plan's `from`. */
  source: { flow: FlowDefinition; hash: string };
  reason: string;
}

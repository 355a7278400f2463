/** The drawings that stand for step kinds, 16 x 16; a kind names its own in the engine's registry. */
import type { ReactNode } from 'react';
import { stepKinds, type StepKindName } from '@flowmeter/engine/steps/registry.ts';

const drawings: Record<string, ReactNode> = {
  start: <path d="M5 3.2v9.6l7.6-4.8z" />,
  task: (
    <>
      <circle cx="8" cy="5.2" r="2.6" />
      <path d="M2.8 13.4c.5-2.8 2.5-4.2 5.2-4.2s4.7 1.4 5.2 4.2" />
    </>
  ),
  decision: (
    <>
      <path d="M8 1.8 14.2 8 8 14.2 1.8 8z" />
      <path d="M8 5.6v3.2M8 10.6v.2" />
    </>
  ),
  wait: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.6V8l2.4 1.6" />
    </>
  ),
  call: <path d="M2.4 3h6.2v4H2.4zM7.4 9h6.2v4H7.4zM5.4 7v4h2" />,
  repeat: (
    <>
      <path d="M3 7a5.2 5.2 0 0 1 9.4-2.2M13 9a5.2 5.2 0 0 1-9.4 2.2" />
      <path d="M12.8 1.8v3.2H9.6M3.2 14.2V11h3.2" />
    </>
  ),
  auto: (
    <>
      <circle cx="8" cy="8" r="2.4" />
      <path d="M8 1.8v2.6M8 11.6v2.6M1.8 8h2.6M11.6 8h2.6M3.6 3.6l1.8 1.8M10.6 10.6l1.8 1.8M3.6 12.4l1.8-1.8M10.6 5.4l1.8-1.8" />
    </>
  ),
  parallel: <path d="M2 3.4h12M2 12.6h12M4.8 3.4v9.2M11.2 3.4v9.2" />,
  end: <rect x="3.6" y="3.6" width="8.8" height="8.8" rx="1.6" />,
};

export function KindIcon({ kind }: { kind: StepKindName }) {
  return (
    <svg className="kind-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {drawings[stepKinds[kind].icon]}
    </svg>
  );
}

/** The examples of the flow run on the draft: what came of them, and which ways they leave out. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { FlowExample } from '@flowmeter/engine/definition/examples.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { type Coverage, coverageOf, type Way } from '@flowmeter/engine/examples/coverage.ts';
import { runFlowExample } from '@flowmeter/engine/examples/flow.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { now } from '@flowmeter/engine/simulation/session.ts';
import { draftList } from '../../api/drafts.ts';
import { findExamples, isWritten } from '../../api/examples.ts';
import { type Mark as CanvasMark, type Marks, noMarks } from '../../canvas/marks.ts';
import { Answered } from '../../display/answered.tsx';
import { Mark } from '../../display/mark.tsx';
import { Nothing } from '../../display/nothing.tsx';
import { keyOf } from '../../document/document.ts';
import { useLanguage, useSay } from '../../words/say.ts';

interface CoverageProps {
  flow: CompiledFlow;
  onMarks: (marks: Marks) => void;
  onShow: (step: string) => void;
}

interface RanRow {
  title: FlowExample['title'];
  differences: string[];
}

export function CoveragePanel({ flow, onMarks, onShow }: CoverageProps) {
  const { t } = useTranslation('trial');
  const query = useCovered(flow);
  return (
    <div className="limit-effects">
      <Answered query={query} rows={6}>
        {({ coverage, rows }) => (
          <>
            <section className="trial-part" aria-label={t('cover.title')}>
              <p className="quiet">{t('cover.help')}</p>
              <Figures coverage={coverage} />
              <Left flow={flow.flow} coverage={coverage} onShow={onShow} />
              <OnCanvas coverage={coverage} onMarks={onMarks} />
            </section>
            <section className="trial-part" aria-label={t('examples.rows')} tabIndex={0}>
              <Rows rows={rows} />
            </section>
          </>
        )}
      </Answered>
    </div>
  );
}

/** The rows of the own draft of the examples, else those in force. */
function useCovered(flow: CompiledFlow) {
  const client = useQueryClient();
  return useQuery({
    queryKey: ['drafts', 'coverage', flow.hash],
    queryFn: async () => {
      const { id, definition } = await findExamples(client, { kind: 'flow', id: flow.flow.id });
      const { rows: drafts } = await client.fetchQuery(draftList);
      const draft = drafts.find((one) => one.kind === 'examples' && one.definition_id === id);
      const written = draft !== undefined && isWritten(draft.content) ? draft.content : definition;
      return runAll(flow, written?.rows ?? []);
    },
  });
}

async function runAll(flow: CompiledFlow, documented: readonly unknown[]) {
  const rows: RanRow[] = [];
  const ended = [];
  for (const row of documented) {
    const parsed = FlowExample.safeParse(row);
    if (!parsed.success) continue;
    const { differences, session } = await runFlowExample(flow, parsed.data);
    rows.push({ title: parsed.data.title, differences });
    if (session !== undefined) ended.push(now(session).state);
  }
  return { rows, coverage: coverageOf(flow.flow, ended) };
}

function Figures({ coverage: { steps, ways } }: { coverage: Coverage }) {
  const { t } = useTranslation('trial');
  return (
    <p className="limit-flips" role="status">
      <strong>{t('cover.ways', figure(ways))}</strong>
      <strong>{t('cover.steps', figure(steps))}</strong>
    </p>
  );
}

function figure({ covered, uncovered }: { covered: unknown[]; uncovered: unknown[] }) {
  const all = covered.length + uncovered.length;
  return { n: covered.length, all, share: percent(covered.length, all) };
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((part / whole) * 100);
}

interface LeftProps {
  flow: FlowDefinition;
  coverage: Coverage;
  onShow: (step: string) => void;
}

function Left({ flow, coverage, onShow }: LeftProps) {
  const { t } = useTranslation('trial');
  const words = useWayWords(flow);
  const { uncovered } = coverage.ways;
  if (uncovered.length === 0) return <Nothing text={t('cover.all')} />;
  return (
    <>
      <h3>
        {t('cover.left')} <span className="section-count">{uncovered.length}</span>
      </h3>
      <ul className="past-lines">
        {uncovered.map((way) => (
          <li key={nameOf(way)}>
            <button
              type="button"
              className="past-line"
              onClick={() => onShow('step' in way ? way.step : way.start)}
            >
              <Mark plain colour="amber" icon="unknown">
                {t('cover.not')}
              </Mark>
              {words(way)}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function useWayWords({ steps }: FlowDefinition): (way: Way) => string {
  const say = useSay();
  const name = (step: string) => say(steps[step]?.name) || step;
  return (way) => {
    if (!('step' in way)) return `→ ${name(way.start)}`;
    const route = steps[way.step]?.routes.find(({ id }) => id === way.route);
    const to = route === undefined ? way.route : name(route.to);
    const said = say(route?.name);
    return `${name(way.step)} → ${to}${said === '' ? '' : ` (${said})`}`;
  };
}

function Rows({ rows }: { rows: readonly RanRow[] }) {
  const { t } = useTranslation('trial');
  const language = useLanguage();
  if (rows.length === 0) return <Nothing text={t('cover.none')} />;
  return (
    <>
      <h3>
        {t('examples.rows')} <span className="section-count">{rows.length}</span>
      </h3>
      <ul className="trial-list">
        {rows.map(({ title, differences }) => (
          <li key={JSON.stringify(title)}>
            <Mark
              plain
              colour={differences.length === 0 ? 'green' : 'red'}
              icon={differences.length === 0 ? 'done' : 'cross'}
            >
              {t(differences.length === 0 ? 'examples.pass' : 'examples.fail')}
            </Mark>
            <span className="trial-words">
              {typeof title === 'string' ? title : title[language]}
            </span>
            {differences.map((one) => (
              <p key={one} className="quiet">
                {one}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What is covered, and what is not, over the flow. */
function OnCanvas({ coverage, onMarks }: Pick<CoverageProps, 'onMarks'> & { coverage: Coverage }) {
  const draw = useEffectEvent((marks: Marks) => onMarks(marks));
  useEffect(() => {
    draw(marksOf(coverage));
    return () => draw(noMarks);
  }, [coverage]);
  return null;
}

function marksOf({ steps, ways }: Coverage): Marks {
  return {
    steps: { ...marksFor(steps.covered, 'visited'), ...marksFor(steps.uncovered, 'uncovered') },
    routes: {
      ...marksFor(ways.covered.map(nameOf), 'passed'),
      ...marksFor(ways.uncovered.map(nameOf), 'uncovered'),
    },
  };
}

function marksFor(names: readonly string[], kind: CanvasMark['kind']): Record<string, CanvasMark> {
  return Object.fromEntries(names.map((name) => [name, { kind }]));
}

function nameOf(way: Way): string {
  return 'step' in way ? keyOf(way) : keyOf({ branch: way.branch });
}

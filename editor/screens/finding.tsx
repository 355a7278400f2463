/** One finding: why the rule held, over which data, and what follows. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactValue } from '@flowmeter/engine/definition/facts.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import { factDictionary } from '../api/definitions.ts';
import { findingOf, type Finding } from '../api/findings.ts';
import { Answered } from '../display/answered.tsx';
import { useFormat } from '../display/format.ts';
import { Instant } from '../display/instant.tsx';
import { FindingStatus, SeverityMark, SyntheticMark } from '../display/marks.tsx';
import { Facts, PageHead, Section } from '../display/page.tsx';
import { Reason } from '../display/reason.tsx';
import { useSay } from '../words/say.ts';
import { FindingExemption } from './finding-exemption.tsx';
import { FindingRecheck, FindingRecord } from './finding-record.tsx';

const route = getRouteApi('/in/findings/$id');

export function FindingScreen() {
  const { t } = useTranslation('findings');
  const { id } = route.useParams();
  const query = useQuery(findingOf(id));
  const say = useSay();
  return (
    <div className="page">
      <Answered page query={query} rows={8}>
        {(finding) => (
          <>
            <PageHead
              title={say(finding.message)}
              above={
                <>
                  <span className="figures">{finding.rule.id}</span>
                  <span>{say(finding.rule.name)}</span>
                </>
              }
              marks={
                <>
                  <FindingStatus status={finding.status} />
                  <SeverityMark severity={finding.severity} />
                  {finding.synthetic && <SyntheticMark />}
                </>
              }
            />
            <div className="case-columns">
              <div className="case-main">
                <Section title={t('finding.why')}>
                  <Reason reason={finding.reason} />
                </Section>
                {finding.recheck !== null && <FindingRecheck recheck={finding.recheck} />}
                <Section title={t('finding.operands')}>
                  <Operands operands={finding.operands} known={finding.operand_facts} />
                </Section>
                <Section title={t('finding.rectification')}>
                  <Rectification finding={finding} />
                </Section>
                {finding.record_key !== null && finding.subject.id !== 'finding' && (
                  <FindingRecord kind={finding.subject.id} finding={finding.id} />
                )}
              </div>
              <aside className="case-side">
                <About finding={finding} />
                {finding.record_key !== null && finding.subject.id !== 'finding' && (
                  <FindingExemption finding={finding} />
                )}
              </aside>
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}

interface OperandsProps {
  operands: Finding['operands'];
  known: Finding['operand_facts'];
}

/** The data the rule spoke about, by the names that the dictionary gives them. */
function Operands({ operands, known }: OperandsProps) {
  const say = useSay();
  const format = useFormat();
  const { data } = useQuery(factDictionary);
  const dictionary = { ...data?.builtin, ...data?.facts, ...known };
  const rows = Object.entries(operands).map(([id, value]) => {
    const fact = dictionary[id];
    const type = fact?.type ?? (isInstant(value) ? 'datetime' : 'string');
    const shown = isValue(value) ? format.value({ ...fact, type }, value) : JSON.stringify(value);
    return [
      say(fact?.name) || id,
      fact?.unit ? `${shown} ${say(unitName(fact.unit))}` : shown,
    ] as const;
  });
  return <Facts columns={2} items={rows} />;
}

function isValue(value: unknown): value is FactValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isInstant(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value);
}

function Rectification({ finding }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  const say = useSay();
  return (
    <div className="stack">
      <p>{say(finding.rectification)}</p>
      {finding.rectification_id === null ? (
        <p className="quiet">{t('finding.noRectification')}</p>
      ) : (
        <p>
          {t('finding.rectificationCase')}{' '}
          <Link to="/cases/$id" params={{ id: finding.rectification_id }} className="figures">
            {finding.rectification_id}
          </Link>
        </p>
      )}
    </div>
  );
}

function About({ finding }: { finding: Finding }) {
  const { t } = useTranslation(['findings', 'display']);
  const say = useSay();
  const subjectOf = useSubject();
  return (
    <Section title={t('finding.about')}>
      <Facts
        items={[
          ...subjectOf(finding),
          [t('finding.cause'), say(finding.cause?.name)],
          [t('finding.who'), say(finding.handler?.name)],
          [t('finding.unit'), say(finding.unit.name)],
          [t('finding.found'), <Instant key="found" at={finding.found_at} />],
          [t('finding.stage'), t(`display:stage.${finding.stage}`)],
          [
            t('finding.rule'),
            <Link key="rule" to="/findings" search={{ rule: finding.rule.id }}>
              {finding.rule.id} {say(finding.rule.name)}
            </Link>,
          ],
          [
            t('finding.ruleVersion'),
            <Tooltip key="hash" title={finding.rule_hash}>
              <code>{finding.rule_hash.slice(0, 10)}</code>
            </Tooltip>,
          ],
        ]}
      />
    </Section>
  );
}

/** What it is about, as rows: a case and its step; or whom a record is about, and when. */
function useSubject() {
  const { t } = useTranslation('findings');
  const say = useSay();
  const format = useFormat();
  return (finding: Finding): [string, ReactNode][] => {
    const { subject, case_id, case_title, step, object, period, money } = finding;
    if (subject.id === 'case' && case_id !== null) {
      return [
        [
          t('finding.case'),
          <Link key="case" to="/cases/$id" params={{ id: case_id }}>
            {case_title}
          </Link>,
        ],
        [t('finding.step'), say(step?.name)],
      ];
    }
    return [
      [t('finding.subject'), say(subject.name)],
      [
        t('finding.object'),
        <span key="object" className="figures">
          {object}
        </span>,
      ],
      [t('finding.period'), period],
      [t('finding.money'), money === null ? null : format.number(money)],
    ];
  };
}

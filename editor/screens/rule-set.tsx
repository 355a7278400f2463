/** A rule set in force, or an earlier version of it: its rules, what they mean, their examples, its history. */
import '../theme/rules.css';
import '../theme/review.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { RulesetDefinition } from '@flowmeter/engine/definition/ruleset.ts';
import { definitionOf, type DefinitionVersion } from '../api/definitions.ts';
import { examplesOf } from '../api/examples.ts';
import { packInForce } from '../api/pack.ts';
import { ruleList } from '../api/rules.ts';
import { versionOf } from '../api/versions.ts';
import { Answered } from '../display/answered.tsx';
import { useFormat } from '../display/format.ts';
import { Mark } from '../display/mark.tsx';
import { PageHead } from '../display/page.tsx';
import { ExamplesMark } from '../panels/rules/rule-examples.tsx';
import type { Outcomes } from '../panels/rules/outcomes.ts';
import { RulesBody } from '../panels/rules/rules-body.tsx';
import { useOutcomes } from '../panels/rules/use-outcomes.ts';
import { useSay } from '../words/say.ts';
import { DefinitionVersions } from './definition-versions.tsx';
import { EarlierVersion } from './definition-earlier.tsx';
import { EditRules } from './rules-edit.tsx';
import { useRecordName } from './rules-records.ts';

const route = getRouteApi('/in/rules/$id');

export function RuleSetScreen() {
  const { id } = route.useParams();
  const { version } = route.useSearch();
  const active = useQuery(definitionOf('ruleset', id));
  const asked = useQuery({ ...versionOf(version ?? ''), enabled: version !== undefined });
  const pack = useQuery(packInForce);
  const query = version === undefined ? active : asked;
  return (
    <div className="page rules-page">
      <Answered page query={query} rows={14}>
        {(shown) =>
          shown.definition.kind === 'ruleset' ? (
            <Answered query={pack} rows={14}>
              {(known) => <RuleSet shown={shown} pack={known} />}
            </Answered>
          ) : null
        }
      </Answered>
    </div>
  );
}

const noProblems: never[] = [];
const inPlace = { replace: true, resetScroll: false };

function RuleSet({ shown, pack }: { shown: DefinitionVersion; pack: Pack }) {
  const { id } = route.useParams();
  const { rule: open, view = 'sentence', as = 'list' } = route.useSearch();
  const navigate = useNavigate({ from: '/rules/$id' });
  const set = shown.definition as RulesetDefinition;
  const { data: active } = useQuery(definitionOf('ruleset', id));
  const isActive = active === undefined ? shown.active : active.hash === shown.hash;
  const { data: examples } = useQuery(examplesOf(useQueryClient(), { kind: 'ruleset', id }));
  const document = useMemo(
    () => ({ set, examples: examples?.definition ?? null }),
    [set, examples],
  );
  const outcomes = useOutcomes(document, pack);
  const desk = useMemo(
    () => ({ document, pack, port: undefined, problems: noProblems, outcomes }),
    [document, pack, outcomes],
  );
  return (
    <>
      <SetHead set={set} isActive={isActive} outcomes={outcomes} />
      {!isActive && (
        <EarlierVersion kind="ruleset" id={id} hash={shown.hash}>
          <Link to="/rules/$id" params={{ id }} search={{}}>
            <BackWords />
          </Link>
        </EarlierVersion>
      )}
      <div className="section rules-frame">
        <RulesBody
          desk={desk}
          open={open}
          view={view}
          as={as}
          onOpen={(rule) =>
            void navigate({ search: (before) => ({ ...before, rule }), ...inPlace })
          }
          onView={(next) =>
            void navigate({
              search: (before) => ({ ...before, view: next === 'sentence' ? undefined : next }),
              ...inPlace,
            })
          }
          onAs={(next) =>
            void navigate({
              search: (before) => ({ ...before, as: next === 'list' ? undefined : next }),
              ...inPlace,
            })
          }
          nameOfRecord={useRecordName()}
        />
      </div>
      <DefinitionVersions
        definition={set}
        shown={shown.hash}
        active={active?.hash}
        onShow={(version) => void navigate({ search: { version }, resetScroll: false })}
      />
    </>
  );
}

function BackWords() {
  const { t } = useTranslation('rules');
  return t('version.toActive');
}

interface SetHeadProps {
  set: RulesetDefinition;
  isActive: boolean;
  outcomes: Outcomes;
}

function SetHead({ set, isActive, outcomes }: SetHeadProps) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const format = useFormat();
  const { rule } = route.useSearch();
  const { data } = useQuery(ruleList);
  const row = data?.sets.find(({ id }) => id === set.id);
  const found = row?.rules.reduce((sum, one) => sum + one.findings, 0) ?? 0;
  return (
    <PageHead
      title={say(set.name)}
      above={
        <Link to="/rules" search={{}}>
          {t('list.title')}
        </Link>
      }
      marks={
        isActive && (
          <Mark colour="green" icon="done">
            {t('version.active')}
          </Mark>
        )
      }
      details={
        <>
          <span>{t('set.count', { count: set.rules.length })}</span>
          {row && isActive && (
            <span>{t('set.since', { at: format.instant(row.active_since) })}</span>
          )}
          {row && isActive && <span>{t('set.findings', { count: found })}</span>}
          <ExamplesMark
            count={outcomes.length}
            failing={outcomes.filter(({ holds }) => !holds).length}
          />
        </>
      }
      actions={row && <EditRules kind="ruleset" definition={row} rule={rule} isPrimary />}
    />
  );
}

/** The rules and decision tables in force: looked for, narrowed down, opened, changed. */
import '../theme/rules.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ruleList } from '../api/rules.ts';
import { Answered } from '../display/answered.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { NewDefinition } from './definitions-new.tsx';
import { RuleFilters } from './rules-filters.tsx';
import { fittingRules, fittingTables } from './rules-fitting.ts';
import { RuleSetSection, TablesSection } from './rules-sections.tsx';
import { ImportTables } from './tables-import.tsx';

const route = getRouteApi('/in/rules');

export function RulesScreen() {
  const { t } = useTranslation('rules');
  const search = route.useSearch();
  const query = useQuery(ruleList);
  return (
    <div className="page">
      <PageHead
        title={t('list.title')}
        details={<span>{t('list.help')}</span>}
        actions={
          query.data && (
            <>
              <ImportTables />
              <NewDefinition kinds={['ruleset', 'table']} />
            </>
          )
        }
      />
      <Answered query={query} rows={12}>
        {({ sets, tables }) => {
          const shown = fittingRules(sets, search);
          const shownTables = fittingTables(tables, search);
          return (
            <>
              <RuleFilters sets={sets} />
              {shown.map((set) => (
                <RuleSetSection key={set.id} set={set} />
              ))}
              {shownTables.length > 0 && <TablesSection tables={shownTables} />}
              {shown.length + shownTables.length === 0 && (
                <Nothing text={t('list.empty')}>
                  <Link to="/rules" search={{}}>
                    {t('list.clear')}
                  </Link>
                </Nothing>
              )}
            </>
          );
        }}
      </Answered>
    </div>
  );
}

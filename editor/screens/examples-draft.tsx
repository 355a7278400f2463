/** A draft of the examples of a definition: each with what came of it, taken away, proposed. */
import { DeleteOutlined } from '@ant-design/icons';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import type { ExampleResult } from '@flowmeter/engine/examples/registry.ts';
import { find, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { useCommand } from '../api/command.ts';
import { type Draft, saveDraft } from '../api/drafts.ts';
import { Answered } from '../display/answered.tsx';
import { Failure } from '../display/failure.tsx';
import { Mark } from '../display/mark.tsx';
import { PageHead, Section } from '../display/page.tsx';
import { type Column, DataTable } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { ProposeExamples } from './examples-propose.tsx';

interface ExamplesDraftProps {
  draft: Draft;
  pack: Pack;
  /** The draft is read again. */
  onChanged: () => Promise<unknown>;
}

export function ExamplesDraft({ draft, pack, onChanged }: ExamplesDraftProps) {
  const { t } = useTranslation('trial');
  const say = useSay();
  const [isProposing, setIsProposing] = useState(false);
  const examples = examplesIn(draft);
  const results = useQuery(resultsOf(draft, examples, pack));
  const remove = useCommand({
    run: (rows: unknown[]) =>
      saveDraft(draft.id, { content: { ...examples, rows }, layout: null }, draft.revision),
    makesOld: ['drafts'],
    onDone: onChanged,
  });
  const subject = find(pack, examples.of.kind as 'flow', examples.of.id);
  return (
    <div className="page">
      <PageHead
        title={say(examples.name)}
        details={<span>{say(subject?.name) || examples.of.id}</span>}
        actions={
          <Button
            type="primary"
            disabled={examples.rows.length === 0}
            onClick={() => setIsProposing(true)}
          >
            {t('examples.propose')}
          </Button>
        }
      />
      <Alert type="info" showIcon title={t('examples.help')} />
      {remove.error && <Failure error={remove.error} />}
      <Section title={t('examples.rows')} count={examples.rows.length} flush>
        <Answered query={results} rows={6}>
          {(found) => (
            <Rows
              examples={examples}
              results={found}
              isBusy={remove.isPending}
              onRemove={(index) => remove.mutate(examples.rows.toSpliced(index, 1))}
            />
          )}
        </Answered>
      </Section>
      {isProposing && <ProposeExamples draft={draft} onClose={() => setIsProposing(false)} />}
    </div>
  );
}

interface RowsProps {
  examples: ExamplesDefinition;
  results: readonly ExampleResult[];
  isBusy: boolean;
  onRemove: (index: number) => void;
}

function Rows({ examples, results, isBusy, onRemove }: RowsProps) {
  const { t } = useTranslation('trial');
  const columns: Column<ExampleResult>[] = [
    { key: 'title', title: t('examples.row'), render: ({ title }) => title },
    { key: 'result', title: t('examples.result'), render: (row) => <Result {...row} /> },
    {
      key: 'remove',
      title: t('examples.tools'),
      render: ({ title, at }) => (
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('examples.remove', { name: title })}
          disabled={isBusy || results.length < 2}
          onClick={() => onRemove(Number(at.split('/').at(-1)))}
        />
      ),
    },
  ];
  return (
    <DataTable
      caption={t('examples.rows')}
      columns={columns}
      rows={results.slice(0, examples.rows.length)}
      rowKey={({ at }) => at}
    />
  );
}

function Result({ differences }: ExampleResult) {
  const { t } = useTranslation('trial');
  const say = useSay();
  if (differences.length === 0) {
    return (
      <Mark plain colour="green" icon="done">
        {t('examples.pass')}
      </Mark>
    );
  }
  return (
    <>
      <Mark plain colour="red" icon="cross">
        {t('examples.fail')}
      </Mark>
      <ul>
        {differences
          .map((one) => (typeof one === 'string' ? one : say(one)))
          .map((words) => (
            <li key={words}>{words}</li>
          ))}
      </ul>
    </>
  );
}

/** What comes of the rows among the definitions in force; the engine is fetched for it. */
const resultsOf = ({ id, revision }: Draft, examples: ExamplesDefinition, pack: Pack) =>
  queryOptions({
    queryKey: ['drafts', id, revision, 'results'],
    queryFn: async () => {
      const { runExamples } = await import('@flowmeter/engine/examples/registry.ts');
      return runExamples(examples, pack);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A draft may be unfinished: what the screen needs of it is there. */
function examplesIn({ definition_id: id, content }: Draft): ExamplesDefinition {
  const name = { zh: id, en: id };
  const blank = { kind: 'examples', id, name, of: { kind: 'flow', id }, rows: [] };
  return { ...blank, ...content } as ExamplesDefinition;
}

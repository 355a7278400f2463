/** Brings decision tables in from a file or the clipboard: what was read is shown before drafts begin. */
import '../theme/exchange.css';
import { ImportOutlined } from '@ant-design/icons';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mapping } from '@flowmeter/engine/exchange/mapping.ts';
import { useCommand } from '../api/command.ts';
import {
  importTables,
  readingOf,
  type SheetMapping,
  type TableFile,
  type TableImport,
  type TableReading,
} from '../api/exchange.ts';
import { Waiting } from '../display/answered.tsx';
import { Failure, ProblemList } from '../display/failure.tsx';
import { message } from '../display/message.tsx';
import { Refusal } from '../api/refusal.ts';
import { useIsOwner } from './flows-edit.tsx';
import { ImportReading } from './tables-import-reading.tsx';
import { ImportSource } from './tables-import-source.tsx';

/** Nothing for those who may not change rules. */
export function ImportTables() {
  const { t } = useTranslation('exchange');
  const [isOpen, setIsOpen] = useState(false);
  if (!useIsOwner()) return null;
  return (
    <>
      <Button icon={<ImportOutlined aria-hidden />} onClick={() => setIsOpen(true)}>
        {t('open')}
      </Button>
      {isOpen && <ImportDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}

function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['exchange', 'display']);
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<TableFile>();
  const [mappings, setMappings] = useState<SheetMapping[]>([]);
  const reading = useQuery(readingOf(chosen, mappings));
  const bring = useCommand({
    run: (input: TableImport, key) => importTables(input, key),
    makesOld: ['definitions', 'drafts', 'rules'],
    onDone: ({ drafts }) => {
      message.success(t('done', { count: drafts.length }));
      const [first] = drafts;
      return first && navigate({ to: '/drafts/$id', params: { id: first.id }, search: {} });
    },
  });
  const choose = (file: TableFile | undefined) => {
    setMappings([]);
    bring.reset();
    setChosen(file);
  };
  const count = tablesIn(reading);
  return (
    <Modal
      open
      width={760}
      title={t('title')}
      onCancel={onClose}
      onOk={() => chosen && bring.mutate({ file: chosen, mappings })}
      okText={count === 0 ? t('submitNone') : t('submit', { count })}
      cancelText={t('display:cancel')}
      okButtonProps={{ disabled: chosen === undefined || count === 0, loading: bring.isPending }}
    >
      <div className="stack import-tables">
        {chosen === undefined ? (
          <ImportSource onChoose={choose} />
        ) : (
          <>
            <p className="import-file">
              <span>{chosen.base64 === undefined ? t('pasted') : chosen.name}</span>
              <Button size="small" onClick={() => choose(undefined)}>
                {t('other')}
              </Button>
            </p>
            <Read
              query={reading}
              onMap={(sheet, mapping) =>
                setMappings([...mappings.filter((one) => one.sheet !== sheet), { sheet, mapping }])
              }
            />
          </>
        )}
        {bring.error && <Refused error={bring.error} />}
      </div>
    </Modal>
  );
}

type Reading = UseQueryResult<TableReading>;

/** How many are ready: none while a file or a mapping is being read. */
function tablesIn({ data, isSuccess, isPlaceholderData }: Reading): number {
  return isSuccess && !isPlaceholderData ? data.tables.length : 0;
}

interface ReadProps {
  query: Reading;
  onMap: (sheet: string, mapping: Mapping) => void;
}

function Read({ query: { data, error, isPending }, onMap }: ReadProps) {
  if (error) return <Refused error={error} />;
  return isPending ? <Waiting rows={4} /> : <ImportReading reading={data} onMap={onMap} />;
}

/** Every reason, not the first alone: the file can be put right in one go. */
function Refused({ error }: { error: Error }) {
  return error instanceof Refusal && error.problems.length > 1 ? (
    <ProblemList problems={error.problems} />
  ) : (
    <Failure error={error} />
  );
}

/** A flow as files: for other tools, for reports, for paper. All are made from the document. */
import { useTranslation } from 'react-i18next';
import { markLine, markXml, type Watermark } from '@flowmeter/engine/privacy/watermark.ts';
import { type Language, wordsOf } from '@flowmeter/engine/problem.ts';
import { pictureOf, type Picture } from '../canvas/picture.ts';
import type { Surroundings } from '../canvas/surroundings.ts';
import { registerExport } from '../api/privacy.ts';
import { message } from '../display/message.tsx';
import { takeAway } from '../display/take-away.tsx';
import type { FlowDocument } from '../document/document.ts';
import { boxesOf } from '../document/geometry.ts';
import { withPlaces } from '../document/place-missing.ts';
import { useLanguage } from '../words/say.ts';
import { saveFile } from './draft-file.ts';
import type { FileItem } from './draft-menu.tsx';
import { printPicture } from './flow-print.ts';

/** What a menu offers; the document is asked for when something is chosen. */
export function useFlowFiles(documentOf: () => FlowDocument, around: Surroundings): FileItem[] {
  const { t } = useTranslation(['interchange', 'canvas']);
  const language = useLanguage();
  const picture = (mark: Watermark): Picture =>
    pictureOf(withPlaces(documentOf()), {
      ...around,
      language,
      mark: markLine(mark),
      limit: (value, unit) => t('canvas:limit', { value, unit: t(`canvas:unit.${unit as 'd'}`) }),
    });
  /** Makes it once it is registered. */
  const item = (what: Drawn, make: (mark: Watermark, name: string) => unknown): FileItem => ({
    key: what,
    label: t(`export.${what}`),
    onClick: () => {
      const { id } = documentOf().flow;
      const name = what === 'print' ? id : `${id}.${what}`;
      const take = async (purpose: string) =>
        make(await registerExport({ what, object: `flow/${id}`, purpose }), name);
      takeAway({ name, take });
    },
  });
  return [
    item('bpmn', (mark) => saveBpmn(documentOf(), language, mark)),
    item('svg', (mark, name) => saveFile(name, 'image/svg+xml', markXml(picture(mark).svg, mark))),
    item('png', (mark, name) =>
      pngOf(picture(mark)).then(
        (png) => saveFile(name, 'image/png', png),
        () => message.error(t('export.tooLarge')),
      ),
    ),
    item('print', (mark) => printPicture(picture(mark))),
  ];
}

type Drawn = 'bpmn' | 'svg' | 'png' | 'print';

async function saveBpmn(shown: FlowDocument, language: Language, mark: Watermark): Promise<void> {
  const { writeBpmn } = await import('@flowmeter/engine/bpmn/write-bpmn.ts');
  const document = withPlaces(shown);
  const boxes = Object.fromEntries(boxesOf(document));
  const made = writeBpmn(document.flow, { language, boxes });
  const problems = made.ok ? made.value.problems : made.problems;
  for (const one of problems) message.warning(wordsOf(one)[language]);
  if (!made.ok) return;
  const text = markXml(made.value.text, mark);
  saveFile(`${document.flow.id}.bpmn`, 'application/xml', text);
}

/** Twice as large as on the screen, for paper; as much as a browser can hold. */
const SCALE = 2;
const MOST_PIXELS = 120_000_000;
const LONGEST_SIDE = 16_000;

async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const most = Math.min(
    LONGEST_SIDE / width,
    LONGEST_SIDE / height,
    Math.sqrt(MOST_PIXELS / (width * height)),
  );
  const scale = Math.min(SCALE, most);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no drawing surface');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/png' });
}

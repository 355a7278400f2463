/**
 * A text area that grows with what is entered, between two numbers of rows. The browser sees to it: antd’s
 * own way writes a style attribute, which the page’s content security policy does not take.
 */
import type { CSSProperties } from 'react';

/** antd’s padding and border above and below the rows. */
const EDGES = '10px';

export function growing(least: number, most?: number): { rows: number; style: CSSProperties } {
  const style: CSSProperties = {
    fieldSizing: 'content',
    minHeight: `calc(${least}lh + ${EDGES})`,
    ...(most === undefined ? {} : { maxHeight: `calc(${most}lh + ${EDGES})` }),
  };
  return { rows: least, style };
}

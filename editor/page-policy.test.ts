import { describe, expect, test } from 'vitest';
import { keepPagePolicy, noMarkup, ownFile } from './page-policy.ts';

const origin = 'https://flow.example';

describe('text as markup', () => {
  test.each(['', '.a>.b{color:red}', '@media (width > 1px){}', '&amp;'])('%s passes', (css) => {
    expect(noMarkup(css)).toBe(css);
  });

  test.each(['<img src=x onerror=alert(1)>', '</style><script>', 'a<b'])('%s does not', (html) => {
    expect(() => noMarkup(html)).toThrow('markup');
  });
});

describe('the address of a worker', () => {
  test.each(['/assets/check-1.js', 'https://flow.example/assets/elk.js'])(
    '%s passes',
    (address) => {
      expect(ownFile(address, origin)).toMatch(/^https:\/\/flow\.example\/assets\//);
    },
  );

  test.each([
    'https://evil.example/assets/check.js',
    '//evil.example/assets/check.js',
    'data:text/javascript,alert(1)',
    'blob:https://flow.example/1',
    '/api/records/x/batches/1/bad-rows',
    '/assets/../api/drafts',
  ])('%s does not', (address) => {
    expect(() => ownFile(address, origin)).toThrow('file of ours');
  });
});

test('what a script makes of style carries the nonce of the page, nothing else does', () => {
  const page = {
    querySelector: () => ({ nonce: 'n1' }),
    location: { origin },
    createElement: (localName: string) => ({ localName, nonce: '' }),
  } as unknown as Document;
  keepPagePolicy(page);
  expect(page.createElement('style').nonce).toBe('n1');
  expect(page.createElement('div').nonce).toBe('');
});

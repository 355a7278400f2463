import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from './architecture/rules.ts';
import { dependenciesOf, packages, readSource, readSources, root } from './architecture/source.ts';

const sources = readSources();
const ruleNames = Object.keys(rules) as (keyof typeof rules)[];

describe('the tree', () => {
  test('is read', () => {
    expect(sources.map((source) => source.path)).toContain('tests/architecture.test.ts');
  });

  test.each(ruleNames)('holds %s', (name) => {
    const broken = sources.flatMap((source) => {
      return rules[name](source).map((wrong) => `${source.path} ${wrong}`);
    });
    expect(broken).toEqual([]);
  });
});

describe('every dependency has a page that says why', () => {
  const pages = globSync('docs/decisions/*.md', { cwd: root });
  const words = pages.map((page) => readFileSync(join(root, page), 'utf8')).join('\n');

  test.each(['.', ...packages])('%s', (folder) => {
    const names = dependenciesOf(folder);
    expect(names.filter((name) => !words.includes(`\`${name}\``))).toEqual([]);
  });
});

/** Text that each rule lets pass, and text that it does not: path, then module. */
const examples: Record<keyof typeof rules, { valid: Example[]; invalid: Example[] }> = {
  dependsDownward: {
    valid: [
      ['engine/a.ts', "import { b } from './b.ts'; import { z } from 'zod';"],
      ['server/a.ts', "import { ok } from '@flowmeter/engine/problem.ts';"],
      ['editor/a.ts', "import type { App } from '@flowmeter/server/app.ts';"],
      ['tests/a.ts', "import { app } from '@flowmeter/server/app.ts';"],
      ['verify/a.ts', "import { follows } from '@flowmeter/engine/audit-log/chain.ts';"],
      ['server/a.ts', "import { verifyCommand } from '@flowmeter/verify/command.ts';"],
    ],
    invalid: [
      ['engine/a.ts', "import { app } from '@flowmeter/server/app.ts';"],
      ['engine/a.ts', "export type { App } from '../server/app.ts';"],
      ['verify/a.ts', "import { openKeys } from '@flowmeter/server/keys/keys.ts';"],
      ['verify/a.ts', "import type { Deps } from '@flowmeter/server/deps.ts';"],
      ['verify/a.ts', "import { app } from '../server/app.ts';"],
      ['server/a.ts', "const screen = await import('@flowmeter/editor/main.tsx');"],
      ['editor/a.ts', "import { type App } from '@flowmeter/server/app.ts';"],
      ['editor/a.ts', "import type { Store } from '@flowmeter/server/store/store.ts';"],
      ['editor/a.ts', "let deps: import('@flowmeter/server/deps.ts').Deps;"],
    ],
  },
  namesPackages: {
    valid: [['server/store/a.ts', "import { b } from '../b.ts'; import '@flowmeter/engine/c.ts';"]],
    invalid: [
      ['server/a.ts', "import { b } from '../engine/b.ts';"],
      ['engine/a.ts', "import { b } from '@flowmeter/engine/b.ts';"],
    ],
  },
  namesFiles: {
    valid: [['editor/a.tsx', "import './a.css'; import x from './x.svg?raw'; import '../b.tsx';"]],
    invalid: [
      ['editor/a.ts', "import { b } from './b';"],
      ['server/a.ts', "import { b } from '@flowmeter/engine/b.js';"],
    ],
  },
  engineIsPure: {
    valid: [
      ['engine/a.ts', 'export const at = (ms: number) => new Date(ms).getUTCDay() + Date.UTC(1);'],
      ['engine/a.ts', "// Date.now() is the server's\nexport const text = 'process.env';"],
      ['engine/a.test.ts', "import { readFileSync } from 'node:fs'; console.log(Date.now());"],
      ['server/a.ts', "import 'node:fs'; console.log(new Date());"],
    ],
    invalid: [
      ['engine/a.ts', "import { readFileSync } from 'node:fs';"],
      ['engine/a.tsx', "import { useState } from 'react';"],
      ['engine/a.ts', "import { sql } from 'kysely/helpers';"],
      ['engine/a.ts', 'const now = Date.now();'],
      ['engine/a.ts', 'const clock = Date.now;'],
      ['engine/a.ts', 'const now = new Date();'],
      ['engine/a.ts', 'const dice = () => Math.random();'],
      ['engine/a.ts', 'const home = process.env.HOME;'],
      ['engine/a.ts', "console.log('here');"],
      ['engine/a.ts', "await fetch('/api');"],
      ['engine/a.ts', 'setTimeout(run, 1);'],
      ['engine/a.ts', 'globalThis.run();'],
    ],
  },
  librariesAreKept: {
    valid: [
      ['engine/flow/compile.ts', "import { createMachine } from 'xstate';"],
      ['engine/rules/evaluate.ts', "import { Engine } from 'json-rules-engine';"],
      ['tests/conformance/rules.test.ts', "import { Engine } from 'json-rules-engine';"],
      ['editor/canvas/canvas.tsx', "import '@xyflow/react/dist/style.css';"],
    ],
    invalid: [
      ['engine/case/fold.ts', "import type { Snapshot } from 'xstate';"],
      ['engine/rules/compile.ts', "import { Engine } from 'json-rules-engine';"],
      ['editor/panels/step.tsx', "import { Handle } from '@xyflow/react';"],
    ],
  },
  nothingRunsText: {
    valid: [
      ['engine/a.ts', 'export const evaluate = (rule: Rule) => evaluator.eval(rule);'],
      ['engine/columns/kernel.ts', 'const once = new WebAssembly.Module(bytes);'],
    ],
    invalid: [
      ['engine/a.ts', 'const more = new WebAssembly.Module(bytes);'],
      ['server/a.ts', "eval('1');"],
      ['server/a.ts', "const f = new Function('return 1');"],
      ['server/a.ts', "const f = Function('return 1');"],
    ],
  },
  namesSaySomething: {
    valid: [['engine/rules/operators.ts', '']],
    invalid: [
      ['engine/utils/text.ts', ''],
      ['server/types.ts', ''],
      ['editor/helpers.test.tsx', ''],
    ],
  },
  silencesNothing: {
    valid: [['engine/a.ts', "export const text = '// oxlint-disable';"]],
    invalid: [
      ['engine/a.ts', '// oxlint-disable-next-line no-eval'],
      ['engine/a.ts', '/* eslint-disable */'],
      ['engine/a.ts', '// @ts-ignore'],
    ],
  },
  shipsNoTests: {
    valid: [['engine/b.test.ts', "import { cases } from './a.test.ts';"]],
    invalid: [
      ['engine/a.ts', "import { cases } from './a.test.ts';"],
      ['engine/a.ts', "import { graph } from './graph.fixture.ts';"],
    ],
  },
  panelsNameNoKind: {
    valid: [
      ['editor/panels/a.ts', "export const rests = (step) => kindOf(step).arrival === 'task';"],
      ['editor/panels/a.ts', "export const basis = { kind: 'typical' };"],
      ['editor/panels/a.test.ts', "const step = { kind: 'task' };"],
      ['editor/canvas/a.ts', "export const size = sizeOf({ kind: 'task' });"],
    ],
    invalid: [
      ['editor/panels/a.ts', "export const isEnd = (step) => step.kind === 'end';"],
      ['editor/panels/a.ts', "export const isEnd = ({ kind }) => 'end' !== kind;"],
      ['editor/panels/a.ts', "switch (step.kind) { case 'wait': break; }"],
      ['editor/panels/a.ts', "export const step = { kind: 'task' };"],
      ['editor/panels/a.ts', "type Join = NonNullable<StepOf<'parallel'>['join']>;"],
      ['editor/panels/a.ts', 'export const name = stepKinds.task.name;'],
      ['editor/panels/a.ts', "import { wait } from '@flowmeter/engine/steps/wait.ts';"],
    ],
  },
};

type Example = [path: string, text: string];

describe.each(ruleNames)('%s', (name) => {
  test.each(examples[name].valid)('lets pass %s: %s', (path, text) => {
    expect(rules[name](readSource(path, text))).toEqual([]);
  });

  test.each(examples[name].invalid)('finds %s: %s', (path, text) => {
    expect(rules[name](readSource(path, text))).not.toEqual([]);
  });
});

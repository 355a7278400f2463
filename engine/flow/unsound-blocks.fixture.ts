/** Flows whose blocks, joins or returns do not hold together. */
import { back, returning } from './blocks.fixture.ts';
import { choice, yes, begin, block, type Unsound } from './corpus.fixture.ts';
import { end, parallel, task } from './flows.fixture.ts';

export const unsoundBlocks: Unsound[] = [
  [
    'a circle through a block that ends by itself',
    {
      s: begin('p'),
      p: parallel({ x: 'xe', y: 'd2' }, 'd'),
      xe: end('x'),
      d2: choice([['ye', yes], ['ye']], 'y'),
      ye: end('y'),
      d: choice([['p', yes], ['e']]),
      e: end(),
    },
    ['automatic_loop'],
    's p xe d2 ye d p',
  ],
  [
    'a circle through a return into a block',
    block({
      x1: choice([['xe', yes], ['x2']], 'x'),
      x2: task('xe', 'x'),
      b: choice([
        ['e', yes],
        ['x1', undefined, { result: 'return' }],
      ]),
    }),
    ['automatic_loop'],
    's p x1 xe y1 ye b p x1 xe b',
  ],
  [
    'a branch that never ends',
    block({ x1: task('x1', 'x'), xe: task('x1', 'x') }),
    ['end_unreachable'],
    's p y1 x1',
  ],
  [
    'a branch that is always left, so that the block never is',
    block({ s: begin('p'), x1: task('c', 'x'), c: task('e') }),
    ['branch_unfinished'],
    's p x1',
  ],
  ['a route into another branch', block({ x1: task(['xe', 'y1'], 'x') }), ['route_into_branch']],
  [
    'a return into a sibling branch',
    block({ x1: returning('xe', [back('y1')], 'x') }),
    ['route_into_branch'],
  ],
  [
    'a route into a block that is no return',
    block({ b: task(['e', 'x1']) }),
    ['route_into_branch'],
  ],
  [
    'a route from before into a block',
    block({ s: begin('a'), a: task(['p', 'x1']) }),
    ['route_into_branch'],
  ],
  [
    'a return into a block before it has ended',
    block({ s: begin('a'), a: returning('p', [back('x1')]) }),
    ['return_before_block'],
    's a',
  ],
  [
    'a return into a block that a branch may have left',
    block({ x1: task(['xe', 'b'], 'x'), b: returning('e', [back('y1')]) }),
    ['return_before_block'],
    's p x1 b',
  ],
  [
    'a return into an inner block that the first branch may have left behind',
    block(
      {
        y1: parallel({ u: 'u1', v: 'v1' }, 'ye', 'y'),
        u1: task('ue', 'u'),
        ue: end('u'),
        v1: task('ve', 'v'),
        ve: end('v'),
        b: returning('e', [back('v1')]),
      },
      'first',
    ),
    ['return_before_block'],
    's p x1 xe b',
  ],
  ['more branches needed than there are', block({}, { at_least: 3 }), ['join_too_many']],
  [
    'the only branch that can end is not enough',
    block({ x1: task('c', 'x'), c: task('e') }, { at_least: 2 }),
    ['branch_unfinished'],
    's p x1',
  ],
  [
    'a trap that a return leads to',
    block({ b: returning('e', [back('x2')]), x2: task('x2', 'x') }),
    ['end_unreachable'],
    's p x1 xe y1 ye b p x2',
  ],
];

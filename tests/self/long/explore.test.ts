import { testFound } from './found-sequences.ts';

testFound(['one', 'two', 'three']);

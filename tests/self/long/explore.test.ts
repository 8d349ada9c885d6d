import { testFound } from '../proof/found-sequences.ts';

testFound(['two', 'three']);

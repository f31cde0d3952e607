/** Figures as the views write them: the same as in sentences. */
export * from '../../src/words/figures';

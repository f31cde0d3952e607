export { KIND_WORDS, OUTCOME_MEANINGS, OUTCOME_WORDS, TERMS, type TermName } from './en/terms';

import { whyNot } from '../../src/analysis/why-not';
import { toCallbackKey } from '../../src/trace/types';
import { plainText } from '../../src/words/plain';
import { describeWhyNot } from '../../src/words/why-not';
import { modelsOf } from '../support/compare/models-of';
import type { Known } from './known';

/** The reasons why a callback did not run, compared with the ids that the renderer can find, and with the runs. */
export function checkWhyNot(known: Known): readonly string[] {
  const { evidence, trace, calls } = known;
  const [model] = modelsOf([trace]);
  if (model === undefined) return [];
  return evidence.app.callbacks.flatMap(({ inputs, outputs }, number) => {
    const key = toCallbackKey(evidence.keys[number] ?? '');
    const { last, reasons } = whyNot(model, key);
    const wasRequested = calls.some((each) => each.number === number && each.call.outcome !== 'merged');
    const absent = [...inputs, ...outputs].flatMap(({ id, property }) =>
      typeof id === 'string' && !evidence.page.ids.includes(id) ? [{ id, property }] : [],
    );
    const reported = reasons
      .map((reason) => plainText(describeWhyNot(reason).sentence))
      .filter((sentence) => sentence.includes('is not on the page:'));
    return [
      ...(wasRequested === (last !== null)
        ? []
        : [`callback ${number}: it was ${wasRequested ? '' : 'never '}requested`]),
      ...absent
        .filter(({ id, property }) => !reported.some((sentence) => sentence.includes(`${id}.${property} `)))
        .map(({ id }) => `callback ${number}: ${id} is not on the page, and nothing says so`),
      ...reported
        .filter((sentence) =>
          [...inputs, ...outputs].some(
            ({ id, property }) =>
              typeof id === 'string' &&
              evidence.page.ids.includes(id) &&
              sentence.includes(` ${id}.${property} is not`),
          ),
        )
        .map((sentence) => `callback ${number}: "${sentence}", and it is there`),
    ];
  });
}

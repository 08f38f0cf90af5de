// One line for each case: ok, or what was expected and what was seen.
import { isDeepStrictEqual } from 'node:util';

export class Report {
  #failures = 0;

  async check(name, run) {
    try {
      await run();
      console.log(`ok ${name}`);
    } catch (failure) {
      this.#failures++;
      console.log(`FAILED ${name}: ${reason(failure)}`);
    }
  }

  exitCode() {
    return this.#failures === 0 ? 0 : 1;
  }
}

export function same(what, expected, seen) {
  if (!isDeepStrictEqual(seen, expected)) {
    throw new Error(`${what} expected ${JSON.stringify(expected)} seen ${JSON.stringify(seen)}`);
  }
}

/** On one line; the library throws texts, not errors, and fetch hides its reason in the cause. */
function reason(failure) {
  const text = failure.cause?.message ?? failure.message ?? String(failure);
  return text.replaceAll(/\s+/g, ' ');
}

// What several networks make of one drawing, in one sentence.

const COUNT = ["None", "One", "Two", "Three", "Four", "Five", "Six"]; // beyond, numerals

/**
 * Find the commonest answer.
 * @param {string[]} answers
 */
export const commonest = (answers) => byCount(answers)[0];

/**
 * Write "All six read 5." or "Four read 5, one reads 9, one rejects it."
 * @param {string[]} answers
 */
export function summaryOf(answers) {
  const kinds = byCount(answers);
  if (kinds.length === 1) {
    const all = `All ${counted(answers.length).toLowerCase()}`;
    return kinds[0] === "?" ? `${all} reject it: not a digit.` : `${all} read ${kinds[0]}.`;
  }
  const words = kinds.map((kind) => {
    const n = times(answers, kind);
    return kind === "?"
      ? `${counted(n)} ${n === 1 ? "rejects" : "reject"} it`
      : `${counted(n)} ${n === 1 ? "reads" : "read"} ${kind}`;
  });
  return `${words.map((part, at) => (at ? part.toLowerCase() : part)).join(", ")}.`;
}

/** @param {number} n */
const counted = (n) => COUNT[n] ?? String(n);

/**
 * List the answers that there are, the commonest first.
 * @param {string[]} answers
 */
const byCount = (answers) => [...new Set(answers)].sort((a, b) => times(answers, b) - times(answers, a));

/**
 * @param {string[]} answers
 * @param {string} answer
 */
const times = (answers, answer) => answers.filter((each) => each === answer).length;

// @ts-check
// Repeats one question while somebody looks: one timer, none while hidden, slower while nobody answers.

const usual = 1_000;
const slowest = 10_000;

/**
 * The pause after a number of failures in a row: 1, 2, 4, 8, 10 s.
 * @param {number} failures
 */
export function pauseAfter(failures) {
  return Math.min(usual * 2 ** Math.max(0, failures - 1), slowest);
}

/**
 * @param {object} parts
 * @param {() => Promise<boolean>} parts.ask true when somebody answered
 * @param {(run: () => void, milliseconds: number) => any} parts.setTimer
 * @param {(timer: any) => void} parts.clearTimer
 */
export function createPoller({ ask, setTimer, clearTimer }) {
  /** @type {any} */
  let timer = null;
  let wanted = false;
  let asking = false;
  let failures = 0;

  const turn = async () => {
    timer = null;
    if (asking || !wanted) return;
    asking = true;
    let answered = false;
    try {
      answered = await ask();
    } finally {
      asking = false;
      failures = answered ? 0 : failures + 1;
      if (wanted && timer === null) timer = setTimer(turn, answered ? usual : pauseAfter(failures));
    }
  };
  const stop = () => {
    wanted = false;
    if (timer !== null) clearTimer(timer);
    timer = null;
  };
  return {
    /** Asks now and then again and again; also the way to ask before the pause is over. */
    start() {
      stop();
      wanted = true;
      return turn();
    },
    stop,
  };
}

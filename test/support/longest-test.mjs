import { addEventHandler } from 'jest-circus';

const longestMilliseconds = 600_000;

/** The same test or hook, which fails where it hangs. */
const limited = (fn) => async () => {
  let timer;
  const tooLong = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`It has not ended after ${longestMilliseconds / 1000} s.`)),
      longestMilliseconds,
    );
  });
  try {
    return await Promise.race([fn(), tooLong]);
  } finally {
    clearTimeout(timer);
  }
};

/** Real servers and processes on a busy machine: a test that hangs is ended, one that is slow is not. */
addEventHandler((event, { currentDescribeBlock: { children, hooks } }) => {
  if (event.name !== 'add_test' && event.name !== 'add_hook') return;
  const added = (event.name === 'add_test' ? children : hooks).at(-1);
  if (added.fn?.length === 0) added.fn = limited(added.fn);
});

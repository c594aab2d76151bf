/** The same work, done once for equal questions: plain data, with their keys in one order. */
export function remembered<Question, Answer>(
  work: (question: Question) => Answer,
): (question: Question) => Answer {
  const known = new Map<string, Answer>();
  return (question) => {
    const key = JSON.stringify(question);
    if (!known.has(key)) known.set(key, work(question));
    return known.get(key) as Answer;
  };
}

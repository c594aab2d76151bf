/** The clients that every writer of a race changes in each of its commits. */
export const sharedIds = ['a', 'b', 'c', 'd'];

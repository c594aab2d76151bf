/** How long is what has the same length always, on a line of moments. */
export const millisecondsInMinute = 60_000;
export const millisecondsInHour = 3_600_000;
export const millisecondsInDay = 86_400_000;

/**
 * What a caller has to give, where that depends on what is given. The compiler infers `Given`, with its
 * literals, from the first branch and holds the argument against the second one.
 */
export type Wanted<Given, Checked> = [Given] extends [never] ? Given : Checked;

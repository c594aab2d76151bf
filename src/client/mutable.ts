/** The same fields, open to be set by whoever makes the object; what lies in them stays read-only. */
export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Makes the compiler check that a `switch` handles every case. */
export function assertNever(value: never): never {
  throw new Error(`unexpected case ${JSON.stringify(value)}`);
}

declare module '*.svg' {
  const text: string;
  // eslint-disable-next-line no-restricted-syntax -- the bundler's loader for texts makes a default export
  export default text;
}

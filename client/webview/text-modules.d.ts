/** What runs inside a webview is bundled as text, to be put into its page. */
declare module '*.css' {
  const text: string;
  export default text;
}
declare module '*.webview.js' {
  const text: string;
  export default text;
}

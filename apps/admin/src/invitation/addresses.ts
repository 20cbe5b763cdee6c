/**
 * The addresses in what somebody typed or pasted: one per line, or between commas, semicolons or spaces, also as mail
 * programs write them (`Ana Silva <ana@acme.test>`). What is no address stays, so that the form can say so.
 */
export function addressesIn(text: string): string[] {
  return text.split(/[,;\n]/).flatMap((part) => {
    const inBrackets = /<([^<>]*)>/.exec(part)?.[1];
    return (inBrackets ?? part).split(/\s+/).filter(Boolean);
  });
}

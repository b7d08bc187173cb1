/** The age key in the editor's secret storage, where the person has put one there. */
import type * as vscode from 'vscode';

/** Its name in the storage, and the variable by which our own server is handed it. */
export const AGE_KEY = 'SECURE_CONFIG_AGE_KEY';

export async function environmentWithAgeKey(
  secrets: vscode.SecretStorage,
): Promise<Readonly<Record<string, string>>> {
  const key = await secrets.get(AGE_KEY);
  return key === undefined ? {} : { [AGE_KEY]: key };
}

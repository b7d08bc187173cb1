/** Stages files, gives them their texts, and says so in between: to be killed at any moment. */
import process from 'node:process';
import { stageFiles, type Wanted } from '../../../shared/node/workflow/staged-files.ts';

async function main(): Promise<void> {
  const wanted = JSON.parse(process.argv[2] ?? '') as Wanted;
  const staged = await stageFiles(wanted);
  if (!('commit' in staged)) throw new Error(staged.message);
  process.stdout.write('staged\n');
  if (wanted.files.length < 10) await new Promise(resolve => setTimeout(resolve, 60_000)); // to be killed here
  process.stdout.write('committing\n');
  await staged.commit();
}

main().catch(error => {
  throw error;
});

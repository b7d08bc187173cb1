/**
 * One part of a scenario in a process of its own, small and young as that of a person who starts the program: one that has
 * grown takes many times longer to start git, and has compiled what others would have to compile.
 */
import fs from 'node:fs';
import process from 'node:process';
import type { Answer, Part } from './scenario.ts';
import { scenarios } from './scenarios.ts';

void main(JSON.parse(process.argv[2] ?? '') as Part);

async function main(part: Part): Promise<void> {
  const answer: Answer = await run(part).catch((error: unknown) => ({
    error: error instanceof Error ? error.message : String(error),
  }));
  fs.writeSync(1, JSON.stringify(answer));
  process.exit();
}

async function run({ scenario: name, contestant, folder, setting }: Part): Promise<Answer> {
  const scenario = scenarios.find(each => each.name === name);
  if (!scenario) throw new Error(`There is no scenario ${name}.`);
  if (contestant === null) {
    await scenario.prepare(folder, setting);
    return { figures: {} };
  }
  const found = scenario.contestants(setting).find(each => each.name === contestant);
  if (!found) throw new Error(`${name} has no contestant ${contestant}.`);
  return { figures: await scenario.measure(found, folder, setting) };
}

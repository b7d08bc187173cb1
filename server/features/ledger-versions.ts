/** Versions: their history, what differs between them, and going back to one. */
import type { Feature } from '../context.ts';
import { answer, answerChange } from '../ledger/answer.ts';

export const ledgerVersions: Feature = {
  register: context => {
    answer(context, 'secureConfig/versions', (service, filter) => service.versions(filter));
    answer(context, 'secureConfig/versionChanges', (service, version) => service.changesOf(version));
    answer(context, 'secureConfig/compare', (service, sides) => service.compare(sides));
    answer(context, 'secureConfig/coveredText', async (service, file) => {
      const outcome = await service.coveredText(file);
      return outcome.ok ? { ok: true, value: outcome.value ?? null } : outcome;
    });
    answer(context, 'secureConfig/unversionedEnvironments', service => service.unversionedEnvironments());
    answer(context, 'secureConfig/previewVersion', (service, { environment }) =>
      service.previewVersion(environment),
    );
    answerChange(context, 'secureConfig/createVersion', (service, wish) => service.createVersion(wish));
    answerChange(context, 'secureConfig/tagVersion', (service, wish) => service.tag(wish));
    answerChange(context, 'secureConfig/deprecateVersion', (service, wish) => service.deprecate(wish));
    answer(context, 'secureConfig/previewRollback', (service, target) => service.previewRollback(target));
    answerChange(context, 'secureConfig/rollback', (service, wish) => service.rollback(wish));
  },
};

/** The audit: a ledger's events, and whether they hold. */
import type { Feature } from '../context.ts';
import { answer, answerChange } from '../ledger/answer.ts';
import { worked } from '../ledger/work.ts';

export const ledgerEvents: Feature = {
  register: context => {
    answer(context, 'secureConfig/ledgerEvents', (service, filter) => service.events(filter));
    answer(context, 'secureConfig/ledgerEvent', (service, { seq }) => service.event(seq));
    answer(context, 'secureConfig/verifyLedger', (service, { workDoneToken, deep }, token) =>
      worked(context, { workDoneToken, token, title: 'verifying the ledger' }, work =>
        service.verify({ ...work, deep }),
      ),
    );
    answerChange(context, 'secureConfig/syncLedger', (service, { workDoneToken }, token) =>
      worked(context, { workDoneToken, token, title: 'syncing the ledger' }, work => service.sync(work)),
    );
    answerChange(context, 'secureConfig/acceptRemote', (service, { workDoneToken, id, note }, token) =>
      worked(context, { workDoneToken, token, title: 'syncing the ledger' }, work =>
        service.acceptRemote({ id, note }, work),
      ),
    );
    answerChange(context, 'secureConfig/setSync', (service, { isOn }) => service.setSync(isOn));
    answerChange(context, 'secureConfig/acknowledgeAlarm', (service, alarm) =>
      service.acknowledgeAlarm(alarm),
    );
    answerChange(context, 'secureConfig/settleHistory', (service, wish) => service.settleHistory(wish));
  },
};

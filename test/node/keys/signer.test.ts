/** Holds how an identity signs: by a real agent, by ssh-keygen, and with what words it fails. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { describe, it } from 'mocha';
import { parsePublicKeyBlob } from '../../../shared/core/ledger/ssh/public-key.ts';
import { LEDGER_NAMESPACE, verifySshsig } from '../../../shared/core/ledger/ssh/verify.ts';
import { wireStrings } from '../../../shared/core/ledger/ssh/wire.ts';
import { openAgent } from '../../../shared/node/keys/agent.ts';
import { createSigner, type SigningKey } from '../../../shared/node/keys/signer.ts';
import { makeKey, publicKeyOfFile } from '../../../shared/node/keys/ssh-keygen.ts';
import { createVerifier } from '../../../shared/node/keys/verify-raw.ts';
import { createAuthenticator } from '../../support/authenticator.ts';
import { useScratch } from '../../support/scratch.ts';
import { type RunningAgent, startAgent } from '../../support/ssh-agent.ts';
import { KEYGEN_TYPES, keygenVerifies, makeSshKey, type SshKeyFile } from '../../support/ssh-keys.ts';
import { stringsOf } from '../../support/sshsig-blobs.ts';

const PAYLOAD = Buffer.from('what is decided');

describe('signing', () => {
  const scratch = useScratch();

  for (const type of Object.keys(KEYGEN_TYPES)) {
    it(`with a ${type} key, by ssh-keygen and by an agent, gives what ssh-keygen verifies`, async () => {
      const key = makeSshKey(scratch.folder, type);
      const agent = await startAgent(scratch.folder);
      try {
        agent.add(key.path);
        for (const [signing, variables] of [
          [fileKey(key), {}],
          [fileKey(key), { SSH_AUTH_SOCK: agent.socket }],
          [agentKey(key), { SSH_AUTH_SOCK: agent.socket }],
        ] as const) {
          // Several, because ECDSA has the higher s every other time.
          for (let round = 0; round < 4; round++) {
            const armored = await sign(signing, variables);
            const verified = verifySshsig(armored, PAYLOAD, options);
            assert.ok(verified.ok && verified.key.text === key.publicLine.replace(' test\n', ''));
            assert.ok(keygenVerifies(scratch.folder, key.publicLine, LEDGER_NAMESPACE, armored, PAYLOAD));
          }
        }
      } finally {
        agent.stop();
      }
    });
  }

  it('with a key in the agent does not touch its file', async () => {
    const key = makeSshKey(scratch.folder, 'ssh-ed25519', { passphrase: 'an invented passphrase' });
    const agent = await startAgent(scratch.folder);
    try {
      addWithPassphrase(agent, key, 'an invented passphrase');
      fs.rmSync(key.path);
      assert.match(await sign(fileKey(key), { SSH_AUTH_SOCK: agent.socket }), /^-----BEGIN SSH SIGNATURE/);
    } finally {
      agent.stop();
    }
  });

  it('asks for a passphrase through SSH_ASKPASS alone where there is no terminal', async () => {
    const key = makeSshKey(scratch.folder, 'ssh-ed25519', { passphrase: 'an invented passphrase' });
    await fails(fileKey(key), {}, 'passphrase');
    const askpass = writeProgram('askpass', 'echo an invented passphrase');
    await sign(fileKey(key), { SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force' });
  });

  it('hides our own variables from ssh-keygen', async () => {
    const key = makeSshKey(scratch.folder, 'ssh-ed25519', { passphrase: 'an invented passphrase' });
    const seen = path.join(scratch.folder, 'seen');
    const askpass = writeProgram('askpass', `env > '${seen}'; echo an invented passphrase`);
    const variables = {
      SSH_ASKPASS: askpass,
      SSH_ASKPASS_REQUIRE: 'force',
      SECURE_CONFIG_AGE_KEY: 'INVENTED',
    };
    await sign(fileKey(key), variables);
    assert.doesNotMatch(fs.readFileSync(seen, 'utf8'), /INVENTED|SECURE_CONFIG/);
  });

  it('fails with a code and with what to do', async () => {
    const key = makeSshKey(scratch.folder, 'ssh-ed25519');
    const other = makeSshKey(scratch.folder, 'ssh-ed25519', { name: 'other' });
    const agent = await startAgent(scratch.folder);
    const withAgent = { SSH_AUTH_SOCK: agent.socket };
    try {
      await fails(agentKey(key), {}, 'no-agent');
      await fails(
        agentKey(key),
        { SSH_AUTH_SOCK: path.join(scratch.folder, 'nowhere') },
        'agent-unreachable',
      );
      await fails(agentKey(key), withAgent, 'key-not-in-agent');
      agent.add(key.path, '-c'); // to be confirmed, and there is nobody who could
      await fails(agentKey(key), withAgent, 'agent-refused');
      await fails(fileKey(key), withAgent, 'agent-refused');
      await fails({ ...fileKey(key), path: path.join(scratch.folder, 'none') }, {}, 'key-file-missing');
      await fails({ ...fileKey(key), path: other.path }, {}, 'wrong-signature');
      await fails(fileKey(key), { PATH: scratch.folder }, 'ssh-keygen-missing');
      fs.chmodSync(key.path, 0o644);
      await fails(fileKey(key), {}, 'key-file-permissions');
      fs.writeFileSync(key.path, 'no key', { mode: 0o600 });
      fs.chmodSync(key.path, 0o600);
      await fails(fileKey(key), {}, 'ssh-keygen-failed');
    } finally {
      agent.stop();
    }
  });

  const ANSWERS: Readonly<Record<string, { answer: Uint8Array; code: string }>> = {
    'an agent that answers with nothing': { answer: Buffer.alloc(4), code: 'agent-unreachable' },
    'an agent that announces too much': { answer: Buffer.alloc(4, 0xff), code: 'agent-unreachable' },
    'an agent that signs with nonsense': {
      answer: wireStrings(
        Buffer.concat([Uint8Array.of(14), wireStrings(wireStrings('ssh-ed25519', Buffer.alloc(64)))]),
      ),
      code: 'wrong-signature',
    },
    'an agent that answers another question': {
      answer: wireStrings(Uint8Array.of(12, 0, 0, 0, 0)),
      code: 'agent-unreachable',
    },
    'an agent that says nothing': { answer: Buffer.alloc(0), code: 'agent-timeout' },
  };
  for (const [name, { answer, code }] of Object.entries(ANSWERS)) {
    it(`is refused from ${name}`, async () => {
      const key = makeSshKey(scratch.folder, 'ssh-ed25519');
      const socket = path.join(scratch.folder, 'odd.sock');
      const server = net.createServer(
        connection => void connection.on('data', () => connection.write(answer)),
      );
      await new Promise<void>(resolve => server.listen(socket, resolve));
      try {
        await fails(
          agentKey(key),
          { SSH_AUTH_SOCK: socket },
          code,
          code === 'agent-timeout' ? 100 : undefined,
        );
      } finally {
        server.close();
      }
    });
  }

  for (const [flags, outcome] of [
    [1, 'signed'],
    [0, 'wrong-signature'],
  ] as const) {
    it(`with a security key that ${flags === 1 ? 'somebody' : 'nobody'} touches: ${outcome}`, async () => {
      const key = createAuthenticator('sk-ssh-ed25519@openssh.com');
      const publicKey = parsePublicKeyBlob(key.blob).value?.text ?? '';
      const socket = path.join(scratch.folder, 'touch.sock');
      const server = net.createServer(connection => {
        connection.on('data', request => {
          const data = stringsOf(request.subarray(5), 2)[1] ?? new Uint8Array();
          const answer = Buffer.concat([Uint8Array.of(14), wireStrings(key.sign(data, flags))]);
          connection.write(wireStrings(answer));
        });
      });
      await new Promise<void>(resolve => server.listen(socket, resolve));
      try {
        const environment = scratch.environment({ SSH_AUTH_SOCK: socket });
        const signer = createSigner({ kind: 'agent', publicKey }, { environment });
        const signed = signer.ok ? await signer.value.sign(PAYLOAD) : signer;
        assert.equal(signed.ok ? 'signed' : signed.code, outcome);
      } finally {
        server.close();
      }
    });
  }

  it('can be given up', async () => {
    const key = makeSshKey(scratch.folder, 'ssh-ed25519', { passphrase: 'an invented passphrase' });
    const askpass = writeProgram('askpass', 'exec sleep 60');
    const environment = scratch.environment({ SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force' });
    const cancel = new AbortController();
    const signer = createSigner(fileKey(key), { environment, signal: cancel.signal });
    assert.ok(signer.ok);
    const signed = signer.value.sign(PAYLOAD);
    setTimeout(() => cancel.abort(), 50);
    const result = await signed;
    assert.ok(!result.ok && result.code === 'cancelled');
  });

  it('can be done with a key that was made here', async () => {
    const file = path.join(scratch.folder, 'made');
    const made = await makeKey(file, 'anna@example.com', { environment: scratch.environment() });
    assert.ok(made.ok && made.value.type === 'ssh-ed25519');
    assert.equal(fs.statSync(file).mode & 0o777, 0o600);
    await sign({ kind: 'file', path: file, publicKey: made.value.text }, {});
    fs.rmSync(`${file}.pub`);
    assert.deepEqual(await publicKeyOfFile(file, { environment: scratch.environment() }), made);
  });

  it('knows the keys of an agent, those too that cannot sign here', async () => {
    const [ed25519, rsa] = [makeSshKey(scratch.folder, 'ssh-ed25519'), makeSshKey(scratch.folder, 'ssh-rsa')];
    const short = path.join(scratch.folder, 'short');
    spawnSync('ssh-keygen', ['-q', '-t', 'rsa', '-b', '1024', '-N', '', '-f', short]);
    const agent = await startAgent(scratch.folder);
    try {
      for (const file of [ed25519.path, short, rsa.path]) agent.add(file);
      const listed = await openAgent(scratch.environment({ SSH_AUTH_SOCK: agent.socket })).list();
      assert.ok(listed.ok);
      const lines = listed.value.map(({ key, comment }) => `${key.text} ${comment}\n`);
      assert.deepEqual(lines, [ed25519.publicLine, rsa.publicLine]);
    } finally {
      agent.stop();
    }
  });

  async function sign(signing: SigningKey, variables: Record<string, string>): Promise<string> {
    const signer = createSigner(signing, { environment: scratch.environment(variables) });
    assert.ok(signer.ok);
    const signed = await signer.value.sign(PAYLOAD);
    assert.ok(signed.ok, JSON.stringify(signed));
    return signed.value;
  }

  async function fails(
    signing: SigningKey,
    variables: Record<string, string>,
    code: string,
    signTimeout?: number,
  ): Promise<void> {
    const signer = createSigner(signing, {
      environment: scratch.environment(variables),
      ...(signTimeout && { signTimeout }),
    });
    assert.ok(signer.ok);
    const signed = await signer.value.sign(PAYLOAD);
    assert.equal(signed.ok ? 'signed' : signed.code, code, JSON.stringify(signed));
    assert.ok(!signed.ok && signed.message.length > 20);
  }

  function writeProgram(name: string, script: string): string {
    const file = path.join(scratch.folder, name);
    fs.writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return file;
  }

  function addWithPassphrase(agent: RunningAgent, key: SshKeyFile, passphrase: string): void {
    const askpass = writeProgram('add-askpass', `echo ${passphrase}`);
    const env = {
      ...process.env,
      SSH_AUTH_SOCK: agent.socket,
      SSH_ASKPASS: askpass,
      SSH_ASKPASS_REQUIRE: 'force',
    };
    const run = spawnSync('ssh-add', ['-q', key.path], { env, encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
  }
});

const options = { namespace: LEDGER_NAMESPACE, verifyRaw: createVerifier() };

function fileKey(key: SshKeyFile): SigningKey & { kind: 'file' } {
  return { kind: 'file', path: key.path, publicKey: key.publicLine.replace(' test\n', '') };
}

function agentKey(key: SshKeyFile): SigningKey {
  return { kind: 'agent', publicKey: key.publicLine.replace(' test\n', '') };
}

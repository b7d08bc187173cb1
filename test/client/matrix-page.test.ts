import assert from 'node:assert/strict';
import { matrixContent, spokenMatrix } from '../../client/views/matrix-content.ts';
import { matrixPage } from '../../client/views/matrix-page.ts';
import type { EnvironmentMatrix } from '../../shared/protocol.ts';

const HOSTILE = `<img src=x onerror="alert('1')">&`;

describe('the matrix’s page', () => {
  it('lets no text of the files become HTML', () => {
    const content = matrixContent(matrixWith(HOSTILE)).html;
    assert.doesNotMatch(content, /<img/);
    assert.ok(content.split('&#60;img').length > 10, 'the text itself is there, escaped');
  });

  it('allows only its own style and scripts', () => {
    const content = matrixContent(matrixWith('x'));
    const page = matrixPage({ uri: HOSTILE, title: HOSTILE, content, nonce: 'NONCE' });
    assert.match(page, /default-src 'none'; style-src 'nonce-NONCE'; script-src 'nonce-NONCE'/);
    assert.equal(page.match(/<(script|style)(?! nonce="NONCE")/g), null);
    assert.doesNotMatch(page, /unsafe-inline|<img|\son[a-z]+="|\sstyle="/);
  });

  it('leads from each cell to its line, and from each column to its file', () => {
    const content = matrixContent(matrixWith('x')).html;
    assert.match(content, /data-do="reveal" data-what="1:4:1:4:9"/);
    assert.match(content, /data-do="file"\s+data-what="0"/);
  });

  it('has a header for each environment over those of its files', () => {
    const content = matrixContent(matrixWith('x')).html;
    assert.match(content, /<th scope="colgroup" class="first" colspan="2">x</);
    assert.equal(content.match(/scope="col" class="file/g)?.length, 2);
    assert.match(content, />x \(2\)</);
  });

  it('says how a cell stands and what it breaks in words, too', () => {
    const content = matrixContent(matrixWith('x')).html;
    assert.match(content, /Differs\. critical x</);
    assert.match(content, /Left out: the program takes the default\./);
    assert.match(content, /data-differs data-violates/);
    assert.equal(spokenMatrix(matrixWith('x')), '1 field: 1 with differences, 1 with violations');
  });
});

/** A matrix with `text` wherever a file, a manifest or a profile has a say. */
function matrixWith(text: string): EnvironmentMatrix {
  const range = { start: { line: 4, character: 1 }, end: { line: 4, character: 9 } };
  const finding = { code: text, severity: 'critical', message: text } as const;
  return {
    folderUri: 'file:///x',
    folderName: text,
    profile: text,
    fileUris: ['file:///x/a', 'file:///x/b'],
    shortfall: null,
    matrix: {
      environments: [{ name: text, files: [{ path: text }, { path: text, part: 2 }] }],
      groups: [
        {
          path: text,
          title: text,
          fields: [
            {
              path: `${text}.${text}`,
              title: text,
              secret: true,
              agreement: 'most',
              severity: 'critical',
              cells: [
                { state: 'default', differs: false, shown: text, findings: [], range },
                {
                  state: 'different',
                  differs: true,
                  shown: text,
                  severity: 'critical',
                  findings: [finding],
                  range,
                },
              ],
            },
          ],
        },
      ],
      leftOut: 1,
    },
  };
}

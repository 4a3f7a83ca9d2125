"""Verifies a journal by docs/journal-format.md alone: verify.py FILE vendor|organization|store STORE-ID JOURNAL-ID real|"sample DAY"."""
import sys, json, hashlib
p = hashlib.sha256(('proofbook journal 1\n' + '\n'.join(sys.argv[2:6]) + '\n').encode()).hexdigest(); n = 0
for raw in open(sys.argv[1], 'rb'):
    b = raw.rstrip(b'\n'); body, h = b[:-75] + b'}', b[-66:-2].decode(); e = json.loads(b)
    assert raw.endswith(b'\n') and hashlib.sha256(body).hexdigest() == h and e['prev'] == p and e['seq'] == n, n
    p = h; n += 1
print(n, 'events, head', p)

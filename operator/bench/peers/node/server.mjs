// oidc-provider with JWT access tokens for client credentials: everything else as it comes.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { PORT, ALGORITHM, CLIENTS } = process.env;
const scope = 'orders:read';
const audience = 'https://orders.example';

const { privateKey } = ALGORITHM === 'RS256'
  ? generateKeyPairSync('rsa', { modulusLength: 2048 })
  : generateKeyPairSync('ec', { namedCurve: 'P-256' });

const provider = new Provider(`http://127.0.0.1:${PORT}`, {
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: ALGORITHM, use: 'sig', kid: 'bench' }] },
  scopes: [scope],
  clients: Array.from({ length: Number(CLIENTS) }, (_, i) => ({
    client_id: `bench-${i}`,
    client_secret: `secret-0123456789abcdef0123456789abcdef-${i}`,
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    // The default of ID tokens wants an RSA key, although this client never gets one.
    id_token_signed_response_alg: ALGORITHM,
  })),
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: () => ({
        scope,
        audience,
        accessTokenTTL: 300,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: ALGORITHM } },
      }),
    },
  },
});

createServer(provider.callback()).listen(Number(PORT), '127.0.0.1');

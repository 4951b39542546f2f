#!/usr/bin/env python3
"""realm.py CLIENTS: prints a realm with so many clients, each with a service account and what it is asked for."""
import json
import sys

SCOPE = "orders:read"


def mapper(name, kind, config):
    return {"name": name, "protocol": "openid-connect", "protocolMapper": kind, "config": {"access.token.claim": "true", **config}}


def client(number):
    return {
        "clientId": f"bench-{number}",
        "secret": f"secret-0123456789abcdef0123456789abcdef-{number}",
        "publicClient": False,
        "serviceAccountsEnabled": True,
        "standardFlowEnabled": False,
        "directAccessGrantsEnabled": False,
        "fullScopeAllowed": False,
        "defaultClientScopes": [SCOPE],
        "optionalClientScopes": [],
    }


json.dump({
    "realm": "bench",
    "enabled": True,
    "sslRequired": "none",
    "accessTokenLifespan": 300,
    "defaultSignatureAlgorithm": "ES256",
    "clientScopes": [{
        "name": SCOPE,
        "protocol": "openid-connect",
        "attributes": {"include.in.token.scope": "true"},
        "protocolMappers": [
            mapper("subject", "oidc-sub-mapper", {}),
            mapper("audience", "oidc-audience-mapper", {"included.custom.audience": "https://orders.example"}),
        ],
    }],
    "clients": [client(number) for number in range(int(sys.argv[1]))],
}, sys.stdout)

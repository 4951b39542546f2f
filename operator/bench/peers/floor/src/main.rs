//! The least that a token endpoint can do: reads a client_credentials request, compares the secret in constant time and
//! signs a token with ES256. One thread, no configuration, nothing that an issuer for use needs. What it costs is the limit
//! that issuers are compared with.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;

struct Issuer {
    key: EcdsaKeyPair,
    header: String,
    clients: HashMap<String, Vec<u8>>,
    random: SystemRandom,
}

impl Issuer {
    fn new(clients: usize) -> Self {
        let random = SystemRandom::new();
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
        let client = |i| (format!("bench-{i}"), hash(format!("secret-0123456789abcdef0123456789abcdef-{i}").as_bytes()));
        let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"ES256","kid":"bench","typ":"at+jwt"}"#);
        Issuer { key, header, clients: (0..clients).map(client).collect(), random }
    }

    /// The client that the Authorization field names, if its secret is right.
    fn client(&self, request: &Request<Incoming>) -> Option<String> {
        let field = request.headers().get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
        let credentials = String::from_utf8(STANDARD.decode(field).ok()?).ok()?;
        let (id, secret) = credentials.split_once(':')?;
        verify_slices_are_equal(self.clients.get(id)?, &hash(secret.as_bytes())).ok()?;
        Some(id.to_string())
    }

    fn token(&self, client: &str) -> String {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock").as_secs();
        let mut id = [0; 16];
        self.random.fill(&mut id).expect("random bytes");
        let claims = format!(
            r#"{{"iss":"http://127.0.0.1","sub":"{client}","client_id":"{client}","aud":"https://orders.example","scope":"orders:read","iat":{now},"nbf":{now},"exp":{},"jti":"{}"}}"#,
            now + 300,
            URL_SAFE_NO_PAD.encode(id)
        );
        let mut token = format!("{}.{}", self.header, URL_SAFE_NO_PAD.encode(claims));
        let signature = self.key.sign(&self.random, token.as_bytes()).expect("a signature");
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut token);
        token
    }

    fn jwks(&self) -> String {
        let point = self.key.public_key().as_ref(); // 4, x, y
        let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..65]));
        format!(r#"{{"keys":[{{"kty":"EC","crv":"P-256","kid":"bench","alg":"ES256","use":"sig","x":"{x}","y":"{y}"}}]}}"#)
    }

    async fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        if request.method() == Method::GET {
            return json(StatusCode::OK, self.jwks());
        }
        let Some(client) = self.client(&request) else {
            return json(StatusCode::UNAUTHORIZED, r#"{"error":"invalid_client"}"#.into());
        };
        let Ok(body) = request.into_body().collect().await else {
            return json(StatusCode::BAD_REQUEST, r#"{"error":"invalid_request"}"#.into());
        };
        let body = body.to_bytes();
        let has = |field: &[u8]| body.split(|byte| *byte == b'&').any(|part| part == field);
        if !has(b"grant_type=client_credentials") || !has(b"scope=orders%3Aread") {
            return json(StatusCode::BAD_REQUEST, r#"{"error":"invalid_request"}"#.into());
        }
        let token = self.token(&client);
        json(StatusCode::OK, format!(r#"{{"access_token":"{token}","token_type":"Bearer","expires_in":300,"scope":"orders:read"}}"#))
    }
}

fn hash(secret: &[u8]) -> Vec<u8> {
    digest(&SHA256, secret).as_ref().to_vec()
}

fn json(status: StatusCode, body: String) -> Response<Full<Bytes>> {
    Response::builder()
        .status(status)
        .header(CONTENT_TYPE, "application/json")
        .header(CACHE_CONTROL, "no-store")
        .body(Full::new(Bytes::from(body)))
        .expect("an answer")
}

fn number(name: &str) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("{name} is a number"))
}

fn main() -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    tokio::task::LocalSet::new().block_on(&runtime, async {
        let issuer = Rc::new(Issuer::new(number("CLIENTS")));
        let address = SocketAddr::from(([127, 0, 0, 1], number("PORT") as u16));
        let listener = tokio::net::TcpListener::bind(address).await?;
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            let issuer = issuer.clone();
            tokio::task::spawn_local(async move {
                let service = service_fn(move |request| {
                    let issuer = issuer.clone();
                    async move { Ok::<_, Infallible>(issuer.answer(request).await) }
                });
                // A connection that breaks concerns nobody else.
                let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
            });
        }
    })
}

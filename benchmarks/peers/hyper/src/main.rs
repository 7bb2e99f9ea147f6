//! Serves the shop of `routes.txt` with hyper, Tokio on one thread, matchit and prost, on the port in the first argument.
//! Environment variables may name ports for HTTP/2 and for TLS.

mod messages;
mod routes;
mod tls;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::header::{HeaderValue, CONTENT_TYPE};
use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioExecutor, TokioIo};
use matchit::Params;
use messages::{NewOrder, Receipt};
use prost::Message;
use routes::{Action, Route, Routes};
use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

const TEXT: HeaderValue = HeaderValue::from_static("text/plain;charset=utf-8");
const PROTOBUF: HeaderValue = HeaderValue::from_static("application/x-protobuf");
const MAX_BODY: usize = 1 << 20;

type FullResponse = Response<Full<Bytes>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let port: u16 = std::env::args().nth(1).and_then(|port| port.parse().ok()).expect("a port");
    let routes = Arc::new(Routes::new());
    if let Ok(port) = std::env::var("H2C_PORT") {
        let listener = listen(port.parse().expect("a port")).await?;
        tokio::task::spawn(accept(listener, Arc::clone(&routes), serve_http2));
        let port: u16 = tls::variable("TLS_PORT").parse().expect("a port");
        tokio::task::spawn(accept_tls(listen(port).await?, Arc::clone(&routes), tls::acceptor()?));
    }
    accept(listen(port).await?, routes, serve_http1).await
}

async fn listen(port: u16) -> std::io::Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).await
}

async fn accept<F, S>(listener: TcpListener, routes: Arc<Routes>, serve: F) -> std::io::Result<()>
where
    F: Fn(TcpStream, Arc<Routes>) -> S,
    S: Future<Output = ()> + Send + 'static,
{
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::task::spawn(serve(stream, Arc::clone(&routes)));
    }
}

async fn accept_tls(listener: TcpListener, routes: Arc<Routes>, acceptor: TlsAcceptor) -> std::io::Result<()> {
    accept(listener, routes, |stream, routes| {
        let handshake = acceptor.accept(stream);
        async move {
            // A client that ends its handshake early is not an error of the server.
            if let Ok(stream) = handshake.await {
                if stream.get_ref().1.alpn_protocol() == Some(b"h2") {
                    serve_http2(stream, routes).await;
                } else {
                    serve_http1(stream, routes).await;
                }
            }
        }
    })
    .await
}

async fn serve_http1<I>(stream: I, routes: Arc<Routes>)
where
    I: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |request| {
        let routes = Arc::clone(&routes);
        async move { Ok::<_, Infallible>(answer(&routes, request).await) }
    });
    // A client that disconnects is not an error of the server.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn serve_http2<I>(stream: I, routes: Arc<Routes>)
where
    I: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |request| {
        let routes = Arc::clone(&routes);
        async move { Ok::<_, Infallible>(answer(&routes, request).await) }
    });
    let _ = http2::Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), service).await;
}

async fn answer(routes: &Routes, request: Request<Incoming>) -> FullResponse {
    let router = match *request.method() {
        Method::GET => &routes.get,
        Method::POST => &routes.post,
        Method::PUT => &routes.put,
        Method::DELETE => &routes.delete,
        _ => return status(StatusCode::METHOD_NOT_ALLOWED),
    };
    let Ok(matched) = router.at(request.uri().path()) else {
        return status(StatusCode::NOT_FOUND);
    };
    let Route { number, action } = *matched.value;
    let Some(sum) = parameters(&request, &matched.params, action) else {
        return status(StatusCode::BAD_REQUEST);
    };
    match action {
        Action::Text(body) => content(StatusCode::OK, TEXT, Bytes::from_static(body.as_bytes())),
        Action::Number(_) => content(StatusCode::OK, TEXT, (sum + number).to_string().into()),
        Action::Nothing(_) => status(StatusCode::NO_CONTENT),
        Action::Receipt => message(StatusCode::OK, Receipt::of(number, sum)),
        Action::Order => order(number, sum, request).await,
    }
}

async fn order(number: i64, id: i64, request: Request<Incoming>) -> FullResponse {
    let Ok(body) = Limited::new(request.into_body(), MAX_BODY).collect().await else {
        return status(StatusCode::PAYLOAD_TOO_LARGE);
    };
    match NewOrder::decode(body.to_bytes()) {
        Ok(order) => message(StatusCode::CREATED, Receipt::of_order(number, id, order)),
        Err(_) => status(StatusCode::BAD_REQUEST),
    }
}

/// The sum of all parameters.
fn parameters(request: &Request<Incoming>, path: &Params, action: Action) -> Option<i64> {
    let mut sum = 0;
    for (_, value) in path.iter() {
        sum += value.parse::<i64>().ok()?;
    }
    match action {
        Action::Number(Some(name)) | Action::Nothing(Some(name)) => Some(sum + query(request, name)?),
        _ => Some(sum),
    }
}

fn query(request: &Request<Incoming>, name: &str) -> Option<i64> {
    let mut pairs = request.uri().query()?.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name)?.1.parse().ok()
}

fn message(status: StatusCode, message: Receipt) -> FullResponse {
    content(status, PROTOBUF, message.encode_to_vec().into())
}

fn content(status: StatusCode, content_type: HeaderValue, body: Bytes) -> FullResponse {
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}

fn status(status: StatusCode) -> FullResponse {
    let mut response = Response::new(Full::default());
    *response.status_mut() = status;
    response
}

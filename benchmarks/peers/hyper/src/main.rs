//! Serves the shop of `routes.txt` with hyper, Tokio on one thread, matchit and prost, on the port in the first argument.

mod messages;
mod routes;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::header::{HeaderValue, CONTENT_TYPE};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use matchit::Params;
use messages::{NewOrder, Receipt};
use prost::Message;
use routes::{Action, Route, Routes};
use std::convert::Infallible;
use std::sync::Arc;
use tokio::net::TcpListener;

const TEXT: HeaderValue = HeaderValue::from_static("text/plain;charset=utf-8");
const PROTOBUF: HeaderValue = HeaderValue::from_static("application/x-protobuf");
const MAX_BODY: usize = 1 << 20;

type FullResponse = Response<Full<Bytes>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let port: u16 = std::env::args().nth(1).and_then(|port| port.parse().ok()).expect("a port");
    let routes = Arc::new(Routes::new());
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let routes = Arc::clone(&routes);
        tokio::task::spawn(async move {
            let service = service_fn(move |request| {
                let routes = Arc::clone(&routes);
                async move { Ok::<_, Infallible>(answer(&routes, request).await) }
            });
            // A client that disconnects is not an error of the server.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
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

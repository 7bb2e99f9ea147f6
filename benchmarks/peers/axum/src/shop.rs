//! Handlers. The first number is the number of the route.

use crate::messages::{NewOrder, Receipt};
use axum::extract::{Path, Query};
use axum::http::header::CONTENT_TYPE;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use prost::Message;
use serde::Deserialize;

const TEXT: &str = "text/plain;charset=utf-8";
const PROTOBUF: &str = "application/x-protobuf";

/// Parameters of a path or query.
pub trait Sum {
    fn sum(&self) -> i64;
}

impl Sum for i64 {
    fn sum(&self) -> i64 {
        *self
    }
}

impl Sum for (i64, i64) {
    fn sum(&self) -> i64 {
        self.0 + self.1
    }
}

macro_rules! query {
    ($type:ident, $field:ident) => {
        #[derive(Deserialize)]
        pub struct $type {
            $field: i64,
        }

        impl Sum for $type {
            fn sum(&self) -> i64 {
                self.$field
            }
        }
    };
}

query!(Page, page);
query!(Version, version);
query!(Quantity, quantity);
query!(Units, units);
query!(Days, days);

pub async fn text(body: &'static str) -> impl IntoResponse {
    ([(CONTENT_TYPE, TEXT)], body)
}

pub async fn number<const ROUTE: i64, P: Sum>(Path(path): Path<P>) -> impl IntoResponse {
    ([(CONTENT_TYPE, TEXT)], (path.sum() + ROUTE).to_string())
}

pub async fn number_of<const ROUTE: i64, Q: Sum>(Query(query): Query<Q>) -> impl IntoResponse {
    ([(CONTENT_TYPE, TEXT)], (query.sum() + ROUTE).to_string())
}

pub async fn number_with<const ROUTE: i64, P: Sum, Q: Sum>(
    Path(path): Path<P>,
    Query(query): Query<Q>,
) -> impl IntoResponse {
    ([(CONTENT_TYPE, TEXT)], (path.sum() + query.sum() + ROUTE).to_string())
}

pub async fn nothing<P: Sum>(Path(_): Path<P>) -> StatusCode {
    StatusCode::NO_CONTENT
}

pub async fn nothing_with<P: Sum, Q: Sum>(Path(_): Path<P>, Query(_): Query<Q>) -> StatusCode {
    StatusCode::NO_CONTENT
}

pub async fn receipt<const ROUTE: i64, P: Sum>(Path(path): Path<P>) -> Response {
    message(StatusCode::OK, Receipt::of(ROUTE, path.sum()))
}

pub async fn order<const ROUTE: i64>(body: Bytes) -> Response {
    answer(ROUTE, 0, body)
}

pub async fn order_of<const ROUTE: i64>(Path(id): Path<i64>, body: Bytes) -> Response {
    answer(ROUTE, id, body)
}

fn answer(route: i64, id: i64, body: Bytes) -> Response {
    match NewOrder::decode(body) {
        Ok(order) => message(StatusCode::CREATED, Receipt::of_order(route, id, order)),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

fn message(status: StatusCode, message: Receipt) -> Response {
    (status, [(CONTENT_TYPE, PROTOBUF)], message.encode_to_vec()).into_response()
}

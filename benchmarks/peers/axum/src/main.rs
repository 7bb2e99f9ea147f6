//! Serves the shop of `routes.txt` with axum, on the port in the first argument.

#[path = "../../hyper/src/messages.rs"]
mod messages;
mod shop;

use axum::routing::{get, post, put};
use axum::Router;
use shop::{nothing, number, number_of, number_with, order, order_of, receipt, text, Days, Page, Quantity, Units, Version};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port: u16 = std::env::args().nth(1).and_then(|port| port.parse().ok()).expect("a port");
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    let routes = site().merge(users()).merge(catalog()).merge(carts()).merge(orders()).merge(analytics());
    axum::serve(listener, routes).tcp_nodelay(true).await
}

fn site() -> Router {
    Router::new()
        .route("/plaintext", get(|| text("Hello, World!")))
        .route("/health", get(|| text("UP")))
        .route("/version", get(|| text("1")))
        .route("/v1/auth/logins/:user", post(receipt::<4, i64>))
        .route("/v1/auth/sessions/:session", get(number::<5, i64>).delete(nothing::<i64>))
}

fn users() -> Router {
    Router::new()
        .route("/v1/users", get(number_of::<7, Page>))
        .route("/v1/users/:user/activation", post(nothing::<i64>))
        .route("/v1/users/:user", get(receipt::<9, i64>).delete(nothing::<i64>))
        .route("/v1/users/:user/orders", get(number_with::<11, i64, Page>))
        .route("/v1/users/:user/orders/:order", get(number_with::<12, (i64, i64), Version>))
        .route("/v1/users/:user/addresses", get(number::<13, i64>))
        .route("/v1/users/:user/addresses/:address", put(nothing::<(i64, i64)>))
}

fn catalog() -> Router {
    let products = Router::new()
        .route("/", get(number_of::<17, Page>))
        .route("/:product", get(receipt::<18, i64>))
        .route("/:product/price", get(number_with::<19, i64, Quantity>))
        .route("/:product/stock", get(number::<20, i64>).put(shop::nothing_with::<i64, Units>))
        .route("/:product/reviews", get(number_with::<22, i64, Page>))
        .route("/:product/reviews/:review", get(receipt::<23, (i64, i64)>));
    Router::new()
        .route("/v1/catalog/categories", get(|| text("books music")))
        .route("/v1/catalog/categories/:category", get(number_with::<16, i64, Page>))
        .nest("/v1/catalog/products", products)
}

fn carts() -> Router {
    Router::new()
        .route("/v1/carts", post(order::<24>))
        .route("/v1/carts/:cart", get(receipt::<25, i64>).delete(nothing::<i64>))
        .route(
            "/v1/carts/:cart/lines/:line",
            put(number_with::<27, (i64, i64), Quantity>).delete(nothing::<(i64, i64)>),
        )
        .route("/v1/carts/:cart/checkout", post(receipt::<29, i64>))
}

fn orders() -> Router {
    Router::new()
        .route("/v1/orders", post(order::<30>).get(number_of::<31, Page>))
        .route("/v1/orders/:order", get(receipt::<32, i64>).put(order_of::<33>).delete(nothing::<i64>))
        .route("/v1/orders/:order/status", get(number::<35, i64>))
        .route("/v1/orders/:order/shipments/:shipment", post(receipt::<36, (i64, i64)>))
        .route("/v1/payments/:payment", post(order_of::<37>).get(receipt::<38, i64>))
        .route("/v1/payments/:payment/refunds", post(receipt::<39, i64>))
}

fn analytics() -> Router {
    Router::new()
        .route("/v1/analytics/baskets", post(order::<40>))
        .route("/v1/analytics/sales/:year/:month", get(number::<41, (i64, i64)>))
        .route("/v1/analytics/products/:product/sales", get(number_with::<42, i64, Days>))
}

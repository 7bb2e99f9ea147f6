//! The routes of `routes.txt` in matchit's syntax, with a router for each method.

use matchit::Router;

/// Response of a route. The strings are the names of query parameters.
#[derive(Clone, Copy)]
pub enum Action {
    Text(&'static str),
    Number(Option<&'static str>),
    Nothing(Option<&'static str>),
    Receipt,
    Order,
}

use Action::{Nothing, Number, Order, Receipt, Text};

#[derive(Clone, Copy)]
pub struct Route {
    pub number: i64,
    pub action: Action,
}

#[derive(Default)]
pub struct Routes {
    pub get: Router<Route>,
    pub post: Router<Route>,
    pub put: Router<Route>,
    pub delete: Router<Route>,
}

type Entry = (i64, &'static str, Action);

const GET: &[Entry] = &[
    (1, "/plaintext", Text("Hello, World!")),
    (2, "/health", Text("UP")),
    (3, "/version", Text("1")),
    (5, "/v1/auth/sessions/:session", Number(None)),
    (7, "/v1/users", Number(Some("page"))),
    (9, "/v1/users/:user", Receipt),
    (11, "/v1/users/:user/orders", Number(Some("page"))),
    (12, "/v1/users/:user/orders/:order", Number(Some("version"))),
    (13, "/v1/users/:user/addresses", Number(None)),
    (15, "/v1/catalog/categories", Text("books music")),
    (16, "/v1/catalog/categories/:category", Number(Some("page"))),
    (17, "/v1/catalog/products", Number(Some("page"))),
    (18, "/v1/catalog/products/:product", Receipt),
    (19, "/v1/catalog/products/:product/price", Number(Some("quantity"))),
    (20, "/v1/catalog/products/:product/stock", Number(None)),
    (22, "/v1/catalog/products/:product/reviews", Number(Some("page"))),
    (23, "/v1/catalog/products/:product/reviews/:review", Receipt),
    (25, "/v1/carts/:cart", Receipt),
    (31, "/v1/orders", Number(Some("page"))),
    (32, "/v1/orders/:order", Receipt),
    (35, "/v1/orders/:order/status", Number(None)),
    (38, "/v1/payments/:payment", Receipt),
    (41, "/v1/analytics/sales/:year/:month", Number(None)),
    (42, "/v1/analytics/products/:product/sales", Number(Some("days"))),
];

const POST: &[Entry] = &[
    (4, "/v1/auth/logins/:user", Receipt),
    (8, "/v1/users/:user/activation", Nothing(None)),
    (24, "/v1/carts", Order),
    (29, "/v1/carts/:cart/checkout", Receipt),
    (30, "/v1/orders", Order),
    (36, "/v1/orders/:order/shipments/:shipment", Receipt),
    (37, "/v1/payments/:payment", Order),
    (39, "/v1/payments/:payment/refunds", Receipt),
    (40, "/v1/analytics/baskets", Order),
];

const PUT: &[Entry] = &[
    (14, "/v1/users/:user/addresses/:address", Nothing(None)),
    (21, "/v1/catalog/products/:product/stock", Nothing(Some("units"))),
    (27, "/v1/carts/:cart/lines/:line", Number(Some("quantity"))),
    (33, "/v1/orders/:order", Order),
];

const DELETE: &[Entry] = &[
    (6, "/v1/auth/sessions/:session", Nothing(None)),
    (10, "/v1/users/:user", Nothing(None)),
    (26, "/v1/carts/:cart", Nothing(None)),
    (28, "/v1/carts/:cart/lines/:line", Nothing(None)),
    (34, "/v1/orders/:order", Nothing(None)),
];

impl Routes {
    pub fn new() -> Self {
        Routes { get: router(GET), post: router(POST), put: router(PUT), delete: router(DELETE) }
    }
}

fn router(entries: &[Entry]) -> Router<Route> {
    let mut router = Router::new();
    for &(number, template, action) in entries {
        router.insert(template, Route { number, action }).expect("routes differ");
    }
    router
}

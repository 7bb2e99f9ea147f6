//! The messages of `proto/service.proto`, declared as prost's code generator would.

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct NewOrder {
    #[prost(int64, tag = "1")]
    pub user_id: i64,
    #[prost(string, tag = "2")]
    pub currency: String,
    #[prost(string, tag = "3")]
    pub note: String,
    #[prost(message, optional, tag = "4")]
    pub address: Option<Address>,
    #[prost(message, repeated, tag = "5")]
    pub lines: Vec<Line>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Address {
    #[prost(string, tag = "1")]
    pub name: String,
    #[prost(string, tag = "2")]
    pub street: String,
    #[prost(string, tag = "3")]
    pub city: String,
    #[prost(string, tag = "4")]
    pub postcode: String,
    #[prost(string, tag = "5")]
    pub country: String,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Line {
    #[prost(int64, tag = "1")]
    pub product_id: i64,
    #[prost(string, tag = "2")]
    pub title: String,
    #[prost(int32, tag = "3")]
    pub quantity: i32,
    #[prost(int64, tag = "4")]
    pub price: i64,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Receipt {
    #[prost(int64, tag = "1")]
    pub id: i64,
    #[prost(int64, tag = "2")]
    pub user_id: i64,
    #[prost(int32, tag = "3")]
    pub lines: i32,
    #[prost(int64, tag = "4")]
    pub total: i64,
    #[prost(string, tag = "5")]
    pub currency: String,
}

impl Receipt {
    /// Response of a route without a request body.
    pub fn of(route: i64, id: i64) -> Self {
        Receipt { id, total: route, currency: "EUR".to_owned(), ..Default::default() }
    }

    /// Response of a route to an order.
    pub fn of_order(route: i64, id: i64, order: NewOrder) -> Self {
        Receipt {
            id,
            user_id: order.user_id,
            lines: order.lines.len() as i32,
            total: route + order.lines.iter().map(|line| line.price * i64::from(line.quantity)).sum::<i64>(),
            currency: order.currency,
        }
    }
}
